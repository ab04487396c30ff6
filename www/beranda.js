// The home page: slides, the member, category tiles and the newest products.

import { createProductList } from "./daftar-produk.js";
import { el } from "./dom.js";
import { createTiles } from "./kategori.js";
import { emptyState } from "./keadaan.js";
import { createMemberCard } from "./member.js";
import { createSlides } from "./slide.js";

/** @param {import("./toko.js").Context} context */
export function createHomeView(context) {
  const slides = createSlides(context);
  const member = createMemberCard(context, { compact: true, retry: retryAll });
  const tiles = createTiles(context, retryAll);
  const products = createProductList(context, {
    title: "Produk terbaru",
    empty: () => emptyState("Toko baru dibuka", "Produknya sedang disiapkan. Mampir lagi sebentar lagi."),
    retry: retryAll,
  });

  // When the network fails, the parts fail together: any of their buttons tries all that failed.
  function retryAll() {
    slides.retry();
    member.retry();
    tiles.retry();
    products.retry();
  }

  products.load({});
  return {
    el: el(
      "div",
      { class: "tampilan beranda" },
      el("div", { class: "pita" }, el("h1", { class: "pita-judul", tabindex: "-1", text: "Mau belanja apa?" }), slides.el),
      member.el,
      tiles.el,
      products.el,
    ),
    title: "Beranda",
    nav: "beranda",
    pause: products.pause,
    resume: products.resume,
    close: member.close,
  };
}
