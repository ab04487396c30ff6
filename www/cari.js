// Search as you type. The field belongs to the page's head and outlives the views; the view below shows the results.
// A question waits until the fingers rest, and the answer to an older one is cancelled as soon as the text changes.

import { createProductList } from "./daftar-produk.js";
import { el } from "./dom.js";
import { emptyState } from "./keadaan.js";

/** Milliseconds of rest after a key before the question is asked. */
const REST = 300;
/** One letter matches half the shop. */
const SHORTEST = 2;

/** What is left of a text after the API's rule: letters, digits and spaces. @param {string} text */
function searchable(text) {
  return text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * The field in the head.
 * @param {import("./toko.js").Context} context
 */
export function createSearchField(context) {
  const input = /** @type {HTMLInputElement} */ (document.getElementById("cari"));
  const clear = /** @type {HTMLElement} */ (document.getElementById("cari-hapus"));
  const form = /** @type {HTMLFormElement} */ (input.form);

  function go() {
    const isOpen = context.route().name === "cari";
    // One history entry for a whole search: back leaves it instead of deleting letters.
    context.go("#/cari?" + new URLSearchParams({ q: input.value }), { replace: isOpen });
  }

  input.addEventListener("input", () => {
    clear.hidden = input.value === "";
    if (input.value !== "" || context.route().name === "cari") go();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim() !== "") go();
    // The keyboard covers half the results.
    input.blur();
  });
  clear.addEventListener("click", () => {
    input.value = "";
    clear.hidden = true;
    input.focus();
    if (context.route().name === "cari") go();
  });

  return {
    /** Keeps the field in step with the address, for links and the way back. @param {import("./rute.js").Route} route */
    follow(route) {
      const text = route.name === "cari" ? route.params.get("q") || "" : "";
      if (input.value !== text) input.value = text;
      clear.hidden = text === "";
    },
  };
}

/**
 * @param {import("./toko.js").Context} context
 * @param {import("./rute.js").Route} route
 */
export function createSearchView(context, route) {
  const heading = el("h1", { class: "sr", tabindex: "-1", text: "Pencarian" });
  const products = createProductList(context, {
    title: "Hasil pencarian",
    empty: () =>
      emptyState("Belum ketemu", "Tidak ada produk bernama “" + asked + "”. Coba kata yang lebih pendek, atau lihat semua kategori.", categoriesLink()),
  });
  const hint = el("div", { class: "cari-petunjuk" });
  const root = el("div", { class: "tampilan" }, heading, hint, products.el);
  /** @type {string | null} */
  let asked = null;
  let timer = 0;
  let isWaiting = false;

  function ask() {
    window.clearTimeout(timer);
    isWaiting = false;
    products.load({ cari_nama_produk: asked });
  }

  /** @param {import("./rute.js").Route} next */
  function update(next) {
    const text = searchable(next.params.get("q") || "");
    if (text === asked) return;
    const isFirst = asked === null;
    asked = text;
    window.clearTimeout(timer);
    isWaiting = false;
    products.cancel();
    const tooShort = text.length < SHORTEST;
    products.el.hidden = tooShort;
    hint.textContent = "";
    if (tooShort) {
      hint.append(emptyState("Cari apa hari ini?", "Ketik paling sedikit dua huruf atau angka dari nama produk.", categoriesLink()));
      return;
    }
    products.setTitle("Hasil untuk “" + text + "”");
    // Someone who comes by a link or the back button has finished typing.
    const isTyping = document.activeElement === document.getElementById("cari");
    if (isFirst && !isTyping) return ask();
    isWaiting = true;
    timer = window.setTimeout(ask, REST);
  }

  update(route);
  return {
    el: root,
    title: "Cari",
    nav: "",
    update,
    resume() {
      if (isWaiting) ask();
      else products.resume();
    },
    pause() {
      window.clearTimeout(timer);
      products.pause();
    },
  };
}

function categoriesLink() {
  return el("a", { class: "tombol tombol-tenang", href: "#/kategori", text: "Lihat semua kategori" });
}
