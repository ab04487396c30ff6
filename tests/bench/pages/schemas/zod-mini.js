// The same as in zod.js, in zod's smaller dialect.
import * as z from "zod/mini";

const list = () => z.pipe(z.nullable(z.array(z.string())), z.transform((texts) => texts ?? []));
const link = () => z.pipe(z.nullable(z.string()), z.transform((text) => text || null));
// Some servers do not send it.
const status = () => z.pipe(z.nullish(z.string()), z.transform((text) => text || null));
const answer = (row) => z.object({ code: z.literal(200), status: z.string(), data: z.array(row) });

export const produk = () =>
  answer(z.object({
    id_produk: z.coerce.string(),
    id_kategori: z.coerce.string(),
    nama_produk: z.string(),
    harga_produk: z.coerce.number(),
    harga_produk_asli: z.coerce.number(),
    deskripsi_singkat: z.string(),
    deskripsi_panjang: z.string(),
    kondisi_produk: z.string(),
    status_produk: status(),
    stok: z.coerce.number(),
    berat: z.coerce.number(),
    tanggal: z.string(),
    ukuran: list(),
    warna: list(),
    gambar_utama: link(),
    list_gambar: list(),
    url_produk: link(),
  }));

export const transaksi = () =>
  answer(z.object({
    nomor_pembayaran: z.coerce.string(),
    status_bayar: z.string(),
    status_pengiriman: z.string(),
    tanggal: z.string(),
    nama_barang: z.string(),
    url_gambar_produk: link(),
    link_transaksi: link(),
  }));
