// @ts-check

/**
 * The reason why a callback was rejected. A handler throws it to reject its callback; `topup` and `OneSoluWebhooks` throw it
 * for a request that they reject.
 */
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

  /** The reply as a Response. */
  toResponse() {
    const { status, headers, body } = this.reply ?? { status: 503, headers: {}, body: "" };
    return new Response(body, { status, headers });
  }
}
