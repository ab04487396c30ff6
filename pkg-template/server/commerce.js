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
    const { shared, hooks } = clientOptions(rest);
    const tokens = token && (() => tokenFrom(token));
    const { ask, walk } = bindingCalls((glue) => new glue.CommerceBinding(address, apiKey, tokens, shared, hooks));

/** @param {any} [query] @param {any} [options] */
    this.users = (query = {}, options) => ask("users", query, options);
    /** @param {any} [query] @param {any} [options] */
    this.userSlices = (query = {}, options) => walk("userSlices", query, options);
    /** @param {any} [query] @param {any} [options] */
    this.allUsers = (query = {}, options) => walk("allUsers", query, options);
    /** @param {any} [query] @param {any} [options] */
    this.products = (query = {}, options) => ask("products", query, options);
    /** @param {any} [query] @param {any} [options] */
    this.productSlices = (query = {}, options) => walk("productSlices", query, options);
    /** @param {any} [query] @param {any} [options] */
    this.allProducts = (query = {}, options) => walk("allProducts", query, options);
    /** @param {string} productId @param {any} [options] */
    this.product = (productId, options) => ask("product", { productId }, options);
    /** @param {any} order @param {any} [options] */
    this.createOrder = (order, options) => ask("createOrder", order, options);
    /** @param {any} payment @param {any} [options] */
    this.pay = (payment, options) => ask("pay", payment, options);
    /** @param {any} notification @param {any} [options] */
    this.sendNotification = (notification, options) => ask("sendNotification", notification, options);
    /** @param {any} [query] @param {any} [options] */
    this.logs = (query = {}, options) => ask("logs", query, options);
    /** @param {any} [query] @param {any} [options] */
    this.logSlices = (query = {}, options) => walk("logSlices", query, options);
    /** @param {any} [query] @param {any} [options] */
    this.allLogs = (query = {}, options) => walk("allLogs", query, options);
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
