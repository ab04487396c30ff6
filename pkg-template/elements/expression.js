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

/** A condition, with what divides it from the next one. */
const CONDITION = /(!?)\s*([^\s=!<>~;"']+)\s*(?:([<>!]=|[=<>~])\s*("[^"]*"|'[^']*'|[^\s;"'<>=~]+)\s*)?(?:;[\s;]*|$)/y;

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
  let at = text.length - text.replace(/^[\s;]+/, "").length;
  while (at < text.length) {
    CONDITION.lastIndex = at;
    const parts = text.length > LONGEST ? null : CONDITION.exec(text);
    if (!parts) {
      complain(attribute + '="' + text.slice(0, 80) + '" tidak terbaca mulai huruf ke-' + (at + 1) + ' ("' + text.slice(at, at + 20) + '"). Contoh: stok>0; nama_produk~"merah muda"');
      return null;
    }
    at = CONDITION.lastIndex;
    const [, not, field, operator, value = ""] = parts;
    conditions.push({ isNot: not !== "", field, operator, value: value.replace(/^["']|["']$/g, ""), isOpen: value === "nilai" });
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
