// @ts-check
// Helpers for pages. They need no module and work at once.

import { demand } from "./errors.js";
import { encode } from "./identity.js";
import { snapshot } from "./snapshot.js";
import { safeLink, WEB } from "../elements/links.js";
import { plainText } from "../elements/text.js";

/** @param {number} amount */
export function rupiah(amount) {
  const good = typeof amount === "number" && isFinite(amount);
  demand(good, "rupiah(jumlah): jumlah harus angka");
  const whole = Math.round(Math.abs(amount));
  // Engines differ in what Intl makes of Indonesian, old ones have none of it.
  return (amount < 0 && whole ? "-Rp" : "Rp") + thousands(BigInt(whole).toString());
}

/** Digits with a dot before each three of them. @param {string} digits */
export const thousands = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ".");

/** @param {{ stok: number, status_produk?: string | null }} produk */
export function tersedia(produk) {
  demand(typeof produk === "object" && produk !== null, "tersedia(produk): produk harus objek produk");
  const status = produk.status_produk;
  return produk.stok > 0 && (!status || /^live$/i.test(status));
}

/** @param {string} html */
export function teks(html) {
  return typeof html === "string" ? plainText(html) : "";
}

/** @param {string} text */
export function tanggalWib(text) {
  const parts = typeof text === "string" && /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text.trim());
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // The 30th of February would have become a day in March.
  if (utc.toISOString().slice(0, 19) !== parts[0].replace(" ", "T")) return null;
  return new Date(utc.getTime() - 25200000);
}

/** @param {{ url_produk: string | null }} produk @param {{ catatan?: string }} [order] */
export function urlBeli(produk, order) {
  demand(typeof produk === "object" && produk !== null, "urlBeli(produk): produk harus objek produk");
  const given = order === undefined || order === null ? {} : snapshot(order);
  const { catatan } = given;
  // Phone numbers and game ids come as numbers too. A note that would get lost is refused: an order without the player's id can't be
  // fulfilled.
  const isNote = catatan === undefined || (/^(string|number)$/.test(typeof catatan) && String(catatan).trim() !== "");
  const isOrder = typeof given === "object" && !Array.isArray(given) && Object.keys(given).every((name) => name === "catatan");
  demand(isNote && isOrder, 'urlBeli(produk, { catatan }): catatan harus teks yang tidak kosong, misalnya urlBeli(produk, { catatan: "ID 12" })');
  const url = webLink(produk.url_produk);
  return url && catatan !== undefined ? withParameter(url, "catatan", encode(String(catatan))) : url || null;
}

/** @param {string} url */
export function urlBukaBrowser(url) {
  const link = webLink(url);
  demand(link !== "", "urlBukaBrowser(url): url harus tautan http, https, atau tautan dalam toko");
  return withParameter(link, "bukaolshop_open_browser", "true");
}

/**
 * A link that leads to a page: http, https, or relative; else an empty text.
 *
 * @param {unknown} url
 */
function webLink(url) {
  return typeof url === "string" ? safeLink(url, WEB) : "";
}

/** @param {string} url @param {string} name @param {string} value already encoded */
function withParameter(url, name, value) {
  const [, path, query, hash = ""] = /^([^?#]*)\??([^#]*)(#[^]*)?$/.exec(url) || [];
  const others = query.split("&").filter((pair) => pair !== "" && pair.split("=")[0] !== name);
  return path + "?" + others.concat(name + "=" + value).join("&") + hash;
}
