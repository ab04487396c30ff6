// @ts-check
// The elements: which attributes each has, and what it asks for them.

/** Rows on a page: two on a row of a phone, ten rows. */
const ROWS = "20";

/**
 * @typedef {object} Kind
 * @property {string[]} attributes those that change what is asked
 * @property {(query: any) => number} jenis the number that the module has for it
 * @property {(attribute: (name: string) => string | undefined) => any} query
 * @property {(toko: import("./toko.js").BukaOlshop) => any} source the list of the client
 */

/** @param {(name: string) => string | undefined} attribute */
const rows = (attribute) => Number(attribute("total-data") || ROWS);

/** @type {Record<string, Kind>} */
export const KINDS = {
  "olshop-produk": {
    attributes: ["id-kategori", "cari", "total-data"],
    jenis: () => 0,
    query: (attribute) => ({
      id_kategori: attribute("id-kategori"),
      cari_nama_produk: attribute("cari"),
      total_data: rows(attribute),
    }),
    source: (toko) => toko.produk,
  },
  "olshop-kategori": {
    attributes: ["struktur"],
    jenis: () => 1,
    query: (attribute) => ({ struktur: attribute("struktur") }),
    source: (toko) => toko.kategori,
  },
  "olshop-slide": {
    attributes: [],
    jenis: () => 2,
    query: () => ({}),
    source: (toko) => ({ list: (/** @type {any} */ _query, /** @type {any} */ options) => toko.slide.list(options) }),
  },
  "olshop-kostumpage": {
    attributes: [],
    jenis: () => 3,
    query: () => ({}),
    source: (toko) => ({ list: (/** @type {any} */ _query, /** @type {any} */ options) => toko.kostumpage.list(options) }),
  },
  "olshop-user": {
    attributes: [],
    jenis: () => 4,
    query: () => ({}),
    source: (toko) => ({ list: async (/** @type {any} */ _query, /** @type {any} */ options) => [await toko.user.info(options)] }),
  },
  "olshop-catatan": {
    attributes: ["tipe", "total-data"],
    jenis: (query) => (query.tipe === "poin" ? 6 : 5),
    query: (attribute) => ({ tipe: attribute("tipe"), total_data: rows(attribute) }),
    source: (toko) => toko.user.catatan,
  },
  "olshop-transaksi": {
    attributes: ["total-data"],
    jenis: () => 7,
    query: (attribute) => ({ total_data: rows(attribute) }),
    source: (toko) => toko.user.transaksi,
  },
};
