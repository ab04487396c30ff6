// Sorting by price. The API does not sort, and the cheapest of the rows loaded so far is not the cheapest of the list:
// so the whole list is fetched first, and then sorted.

import { onlyNew } from "./sumber.js";

/** @typedef {import("/pkg/index.js").Produk} Produk */

/** @type { { value: string, text: string, compare: ((a: Produk, b: Produk) => number) | null }[]} */
export const SORTS = [
  { value: "terbaru", text: "Terbaru", compare: null },
  { value: "termurah", text: "Harga terendah", compare: (a, b) => a.harga_produk - b.harga_produk },
  { value: "termahal", text: "Harga tertinggi", compare: (a, b) => b.harga_produk - a.harga_produk },
];

/** @param {string} value */
export function compareBy(value) {
  const sort = SORTS.find((each) => each.value === value);
  return sort ? sort.compare : null;
}

/**
 * A source like createSource, of a list that is sorted as a whole.
 * @param { { all(query: any, options: any): { toArray(): Promise<Produk[]> } } } list
 * @param {Record<string, any>} query
 * @param {(a: Produk, b: Produk) => number} compare
 * @param {number} step rows handed out at a time
 * @param {(rows: number) => void} onProgress
 */
export function createSortedSource(list, query, compare, step, onProgress) {
  /** @type {Produk[] | null} */
  let rows = null;
  let at = 0;
  /** @param {AbortSignal} signal */
  return async function take(signal) {
    if (!rows) {
      const all = await list.all(query, { signal, onPage: (/** @type {any} */ page, /** @type {number} */ n) => onProgress(n) }).toArray();
      rows = onlyNew("id_produk")(all).sort(compare);
    }
    const part = rows.slice(at, at + step);
    at += step;
    return { rows: part, done: at >= rows.length };
  };
}
