// The shop's custom pages ("kostumpage"). Each opens in the app, or in the phone's browser for those who want to keep it.

import { urlBukaBrowser } from "/pkg/index.js";
import { follow } from "./berubah.js";
import { el, fill, icon, picture } from "./dom.js";
import { emptyState, errorState, skeletons } from "./keadaan.js";
import { safeUrl } from "./tautan.js";
import { createHead } from "./tampilan.js";

/** @param {import("./toko.js").Context} context */
export function createPagesView(context) {
  const list = el("ul", { class: "menu" });
  const state = el("div");
  const root = el("div", { class: "tampilan" }, createHead(context, { title: "Halaman khusus", back: "#/akun" }).el, list, state);

  async function load() {
    state.textContent = "";
    fill(list, ...skeletons(5, "tulang-baris"));
    try {
      show(await context.pages());
    } catch (error) {
      list.textContent = "";
      state.append(errorState(error, load));
    }
  }

  /** @param {import("/pkg/index.js").Rows<import("/pkg/index.js").KostumPage>} answer */
  function show(answer) {
    const pages = answer.filter((page) => safeUrl(page.url_kostum_page));
    state.textContent = "";
    fill(list, ...pages.map(pageItem));
    if (pages.length === 0) state.append(emptyState("Belum ada halaman", "Toko ini belum membuat halaman khusus."));
    follow(answer, show);
  }

  load();
  return { el: root, title: "Halaman khusus", nav: "akun" };
}

/** @param {import("/pkg/index.js").KostumPage} page */
function pageItem(page) {
  return el(
    "li",
    { class: "menu-ganda" },
    el(
      "a",
      { class: "menu-tautan", href: page.url_kostum_page },
      picture(page.icon_page, { class: "menu-gambar" }),
      el("span", { class: "menu-kolom" }, el("span", { class: "menu-judul", text: page.nama_page })),
    ),
    el(
      "a",
      { class: "bulat", href: urlBukaBrowser(page.url_kostum_page), "aria-label": "Buka " + page.nama_page + " di browser" },
      icon("keluar"),
    ),
  );
}
