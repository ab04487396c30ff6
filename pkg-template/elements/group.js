// @ts-check
// Rows in groups, each under a heading.

import { complain } from "./complaints.js";
import { readable, tanggal } from "./format.js";
import { dig } from "./paths.js";
import { Map } from "../client/realm.js";

/**
 * What headings say for values that no shopper would understand.
 *
 * @type {Record<string, Record<string, string>>}
 */
const NAMES = {
  tersedia: { true: "Tersedia", false: "Tidak tersedia" },
  kosong_stok: { true: "Stok habis", false: "Ada stok" },
  arah: { 1: "Masuk", "-1": "Keluar" },
};

/** @param {string} field @param {string} value */
function nameOf(field, value) {
  const text = tanggal(value).trim();
  return (NAMES[field] || {})[text] || text.slice(0, 1).toUpperCase() + text.slice(1) || "Lainnya";
}

/**
 * Groups rows by a field. The groups come in the order of their first rows.
 *
 * @param {any[]} rows
 * @param {string} field
 * @returns {{ key: string, nama: string, banyak: number, baris: any[] }[] | null} null where no row has the field
 */
export function grouped(rows, field) {
  if (rows.every((row) => dig(row, field) === undefined)) {
    complain('tidak ada isian "' + field + '" untuk kelompok.');
    return null;
  }
  const groups = new Map();
  rows.forEach((row) => {
    const key = readable(dig(row, field));
    groups.set(key, (groups.get(key) || []).concat(row));
  });
  return [...groups].map(([key, baris]) => ({ key, nama: nameOf(field, key), banyak: baris.length, baris }));
}
