// @ts-check
// The client of the Closed API: a method for each operation of its binding.

import { bindingCalls, demandOptions, demandKey, clientOptions } from "./client-base.js";

export class ClosedApi {
  /** @param {any} options */
  constructor(options) {
    const { apiKey, ...rest } = demandOptions(options);
    demandKey(apiKey, "apiKey");
    const shared = clientOptions(rest);
    // The key is only a variable of this function, so printing the client does not show it.
    const { ask, walk } = bindingCalls((glue) => new glue.ClosedApiBinding(apiKey, shared));

    // `options` holds the extra parameters of a call that has no object for its own: { extra: {…} }.
    this.aplikasi = {
      /** @param {any} [options] */
      info: (options) => ask("aplikasi.info", options),
      /** @param {any} [options] */
      infoLimit: (options) => ask("aplikasi.infoLimit", options),
    };
    this.produk = {
      /** @param {any} [options] */
      list: (page = 1, options) => ask("produk.list", { ...options, page }),
      /** @param {any} [options] */
      pages: (page = 1, options) => walk("produk.pages", { ...options, page }),
      /** @param {any} [options] */
      all: (options) => walk("produk.all", options),
      /** @param {string} id_barang @param {any} [options] */
      get: (id_barang, options) => ask("produk.get", { ...options, id_barang }),
      /** @param {any} edit */
      edit: (edit) => ask("produk.edit", edit),
      /** @param {string} id_barang @param {any} [options] */
      delete: (id_barang, options) => ask("produk.delete", { ...options, id_barang }),
      /** @param {any} [options] */
      idUpload: (options) => ask("produk.idUpload", options),
      /** @param {any} produk */
      create: (produk) => ask("produk.create", produk),
    };
    this.member = {
      /** @param {any} [options] */
      list: (page = 1, options) => ask("member.list", { ...options, page }),
      /** @param {any} [options] */
      pages: (page = 1, options) => walk("member.pages", { ...options, page }),
      /** @param {any} [options] */
      all: (options) => walk("member.all", options),
      /** @param {any} member */
      get: (member) => ask("member.get", member),
      /** @param {any} notifikasi */
      notifikasi: (notifikasi) => ask("member.notifikasi", notifikasi),
    };
    this.saldo = {
      /** @param {any} member */
      get: (member) => ask("saldo.get", member),
      /** @param {any} change */
      change: (change) => ask("saldo.change", change),
      /** @param {any} topup */
      topup: (topup) => ask("saldo.topup", topup),
      /**
       * @param {any} movement
       * @param {any} before
       */
      outcomeOf: (movement, before) => ask("saldo.outcomeOf", { movement, before }),
      /**
       * @param {any} movement
       * @param {any} before
       * @param {any} after
       */
      compare: (movement, before, after) => ask("saldo.compare", { movement, before, after }),
    };
    this.chat = {
      /** @param {any} chat */
      create: (chat) => ask("chat.create", chat),
    };
    this.transaksi = {
      list: (query = {}) => ask("transaksi.list", query),
      pages: (query = {}) => walk("transaksi.pages", query),
      all: (query = {}) => walk("transaksi.all", query),
      /** @param {string} nomor_pembayaran @param {any} [options] */
      get: (nomor_pembayaran, options) => ask("transaksi.get", { ...options, nomor_pembayaran }),
      /**
       * @param {string} nomor_pembayaran
       * @param {string} status_transaksi
       * @param {any} [options]
       */
      status: (nomor_pembayaran, status_transaksi, options) =>
        ask("transaksi.status", { ...options, nomor_pembayaran, status_transaksi }),
      /** @param {any} resi */
      resi: (resi) => ask("transaksi.resi", resi),
    };
  }
}
