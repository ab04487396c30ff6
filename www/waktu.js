// Dates as a shopper in Jakarta says them. Own names of days and months: old WebViews ship without Indonesian ones.

import { tanggalWib } from "/pkg/index.js";

const HARI = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];
const BULAN = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
const WIB = 7 * 60 * 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;

/** The same instant with Jakarta's clock readable through the getUTC… methods. @param {Date} instant */
function atJakarta(instant) {
  return new Date(instant.getTime() + WIB);
}

/** @param {Date} local a result of atJakarta */
function dayMonth(local) {
  return local.getUTCDate() + " " + BULAN[local.getUTCMonth()] + " " + local.getUTCFullYear();
}

/** "15.17" @param {Date} local */
function clock(local) {
  return String(local.getUTCHours()).padStart(2, "0") + "." + String(local.getUTCMinutes()).padStart(2, "0");
}

/** "27 Jul 2023, 15.17 WIB"; a text that is no date stays as it was sent. @param {string} text */
export function dateTime(text) {
  const instant = tanggalWib(text);
  if (!instant) return text || "";
  const local = atJakarta(instant);
  return dayMonth(local) + ", " + clock(local) + " WIB";
}

/** "27 Jul 2023" @param {string} text */
export function dateOnly(text) {
  const instant = tanggalWib(text);
  return instant ? dayMonth(atJakarta(instant)) : text || "";
}

/** "15.17" @param {string} text */
export function timeOnly(text) {
  const instant = tanggalWib(text);
  return instant ? clock(atJakarta(instant)) : "";
}

/**
 * The Jakarta day of a text: a key to group by and a title to show ("Hari ini", "Kemarin", "Kamis, 27 Jul 2023").
 * @param {string} text
 * @param {Date} [now]
 */
export function day(text, now = new Date()) {
  const instant = tanggalWib(text);
  if (!instant) return { key: "", title: "Tanpa tanggal" };
  const local = atJakarta(instant);
  const number = Math.floor(local.getTime() / DAY);
  const ago = Math.floor(atJakarta(now).getTime() / DAY) - number;
  const title = ago === 0 ? "Hari ini" : ago === 1 ? "Kemarin" : HARI[local.getUTCDay()] + ", " + dayMonth(local);
  return { key: String(number), title };
}
