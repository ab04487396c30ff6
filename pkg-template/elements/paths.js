// @ts-check
// Fields of rows, by the paths that pages write: "nama_produk", "list_gambar.0", or "." for the row or entry itself.

import { complain, meant } from "./complaints.js";
import { COMPUTED, has } from "./computed.js";

/** What stands before the field of a group's rows that is added up. */
const SUM = "jumlah:";

/** A database's "none" where a date is expected. */
export const NO_DATE = /^\s*0000-00-00/;

/**
 * The value at a path, in an entry of a list or else in its row. If neither has such a field, its name is misspelt, because
 * rows have all documented fields; the page's author is told.
 *
 * @param {any} scope
 * @param {any} row
 * @param {string} path
 */
export function find(scope, row, path) {
  let value = dig(scope, path);
  if (value === undefined) value = dig(row, path);
  if (value === undefined) suggest(scope, row, path);
  return value;
}

/**
 * Follows one name of a path. Returns null for a place that a list does not have and for any name in null, and undefined
 * for a name that an object does not have.
 *
 * @param {any} value
 * @param {string} name
 */
export function step(value, name) {
  if (value === null || value === undefined) return value;
  if (has(value, name)) return value[name];
  if (has(COMPUTED, name)) return COMPUTED[name](value);
  if (name.startsWith(SUM) && has(value, "baris")) return sum(value.baris, name.slice(SUM.length));
  return Array.isArray(value) && /^\d+$/.test(name) ? null : undefined;
}

/**
 * The sum of a field of a group's rows, where what a member pays counts below zero; null, and the page's author is told, where
 * the rows have no such field.
 *
 * @param {any[]} rows
 * @param {string} field
 */
function sum(rows, field) {
  if (find(rows[0], rows[0], field) === undefined) return null;
  return rows.reduce((all, row) => all + (Number(dig(row, field)) || 0) * (step(row, "arah") || 1), 0);
}

/** The value at a path; undefined where there is no such field. @param {any} scope @param {string} path */
export function dig(scope, path) {
  if (path === ".") return scope;
  let value = scope;
  for (const name of path.split(".")) value = step(value, name);
  return value;
}

/** Whether there is something: not false, 0, "", null, an empty list, or a date of zeros. @param {any} value */
export function isFull(value) {
  if (typeof value === "string") return value !== "" && !NO_DATE.test(value);
  return Array.isArray(value) ? value.length > 0 : !!value;
}

/** Tells the page's author that no row has a field, and which one may be meant. @param {any} scope @param {any} row @param {string} path */
export function suggest(scope, row, path) {
  const [name, known] = missing(scope, path);
  complain('tidak ada isian "' + path + '".' + meant(name, known.concat(missing(row, path)[1])));
}

/**
 * For a path whose field does not exist: the first name that does not exist, and the names that exist in its place.
 *
 * @param {any} scope
 * @param {string} path
 * @returns {[string, string[]]}
 */
function missing(scope, path) {
  let value = scope;
  for (const name of path.split(".")) {
    const next = step(value, name);
    if (next === undefined) return [name, typeof value === "object" && value !== null ? namesOf(value) : []];
    value = next;
  }
  return [path, []];
}

/** @param {object} row */
const namesOf = (row) => Object.keys(row).concat(Object.keys(COMPUTED).filter((name) => COMPUTED[name](row) !== undefined));
