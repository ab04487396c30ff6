// @ts-check
// The client of the Closed API: a method for each operation of its binding.

import { bindingCalls, demandOptions, demandKey, clientOptions, plain } from "./client-base.js";
import { argument } from "./errors.js";
import { demandStore, storeForModule } from "./store.js";

/** The function that gives the binding of each client, for what works with a client as a whole. */
const BINDINGS = new WeakMap();

/**
 * The binding of a client of the Closed API.
 *
 * @param {any} closed
 */
export function closedBinding(closed) {
  const binding = typeof closed === "object" && closed !== null ? BINDINGS.get(closed) : undefined;
  if (!binding) throw argument("closed harus ClosedApi dari bukaolshop/server");
  return binding();
}

export class ClosedApi {
  /** @param {any} options */
  constructor(options) {
    const { apiKey, store, plan, dailyLimits, ...rest } = demandOptions(options);
    demandKey(apiKey, "apiKey");
    if (store !== undefined) demandStore(store);
    const { shared, hooks } = clientOptions(rest);
    // The key is only a variable of this function, so printing the client does not show it.
    const budget = plain({ plan, dailyLimits });
    const { ask, walk, binding } = bindingCalls(
      (glue) => new glue.ClosedApiBinding(apiKey, shared, hooks, budget, store && storeForModule(store, glue)),
    );
    BINDINGS.set(this, binding);

    this.quota = async () => {
      const quota = await ask("quota");
      return { ...quota, resets: new Date(quota.resets) };
    };

    // `options` is the last argument of every call: { signal, timeout }, and { extra } with extra parameters.
    this.aplikasi = {
      /** @param {any} [options] */
      info: (options) => ask("aplikasi.info", {}, options),
      /** @param {any} [options] */
      infoLimit: (options) => ask("aplikasi.infoLimit", {}, options),
    };
    this.produk = {
      /** @param {any} [options] */
      list: (page = 1, options) => ask("produk.list", { page }, options),
      /** @param {any} [options] */
      pages: (page = 1, options) => walk("produk.pages", { page }, options),
      /** @param {any} [options] */
      all: (options) => walk("produk.all", {}, options),
      /** @param {string} id_barang @param {any} [options] */
      get: (id_barang, options) => ask("produk.get", { id_barang }, options),
      /** @param {any} edit @param {any} [options] */
      edit: (edit, options) => ask("produk.edit", edit, options),
      /** @param {string} id_barang @param {any} [options] */
      delete: (id_barang, options) => ask("produk.delete", { id_barang }, options),
      /** @param {any} [options] */
      idUpload: (options) => ask("produk.idUpload", {}, options),
      /** @param {any} produk @param {any} [options] */
      create: (produk, options) => ask("produk.create", produk, options),
    };
    this.member = {
      /** @param {any} [options] */
      list: (page = 1, options) => ask("member.list", { page }, options),
      /** @param {any} [options] */
      pages: (page = 1, options) => walk("member.pages", { page }, options),
      /** @param {any} [options] */
      all: (options) => walk("member.all", {}, options),
      /** @param {any} member @param {any} [options] */
      get: (member, options) => ask("member.get", member, options),
      /** @param {any} notifikasi @param {any} [options] */
      notifikasi: (notifikasi, options) => ask("member.notifikasi", notifikasi, options),
    };
    this.saldo = {
      /** @param {any} member @param {any} [options] */
      get: (member, options) => ask("saldo.get", member, options),
      /** @param {any} change @param {any} [options] */
      change: (change, options) => ask("saldo.change", change, options),
      /** @param {any} topup @param {any} [options] */
      topup: (topup, options) => ask("saldo.topup", topup, options),
      /**
       * @param {any} movement
       * @param {any} before
       * @param {any} [options]
       */
      outcomeOf: (movement, before, options) => ask("saldo.outcomeOf", { movement, before }, options),
      /**
       * @param {any} movement
       * @param {any} before
       * @param {any} after
       */
      compare: (movement, before, after) => ask("saldo.compare", { movement, before, after }),
    };
    this.chat = {
      /** @param {any} chat @param {any} [options] */
      create: (chat, options) => ask("chat.create", chat, options),
    };
    this.transaksi = {
      /** @param {any} [query] @param {any} [options] */
      list: (query = {}, options) => ask("transaksi.list", query, options),
      /** @param {any} [query] @param {any} [options] */
      pages: (query = {}, options) => walk("transaksi.pages", query, options),
      /** @param {any} [query] @param {any} [options] */
      all: (query = {}, options) => walk("transaksi.all", query, options),
      /** @param {string} nomor_pembayaran @param {any} [options] */
      get: (nomor_pembayaran, options) => ask("transaksi.get", { nomor_pembayaran }, options),
      /**
       * @param {string} nomor_pembayaran
       * @param {string} status_transaksi
       * @param {any} [options]
       */
      status: (nomor_pembayaran, status_transaksi, options) =>
        ask("transaksi.status", { nomor_pembayaran, status_transaksi }, options),
      /** @param {any} resi @param {any} [options] */
      resi: (resi, options) => ask("transaksi.resi", resi, options),
    };
  }
}
