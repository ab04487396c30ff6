// @ts-check
// What a page asks, checked and written as the address has it. This is done here because a page's
// first request does not wait for the module. The crate checks and writes the same for Rust programs;
// both are held to the same list of cases.

import { argument } from "./errors.js";
import { encode, notLoggedIn } from "./identity.js";

/**
 * @typedef {object} Question
 * @property {number} endpoint its number in `src/js/endpoints.rs`
 * @property {string} path
 * @property {boolean} member whether it is about the member who is logged in
 * @property {string} parameters the endpoint's own, each with a "&" before it
 * @property {number} page 0: not in pages
 * @property {number} total rows on a page
 */

/** The paths by their numbers; those of one path stand together. */
const PATHS = [
  "/app/produk",
  "/app/kategori",
  "/app/slide",
  "/app/kostumpage",
  "/user/catatan",
  "/user/catatan",
  "/user/transaksi",
  "/user/info",
];

/** @param {any} value */
export const isMissing = (value) => value === undefined || value === null;

/**
 * @param {import("./options.js").Settings} settings
 * @param {string} path
 * @param {any} [query]
 * @param {number} [total] rows on a page unless the query says otherwise; none: not in pages
 * @returns {Question}
 */
export function questionOf(settings, path, query, total) {
  /** @param {boolean} good @param {string} rule */
  const demand = (good, rule) => {
    if (!good) throw argument(rule, path);
  };
  demand(
    isMissing(query) || (typeof query === "object" && !Array.isArray(query)),
    "query harus objek, misalnya { page: 1 }",
  );
  /** @param {string} name */
  const field = (name) => {
    try {
      // A getter of the page's own that throws counts as a field that is not there.
      return isMissing(query) || isMissing(query[name]) ? undefined : query[name];
    } catch (error) {
      return undefined;
    }
  };
  const question = {
    endpoint: PATHS.indexOf(path),
    path,
    member: path.startsWith("/user"),
    parameters: "",
    page: 0,
    total: 0,
  };
  /** @param {string} name @param {string} value */
  const add = (name, value) => {
    question.parameters += "&" + name + "=" + encode(value);
  };

  if (path === "/app/produk") {
    const id = idKategori(field("id_kategori"));
    demand(id !== null, 'id_kategori harus angka id kategori, misalnya 5387 atau "5387"');
    if (id) add("id_kategori", id);
    const search = field("cari_nama_produk");
    demand(isMissing(search) || typeof search === "string", "cari_nama_produk harus teks");
    const words = isMissing(search) ? "" : searchable(search);
    if (words) add("cari_nama_produk", words);
  } else if (path === "/app/kategori") {
    const struktur = field("struktur");
    demand(isMissing(struktur) || struktur === "flat", 'struktur hanya boleh "flat"');
    if (struktur) add("struktur", struktur);
  } else if (path === "/user/catatan") {
    const tipe = field("tipe");
    demand(isMissing(tipe) || tipe === "saldo" || tipe === "poin", 'tipe harus "saldo" atau "poin"');
    if (tipe === "poin") question.endpoint += 1;
    add("tipe", tipe || "saldo");
  }
  if (total) {
    const page = field("page");
    demand(
      isMissing(page) || (Number.isInteger(page) && page >= 1 && page <= 4294967295),
      "page harus bilangan bulat mulai dari 1",
    );
    question.page = page || 1;
    const rows = field("total_data");
    demand(
      isMissing(rows) || (typeof rows === "number" && rows % 10 === 0 && rows >= 10 && rows <= 100),
      "total_data harus kelipatan 10, dari 10 sampai 100",
    );
    question.total = rows || total;
  }
  if (question.member && (settings.tokenUser === null || settings.idUser === null)) {
    throw notLoggedIn(path);
  }
  return question;
}

/**
 * Everything of a question's address behind the member: what is asked, not who asks.
 *
 * @param {Question} question
 */
export function written({ parameters, page, total }) {
  return (page ? "&page=" + page + "&total_data=" + total : "") + parameters;
}

/**
 * The digits of a category, "" for any, null for what is none. Any category is what a form's
 * `<select>` gives as an empty text.
 *
 * @param {any} value
 */
function idKategori(value) {
  if (isMissing(value)) return "";
  if (Number.isSafeInteger(value) && value >= 0) return String(value);
  const text = typeof value === "string" ? value.trim() : null;
  if (text === "") return "";
  const digits = text && /^\+?0*(\d{1,19})$/.exec(text);
  return digits ? digits[1] : null;
}

// Without the Unicode tables that old engines lack: beyond ASCII all counts as a letter but for the
// blocks of signs, pictures and private use, and lone halves of surrogate pairs. Not without regard to
// capitals: to an engine, the Kelvin sign among the signs is a "k".
const SIGNS = new RegExp(
  "[^a-zA-Z\\d\\x80-\\u{10ffff}]|[\\x80-\\xa9\\xab-\\xb4\\xb6-\\xb9\\xbb-\\xbf\\xd7\\xf7" +
    "\\u2000-\\u2bff\\u3000-\\u3004\\u3007-\\u3020\\ud800-\\uf8ff\\ufe00-\\ufe6f" +
    "\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\ufeff\\uffe0-\\uffff" +
    "\\u{1f000}-\\u{1faff}\\u{e0000}-\\u{10ffff}]",
  "gu",
);

/**
 * Letters, digits and single spaces of a text: what `cari_nama_produk` may hold.
 *
 * @param {string} text
 */
function searchable(text) {
  return text.replace(SIGNS, " ").replace(/ +/g, " ").trim();
}
