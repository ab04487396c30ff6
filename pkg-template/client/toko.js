// @ts-check
// The client as pages have it. The module decides everything; this holds what a page may ask before the module is
// there: whether somebody is logged in, and texts with shortcodes in them.

import { ask, list } from "./call.js";
import { argument, demand, failureOf } from "./errors.js";
import { PATHS, SENTENCES, TIMEOUT } from "./generated.js";
import { fill, memberOf, received, unquoted } from "./identity.js";
import { load, Toko, whileAlive } from "./load.js";
import { WeakMap } from "./realm.js";
import { snapshot } from "./snapshot.js";
import { NO_TOKEN, numberIn, ownTag, timeIn, written } from "./tag.js";

/** @typedef {import("../bukaolshop.js").Toko} Client the module's own client */

/**
 * What lies behind a client, out of the page's sight: the token has no business in a console.
 *
 * @typedef {object} Shop
 * @property {ReturnType<typeof memberOf>} member
 * @property {any} options as the page gave them
 * @property {number} timeout milliseconds that a call may wait for the module
 * @property {() => Client | null} ready the module's client, once the module is there; throws where an option is wrong
 * @property {() => Promise<Client>} open the same, as soon as the module is there
 */

/** @type {WeakMap<BukaOlshop, Shop>} */
const shops = new WeakMap();

/** @param {BukaOlshop} client @returns {Shop} */
function shopOf(client) {
  const shop = shops.get(client);
  if (!shop) throw argument("panggil lewat objek BukaOlshop, misalnya toko.template(teks)");
  return shop;
}

/**
 * @param {any} given the options
 * @returns {Shop}
 */
function open(given) {
  demand(typeof given === "object" && given !== null, 'options harus objek, misalnya { token: "..." }');
  const options = snapshot(given);
  options.retry = snapshot(options.retry);
  options.cache = snapshot(options.cache);
  if (received(options.token) === null) throw argument(SENTENCES.token);
  options.tokenUser = unquoted(options.tokenUser);
  options.idUser = unquoted(options.idUser);
  const { token, tokenUser, idUser, timeout } = options;
  // Without quotes around the shortcode, the app leaves a number for the id.
  const member = memberOf(tokenUser, typeof idUser === "number" ? String(idUser) : idUser);
  // The module holds on to this function as long as a client lives, so it must not hold on to a client itself: no client would ever
  // be freed.
  const failure = failureOf(member.appIsOld);
  /** @type {Client | null} */
  let client = null;
  const ready = () => {
    // A client of a module that has failed is made anew.
    if (Toko !== null && !(client instanceof Toko)) {
      demand(unquoted(token) === token.trim(), "token tidak boleh diapit tanda kutip \u201c \u201d");
      client = new Toko(options, failure);
    }
    return Toko && client;
  };
  return {
    options,
    member,
    // Whether the option is a time at all, the module says. Timers hold 31 bits; one of more would end at once.
    timeout: timeout >= 1 && timeout <= 0x7fffffff ? timeout : TIMEOUT,
    ready,
    open: () => load().then(() => /** @type {Client} */ (ready())),
  };
}

export class BukaOlshop {
  /** @param {any} options */
  constructor(options) {
    const shop = open(options);
    shops.set(this, shop);
    // Whoever calls will be told; nobody has to have called.
    load().catch(() => {});

    this.inApp = shop.member.tokenUser !== null && shop.member.idUser !== null;
    /** @param {string} path @returns {(options?: any) => Promise<any>} */
    const plain = (path) => (options) => ask(shop, path, null, options);
    this.produk = list(shop, PATHS.produk);
    this.kategori = { list: list(shop, PATHS.kategori).list };
    this.slide = { list: plain(PATHS.slide) };
    this.kostumpage = { list: plain(PATHS.kostumpage) };
    this.user = {
      info: plain(PATHS.info),
      catatan: list(shop, PATHS.catatan),
      transaksi: list(shop, PATHS.transaksi),
    };
  }

  /** The client of the page's own tag; the classic script puts it here. @returns {BukaOlshop | null} */
  static get toko() {
    return null;
  }

  /** @param {any} [script] */
  static fromScript(script) {
    const tag = script || ownTag();
    const data = tag && snapshot(tag.dataset);
    if (!data || !data.token) throw argument(NO_TOKEN);
    const { token, tokenUser, idUser, baseUrl, dailyLimit } = data;
    const [timeout, fresh, stale] = ["timeout", "cacheFresh", "cacheStale"].map((name) => timeIn(data[name]));
    const retry = written(data.retry);
    return new BukaOlshop({
      token,
      tokenUser,
      idUser,
      baseUrl: unquoted(baseUrl),
      dailyLimit: numberIn(dailyLimit),
      timeout,
      // What is left out altogether keeps the options as plain as the first question wants them.
      retry: retry === "false" ? false : retry && { attempts: Number(retry) },
      cache: fresh === undefined && stale === undefined ? undefined : { fresh, stale },
    });
  }

  /** @param {any} text */
  template(text) {
    return fill(text, shopOf(this).member);
  }

  async quota() {
    const shop = shopOf(this);
    return whileAlive(async () => (await shop.open()).quota());
  }

  clearCache() {
    const shop = shopOf(this);
    try {
      // At once, where the module is there.
      const toko = shop.ready();
      if (toko === null) shop.open().then((opened) => opened.clearCache()).catch(() => {});
      else toko.clearCache();
    } catch (error) {
      // An option is wrong: the first call says so, and nothing was ever kept.
    }
  }
}
