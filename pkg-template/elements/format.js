// @ts-check
// The formats of `data-format`, and how values are shown without one.

import { rupiah } from "../client/helpers.js";
import { percentOff } from "./computed.js";
import { NO_DATE } from "./paths.js";
import { plainText, readEntities } from "./text.js";

const MONTHS = [
  "Januari",
  "Februari",
  "Maret",
  "April",
  "Mei",
  "Juni",
  "Juli",
  "Agustus",
  "September",
  "Oktober",
  "November",
  "Desember",
];

/**
 * A value as text: lists with commas between their entries, nothing for null and objects.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function show(value) {
  if (Array.isArray(value)) return value.filter((item) => typeof item !== "object").join(", ");
  return typeof value === "object" || value === undefined ? "" : String(value);
}

/** A value as people read it: shop systems store names with entities. @param {unknown} value */
export const readable = (value) => readEntities(show(value));

/**
 * The formats by name. A value that does not suit a format is shown without it.
 *
 * @type {Record<string, (value: any, row: any) => string>}
 */
export const FORMATS = {
  "": readable,
  teks: (value) => plainText(show(value)),
  rupiah: (value) => (Number.isFinite(value) ? rupiah(value) : readable(value)),
  tanggal: (value) => tanggal(show(value)),
  diskon: (value, row) => (typeof value === "number" ? diskon(value, row.harga_produk_asli) : ""),
};

/**
 * "2023-07-22 00:01:38" becomes "22 Juli 2023, 00.01", "1998-11-08" becomes "8 November 1998", "2023-07" becomes "Juli 2023". The API's
 * times are Jakarta's, and so are the shop's: no clock is moved. A date of zeros is none. What is no date stays as it is.
 *
 * @param {string} text
 */
export function tanggal(text) {
  if (NO_DATE.test(text)) return "";
  const parts = /^(\d{4})-(\d\d)(?:-(\d\d)(?: (\d\d):(\d\d):\d\d)?)?$/.exec(text.trim());
  if (!parts) return text;
  const [, year, month, day, hour, minute] = parts;
  const name = MONTHS[Number(month) - 1];
  if (!name || (day && !(Number(day) > 0 && Number(day) < 32))) return text;
  return (day ? Number(day) + " " : "") + name + " " + Number(year) + (hour ? ", " + hour + "." + minute : "");
}

/**
 * The discount in whole percent, with its sign: "-20%"; nothing where there is none.
 *
 * @param {number} price
 * @param {unknown} before
 */
export function diskon(price, before) {
  const percent = percentOff(price, before);
  return percent ? "-" + percent + "%" : "";
}
