// @ts-check
// The package's entry for pages without modules: one classic script with the WebAssembly module
// inside. It works from a CDN, from the shop's host, pasted into a page, and from a file that was
// opened by a double-click, where nothing can be fetched.

import { BukaOlshop, BukaOlshopError, init, rupiah, tanggalWib, teks, tersedia, urlBeli, urlBukaBrowser } from "./api.js";
import { drawn } from "../elements/contents.js";
import { define, isiAwal, wake } from "../elements/elements.js";
import { adopt, seek, toko } from "../elements/page-toko.js";
import { provide } from "./load.js";
import { document } from "./realm.js";
import { unpack } from "./unpack.js";
// The last one, so that its text stands behind the scripts: that compresses better than between them.
import { order, text } from "../module.js";

// What the page has from the start is drawn first.
provide(() => drawn().then(() => unpack(order, text)));

// A page may hold the script twice: pasted blocks do not know of each other. The first one stays,
// and hears of the other's tag.
const ADOPT = Symbol.for("bukaolshop.adopt");
/** @type {any} */
const page = window;
if (!page.BukaOlshop || !page.BukaOlshop[ADOPT]) {
  // A classic script exports nothing, so what else the package offers hangs on the class.
  Object.assign(BukaOlshop, { BukaOlshopError, init, isiAwal, rupiah, tanggalWib, teks, tersedia, urlBeli, urlBukaBrowser }, {
    [ADOPT](/** @type {any} */ script) {
      adopt(script);
      seek();
      wake();
    },
  });
  Object.defineProperty(BukaOlshop, "toko", /** @type {any} */ ({ __proto__: null, get: () => toko, configurable: true }));
  page.BukaOlshop = BukaOlshop;
}
page.BukaOlshop[ADOPT](document.currentScript);
// Behind the tag's token, which elements that are in the page already ask for at once.
define();
