// @ts-check
// The first question of a first visit, asked while the module is still on its way. It is nearly always one for a list of
// the shop's. Where it is as plain as that, its address goes into a `preload` line here, as a page may write one itself:
// the browser gives the answer to the module when that asks for the same address. Nothing depends on the guess; where
// it is wrong, the module asks as if there were none. On slow 4G the first card comes an eighth earlier.

import { LISTS, OPEN_API, QUOTA } from "./generated.js";
import { document } from "./realm.js";

/** An address for which no rule of the module's has to be known. */
const PLAIN = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1):)[\w.:/-]+\?token=(\w|[.-]|%[23][BDF])+(&page=1&total_data=([1-9]0|100))?$/;

/** Options of a client that are part of the address, or of no account for it. */
const USUAL = /^(token|tokenUser|idUser|baseUrl)$/;

let isFirst = true;

/**
 * Asks what a call is going to ask, if the page has asked for nothing yet. Returns the line, for whoever has had the answer to
 * take away: it has the token in it.
 *
 * @param {any} options of the client, its own fields alone
 * @param {string} path
 * @param {any} query its own fields alone
 */
export function guess(options, path, query) {
  if (!isFirst || !(path in LISTS)) return null;
  isFirst = false;
  try {
    const rows = query ? query.total_data : LISTS[path];
    const url =
      (options.baseUrl || OPEN_API) + path + "?token=" + encodeURIComponent(options.token) + (LISTS[path] ? "&page=1&total_data=" + rows : "");
    const isPlain =
      PLAIN.test(url) &&
      Object.keys(query || {}).every((name) => name === "total_data") &&
      Object.keys(options).every((name) => USUAL.test(name) || options[name] == null);
    // Other browsers than Chromium, of which Android's WebView is one, would ask twice.
    if (!isPlain || typeof WebAssembly !== "object" || !/Chrome\//.test(navigator.userAgent)) return null;
    // Whoever has asked before may have kept the answer. To its own origin the module asks in another way.
    if (localStorage.getItem(QUOTA) !== null || url.startsWith(location.origin)) return null;
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "", referrerPolicy: "no-referrer", href: url });
    document.head.appendChild(link);
    return link;
  } catch (error) {
    // There is no page here, or none with storage: the module asks.
  }
  return null;
}
