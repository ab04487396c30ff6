// @ts-check

import { complain } from "./complaints.js";
import { show } from "./format.js";

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
  if (rows.length > 0 && rows.every((row) => row[field] === undefined)) {
    complain('tidak ada isian "' + field + '" untuk urut.');
  }
  const isMissing = (/** @type {any} */ value) => value === undefined || value === null || value === "";
  return rows.slice().sort((one, other) => {
    const [a, b] = [one[field], other[field]];
    if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
    return compare(a, b) * (falls ? -1 : 1);
  });
}

/** @param {any} a @param {any} b */
function compare(a, b) {
  return typeof a === "number" && typeof b === "number"
    ? a - b
    : show(a).localeCompare(show(b), "id", { numeric: true });
}
