// @ts-check
// The client. A shell around the module: it holds what a page may ask before the module is there.

import { call } from "./call.js";
import { argument } from "./errors.js";
import { fill } from "./identity.js";
import { forgetAll, shopNumber } from "./kept.js";
import { list } from "./lists.js";
import { load } from "./load.js";
import { check } from "./options.js";
import { questionOf } from "./questions.js";
import { quota } from "./quota.js";

/**
 * What lies behind a client, out of the page's sight: the token has no business in a console.
 *
 * @typedef {object} Shop
 * @property {import("./options.js").Settings} settings
 * @property {() => Promise<import("./bukaolshop.js").Toko>} toko
 * @property {() => boolean} isOpen
 * @property {() => number | null} counted today's requests; null before the module is there
 * @property {() => void} clear forgets all answers
 */

/** @type {WeakMap<BukaOlshop, Shop>} */
const shops = new WeakMap();

/**
 * @param {BukaOlshop} client
 * @returns {Shop}
 */
function shopOf(client) {
  const shop = shops.get(client);
  if (!shop) throw argument("panggil lewat objek BukaOlshop, misalnya toko.template(teks)");
  return shop;
}

/**
 * @param {import("./options.js").Settings} settings
 * @returns {Shop}
 */
function open(settings) {
  /** @type {import("./bukaolshop.js").Toko | null} */
  let toko = null;
  return {
    settings,
    async toko() {
      const Toko = await load();
      // Nothing below waits, so there is one of them however many calls come at once.
      if (toko === null) {
        toko = new Toko(
          settings.token,
          settings.tokenUser,
          settings.idUser,
          settings.baseUrl,
          shopNumber(settings),
          settings.timeout,
          settings.attempts,
          settings.baseDelay,
          settings.maxDelay,
          settings.fresh,
          settings.stale,
          settings.local,
          settings.dailyLimit,
        );
      }
      return toko;
    },
    isOpen: () => toko !== null,
    counted: () => (toko === null ? null : toko.used()),
    clear: () => (toko === null ? forgetAll() : toko.clearCache()),
  };
}

/**
 * The client of the classic script's own tag.
 *
 * @type {BukaOlshop | null}
 */
let own = null;

/**
 * Why there is no such client though a tag asked for one.
 *
 * @type {unknown}
 */
export let refusal = null;

/**
 * Makes the client of a tag that has a token, where there is none yet.
 *
 * @param {any} script
 */
export function adopt(script) {
  if (own !== null || !script || script.dataset.token === undefined) return;
  try {
    own = BukaOlshop.fromScript(script);
  } catch (error) {
    // An error thrown from here would keep the rest of a pasted script from running.
    refusal = error;
    console.error(error);
  }
}

export class BukaOlshop {
  /** @param {any} options */
  constructor(options) {
    const shop = open(check(options));
    shops.set(this, shop);
    // Whoever calls will be told; nobody has to have called.
    load().catch(() => {});

    this.inApp = shop.settings.tokenUser !== null && shop.settings.idUser !== null;
    /** @param {string} path @param {any} options @param {any} [query] */
    const ask = (path, options, query) =>
      call(shop, options, () => questionOf(shop.settings, path, query));
    this.produk = list(shop, "/app/produk");
    this.kategori = {
      /** @param {any} [query] @param {any} [options] */
      list: (query, options) => ask("/app/kategori", options, query),
    };
    this.slide = {
      /** @param {any} [options] */
      list: (options) => ask("/app/slide", options),
    };
    this.kostumpage = {
      /** @param {any} [options] */
      list: (options) => ask("/app/kostumpage", options),
    };
    this.user = {
      /** @param {any} [options] */
      info: (options) => ask("/user/info", options),
      catatan: list(shop, "/user/catatan"),
      transaksi: list(shop, "/user/transaksi"),
    };
  }

  static get toko() {
    return own;
  }

  /** @param {any} [script] */
  static fromScript(script) {
    const tag = script || document.currentScript || document.querySelector("script[data-token]");
    const data = tag && tag.dataset;
    if (!data || !data.token) {
      throw argument("tambahkan atribut data-token pada tag script, berisi token Open API olshop");
    }
    const limit = data.dailyLimit;
    return new BukaOlshop({
      token: data.token,
      tokenUser: data.tokenUser,
      idUser: data.idUser,
      baseUrl: data.baseUrl,
      dailyLimit: limit === undefined || limit.trim() === "" ? null : Number(limit),
    });
  }

  /** @param {any} text */
  template(text) {
    return fill(text, shopOf(this).settings);
  }

  quota() {
    const shop = shopOf(this);
    return quota(shop.settings.dailyLimit, shop.counted());
  }

  clearCache() {
    shopOf(this).clear();
  }
}
