// "Seluruh katalog": every product of the shop in one list that filters and sorts at once, because all of it is here.
// Loading takes a request per hundred products, so it begins when asked for, shows how far it is, can be stopped, and
// goes on from where it broke off.

import { announce, el, fill, icon, picture } from "./dom.js";
import { createWindow } from "./jendela.js";
import { emptyState, errorState, skeletons } from "./keadaan.js";
import { createProgress } from "./maju.js";
import { count, price, priceBefore, productLink, stockBadge, stockNote } from "./produk.js";
import { onlyNew } from "./sumber.js";
import { createHead } from "./tampilan.js";
import { compareBy, SORTS } from "./urut.js";

/** @typedef {import("/pkg/index.js").Produk} Produk */

/** Where the size of the catalogue is remembered, so that the next bar knows its end. */
const REMEMBERED = "toko-jumlah-produk";

/** @param {import("./toko.js").Context} context */
export function createCatalogueView(context) {
  const body = el("div");
  const head = createHead(context, { title: "Seluruh katalog", text: "Semua produk toko dalam satu daftar." });
  const root = el("div", { class: "tampilan katalog" }, head.el, body);

  /** @type {Produk[]} */
  let rows = [];
  let nextPage = 1;
  /** @type {AbortController | null} */
  let controller = null;
  let close = () => {};

  function showStart() {
    fill(
      body,
      el(
        "div",
        { class: "katalog-awal" },
        el("span", { class: "keadaan-ikon" }, icon("katalog")),
        el("p", { class: "keadaan-judul", text: rows.length ? "Baru sebagian termuat" : "Semua produk, sekali muat" }),
        el("p", {
          class: "keadaan-teks",
          text: rows.length
            ? count(rows.length) + " produk sudah ada di sini. Lanjutkan dari tempat berhenti, tanpa mengulang."
            : "Setelah dimuat, mencari dan mengurutkan seluruh isi toko terasa seketika.",
        }),
        el("button", { class: "tombol", type: "button", text: rows.length ? "Lanjutkan" : "Muat seluruh katalog", on: { click: load } }),
      ),
    );
  }

  async function load() {
    controller = new AbortController();
    const signal = controller.signal;
    const before = rows.length;
    const progress = createProgress({
      label: "Memuat seluruh katalog",
      unit: "produk",
      expected: remembered(),
      stop: { text: "Berhenti", click: stop },
    });
    if (before) progress.update(before);
    fill(body, progress.el, el("ul", null, ...skeletons(6, "tulang-baris")));
    announce("Memuat seluruh katalog");
    /** @param {any} page @param {number} n */
    const onPage = (page, n) => {
      if (signal.aborted) return;
      rows.push(...page.data);
      nextPage = page.page + 1;
      progress.update(before + n);
    };
    try {
      await context.toko.produk.all({ page: nextPage }, { signal, onPage }).toArray();
      rows = onlyNew("id_produk")(rows);
      remember(rows.length);
      showAll();
    } catch (error) {
      if (!signal.aborted) fill(body, errorState(error, load));
    }
  }

  function stop() {
    if (controller) controller.abort();
    showStart();
    const button = body.querySelector("button");
    if (button) button.focus();
  }

  function showAll() {
    const input = el("input", {
      class: "isian",
      type: "search",
      placeholder: "Saring nama produk",
      "aria-label": "Saring katalog",
      autocomplete: "off",
      on: { input: render },
    });
    const select = el(
      "select",
      { class: "pilihan", "aria-label": "Urutkan", on: { change: render } },
      ...SORTS.map((sort) => el("option", { value: sort.value, text: sort.text })),
    );
    const tally = el("p", { class: "katalog-jumlah" });
    const place = el("div");
    fill(
      body,
      el("label", { class: "isian-bungkus" }, icon("cari"), input),
      el("div", { class: "daftar-kepala" }, tally, el("label", { class: "pilihan-bungkus" }, select)),
      place,
    );
    render();

    function render() {
      const words = input.value.trim().toLowerCase();
      const compare = compareBy(select.value);
      const found = rows.filter((row) => row.nama_produk.toLowerCase().includes(words));
      if (compare) found.sort(compare);
      close();
      tally.textContent = count(found.length) + " produk";
      announce(tally.textContent);
      if (found.length === 0) {
        close = () => {};
        fill(place, emptyState("Tidak ada yang cocok", "Coba kata yang lebih pendek."));
        return;
      }
      const view = createWindow({ rows: found, label: "Seluruh katalog", render: (row) => catalogueRow(row, context.openProduk) });
      close = view.close;
      fill(place, view.el);
    }
  }

  showStart();
  return {
    el: root,
    title: "Seluruh katalog",
    nav: "katalog",
    pause() {
      // Leaving while it loads stops it; what has come stays for the way back.
      if (controller && !controller.signal.aborted && body.querySelector("progress")) stop();
    },
    close: () => close(),
  };
}

/** @param {Produk} row @param {(produk: Produk) => void} open */
function catalogueRow(row, open) {
  const note = stockNote(row);
  return el(
    "div",
    { class: "baris katalog-baris" + (note && note.out ? " kartu-habis" : "") },
    productLink(
      row,
      open,
      "baris-tautan",
      picture(row.gambar_utama || row.list_gambar[0] || null, { class: "baris-gambar" }),
      el("span", { class: "baris-kolom" }, el("span", { class: "baris-judul", text: row.nama_produk }), el("span", null, price(row.harga_produk), " ", priceBefore(row))),
      stockBadge(row),
    ),
  );
}

/** Storage can be full or forbidden; then the bar does without. */
function remembered() {
  try {
    return Number(window.localStorage.getItem(REMEMBERED)) || null;
  } catch (error) {
    return null;
  }
}

/** @param {number} size */
function remember(size) {
  try {
    window.localStorage.setItem(REMEMBERED, String(size));
  } catch (error) {
    // See remembered().
  }
}
