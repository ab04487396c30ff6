// @ts-check
// Conditions on rows, as `saring`, `data-saring` and `data-jika` have them: "harga_produk<=50000; stok; nama_produk~merah".

import { complain } from "./complaints.js";
import { readable } from "./format.js";
import { compare, sortKey } from "./order.js";
import { isFull } from "./paths.js";

/**
 * @typedef {object} Condition
 * @property {boolean} isNot whether a "!" stands before it
 * @property {string} field
 * @property {string} [operator] without one, the field has to be full
 * @property {string} [value]
 * @property {boolean} [isOpen] whether its value is the word `nilai`, in whose place comes what a field of the page holds
 */

/** Characters of an expression. Nobody writes more, and each is tried on each row. */
const LONGEST = 2000;

/**
 * Reads conditions, all of which have to hold; null where they cannot be read, which the page's author is told.
 *
 * @param {string} text
 * @param {string} attribute that they are written in
 * @returns {Condition[] | null}
 */
export function parse(text, attribute) {
  /** @type {Condition[]} */
  const conditions = [];
  let at = 0;
  /** The parts of what comes next, if it looks so. @param {RegExp} look which is sticky */
  const take = (look) => {
    look.lastIndex = at;
    const parts = look.exec(text);
    if (parts) at = look.lastIndex;
    return parts;
  };
  const refuse = (/** @type {string} */ wanted) => {
    complain(attribute + '="' + text.slice(0, 80) + '" tidak terbaca di huruf ke-' + (at + 1) + ": di situ harus ada " + wanted + ".");
    return null;
  };
  if (text.length > LONGEST) {
    at = LONGEST;
    return refuse("akhirnya");
  }
  take(/[\s;]*/y);
  while (at < text.length) {
    const [, not = "", field = ""] = take(/(!?)\s*([^\s=!<>~;"']+)\s*/y) || [];
    if (!field) return refuse("nama isian");
    /** @type {Condition} */
    const condition = { isNot: not !== "", field };
    const [operator] = take(/[<>!]=|[=<>~]/y) || [];
    if (operator) {
      take(/\s*/y);
      const [, one, other, bare] = take(/"([^"]*)"|'([^']*)'|([^\s;"'<>=~]+)/y) || [];
      const value = [one, other, bare].find((part) => part !== undefined);
      if (value === undefined) return refuse("nilai; teks yang berspasi diapit tanda kutip");
      Object.assign(condition, { operator, value, isOpen: bare === "nilai" });
    }
    conditions.push(condition);
    take(/\s*/y);
    if (!take(/;[\s;]*|$/y)) return refuse("titik koma (;)");
  }
  return conditions;
}

/**
 * Whether a condition holds for the value of its field. A stock below zero, as shops have, is none.
 *
 * @param {Condition} condition
 * @param {any} found
 */
export const holds = ({ isNot, field, operator, value = "" }, found) =>
  (operator ? compares(found, operator, value) : isFull(found) && !(field === "stok" && found < 0)) !== isNot;

/**
 * @param {any} found a list is one of its entries
 * @param {string} operator
 * @param {string} wanted
 * @returns {boolean}
 */
function compares(found, operator, wanted) {
  if (operator === "!=") return !compares(found, "=", wanted);
  if (Array.isArray(found) && found.length > 0) return found.some((entry) => compares(entry, operator, wanted));
  const isNumber = typeof found === "number";
  const text = plain(found);
  if (operator === "~") return text.includes(plain(wanted));
  if (operator === "=" && !isNumber) return text === plain(wanted);
  const order = isNumber ? found - amount(wanted) : text === "" ? NaN : compare(sortKey(found), sortKey(wanted));
  return (order < 0 && operator[0] === "<") || (order > 0 && operator[0] === ">") || (order === 0 && operator.endsWith("="));
}

/** A value as it is compared: capitals and small letters are alike. @param {any} value */
const plain = (value) => readable(value).trim().toLowerCase();

/** A number as people write it: 50000, "50.000", "Rp50.000", "2,5". @param {string} text */
const amount = (text) => {
  const digits = text.replace(/^\s*rp\.?\s*/i, "").replace(/\.(?=\d{3}(\D|$))/g, "").replace(",", ".");
  return digits.trim() ? Number(digits) : NaN;
};
