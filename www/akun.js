// "Akun": the member card and the ways on from it.

import { el, icon } from "./dom.js";
import { createMemberCard } from "./member.js";
import { createHead } from "./tampilan.js";

/** @type { { href: string, icon: string, title: string, text: string }[]} */
const LINKS = [
  { href: "#/riwayat", icon: "riwayat", title: "Riwayat transaksi", text: "Pesanan Anda dan statusnya" },
  { href: "#/mutasi/saldo", icon: "dompet", title: "Mutasi saldo", text: "Uang masuk dan keluar per hari" },
  { href: "#/mutasi/poin", icon: "poin", title: "Mutasi poin", text: "Poin yang didapat dan dipakai" },
  { href: "#/halaman", icon: "halaman", title: "Halaman khusus", text: "Layanan lain dari toko ini" },
];

/** @param {import("./toko.js").Context} context */
export function createAccountView(context) {
  const card = createMemberCard(context);
  const root = el(
    "div",
    { class: "tampilan" },
    createHead(context, { title: "Akun" }).el,
    card.el,
    el("ul", { class: "menu" }, ...LINKS.map(menuItem)),
  );
  return { el: root, title: "Akun", nav: "akun", close: card.close };
}

/** @param {typeof LINKS[number]} link */
function menuItem(link) {
  return el(
    "li",
    null,
    el(
      "a",
      { class: "menu-tautan", href: link.href },
      el("span", { class: "menu-ikon" }, icon(link.icon)),
      el("span", { class: "menu-kolom" }, el("span", { class: "menu-judul", text: link.title }), el("span", { class: "menu-teks", text: link.text })),
      icon("kanan"),
    ),
  );
}
