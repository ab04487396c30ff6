// @ts-check
// A page's first request need not wait for the module: it is begun here, and the module takes it
// over instead of sending its own. Only questions plain enough that there can be no doubt what the
// module will ask are begun; with any other, the module's own checks and repairs decide first.

import { begin } from "./crate/transport/fetch.js";
import { encode } from "./identity.js";
import { isKept } from "./kept.js";

/**
 * @typedef {object} Question
 * @property {string} path
 * @property {any} query
 * @property {number} [total] rows per page unless the query says otherwise; none: not in pages
 */

/**
 * Begins a request where that is safe.
 *
 * @param {import("./options.js").Settings} settings
 * @param {Question} question
 * @param {boolean} fresh whether only the server's own answer will do
 * @returns {() => void} takes it back, unless the module has taken it
 */
export function early(settings, question, fresh) {
  let url = null;
  try {
    url = address(settings, question, fresh);
  } catch (error) {
    // A query that throws when it is read: the module will say what there is to say.
  }
  return url === null ? () => {} : begin(url);
}

const isMissing = (/** @type {any} */ value) => value === undefined || value === null;

/**
 * @param {import("./options.js").Settings} settings
 * @param {Question} question
 * @param {boolean} fresh
 * @returns {string | null}
 */
function address(settings, { path, query, total }, fresh) {
  // Only the module counts requests.
  if (settings.dailyLimit !== null) return null;
  /** @type {[string, any][]} */
  const who = [["token", settings.token]];
  /** @type {[string, any][]} */
  const pairs = [];
  if (path.startsWith("/user")) {
    if (settings.tokenUser === null || settings.idUser === null) return null;
    who.push(["token_user", settings.tokenUser], ["id_user", settings.idUser]);
  }
  const asked = isMissing(query) ? {} : query;
  if (typeof asked !== "object" || Array.isArray(asked)) return null;
  if (total) {
    const page = isMissing(asked.page) ? 1 : asked.page;
    const rows = isMissing(asked.total_data) ? total : asked.total_data;
    if (!(Number.isInteger(page) && page > 0 && page < 1e9)) return null;
    if (!(Number.isInteger(rows) && rows % 10 === 0 && rows >= 10 && rows <= 100)) return null;
    pairs.push(["page", page], ["total_data", rows]);
  }
  for (const [name, plain, missing] of parameters(path)) {
    const value = isMissing(asked[name]) ? missing : asked[name];
    if (value === undefined) continue;
    const type = typeof value;
    if (!(type === "string" || (type === "number" && name === "id_kategori"))) return null;
    if (!plain.test(String(value))) return null;
    pairs.push([name, value]);
  }
  const asks = written(pairs);
  // What is kept is answered by the module, without a request.
  if (!fresh && isKept(settings, path + asks)) return null;
  return settings.baseUrl + path + "?" + written(who).slice(1) + asks;
}

/** @param {[string, any][]} pairs */
function written(pairs) {
  return pairs.map(([name, value]) => "&" + name + "=" + encode(String(value))).join("");
}

/**
 * An endpoint's own parameters: what a plain value looks like, and what is sent when there is none.
 *
 * @param {string} path
 * @returns {[string, RegExp, string | undefined][]}
 */
function parameters(path) {
  switch (path) {
    case "/app/produk":
      return [
        ["id_kategori", /^(0|[1-9]\d{0,14})$/, undefined],
        ["cari_nama_produk", /^[a-z\d]+( [a-z\d]+)*$/i, undefined],
      ];
    case "/app/kategori":
      return [["struktur", /^flat$/, undefined]];
    case "/user/catatan":
      return [["tipe", /^(saldo|poin)$/, "saldo"]];
  }
  return [];
}
