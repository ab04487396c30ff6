// @ts-check
// The elements: which attributes each has, and what it asks for them.

/** Rows on a page: two on a row of a phone, ten rows. */
const ROWS = "20";

/**
 * @typedef {object} Kind
 * @property {string[]} [attributes] those that change what is asked
 * @property {[number, string]} [waiting] how many places it keeps for rows that come, and of which look
 * @property {string} [empty] what there is not, where there is nothing
 */

/**
 * By the names of the elements, without the "olshop-" that they begin with: those are the names of the client's
 * lists, too.
 *
 * @type {Record<string, Kind>}
 */
export const KINDS = {
  produk: { attributes: ["id-kategori", "cari", "total-data"], waiting: [4, ".tunggu-kartu"], empty: "produk yang cocok" },
  kategori: { attributes: ["struktur"], waiting: [4, ".tunggu-ubin"] },
  slide: { waiting: [1, ".tunggu-geser"] },
  kostumpage: { waiting: [4, ".tunggu-ubin"] },
  user: {},
  catatan: { attributes: ["tipe", "total-data"], empty: "catatan" },
  transaksi: { attributes: ["total-data"], empty: "transaksi" },
};

/** @param {string} kind */
export const tagOf = (kind) => "olshop-" + kind;

export const TAGS = Object.keys(KINDS).map(tagOf);

/** @param {string} kind */
export const attributesOf = (kind) => KINDS[kind].attributes || [];

/**
 * What an element asks.
 *
 * @param {string} kind
 * @param {Element} host
 */
export function queryOf(kind, host) {
  /** @type {Record<string, any>} */
  const query = {};
  for (const name of attributesOf(kind)) {
    // Where nobody is logged in, the app leaves an attribute empty.
    const value = (host.getAttribute(name) || "").trim();
    if (name === "total-data") query.total_data = Number(value || ROWS);
    else if (value) query[name === "cari" ? "cari_nama_produk" : name.replace("-", "_")] = value;
  }
  return query;
}

/**
 * The list of a client that an element shows.
 *
 * @param {string} kind
 * @param {any} toko
 */
export function sourceOf(kind, toko) {
  if (kind !== "user") return toko[kind] || toko.user[kind];
  return { list: async (/** @type {any} */ options) => [await toko.user.info(options)] };
}
