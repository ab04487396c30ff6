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

    this.aplikasi = {
      info: () => ask("aplikasi.info"),
    };
    this.produk = {
      list: (page = 1) => ask("produk.list", { page }),
      pages: (page = 1) => walk("produk.pages", { page }),
      all: () => walk("produk.all"),
      /** @param {string} id_barang */
      get: (id_barang) => ask("produk.get", { id_barang }),
      /** @param {any} edit */
      edit: (edit) => ask("produk.edit", edit),
      /** @param {string} id_barang */
      delete: (id_barang) => ask("produk.delete", { id_barang }),
    };
    this.member = {
      list: (page = 1) => ask("member.list", { page }),
      pages: (page = 1) => walk("member.pages", { page }),
      all: () => walk("member.all"),
      /** @param {any} member */
      get: (member) => ask("member.get", member),
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
      /** @param {string} nomor_pembayaran */
      get: (nomor_pembayaran) => ask("transaksi.get", { nomor_pembayaran }),
      /**
       * @param {string} nomor_pembayaran
       * @param {string} status_transaksi
       */
      status: (nomor_pembayaran, status_transaksi) => ask("transaksi.status", { nomor_pembayaran, status_transaksi }),
      /** @param {any} resi */
      resi: (resi) => ask("transaksi.resi", resi),
    };
  }
}
