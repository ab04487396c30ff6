// @ts-check
// The formats of `data-format`, and how values are shown without one.

import { rupiah, thousands } from "../client/helpers.js";
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

/** Words of the API for a status, and what shoppers say instead. @type {Record<string, string>} */
const STATUS = { pending: "Belum dibayar", "di batalkan": "Dibatalkan", live: "Tersedia", closed: "Tutup" };

/** Makes a format of one for numbers. @param {(value: number, row: any) => string} format @returns {(value: any, row: any) => string} */
const forNumbers = (format) => (value, row) => (Number.isFinite(value) ? format(value, row) : readable(value));

/**
 * The formats by name. A value that does not suit a format is shown without it.
 *
 * @type {Record<string, (value: any, row: any) => string>}
 */
export const FORMATS = {
  "": readable,
  teks: (value) => plainText(show(value)),
  rupiah: forNumbers(rupiah),
  // The API gives amounts without a sign, and says beside them whether they came or went.
  "rupiah-bertanda": forNumbers((value, row) => {
    const amount = Object(row).tipe_jumlah === "kurang" ? -value : value;
    return (amount > 0 ? "+" : "") + rupiah(amount);
  }),
  angka: forNumbers(angka),
  tanggal: (value) => tanggal(show(value)),
  "tanggal-pendek": (value) => tanggal(show(value)).replace(/^(\d+ \S{3})\S*( \d+).*/, "$1$2"),
  jam: (value) => tanggal(show(value)).replace(/^\d+ \S+ \d+(, )?/, ""),
  status: (value) => {
    const text = readable(value).trim();
    return STATUS.hasOwnProperty(text) ? STATUS[text] : text.charAt(0).toUpperCase() + text.slice(1).replace(/_/g, " ");
  },
  diskon: (value, row) => (typeof value === "number" ? diskon(value, row.harga_produk_asli) : ""),
};

/**
 * A number as Indonesians write it: 1234.5 becomes "1.234,5".
 *
 * @param {number} value
 */
function angka(value) {
  const [whole, part] = String(value).split(".");
  return thousands(whole) + (part ? "," + part : "");
}

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
