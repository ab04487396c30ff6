// The promo slides: swiped with the finger (the browser's own scrolling), by dots, or with the arrow keys.

import { follow } from "./berubah.js";
import { el, picture } from "./dom.js";
import { safeUrl } from "./tautan.js";

/**
 * @param {import("./toko.js").Context} context
 */
export function createSlides(context) {
  const track = el("div", { class: "slide-jalur", tabindex: "0", role: "group", "aria-label": "Geser untuk melihat promo" });
  const dots = el("div", { class: "slide-titik", role: "group", "aria-label": "Pilih promo" });
  const root = el("section", { class: "slide", "aria-label": "Promo" }, track, dots);
  /** @type {any[]} */
  let slides = [];
  let failed = false;

  async function load() {
    failed = false;
    track.textContent = "";
    track.append(el("div", { class: "slide-satu tulang", "aria-hidden": "true" }));
    try {
      show(await context.slides());
      return;
    } catch (error) {
      failed = true;
      slides = [];
    }
    render();
  }

  /** @param {import("/pkg/index.js").Rows<import("/pkg/index.js").Slide>} answer */
  function show(answer) {
    slides = answer;
    render();
    follow(answer, show);
  }

  // A shop without slides, or whose slides did not come, still opens with a face: the box keeps its place.
  function render() {
    track.textContent = "";
    dots.textContent = "";
    if (slides.length === 0) {
      track.append(el("div", { class: "slide-satu slide-ganti" }, el("p", { text: "Pilihan baru setiap hari, harga apa adanya." })));
      return;
    }
    slides.forEach((slide, index) => {
      track.append(createSlide(slide, index));
      if (slides.length > 1) dots.append(createDot(index));
    });
    mark(0);
  }

  /** @param {any} slide @param {number} index */
  function createSlide(slide, index) {
    const name = "Promo " + (index + 1) + " dari " + slides.length;
    const url = safeUrl(slide.url_tujuan);
    return el(
      url ? "a" : "div",
      { class: "slide-satu", href: url },
      picture(slide.url_gambar_slide, { alt: name, class: "slide-gambar", eager: index === 0 }),
    );
  }

  /** @param {number} index */
  function createDot(index) {
    return el("button", { class: "titik", type: "button", "aria-label": "Promo " + (index + 1), on: { click: () => showSlide(index) } });
  }

  /** @param {number} index */
  function showSlide(index) {
    const slide = track.children[index];
    const smooth = window.matchMedia("(prefers-reduced-motion: no-preference)").matches;
    track.scrollTo({ left: slide.offsetLeft - track.offsetLeft, behavior: smooth ? "smooth" : "auto" });
  }

  /** @param {number} index */
  function mark(index) {
    Array.from(dots.children).forEach((dot, at) => {
      if (at === index) dot.setAttribute("aria-current", "true");
      else dot.removeAttribute("aria-current");
    });
  }

  // The slide whose start is nearest to the track's start is the current one. One reading per frame is enough.
  let waiting = false;
  track.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const children = Array.from(track.children);
      if (children.length < 2) return;
      const step = children[1].offsetLeft - children[0].offsetLeft;
      // The last slide cannot reach the start where several fit: the end of the track is its turn.
      const atEnd = track.scrollLeft + track.clientWidth >= track.scrollWidth - 2;
      mark(atEnd ? children.length - 1 : Math.round(track.scrollLeft / step));
    });
  });

  load();
  return {
    el: root,
    retry() {
      if (failed) load();
    },
  };
}
