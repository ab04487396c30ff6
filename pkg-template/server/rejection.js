// @ts-check

/** Why a callback is not handed on, or not done. Work throws it to say so; so does `topup`. */
export class CallbackRejection extends Error {
  /**
   * @param {string} reason
   * @param {{ message?: string, note?: string, field?: string | null, reply?: any }} [more]
   */
  constructor(reason, { message = reason, note, field = null, reply = null } = {}) {
    super(message);
    Object.defineProperty(this, "name", { value: "CallbackRejection", configurable: true });
    this.reason = reason;
    this.field = field;
    this.note = note ?? null;
    this.reply = reply;
  }

  /** The answer, as a Response. */
  toResponse() {
    const { status, headers, body } = this.reply ?? { status: 503, headers: {}, body: "" };
    return new Response(body, { status, headers });
  }
}
