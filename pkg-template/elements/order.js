// @ts-check

import { complain } from "./complaints.js";
import { readable } from "./format.js";
import { dig } from "./paths.js";

/**
 * Sorts rows by a field: ascending, or descending if a "-" stands before its name. Rows without the field come last.
 *
 * @param {any[]} rows
 * @param {string} order
 */
export function sorted(rows, order) {
  const falls = order.startsWith("-");
  const field = falls ? order.slice(1) : order;
  if (field === "") return rows;
  if (rows.length > 0 && rows.every((row) => dig(row, field) === undefined)) {
    complain('tidak ada isian "' + field + '" untuk urut.');
  }
  return rows
    .map((row) => ({ row, key: sortKey(dig(row, field)) }))
    .sort(({ key: a }, { key: b }) => (a === "" || b === "" ? Number(a === "") - Number(b === "") : compare(a, b) * (falls ? -1 : 1)))
    .map(({ row }) => row);
}

/**
 * What a value is sorted by: a number by itself, a text as people sort it, whatever engine sorts. Numbers in it are brought to one
 * length, so that they come by their value; capitals and accents count for nothing.
 *
 * @param {any} value
 * @returns {string | number}
 */
export const sortKey = (value) =>
  typeof value === "number"
    ? value
    : readable(value)
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, "")
        .toLowerCase()
        .replace(/\d{1,3}(\.\d{3})+(?!\d)|\d+/g, (digits) => digits.replace(/\./g, "").padStart(20, "0"));

/** @param {any} a @param {any} b two sort keys */
export const compare = (a, b) => {
  const [one, other] = typeof a === typeof b ? [a, b] : [sortKey(String(a)), sortKey(String(b))];
  return one < other ? -1 : Number(one > other);
};
