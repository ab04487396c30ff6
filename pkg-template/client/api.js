// @ts-check
// What the package offers, in one list for all entries; index.d.ts describes it in full. The entries
// differ only in where the WebAssembly module comes from.

import { load } from "./load.js";

export { BukaOlshopError } from "./error.js";
export { rupiah, tanggalWib, teks, tersedia, urlBeli, urlBukaBrowser } from "./helpers.js";
export { BukaOlshop } from "./toko.js";

/** @param {any} [source] */
export async function init(source) {
  await load(source);
}
