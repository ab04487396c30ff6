// The pictures of one product: swiped, or chosen by their small versions.

import { el, picture } from "./dom.js";

/** @param {import("/pkg/index.js").Produk} produk */
export function createGallery(produk) {
  const pictures = Array.from(new Set([produk.gambar_utama].concat(produk.list_gambar).filter(Boolean)));
  const many = pictures.length > 1;
  const track = el(
    "div",
    { class: "galeri-jalur", tabindex: many ? "0" : null, role: many ? "group" : null, "aria-label": many ? "Geser untuk melihat gambar" : null },
    ...(pictures.length ? pictures : [null]).map((url, index) =>
      picture(url, { class: "galeri-gambar", eager: index === 0, alt: many ? "Gambar " + (index + 1) : "" }),
    ),
  );
  const root = el("div", { class: "galeri" }, track);
  if (!many) return root;

  const thumbs = pictures.map((url, index) =>
    el(
      "button",
      { class: "galeri-kecil", type: "button", "aria-label": "Gambar " + (index + 1), on: { click: () => track.scrollTo({ left: track.clientWidth * index }) } },
      picture(url, { class: "galeri-kecil-gambar" }),
    ),
  );
  function mark() {
    const at = Math.round(track.scrollLeft / (track.clientWidth || 1));
    thumbs.forEach((thumb, index) => {
      if (index === at) thumb.setAttribute("aria-current", "true");
      else thumb.removeAttribute("aria-current");
    });
  }
  track.addEventListener("scroll", () => requestAnimationFrame(mark));
  thumbs[0].setAttribute("aria-current", "true");
  root.append(el("div", { class: "galeri-pilihan", role: "group", "aria-label": "Pilih gambar" }, ...thumbs));
  return root;
}
