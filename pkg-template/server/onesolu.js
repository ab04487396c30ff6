// @ts-check
// OneSolu's menu, and what it sends to webhooks.

import { TOO_LARGE, bytes, sentTo } from "./bodies.js";
import { demandOptions, demandText, made, opened, optionsText, thrown } from "./desk.js";
import { load, loaded } from "./load.js";
import { argument } from "./refusal.js";
import { CallbackRejection } from "./rejection.js";

export class OneSolu {
  /** @param {any} options */
  constructor(options) {
    const { apiKey, ...rest } = demandOptions(options);
    demandText(apiKey, "apiKey");
    const text = optionsText(rest);
    const { ask } = opened((glue) => new glue.OneSoluDesk(apiKey, text));

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

/** The largest body that is read: an event is a few hundred bytes. */
const LARGEST = 1 << 20;

export class OneSoluWebhooks {
  #open;

  /** @param {any} options */
  constructor(options) {
    const { secret, header, ...unknown } = demandOptions(options);
    demandText(secret, "secret");
    for (const name of Object.keys(unknown)) throw argument(name + " tidak dikenal; periksa ejaannya");
    /** @param {any} glue */
    const make = (glue) => made(() => new glue.SignatureDesk(secret, header));
    const glue = loaded();
    let desk = glue && make(glue);
    this.#open = async () => (desk ??= make(await load()));
  }

  /** @param {Uint8Array | string} body */
  async sign(body) {
    return (await this.#open()).sign(bytes(body));
  }

  /**
   * @param {Uint8Array | string} body
   * @param {string | null} [signature]
   */
  async verify(body, signature) {
    const desk = await this.#open();
    try {
      return JSON.parse(desk.receive(bytes(body), signature ?? undefined));
    } catch (error) {
      throw rejected(error);
    }
  }

  /** @param {any} request */
  async receive(request) {
    const desk = await this.#open();
    const { body, header } = sentTo(request);
    const sent = await body(LARGEST);
    // One byte more than there may be: what to say of it is known to the module.
    return this.verify(sent === TOO_LARGE ? new Uint8Array(LARGEST + 1) : sent, header(desk.header));
  }
}

/** @param {any} error */
function rejected(error) {
  if (typeof error !== "string") return error;
  const { reason, status, field, message, kind } = JSON.parse(error);
  if (kind) return thrown(error);
  const body = JSON.stringify({ code: status, status: message });
  const reply = { status, headers: { "content-type": "application/json" }, body };
  return new CallbackRejection(reason, { message, field, reply });
}
