// @ts-check
// The elements: which attributes each has, what it asks for them, and what it shows by itself.

/** Rows on a page: two on a row of a phone, ten rows. */
const ROWS = "20";

/**
 * @typedef {object} Kind
 * @property {string[]} attributes those that change what is asked
 * @property {(query: any) => string} row the default look of its rows
 * @property {[number, string]} waiting how many places it keeps for rows that come, and of which look
 * @property {string} empty what there is not, where there is nothing
 * @property {(toko: import("./toko.js").BukaOlshop) => any} source what it asks
 */

/** @type {Record<string, Kind>} */
export const KINDS = {
  "olshop-produk": {
    attributes: ["id-kategori", "cari", "total-data"],
    row: () => "produk",
    waiting: [4, ".tunggu-kartu"],
    empty: "produk yang cocok",
    source: (toko) => toko.produk,
  },
  "olshop-kategori": {
    attributes: ["struktur"],
    row: () => "kategori",
    waiting: [4, ".tunggu-ubin"],
    empty: "isinya",
    source: (toko) => toko.kategori,
  },
  "olshop-slide": {
    attributes: [],
    row: () => "slide",
    waiting: [1, ".tunggu-geser"],
    empty: "isinya",
    source: (toko) => toko.slide,
  },
  "olshop-kostumpage": {
    attributes: [],
    row: () => "kostumpage",
    waiting: [4, ".tunggu-ubin"],
    empty: "isinya",
    source: (toko) => toko.kostumpage,
  },
  "olshop-user": {
    attributes: [],
    row: () => "user",
    waiting: [2, ""],
    empty: "isinya",
    source: (toko) => ({ list: async (/** @type {any} */ options) => [await toko.user.info(options)] }),
  },
  "olshop-catatan": {
    attributes: ["tipe", "total-data"],
    row: ({ tipe }) => (tipe === "poin" ? "poin" : "saldo"),
    waiting: [2, ""],
    empty: "catatan",
    source: (toko) => toko.user.catatan,
  },
  "olshop-transaksi": {
    attributes: ["total-data"],
    row: () => "transaksi",
    waiting: [2, ""],
    empty: "transaksi",
    source: (toko) => toko.user.transaksi,
  },
};

/**
 * What an element with these attributes asks.
 *
 * @param {Kind} kind
 * @param {(name: string) => string | null} attribute
 */
export function queryOf(kind, attribute) {
  /** @type {Record<string, any>} */
  const query = {};
  for (const name of kind.attributes) {
    // Where nobody is logged in, the app leaves an attribute empty.
    const value = (attribute(name) || "").trim();
    if (name === "total-data") query.total_data = Number(value || ROWS);
    else if (value) query[name === "cari" ? "cari_nama_produk" : name.replace("-", "_")] = value;
  }
  return query;
}
