// A callback as bukaOlshop sends it: a product that was paid.

export const SECRET = "rahasia-callback-91";

/** Its fields, with some of one's own. @param {Record<string, string>} [more] */
export const fields = (more = {}) => ({
  tipe_callback: "transaksi_baru",
  secret_key_callback: SECRET,
  nomor_pembayaran: "2853130173354",
  status_transaksi: "lunas",
  tipe_transaksi: "PRODUK DIGITAL",
  ...more,
});

/** Its body. @param {Record<string, string>} [more] */
export const form = (more) => new URLSearchParams(fields(more)).toString();
