// Answers of all endpoints that hold the payloads in every string field, a row for each payload.
import { readFileSync } from "node:fs";
import { inTurn } from "../support/scope.mjs";

/** @type {string[]} what an attacker would type wherever the API lets somebody type */
export const payloads = JSON.parse(readFileSync(new URL("payloads.json", import.meta.url), "utf8"));

/**
 * By endpoint: the fields that hold texts, among them those that the documentation does not know yet, and what else a row
 * must have to be read at all. The fields of both kinds of catatan stand in one row.
 */
export const ENDPOINTS = {
  produk: {
    path: "/app/produk",
    texts: ["id_produk", "id_kategori", "nama_produk", "deskripsi_singkat", "deskripsi_panjang", "kondisi_produk", "status_produk", "tanggal", "tambahan"],
    links: ["gambar_utama", "url_produk"],
    lists: ["ukuran", "warna", "list_gambar"],
    rest: { harga_produk: 1000, harga_produk_asli: 2000, stok: 5, berat: 1 },
  },
  kategori: {
    path: "/app/kategori",
    texts: ["id_kategori", "nama_kategori", "tipe_kategori", "tambahan"],
    links: ["gambar_kategori", "url_kategori"],
    lists: [],
    rest: {},
  },
  slide: { path: "/app/slide", texts: ["tambahan"], links: ["url_gambar_slide", "url_tujuan"], lists: [], rest: {} },
  kostumpage: { path: "/app/kostumpage", texts: ["nama_page", "tambahan"], links: ["icon_page", "url_kostum_page"], lists: [], rest: {} },
  info: {
    path: "/user/info",
    texts: [
      "nama_user", "email_user", "tanggal_lahir", "nomor_telepon", "tanggal_daftar", "status_akun", "status_email", "nama_membership",
      "block_akses_membership", "kode_referral", "status_nomor_hp", "tambahan",
    ],
    links: ["foto_profil", "icon_membership"],
    lists: [],
    rest: { jumlah_saldo: "1000", jumlah_poin: "10" },
  },
  catatan: {
    path: "/user/catatan",
    texts: [
      "informasi_catatan", "tipe_jumlah", "tipe_mutasi", "tanggal", "nomor_pembayaran", "catatan_saldo", "kategori_poin", "tanggal_poin",
      "tambahan",
    ],
    links: ["link_transaksi"],
    lists: [],
    rest: { jumlah_dana: "1000", saldo_terakhir: "1000", jumlah_poin: "10", total_poin_terakhir: "10" },
  },
  transaksi: {
    path: "/user/transaksi",
    texts: ["nomor_pembayaran", "status_bayar", "status_pengiriman", "tanggal", "nama_barang", "tambahan"],
    links: ["url_gambar_produk", "link_transaksi"],
    lists: [],
    rest: {},
  },
};

/** All fields of an endpoint that hold a payload. */
export const fieldsOf = ({ texts, links, lists }) => [...texts, ...links, ...lists];

/** One row with a payload in every field, and as the name of one. */
export function rowOf(endpoint, payload) {
  const { texts, links, lists, rest } = ENDPOINTS[endpoint];
  const row = { ...rest };
  for (const name of [...texts, ...links]) row[name] = payload;
  for (const name of lists) row[name] = [payload];
  Object.defineProperty(row, payload, { value: row[payload] ?? payload, enumerable: true });
  if (endpoint === "kategori") row.sub_kategori = [{ ...row, sub_kategori: [] }];
  return row;
}

/**
 * The payloads that go through an endpoint. In the short run, the endpoints share them: the first payload goes through
 * every field of the first endpoint, the second one through every field of the second endpoint, and so on. `turn` lets
 * the first payload begin at another endpoint.
 */
export function payloadsOf(endpoint, turn = 0) {
  const endpoints = Object.keys(ENDPOINTS);
  return payloads.filter((_, place) => inTurn(endpoints, place + turn).includes(endpoint));
}

/** A row for each payload; the member is only one, so that there is an answer for each. */
export const rowsOf = (endpoint, sent = payloads) => sent.map((payload) => rowOf(endpoint, payload));
