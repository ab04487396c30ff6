// @ts-check
// The client as pages have it. The module decides everything; this holds what a page may ask before the module is
// there: whether somebody is logged in, and texts with shortcodes in them.

import { Toko } from "../bukaolshop.js";
import { ask, patience, snapshot } from "./call.js";
import { argument, BukaOlshopError, demand } from "./errors.js";
import { PATHS, SENTENCES } from "./generated.js";
import { fill, received } from "./identity.js";
import { list } from "./lists.js";
import { isLoaded, load } from "./load.js";

/**
 * What lies behind a client, out of the page's sight: the token has no business in a console.
 *
 * @typedef {object} Shop
 * @property {{ tokenUser: string | null, idUser: string | null }} member
 * @property {any} options as the page gave them
 * @property {number} timeout milliseconds that a call may wait for the module
 * @property {() => Toko | null} ready the module's client, once the module is there; throws where an option is wrong
 * @property {() => Promise<Toko>} open the same, as soon as the module is there
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
 * Makes the error that a page gets of the fields that the module gives. The module holds on to this function as long as a
 * client lives, so it must not hold on to a client itself: no client would ever be freed.
 */
const failure = (/** @type {any} */ fields) => new BukaOlshopError(fields.message, fields);

/**
 * @param {any} given the options
 * @returns {Shop}
 */
function open(given) {
  demand(typeof given === "object" && given !== null, 'options harus objek, misalnya { token: "..." }');
  const options = snapshot(given);
  if (received(options.token) === null) throw argument(SENTENCES.token);
  const { tokenUser, idUser, timeout } = options;
  /** @type {Toko | null} */
  let toko = null;
  const make = () => {
    if (toko === null) toko = new Toko(options, failure);
    return toko;
  };
  return {
    options,
    // Without quotes around the shortcode, the app leaves a number for the id.
    member: { tokenUser: received(tokenUser), idUser: received(typeof idUser === "number" ? String(idUser) : idUser) },
    timeout: patience(timeout),
    ready: () => (isLoaded() ? make() : null),
    open: () => load().then(make),
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
    // What else is wrong with its attributes is known once the module is there. A module that cannot be had is
    // told to those who ask for something.
    shopOf(own).open().catch((error) => error.kind === "invalid_argument" && console.error(error));
  } catch (error) {
    // An error thrown from here would keep the rest of a pasted script from running.
    refusal = error;
    console.error(error);
  }
}

export class BukaOlshop {
  /** @param {any} options */
  constructor(options) {
    const shop = open(options);
    shops.set(this, shop);
    // Whoever calls will be told; nobody has to have called.
    load().catch(() => {});

    this.inApp = shop.member.tokenUser !== null && shop.member.idUser !== null;
    this.produk = list(shop, PATHS.produk);
    /** @param {string} path @returns {(options?: any) => Promise<any>} */
    const plain = (path) => (options) => ask(shop, path, null, options);
    this.kategori = { list: list(shop, PATHS.kategori).list };
    this.slide = { list: plain(PATHS.slide) };
    this.kostumpage = { list: plain(PATHS.kostumpage) };
    this.user = {
      info: plain(PATHS.info),
      catatan: list(shop, PATHS.catatan),
      transaksi: list(shop, PATHS.transaksi),
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
    return fill(text, shopOf(this).member);
  }

  async quota() {
    return (await shopOf(this).open()).quota();
  }

  clearCache() {
    const shop = shopOf(this);
    try {
      // At once, where the module is there.
      const toko = shop.ready();
      if (toko === null) shop.open().then((opened) => opened.clearCache(), () => {});
      else toko.clearCache();
    } catch (error) {
      // An option is wrong: the first call says so, and nothing was ever kept.
    }
  }
}
