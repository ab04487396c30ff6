// @ts-check
// The client of OneSolu, and the receiver of its webhooks.

import { TOO_LARGE, bytes, sentTo } from "./request-body.js";
import { bindingCalls, demandOptions, demandText, lazyBinding, clientOptions, refuseUnknown, toError } from "./client-base.js";
import { CallbackRejection } from "./callback-rejection.js";

export class OneSolu {
  /** @param {any} options */
  constructor(options) {
    const { apiKey, ...rest } = demandOptions(options);
    demandText(apiKey, "apiKey");
    const shared = clientOptions(rest);
    const { ask } = bindingCalls((glue) => new glue.OneSoluBinding(apiKey, shared));

    /** @param {any} order */
    this.createOrder = (order) => ask("createOrder", order);
    /** @param {string} id */
    this.order = (id) => ask("order", { id });
    /**
     * @param {string} id
     * @param {string} status
     */
    this.changeStatus = (id, status) => ask("changeStatus", { id, status });
    /** @param {any} webhook */
    this.registerWebhook = (webhook) => ask("registerWebhook", webhook);
    /** @param {number} [days] */
    this.dailyAnalytics = (days) => ask("dailyAnalytics", { days });
    this.rateLimit = () => ask("rateLimit");
  }
}

export class OneSoluWebhooks {
  #binding;

  /** @param {any} options */
  constructor(options) {
    const { secret, header, ...unknown } = demandOptions(options);
    demandText(secret, "secret");
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

  /** @param {any} request */
  async receive(request) {
    const webhooks = await this.#binding();
    const { body, header } = sentTo(request);
    const limit = webhooks.bodyLimit;
    const sent = await body(limit);
    // The module makes the error for a body that is one byte too large.
    return this.verify(sent === TOO_LARGE ? new Uint8Array(limit + 1) : sent, header(webhooks.header));
  }
}

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
