// The start of the page: one client, one router, and what every view is given to work with.

import { createAccountView } from "./akun.js";
import { createHomeView } from "./beranda.js";
import { createSearchField, createSearchView } from "./cari.js";
import { el, fill } from "./dom.js";
import { createPagesView } from "./halaman.js";
import { createCatalogueView } from "./katalog.js";
import { createCategoriesView, createCategoryView } from "./kategori.js";
import { emptyState, errorState } from "./keadaan.js";
import { createToko, once } from "./klien.js";
import { createSheet } from "./lembar.js";
import { watchNetwork } from "./luring.js";
import { createEye } from "./mata.js";
import { createMutationsView } from "./mutasi.js";
import { sheetQuery } from "./produk.js";
import { createHistoryView } from "./riwayat.js";
import { createRouter } from "./rute.js";
import { createHead } from "./tampilan.js";

/** @typedef {ReturnType<typeof createContext>} Context */
/** @typedef {import("/pkg/index.js").Produk} Produk */
/** @typedef {import("./rute.js").Route} Route */
/** @typedef {import("./rute.js").View} View */

const root = /** @type {HTMLElement} */ (document.getElementById("toko"));
const outlet = /** @type {HTMLElement} */ (document.getElementById("isi"));

/** @type {Record<string, (context: Context, route: Route) => View>} */
const VIEWS = {
  "": createHomeView,
  kategori: (context, route) => (route.id ? createCategoryView(context, route) : createCategoriesView(context)),
  cari: createSearchView,
  katalog: createCatalogueView,
  riwayat: createHistoryView,
  mutasi: createMutationsView,
  halaman: createPagesView,
  akun: createAccountView,
};

/** @param {import("/pkg/index.js").BukaOlshop} toko */
function createContext(toko) {
  /** Products seen so far, by id: a sheet opens without asking again. @type {Map<string, Produk>} */
  const products = new Map();
  const router = createRouter({
    outlet,
    create: (route) => (VIEWS[route.name] || createLostView)(context, route),
    onShow,
  });

  const context = {
    toko,
    eye: createEye(),
    categories: once(() => toko.kategori.list()),
    slides: once(() => toko.slide.list()),
    pages: once(() => toko.kostumpage.list()),
    member: once(() => toko.user.info()),
    route: router.current,
    go: router.go,
    back: router.back,
    start: router.start,
    retitle: setTitle,
    /** @param {Produk} produk */
    openProduk(produk) {
      products.set(produk.id_produk, produk);
      const here = withoutSheet(router.current());
      router.go(here + (here.includes("?") ? "&" : "?") + sheetQuery(produk));
    },
    closeSheet() {
      router.back(withoutSheet(router.current()));
    },
    /** @param {string} id */
    known: (id) => products.get(id),
  };
  return context;
}

/** The address of the view under a sheet. @param {Route} route */
function withoutSheet(route) {
  const params = new URLSearchParams(route.params);
  params.delete("produk");
  params.delete("nama");
  const query = params.toString();
  return "#" + route.path + (query ? "?" + query : "");
}

/** An address that leads nowhere. @param {Context} context @returns {View} */
function createLostView(context) {
  const home = el("a", { class: "tombol", href: "#/", text: "Ke beranda" });
  return {
    el: el("div", { class: "tampilan" }, createHead(context, { title: "Halaman tidak ada" }).el, emptyState("Kami tidak menemukannya", "Alamat ini tidak menuju ke bagian mana pun dari toko.", home)),
    title: "Tidak ada",
  };
}

/** @param {View} view */
function setTitle(view) {
  document.title = view.title + " · Manggis";
}

/** @type {ReturnType<typeof createSheet>} */
let sheet;
/** @type {ReturnType<typeof createSearchField>} */
let field;

/** @param {View} view @param {Route} route */
function onShow(view, route) {
  setTitle(view);
  for (const link of root.querySelectorAll("[data-nav]")) {
    if (link.getAttribute("data-nav") === view.nav) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  field.follow(route);
  sheet.follow(route);
}

function start() {
  watchNetwork();
  // The "#" belongs to the router; the skip link works without it.
  const skip = /** @type {HTMLElement} */ (root.querySelector(".lompat"));
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    outlet.focus();
  });
  // Tapping the entry of the view that is shown brings its top back, as in any app.
  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("[data-nav]") : null;
    if (link && link.getAttribute("href") === window.location.hash) window.scrollTo(0, 0);
  });
  let context;
  try {
    context = createContext(createToko(root));
  } catch (error) {
    // No token, or an address that cannot be one: nothing of the shop can be shown.
    fill(outlet, errorState(error, () => window.location.reload()));
    return;
  }
  field = createSearchField(context);
  sheet = createSheet(context);
  context.start();
}

start();
