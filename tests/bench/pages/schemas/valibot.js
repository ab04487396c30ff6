// The same as in zod.js, in valibot.
import * as v from "valibot";

const number = () => v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.number());
const id = () => v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const list = () => v.pipe(v.nullable(v.array(v.string())), v.transform((texts) => texts ?? []));
const link = () => v.pipe(v.nullable(v.string()), v.transform((text) => text || null));
// Some servers do not send it.
const status = () => v.pipe(v.nullish(v.string()), v.transform((text) => text || null));
const answer = (row) => v.object({ code: v.literal(200), status: v.string(), data: v.array(row) });

export const produk = () =>
  answer(v.object({
    id_produk: id(),
    id_kategori: id(),
    nama_produk: v.string(),
    harga_produk: number(),
    harga_produk_asli: number(),
    deskripsi_singkat: v.string(),
    deskripsi_panjang: v.string(),
    kondisi_produk: v.string(),
    status_produk: status(),
    stok: number(),
    berat: number(),
    tanggal: v.string(),
    ukuran: list(),
    warna: list(),
    gambar_utama: link(),
    list_gambar: list(),
    url_produk: link(),
  }));

export const transaksi = () =>
  answer(v.object({
    nomor_pembayaran: id(),
    status_bayar: v.string(),
    status_pengiriman: v.string(),
    tanggal: v.string(),
    nama_barang: v.string(),
    url_gambar_produk: link(),
    link_transaksi: link(),
  }));
