// @ts-check
// What elements show when the page gives them no template: the same bindings that a page's author
// would write, built node by node. (A text parsed as HTML would be refused where Trusted Types are
// enforced.)

import { document } from "../client/realm.js";

/**
 * Makes an element with attributes and children.
 *
 * @param {string} words its tag, with classes behind dots that begin with "olshop-", and attributes
 * @param {(Node | string)[]} inside
 */
function node(words, ...inside) {
  const [name, ...attributes] = words.split(" ");
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  made.className = classes.map((name) => "olshop-" + name).join(" ");
  for (const attribute of attributes) {
    made.setAttribute(.../** @type {[string, string]} */ (attribute.split("=")));
  }
  for (const part of inside) made.appendChild(typeof part === "string" ? document.createTextNode(part) : part);
  return made;
}

/** @param {string} field @param {string} more */
const shows = (field, more) => "img." + more + " alt= decoding=async data-jika=" + field + " data-attr-src=" + field;

/** @param {string} field @param {string} place */
const picture = (field, place) => node(shows(field, place) + " loading=lazy");

/** @param {string} link @param {string} icon @param {string} name */
const tile = (link, icon, name) =>
  node("a.ubin data-attr-href=" + link, node("span.bingkai", picture(icon, "gambar")), node("span.label data-isi=" + name));

/**
 * @param {string} title
 * @param {string} date
 * @param {Node} figure
 * @param {string} below
 * @param {Node[]} icon
 */
const line = (title, date, figure, below, ...icon) =>
  node(
    "a.baris data-attr-href=link_transaksi",
    ...icon,
    node("div.isi", node("div.judul data-isi=" + title), node("div.redup data-format=tanggal data-isi=" + date)),
    node("div.angka", figure, node("div.redup data-isi=" + below)),
  );

/** @param {string} name @param {string} field */
const purse = (name, field) => node("div.saku", node("dt.redup", name), node("dd.nilai data-isi=" + field));

/**
 * The row that each element shows by default, by the name of the element.
 *
 * @type {Record<string, () => Node>}
 */
export const ROWS = {
  produk: () =>
    node(
      "a.kartu data-attr-href=url_produk data-attr-data-halangan=halangan",
      node(
        "span.bingkai",
        picture("gambar_utama", "gambar"),
        node("b.potongan data-jika=harga_produk_asli data-isi=harga_produk data-format=diskon"),
        node("i.habis data-jika=halangan data-isi=halangan"),
      ),
      node("span.nama data-isi=nama_produk"),
      node("b.harga data-isi=harga_produk data-format=rupiah"),
      node("s.coret data-jika=harga_produk_asli data-isi=harga_produk_asli data-format=rupiah"),
    ),
  kategori: () => tile("url_kategori", "gambar_kategori", "nama_kategori"),
  // Most slides have the format 21:9. With width and height, engines reserve the place of a picture that has not loaded.
  slide: () =>
    node("a.geser data-attr-href=url_tujuan", node("img.spanduk data-attr-src=url_gambar_slide alt=Promo width=21 height=9 decoding=async")),
  kostumpage: () => tile("url_kostum_page", "icon_page", "nama_page"),
  user: () =>
    node(
      "div.anggota",
      node(shows("foto_profil", "foto")),
      node("div.isi", node("b.judul data-isi=nama_user"), node("div.redup data-isi=nama_membership")),
      node("dl.dompet", purse("Saldo", "jumlah_saldo data-format=rupiah"), purse("Poin", "jumlah_poin")),
    ),
  catatan: () =>
    line(
      "informasi_catatan",
      "tanggal",
      node("b.jumlah data-isi=jumlah_dana data-format=rupiah data-attr-data-tipe=tipe_jumlah"),
      "saldo_terakhir data-format=rupiah",
    ),
  poin: () =>
    line("kategori_poin", "tanggal_poin", node("b.jumlah data-isi=jumlah_poin data-attr-data-tipe=tipe_jumlah"), "total_poin_terakhir"),
  transaksi: () =>
    line(
      "nama_barang",
      "tanggal",
      node("b.status data-isi=status_bayar data-attr-data-status=status_bayar"),
      "status_pengiriman",
      picture("url_gambar_produk", "ikon"),
    ),
};

/** @param {string} text */
const notice = (text) => [node("p.pesan role=status", text)];

/** What stands in the place of a row that cannot be drawn. */
export const BROKEN = () => notice("Bagian ini gagal ditampilkan.");

/**
 * What each state shows by default, by the names that `data-saat` has for states.
 *
 * @type {Record<string, (kind: import("./kinds.js").Kind) => Node[]>}
 */
export const STATES = {
  memuat: ({ waiting: [number, look] = [2, ""] }) => [...Array(number)].map(() => node("div.tunggu" + look + " aria-hidden=true")),
  kosong: ({ empty = "isinya" }) => notice("Belum ada " + empty + "."),
  "belum-masuk": () => [...notice("Masuk dulu di aplikasi untuk melihat bagian ini."), node("p.pesan data-jika=saran data-isi=saran")],
  gagal: () => [
    node("div.pesan role=alert", node("p.alasan data-isi=message"), node("button.tombol type=button data-muat-ulang=", "Coba lagi")),
  ],
  lagi: () => [node("button.tombol.lagi type=button data-muat-lagi=", "Muat lagi")],
};
