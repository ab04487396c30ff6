// @ts-check

/**
 * The reason why a callback was rejected. A handler throws it to reject its callback; `topup` and `OneSoluWebhooks` throw it
 * for a request that they reject.
 */
export class CallbackRejection extends Error {
  /**
   * @param {string} reason
   * @param {{ message?: string, note?: string | null, field?: string | null, retryAfter?: number | null, reply?: any, cause?: any }} [more]
   */
  constructor(reason, { message = reason, note, field = null, retryAfter = null, reply = null, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    Object.defineProperty(this, "name", { value: "CallbackRejection", configurable: true });
    this.reason = reason;
    this.field = field;
    this.note = note ?? null;
    this.retryAfter = retryAfter;
    this.reply = reply;
  }

  /** The reply as a Response. */
  toResponse() {
    const { status, headers, body } = this.reply ?? { status: 503, headers: {}, body: "" };
    return new Response(body, { status, headers });
  }
}
