// The same as in zod.js, without a library: a table of fields, and one walk that repairs the parsed answer in its place.

function text(value, path) {
  if (typeof value === "string") return value;
  throw new TypeError(path + " is no text");
}

function id(value, path) {
  return typeof value === "number" ? String(value) : text(value, path);
}

function number(value, path) {
  if (typeof value === "number") return value;
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : NaN;
  if (Number.isFinite(read)) return read;
  throw new TypeError(path + " is no number");
}

function list(value, path) {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new TypeError(path + " is no list");
  for (let i = 0; i < value.length; i++) value[i] = text(value[i], path);
  return value;
}

function link(value, path) {
  return value === null || value === undefined || value === "" ? null : text(value, path);
}

const PRODUK = {
  id_produk: id,
  id_kategori: id,
  nama_produk: text,
  harga_produk: number,
  harga_produk_asli: number,
  deskripsi_singkat: text,
  deskripsi_panjang: text,
  kondisi_produk: text,
  status_produk: link,
  stok: number,
  berat: number,
  tanggal: text,
  ukuran: list,
  warna: list,
  gambar_utama: link,
  list_gambar: list,
  url_produk: link,
};

const TRANSAKSI = {
  nomor_pembayaran: id,
  status_bayar: text,
  status_pengiriman: text,
  tanggal: text,
  nama_barang: text,
  url_gambar_produk: link,
  link_transaksi: link,
};

function check(answer, fields) {
  if (answer === null || typeof answer !== "object" || answer.code !== 200) throw new TypeError("the API refused");
  if (!Array.isArray(answer.data)) throw new TypeError("data is no list");
  const names = Object.keys(fields);
  for (const row of answer.data) {
    for (const name of names) row[name] = fields[name](row[name], name);
  }
  return answer;
}

export const produk = (answer) => check(answer, PRODUK);
export const transaksi = (answer) => check(answer, TRANSAKSI);
