// @ts-check
// The package's entry for browsers and bundlers: an ES module. What it offers is described, in
// full, in index.d.ts.

import { load } from "./load.js";

export { BukaOlshopError } from "./errors.js";
export { rupiah, tanggalWib, urlBeli, urlBukaBrowser } from "./helpers.js";
export { BukaOlshop } from "./toko.js";

/** @param {any} [source] */
export default async function init(source) {
  await load(source);
}
