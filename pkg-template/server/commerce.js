// @ts-check
// The client of the commerce REST API: a method for each operation of its binding.

import { bindingCalls, demandAddress, demandOptions, demandKey, clientOptions } from "./client-base.js";
import { BukaOlshopError, argument } from "./errors.js";

export class CommerceApi {
  /** @param {any} options */
  constructor(options) {
    const { baseUrl, apiKey, token, ...rest } = demandOptions(options);
    const address = demandAddress(baseUrl);
    if (token === undefined) demandKey(apiKey, "apiKey");
    else if (typeof token !== "function" || apiKey !== undefined) {
      throw argument("isi apiKey (teks), atau token (fungsi yang memberi token OAuth), salah satu saja");
    }
    const shared = clientOptions(rest);
    const tokens = token && (() => tokenFrom(token));
    const { ask, walk } = bindingCalls((glue) => new glue.CommerceBinding(address, apiKey, tokens, shared));

    this.users = (query = {}) => ask("users", query);
    this.userSlices = (query = {}) => walk("userSlices", query);
    this.allUsers = (query = {}) => walk("allUsers", query);
    this.products = (query = {}) => ask("products", query);
    this.productSlices = (query = {}) => walk("productSlices", query);
    this.allProducts = (query = {}) => walk("allProducts", query);
    /** @param {string} productId */
    this.product = (productId) => ask("product", { productId });
    /** @param {any} order */
    this.createOrder = (order) => ask("createOrder", order);
    /** @param {any} payment */
    this.pay = (payment) => ask("pay", payment);
    /** @param {any} notification */
    this.sendNotification = (notification) => ask("sendNotification", notification);
    this.logs = (query = {}) => ask("logs", query);
    this.logSlices = (query = {}) => walk("logSlices", query);
    this.allLogs = (query = {}) => walk("allLogs", query);
  }
}

/**
 * Calls the program's function for a token. If the function throws, the module learns only the kind of the error, which
 * tells whether trying again can help; the error's message may hold secrets.
 *
 * @param {() => any} source
 */
async function tokenFrom(source) {
  try {
    return await source();
  } catch (error) {
    throw error instanceof BukaOlshopError ? error.kind : "unauthorized";
  }
}
