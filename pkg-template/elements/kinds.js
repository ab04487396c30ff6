// @ts-check
// The kinds of elements: the attributes of each, and the query that it makes of them.

/** Rows on a page: two on a row of a phone, ten rows. */
const ROWS = "20";

/**
 * @typedef {object} Kind
 * @property {string[]} [attributes] those that change what is asked
 * @property {[number, string]} [waiting] how many places it keeps for rows that come, and of which look
 * @property {string} [empty] what there is not, where there is nothing
 * @property {string} [key] the field that tells rows apart
 */

/**
 * The kinds by their names, which are those of the elements without "olshop-", and those of the lists of the client.
 *
 * @type {Record<string, Kind>}
 */
export const KINDS = {
  produk: { attributes: ["id-kategori", "cari", "total-data"], waiting: [4, ".tunggu-kartu"], empty: "produk yang cocok", key: "id_produk" },
  kategori: { attributes: ["struktur"], waiting: [4, ".tunggu-ubin"] },
  slide: { waiting: [1, ".tunggu-geser"] },
  kostumpage: { waiting: [4, ".tunggu-ubin"] },
  user: {},
  catatan: { attributes: ["tipe", "total-data"], empty: "catatan" },
  transaksi: { attributes: ["total-data"], empty: "transaksi", key: "nomor_pembayaran" },
};

/** @param {string} kind */
export const tagOf = (kind) => "olshop-" + kind;

export const TAGS = Object.keys(KINDS).map(tagOf);

/** @param {string} kind */
export const attributesOf = (kind) => KINDS[kind].attributes || [];

/**
 * The query of an element, from its attributes.
 *
 * @param {string} kind
 * @param {Element} host
 */
export function queryOf(kind, host) {
  /** @type {Record<string, any>} */
  const query = {};
  for (const name of attributesOf(kind)) {
    // The app replaces a shortcode by an empty text if nobody is logged in.
    const value = (host.getAttribute(name) || "").trim();
    if (name === "total-data") query.total_data = Number(value || ROWS);
    else if (value) query[name === "cari" ? "cari_nama_produk" : name.replace("-", "_")] = value;
  }
  return query;
}

/**
 * The list of the client whose rows an element shows.
 *
 * @param {string} kind
 * @param {any} toko
 */
export function sourceOf(kind, toko) {
  if (kind !== "user") return toko[kind] || toko.user[kind];
  return { list: async (/** @type {any} */ options) => [await toko.user.info(options)] };
}
