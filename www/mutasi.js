// Balance and point mutations, grouped by the day they happened in Jakarta, each day with its sums.

import { rupiah } from "/pkg/index.js";
import { announce, el, icon } from "./dom.js";
import { createScroll } from "./gulir.js";
import { emptyState, loggedOutState, skeletons } from "./keadaan.js";
import { count } from "./produk.js";
import { createSource } from "./sumber.js";
import { createHead } from "./tampilan.js";
import { day, timeOnly } from "./waktu.js";

/**
 * What the two kinds differ in.
 * @type {Record<string, { title: string, unit: (amount: number) => string, read: (row: any) => Entry, none: string }>}
 * @typedef { { text: string, note: string, date: string, isPlus: boolean, amount: number, after: number, link: string | null } } Entry
 */
const KINDS = {
  saldo: {
    title: "Saldo",
    unit: rupiah,
    none: "Uang masuk dan keluar akan tercatat di sini.",
    read: (row) => ({
      text: row.informasi_catatan,
      note: row.catatan_saldo || "",
      date: row.tanggal,
      isPlus: row.tipe_jumlah !== "kurang",
      amount: row.jumlah_dana,
      after: row.saldo_terakhir,
      link: row.link_transaksi,
    }),
  },
  poin: {
    title: "Poin",
    unit: (amount) => count(amount) + " poin",
    none: "Poin dari belanja Anda akan tercatat di sini.",
    read: (row) => ({
      text: row.kategori_poin,
      note: "",
      date: row.tanggal_poin,
      isPlus: row.tipe_jumlah !== "kurang",
      amount: row.jumlah_poin,
      after: row.total_poin_terakhir,
      link: row.link_transaksi,
    }),
  },
};

/**
 * @param {import("./toko.js").Context} context
 * @param {import("./rute.js").Route} route
 */
export function createMutationsView(context, route) {
  const tipe = route.id === "poin" ? "poin" : "saldo";
  const kind = KINDS[tipe];
  const root = el(
    "div",
    { class: "tampilan" },
    createHead(context, { title: "Mutasi " + kind.title.toLowerCase(), back: "#/akun" }).el,
    createTabs(context, tipe),
  );
  const view = { el: root, title: "Mutasi " + kind.title.toLowerCase(), nav: "akun" };
  if (!context.toko.inApp) {
    root.append(loggedOutState("mutasi " + kind.title.toLowerCase()));
    return view;
  }

  const list = el("div", { class: "hari-daftar" });
  root.append(list);
  const days = createDays(list, kind);
  let shown = 0;
  const scroll = createScroll({
    list,
    take: createSource(context.toko.user.catatan, { tipe, total_data: 50 }),
    skeletons: (size) => skeletons(size === "first" ? 6 : 2, "tulang-baris tulang-hari", "div"),
    onRows(rows, state) {
      rows.forEach((row) => days.add(kind.read(row)));
      if (state.done) days.finish();
      shown += rows.length;
      announce(shown === 0 ? "Belum ada mutasi" : count(shown) + " mutasi ditampilkan");
    },
    end: (rows) =>
      rows ? el("p", { class: "gulir-habis", text: "Itu semua: " + count(rows) + " mutasi" }) : emptyState("Belum ada mutasi", kind.none),
  });
  return Object.assign(view, { pause: scroll.pause, resume: scroll.resume });
}

/** Saldo and poin are two addresses; going from one to the other is no step for the back button. */
/** @param {import("./toko.js").Context} context @param {string} tipe */
function createTabs(context, tipe) {
  return el(
    "nav",
    { class: "sakelar", "aria-label": "Jenis mutasi" },
    ...Object.keys(KINDS).map((each) =>
      el("a", {
        class: "sakelar-tautan",
        href: "#/mutasi/" + each,
        text: KINDS[each].title,
        "aria-current": each === tipe ? "page" : null,
        on: {
          click: (/** @type {Event} */ event) => {
            event.preventDefault();
            context.go("#/mutasi/" + each, { replace: true });
          },
        },
      }),
    ),
  );
}

/**
 * Rows come newest first, page after page, so a day is complete when the next one begins: only then its sums are shown.
 * @param {HTMLElement} list
 * @param {typeof KINDS[string]} kind
 */
function createDays(list, kind) {
  /** @type { { key: string, plus: number, minus: number, sums: HTMLElement, rows: HTMLElement } | null} */
  let open = null;

  function finish() {
    if (!open) return;
    if (open.plus) open.sums.append(el("span", { class: "jumlah-masuk", text: "+" + kind.unit(open.plus) }));
    if (open.minus) open.sums.append(el("span", { class: "jumlah-keluar", text: "−" + kind.unit(open.minus) }));
    open = null;
  }

  /** @param {string} key @param {string} title */
  function begin(key, title) {
    finish();
    const sums = el("span", { class: "hari-jumlah" });
    const rows = el("ul", { class: "baris-daftar" });
    const id = "hari-" + kind.title + "-" + list.children.length;
    list.append(
      el("section", { class: "hari", "aria-labelledby": id }, el("div", { class: "hari-kepala" }, el("h2", { class: "hari-judul", id, text: title }), sums), rows),
    );
    return { key, plus: 0, minus: 0, sums, rows };
  }

  return {
    finish,
    /** @param {Entry} entry */
    add(entry) {
      const { key, title } = day(entry.date);
      if (!open || open.key !== key) open = begin(key, title);
      if (entry.isPlus) open.plus += entry.amount;
      else open.minus += entry.amount;
      open.rows.append(mutationRow(entry, kind));
    },
  };
}

/** @param {Entry} entry @param {typeof KINDS[string]} kind */
function mutationRow(entry, kind) {
  return el(
    "li",
    { class: "baris" },
    el(
      entry.link ? "a" : "div",
      { class: "baris-tautan", href: entry.link },
      el("span", { class: "arah " + (entry.isPlus ? "arah-masuk" : "arah-keluar") }, icon(entry.isPlus ? "tambah" : "kurang")),
      el(
        "span",
        { class: "baris-kolom" },
        el(
          "span",
          { class: "baris-ujung" },
          el("span", {
            class: entry.isPlus ? "jumlah-masuk" : "jumlah-keluar",
            text: (entry.isPlus ? "+" : "−") + kind.unit(entry.amount),
          }),
          el("span", { class: "baris-teks", text: timeOnly(entry.date) }),
        ),
        el("span", { class: "baris-uraian", text: entry.text }),
        entry.note ? el("span", { class: "baris-teks", text: entry.note }) : null,
        el("span", { class: "baris-teks", text: kind.title + " akhir " + kind.unit(entry.after) }),
      ),
    ),
  );
}
