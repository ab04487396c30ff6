// @ts-check
// The client of OneTablet: a method for each operation of its binding.

import { bindingCalls, demandAddress, demandOptions, demandKey, clientOptions, plain } from "./client-base.js";

export class OneTablet {
  /** @param {any} options */
  constructor(options) {
    const { baseUrl, apiKey, envelope, ...rest } = demandOptions(options);
    demandKey(apiKey, "apiKey");
    const address = demandAddress(baseUrl);
    const shared = clientOptions(rest);
    const names = envelope ? plain(envelope === true ? {} : envelope) : undefined;
    const { ask } = bindingCalls((glue) => new glue.OneTabletBinding(address, apiKey, names, shared));

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
