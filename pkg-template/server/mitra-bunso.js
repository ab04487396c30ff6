// @ts-check
// The client of Mitra Bunso: a method for each operation of its binding.

import { bindingCalls, demandOptions, demandKey, demandText, clientOptions } from "./client-base.js";

export class MitraBunso {
  /** @param {any} options */
  constructor(options) {
    const { token, idUser, ...rest } = demandOptions(options);
    demandKey(token, "token");
    demandText(idUser, "idUser");
    const shared = clientOptions(rest);
    const { ask, walk } = bindingCalls((glue) => new glue.MitraBunsoBinding(token, idUser, shared));

    this.list = (query = {}) => ask("list", query);
    this.slices = (query = {}) => walk("slices", query);
    this.all = (query = {}) => walk("all", query);
    this.totalSummary = () => ask("totalSummary");
    /** @param {any} order */
    this.create = (order) => ask("create", order);
    /** @param {any[]} orders */
    this.batchCreate = (orders) => ask("batchCreate", { orders });
    /** @param {string} id_order */
    this.details = (id_order) => ask("details", { id_order });
    /** @param {any} rows */
    this.smartOrder = (rows) => ask("smartOrder", rows);
    this.processedList = (query = {}) => ask("processedList", query);
    /** @param {any} print */
    this.printOrder = (print) => ask("printOrder", print);
  }
}
