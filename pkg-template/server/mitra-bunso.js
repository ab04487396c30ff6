// @ts-check
// The client of Mitra Bunso: a method for each operation of its binding.

import { bindingCalls, demandOptions, demandKey, demandText, clientOptions } from "./client-base.js";

export class MitraBunso {
  /** @param {any} options */
  constructor(options) {
    const { token, idUser, ...rest } = demandOptions(options);
    demandKey(token, "token");
    demandText(idUser, "idUser");
    const { shared, hooks } = clientOptions(rest);
    const { ask, walk } = bindingCalls((glue) => new glue.MitraBunsoBinding(token, idUser, shared, hooks));

    /** @param {any} [query] @param {any} [options] */
    this.list = (query = {}, options) => ask("list", query, options);
    /** @param {any} [query] @param {any} [options] */
    this.slices = (query = {}, options) => walk("slices", query, options);
    /** @param {any} [query] @param {any} [options] */
    this.all = (query = {}, options) => walk("all", query, options);
    /** @param {string} invoice @param {any} [options] */
    this.find = (invoice, options) => ask("find", { invoice }, options);
    /** @param {any} [options] */
    this.totalSummary = (options) => ask("totalSummary", {}, options);
    /** @param {any} order @param {any} [options] */
    this.create = (order, options) => ask("create", order, options);
    /** @param {any[]} orders @param {any} [options] */
    this.batchCreate = (orders, options) => ask("batchCreate", { orders }, options);
    /** @param {string} id_order @param {any} [options] */
    this.details = (id_order, options) => ask("details", { id_order }, options);
    /** @param {any} rows @param {any} [options] */
    this.smartOrder = (rows, options) => ask("smartOrder", rows, options);
    /** @param {any} [query] @param {any} [options] */
    this.processedList = (query = {}, options) => ask("processedList", query, options);
    /** @param {any} print @param {any} [options] */
    this.printOrder = (print, options) => ask("printOrder", print, options);
  }
}
