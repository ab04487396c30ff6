// @ts-check
// OneTablet's menu.

import { demandOptions, demandText, opened, optionsText, written } from "./desk.js";

export class OneTablet {
  /** @param {any} options */
  constructor(options) {
    const { baseUrl, apiKey, envelope, ...rest } = demandOptions(options);
    demandText(apiKey, "apiKey");
    const address = demandText(baseUrl instanceof URL ? String(baseUrl) : baseUrl, "baseUrl");
    const text = optionsText(rest);
    const names = envelope ? written(envelope === true ? {} : envelope) : undefined;
    const { ask } = opened((glue) => new glue.OneTabletDesk(address, apiKey, names, text));

    /** @param {any} order */
    this.submit = (order) => ask("submit", order);
    /**
     * @param {string} order_id
     * @param {any} [why]
     */
    this.cancel = (order_id, why = {}) => ask("cancel", { ...why, order_id });
    /**
     * @param {any} delivery
     * @param {string} status
     * @param {any} [courier]
     */
    this.deliveryStatus = async (delivery, status, courier) => {
      const sent = await ask("deliveryStatus", { delivery, status, courier });
      delivery.status = sent.delivery.status;
      return sent.receipt;
    };
    /**
     * @param {any} delivery
     * @param {string} status
     */
    this.missing = (delivery, status) => ask("missing", { delivery, status });
  }
}
