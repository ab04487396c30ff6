// @ts-check
// The commerce REST API's menu.

import { demandOptions, demandText, opened, optionsText } from "./desk.js";
import { BukaOlshopError, argument } from "./refusal.js";

export class CommerceApi {
  /** @param {any} options */
  constructor(options) {
    const { baseUrl, apiKey, token, ...rest } = demandOptions(options);
    const address = demandText(baseUrl instanceof URL ? String(baseUrl) : baseUrl, "baseUrl");
    if (token === undefined) demandText(apiKey, "apiKey");
    else if (typeof token !== "function" || apiKey !== undefined) {
      throw argument("isi apiKey (teks), atau token (fungsi yang memberi token OAuth), salah satu saja");
    }
    const text = optionsText(rest);
    const tokens = token && (() => given(token));
    const { ask, walk } = opened((glue) => new glue.CommerceDesk(address, apiKey, tokens, text));

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
 * A token. Where there is none, what went wrong matters to whoever may try again; its words stay here.
 *
 * @param {() => any} source
 */
async function given(source) {
  try {
    return await source();
  } catch (error) {
    throw error instanceof BukaOlshopError ? error.kind : "unauthorized";
  }
}
