// @ts-check
// The client of OneTablet: a method for each operation of its binding.

import { bindingCalls, demandAddress, demandOptions, demandKey, clientOptions, plain } from "./client-base.js";

export class OneTablet {
  /** @param {any} options */
  constructor(options) {
    const { baseUrl, apiKey, envelope, ...rest } = demandOptions(options);
    demandKey(apiKey, "apiKey");
    const address = demandAddress(baseUrl);
    const { shared, hooks } = clientOptions(rest);
    const names = envelope ? plain(envelope === true ? {} : envelope) : undefined;
    const { ask } = bindingCalls((glue) => new glue.OneTabletBinding(address, apiKey, names, shared, hooks));

    /** @param {any} order @param {any} [options] */
    this.submit = (order, options) => ask("submit", order, options);
    /**
     * @param {string} order_id
     * @param {any} [why]
     * @param {any} [options]
     */
    this.cancel = (order_id, why = {}, options) => ask("cancel", { ...why, order_id }, options);
    /**
     * @param {any} delivery
     * @param {string} status
     * @param {any} [courier]
     * @param {any} [options]
     */
    this.deliveryStatus = async (delivery, status, courier, options) => {
      const sent = await ask("deliveryStatus", { delivery, status, courier }, options);
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
