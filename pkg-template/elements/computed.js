// @ts-check
// Fields that rows have in templates, filters, orders and groups, and that no answer holds.

import { tersedia } from "../client/helpers.js";

/** @param {any} value @param {string} name */
export const has = (value, name) => Object.prototype.hasOwnProperty.call(value, name);

/**
 * The discount in whole percent; 0 where there is none.
 *
 * @param {unknown} price
 * @param {unknown} before
 */
export function percentOff(price, before) {
  if (typeof price !== "number" || typeof before !== "number" || !(price >= 0 && before > price && before < Infinity)) return 0;
  // The percentage is rounded down, so that no discount is promised too high; a smaller one is shown as 1 %.
  return Math.max(1, Math.floor(((before - price) / before) * 100));
}

/**
 * Why a product cannot be bought, in a word; an empty text where it can. Shops write "gangguan" as the condition, too.
 *
 * @param {any} produk
 */
const halangan = (produk) =>
  /^\s*gangguan\s*$/im.test(produk.status_produk + "\n" + produk.kondisi_produk)
    ? "Gangguan"
    : tersedia(produk)
      ? ""
      : produk.stok > 0
        ? "Tutup"
        : "Habis";

/**
 * Makes a field that only rows have which have another one.
 *
 * @param {string} field
 * @param {(row: any) => unknown} make
 */
const beside = (field, make) => (/** @type {any} */ row) => (has(row, field) ? make(row) : undefined);

/** Makes a field of the beginning of a row's date, which is Jakarta's; an empty text where that is none. @param {number} length */
const dated = (length) => (/** @type {any} */ row) => {
  const date = has(row, "tanggal") ? row.tanggal : has(row, "tanggal_poin") ? row.tanggal_poin : undefined;
  return date === undefined ? date : (/^(?!0000)\d{4}-\d\d-\d\d/.exec(date) || [""])[0].slice(0, length);
};

/**
 * The computed fields by their names; undefined for a row that does not have the field.
 *
 * @type {Record<string, (row: any) => unknown>}
 */
export const COMPUTED = {
  tersedia: beside("stok", tersedia),
  halangan: beside("stok", halangan),
  kosong_stok: beside("stok", ({ stok }) => !(stok > 0)),
  potongan: beside("harga_produk_asli", (row) => percentOff(row.harga_produk, row.harga_produk_asli) && row.harga_produk_asli - row.harga_produk),
  potongan_persen: beside("harga_produk_asli", (row) => percentOff(row.harga_produk, row.harga_produk_asli)),
  arah: beside("tipe_jumlah", ({ tipe_jumlah }) => (tipe_jumlah === "tambah" ? 1 : tipe_jumlah === "kurang" ? -1 : 0)),
  hari: dated(10),
  bulan: dated(7),
};
