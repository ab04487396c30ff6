// Categories: tiles on the home page, all of them with their sub-categories, and one category with its products.

import { follow } from "./berubah.js";
import { createProductList } from "./daftar-produk.js";
import { el, fill, icon, picture } from "./dom.js";
import { emptyState, errorState, skeletons } from "./keadaan.js";
import { createChips, createHead } from "./tampilan.js";

/** @typedef {import("/pkg/index.js").Kategori} Kategori */

/** Two rows of four on a phone, the last one being "Semua". */
const ON_HOME = 7;

/** @param {string} id @param {string} [sub] */
function hashOf(id, sub) {
  return "#/kategori/" + encode(id) + (sub ? "?sub=" + encode(sub) : "");
}

/** As encodeURIComponent, which throws at half of a surrogate pair: one odd id must not take all categories away. @param {string} text */
function encode(text) {
  return new URLSearchParams({ "": text }).toString().slice(1).replace(/\+/g, "%20");
}

/** @param {Kategori} kategori */
function tile(kategori) {
  return el(
    "li",
    { class: "ubin" },
    el(
      "a",
      { class: "ubin-tautan", href: hashOf(kategori.id_kategori) },
      picture(kategori.gambar_kategori, { class: "ubin-gambar" }),
      el("span", { class: "ubin-nama", text: kategori.nama_kategori }),
    ),
  );
}

/**
 * The tiles of the home page.
 * @param {import("./toko.js").Context} context
 * @param {() => void} retry what the button of the failed state does
 */
export function createTiles(context, retry) {
  const list = el("ul", { class: "ubin-petak" });
  const root = el("section", { class: "bagian", "aria-label": "Kategori" }, list);
  let failed = false;

  async function load() {
    failed = false;
    fill(root, list);
    fill(list, ...skeletons(ON_HOME + 1, "tulang-ubin"));
    try {
      show(await context.categories());
    } catch (error) {
      failed = true;
      fill(root, errorState(error, retry, { line: true }));
    }
  }

  /** @param {import("/pkg/index.js").Rows<Kategori>} all */
  function show(all) {
    fill(list, ...all.slice(0, ON_HOME).map(tile), allTile());
    follow(all, show);
  }

  load();
  return {
    el: root,
    retry() {
      if (failed) load();
    },
  };
}

function allTile() {
  return el(
    "li",
    { class: "ubin" },
    el(
      "a",
      { class: "ubin-tautan", href: "#/kategori" },
      el("span", { class: "bingkai ubin-gambar ubin-semua" }, icon("kategori")),
      el("span", { class: "ubin-nama", text: "Semua" }),
    ),
  );
}

/** All categories, each with its sub-categories. @param {import("./toko.js").Context} context */
export function createCategoriesView(context) {
  const list = el("ul", { class: "rak" });
  const state = el("div");
  const root = el("div", { class: "tampilan" }, createHead(context, { title: "Kategori" }).el, list, state);

  async function load() {
    state.textContent = "";
    fill(list, ...skeletons(6, "tulang-rak"));
    try {
      show(await context.categories());
    } catch (error) {
      list.textContent = "";
      state.append(errorState(error, load));
    }
  }

  /** @param {import("/pkg/index.js").Rows<Kategori>} all */
  function show(all) {
    state.textContent = "";
    fill(list, ...all.map(shelf));
    if (all.length === 0) state.append(emptyState("Belum ada kategori", "Toko ini belum menata produknya ke dalam kategori."));
    follow(all, show);
  }

  load();
  return { el: root, title: "Kategori", nav: "kategori" };
}

/** @param {Kategori} kategori */
function shelf(kategori) {
  const subs = kategori.sub_kategori;
  return el(
    "li",
    { class: "rak-satu" },
    el(
      "a",
      { class: "rak-tautan", href: hashOf(kategori.id_kategori) },
      picture(kategori.gambar_kategori, { class: "rak-gambar" }),
      el(
        "span",
        { class: "rak-kolom" },
        el("span", { class: "rak-nama", text: kategori.nama_kategori }),
        el("span", { class: "rak-jumlah", text: subs.length ? subs.length + " sub-kategori" : "Semua produk" }),
      ),
      icon("kanan"),
    ),
    subs.length
      ? el(
          "ul",
          { class: "rak-sub", "aria-label": "Sub-kategori " + kategori.nama_kategori },
          ...subs.map((sub) =>
            el("li", null, el("a", { class: "keping", href: hashOf(kategori.id_kategori, sub.id_kategori), text: sub.nama_kategori })),
          ),
        )
      : null,
  );
}

/**
 * One category: chips for its sub-categories, and the products of the chosen one.
 * @param {import("./toko.js").Context} context
 * @param {import("./rute.js").Route} route
 */
export function createCategoryView(context, route) {
  const id = String(route.id);
  const head = createHead(context, { title: "Kategori", back: "#/kategori" });
  const chips = createChips("Sub-kategori", (sub) => context.go(hashOf(id, sub), { replace: true }));
  const products = createProductList(context, {
    title: "Produk",
    empty: () => emptyState("Rak ini masih kosong", "Belum ada produk di kategori ini. Coba kategori lain."),
  });
  const root = el("div", { class: "tampilan" }, head.el, el("div", { class: "keping-tempat" }, chips.el), products.el);
  const view = { el: root, title: "Kategori", nav: "kategori", update, pause: products.pause, resume: products.resume };
  /** @type {string | null} */
  let shown = null;

  /** @param {import("./rute.js").Route} next */
  function update(next) {
    const sub = next.params.get("sub") || "";
    if (sub === shown) return;
    shown = sub;
    chips.choose(sub);
    products.load({ id_kategori: sub || id });
  }

  // The names are an ornament here: when they fail to come, the products still do.
  async function nameIt() {
    try {
      name(await context.categories());
    } catch (error) {
      chips.set([{ value: "", text: "Semua" }], shown || "");
    }
  }

  /** @param {import("/pkg/index.js").Rows<Kategori>} all */
  function name(all) {
    follow(all, name);
    const kategori = all.find((each) => each.id_kategori === id);
    if (!kategori) return;
    view.title = kategori.nama_kategori;
    head.setTitle(kategori.nama_kategori);
    if (root.isConnected) context.retitle(view);
    const subs = kategori.sub_kategori.map((each) => ({ value: each.id_kategori, text: each.nama_kategori }));
    chips.set([{ value: "", text: "Semua" }, ...subs], shown || "");
  }

  update(route);
  nameIt();
  return view;
}
