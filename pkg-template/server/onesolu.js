// @ts-check
// The client of OneSolu, and the receiver of its webhooks.

import { BODY_TIMEOUT } from "./generated.js";
import { ALREADY_READ, TOO_LARGE, TOO_SLOW, bytes, sentTo } from "./request-body.js";
import { bindingCalls, demandOptions, demandKey, lazyBinding, clientOptions, refuseUnknown, toError } from "./client-base.js";
import { CallbackRejection } from "./callback-rejection.js";

export class OneSolu {
  /** @param {any} options */
  constructor(options) {
    const { apiKey, ...rest } = demandOptions(options);
    demandKey(apiKey, "apiKey");
    const { shared, hooks } = clientOptions(rest);
    const { ask } = bindingCalls((glue) => new glue.OneSoluBinding(apiKey, shared, hooks));

    /** @param {any} order @param {any} [options] */
    this.createOrder = (order, options) => ask("createOrder", order, options);
    /** @param {string} id @param {any} [options] */
    this.order = (id, options) => ask("order", { id }, options);
    /**
     * @param {string} id
     * @param {string} status
     * @param {any} [options]
     */
    this.changeStatus = (id, status, options) => ask("changeStatus", { id, status }, options);
    /** @param {any} webhook @param {any} [options] */
    this.registerWebhook = (webhook, options) => ask("registerWebhook", webhook, options);
    /** @param {number} [days] @param {any} [options] */
    this.dailyAnalytics = (days, options) => ask("dailyAnalytics", { days }, options);
    this.rateLimit = () => ask("rateLimit");
  }
}

export class OneSoluWebhooks {
  #binding;

  /** @param {any} options */
  constructor(options) {
    const { secret, header, ...unknown } = demandOptions(options);
    demandKey(secret, "secret");
    refuseUnknown(unknown);
    this.#binding = lazyBinding((glue) => new glue.OneSoluWebhooksBinding(secret, header));
  }

  /** @param {Uint8Array | string} body */
  async sign(body) {
    return (await this.#binding()).sign(bytes(body));
  }

  /**
   * @param {Uint8Array | string} body
   * @param {string | null} [signature]
   */
  async verify(body, signature) {
    const webhooks = await this.#binding();
    try {
      return webhooks.receive(bytes(body), signature ?? undefined);
    } catch (error) {
      throw rejected(error);
    }
  }

  /**
   * @param {any} request
   * @param {any} [given]
   */
  async receive(request, given) {
    const webhooks = await this.#binding();
    const { body, header } = sentTo(request, given?.body, { isSigned: true });
    const limit = webhooks.bodyLimit;
    const sent = await body(limit, BODY_TIMEOUT);
    if (UNREAD.has(sent)) throw rejected({ ...UNREAD.get(sent), field: null });
    // The module makes the error for a body that is one byte too large.
    return this.verify(sent === TOO_LARGE ? new Uint8Array(limit + 1) : sent, header(webhooks.header));
  }
}

/** Why a body is not there: it was read or parsed before, so that its bytes are not known, or it did not come. */
const UNREAD = new Map([
  [
    ALREADY_READ,
    {
      reason: "body_already_read",
      status: 500,
      message:
        "Isi webhook sudah dibaca atau diurai sebelumnya. Berikan isi mentahnya (teks atau byte): receive(request, { body }).",
    },
  ],
  [TOO_SLOW, { reason: "body_too_slow", status: 408, message: "Isi webhook terlalu lama datang. Kirim lagi." }],
]);

/**
 * The error for something that `receive` of the binding has thrown: a rejection with its reply for a request that is not
 * an event of OneSolu.
 *
 * @param {any} error
 */
function rejected(error) {
  if (typeof error?.reason !== "string" || error instanceof Error) return toError(error);
  const { reason, status, field, message } = error;
  const body = JSON.stringify({ code: status, status: message });
  const reply = { status, headers: { "content-type": "application/json" }, body };
  return new CallbackRejection(reason, { message, field, reply });
}
