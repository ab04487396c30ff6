// A product list with its toolbar: sort, endless scroll, skeletons, empty and failed states. Used by the home page, the
// categories and the search, which differ in the query only.

import { follow } from "./berubah.js";
import { announce, el } from "./dom.js";
import { createScroll } from "./gulir.js";
import { skeletons } from "./keadaan.js";
import { createProgress } from "./maju.js";
import { count, productCard } from "./produk.js";
import { createSource, onlyNew } from "./sumber.js";
import { compareBy, createSortedSource, SORTS } from "./urut.js";

/** @typedef {import("/pkg/index.js").Produk} Produk */
/** @typedef { { row: Produk, card: Element }[] } Part */

/** Fills whole rows in grids of two, three, five and six columns. */
const STEP = 30;

/**
 * @param {import("./toko.js").Context} context
 * @param { { title: string, empty: () => Node, retry?: () => void } } options `retry`: see createScroll's onRetry
 */
export function createProductList(context, options) {
  const title = el("h2", { class: "judul-bagian", text: options.title });
  const select = el(
    "select",
    { class: "pilihan", "aria-label": "Urutkan", on: { change: () => restart() } },
    ...SORTS.map((sort) => el("option", { value: sort.value, text: sort.text })),
  );
  const progress = el("div", { class: "maju-tempat" });
  const list = el("ul", { class: "petak", "aria-label": options.title });
  const root = el(
    "section",
    { class: "daftar" },
    el("div", { class: "daftar-kepala" }, title, el("label", { class: "pilihan-bungkus" }, select)),
    progress,
    list,
  );

  /** @type {Record<string, any>} */
  let query = {};
  /** @type {ReturnType<typeof createScroll> | null} */
  let scroll = null;

  function restart() {
    if (scroll) scroll.close();
    progress.textContent = "";
    const fresh = onlyNew("id_produk");
    let shown = 0;
    /** What each answer brought into the list. @type {Part[]} */
    const parts = [];
    const mine = createScroll({
      list,
      take: createTake(),
      skeletons: (size) => skeletons(size === "first" ? 6 : 2, "tulang-kartu"),
      onRetry: options.retry,
      onRows(rows, state) {
        progress.textContent = "";
        const part = fresh(rows).map((row, index) => ({ row, card: productCard(row, context.openProduk, state.first && index < 4) }));
        list.append(...part.map(({ card }) => card));
        shown += part.length;
        parts.push(part);
        if (!state.answer) return tell();
        const at = parts.length - 1;
        follow(state.answer, (after) => {
          // Of a list that was replaced by another, nothing is shown any more.
          if (scroll !== mine) return;
          const others = new Set();
          parts.forEach((part, i) => {
            if (i !== at) for (const { row } of part) others.add(row.id_produk);
          });
          shown -= parts[at].length;
          parts[at] = replace(parts[at], after.data.filter((/** @type {Produk} */ row) => !others.has(row.id_produk)));
          shown += parts[at].length;
        });
        tell();
      },
      end: (rows) => (rows ? el("p", { class: "gulir-habis", text: "Itu semua: " + count(shown) + " produk" }) : options.empty()),
    });
    scroll = mine;

    function tell() {
      announce(shown === 0 ? "Tidak ada produk" : count(shown) + " produk ditampilkan");
    }
  }

  /**
   * Puts newer rows in the place of a part. Cards of products that are as they were stay as they are: somebody may be
   * looking at them.
   * @param {Part} part
   * @param {Produk[]} rows
   */
  function replace(part, rows) {
    const behind = part.length ? part[part.length - 1].card.nextSibling : list.firstChild;
    /** @type {Map<string, Element>} */
    const kept = new Map(part.map(({ row, card }) => [JSON.stringify(row), card]));
    const next = rows.map((row) => ({ row, card: kept.get(JSON.stringify(row)) || productCard(row, context.openProduk, false) }));
    const stays = new Set(next.map(({ card }) => card));
    for (const { card } of part) if (!stays.has(card)) card.remove();
    // From the end, so that each card's neighbour is in its place already; one that stands there is not touched.
    next.reduceRight((after, { card }) => {
      if (card.nextSibling !== after || card.parentNode !== list) list.insertBefore(card, after);
      return card;
    }, behind);
    return next;
  }

  function createTake() {
    const compare = compareBy(select.value);
    if (!compare) return createSource(context.toko.produk, Object.assign({ total_data: STEP }, query));
    return createSortedSource(context.toko.produk, query, compare, STEP, createSortProgress().update);
  }

  // Shown at once: a shopper who picks an order sees that something is going on, and can go back.
  function createSortProgress() {
    const bar = createProgress({
      label: "Menyusun semua produk",
      unit: "produk",
      stop: {
        text: "Batal",
        click: () => {
          select.value = SORTS[0].value;
          select.focus();
          restart();
        },
      },
    });
    progress.append(bar.el);
    return bar;
  }

  return {
    el: root,
    /** Shows the products of another query. The rows shown stay until the first new ones are there. @param {Record<string, any>} next */
    load(next) {
      query = next;
      restart();
    },
    /** Cancels what is under way, because its answer is no longer wanted. */
    cancel() {
      if (scroll) scroll.pause();
    },
    /** Tries again what failed. */
    retry() {
      if (scroll) scroll.retry();
    },
    setTitle(/** @type {string} */ text) {
      title.textContent = text;
      list.setAttribute("aria-label", text);
    },
    pause() {
      if (scroll) scroll.pause();
    },
    resume() {
      if (scroll) scroll.resume();
    },
  };
}
