// @ts-check
// The package's entry for browsers and bundlers: an ES module. What it offers is described, in
// full, in index.d.ts.

import { load, provide } from "./load.js";

// Written out in one piece: bundlers look for just this, and take the file along.
provide(() => new URL("bukaolshop_bg.wasm", import.meta.url));

export { BukaOlshopError } from "./errors.js";
export { rupiah, tanggalWib, urlBeli, urlBukaBrowser } from "./helpers.js";
export { BukaOlshop } from "./toko.js";

/** @param {any} [source] */
export default async function init(source) {
  await load(source);
}
