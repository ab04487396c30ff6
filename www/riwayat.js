// Transaction history with a status filter and a search. The API filters neither, so rows are filtered here, and more
// are fetched for as long as the filter leaves the screen unfilled: a filter never says "none" while rows are unread.

import { announce, el, icon, picture } from "./dom.js";
import { createScroll } from "./gulir.js";
import { emptyState, loggedOutState, skeletons } from "./keadaan.js";
import { count } from "./produk.js";
import { createSource } from "./sumber.js";
import { createChips, createHead } from "./tampilan.js";
import { dateTime } from "./waktu.js";

/** @typedef {import("/pkg/index.js").Transaksi} Transaksi */

/** Rows shown at a time. */
const STEP = 20;

/** The documented states; a shop with another one gets a chip for it when it shows up. */
const STATUS = [
  { value: "pending", text: "Menunggu bayar", tone: "tunggu" },
  { value: "lunas", text: "Lunas", tone: "baik" },
  { value: "di batalkan", text: "Dibatalkan", tone: "batal" },
];

/** @param {string} value */
function statusOf(value) {
  return STATUS.find((each) => each.value === value) || { value, text: capital(value), tone: "biasa" };
}

/** "proses kirim" -> "Proses kirim" @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {import("./toko.js").Context} context */
export function createHistoryView(context) {
  const root = el("div", { class: "tampilan" }, createHead(context, { title: "Riwayat transaksi" }).el);
  const view = { el: root, title: "Riwayat transaksi", nav: "riwayat" };
  if (!context.toko.inApp) {
    root.append(loggedOutState("riwayat transaksi"));
    return view;
  }

  const input = el("input", {
    class: "isian",
    type: "search",
    placeholder: "Nama barang atau nomor",
    "aria-label": "Cari di riwayat transaksi",
    autocomplete: "off",
    on: { input: () => restart() },
  });
  const chips = createChips("Status pembayaran", (value) => {
    status = value;
    chips.choose(value);
    restart();
  });
  const list = el("ul", { class: "baris-daftar", "aria-label": "Transaksi" });
  root.append(
    el("label", { class: "isian-bungkus" }, icon("cari"), input),
    el("div", { class: "keping-tempat" }, chips.el),
    el("div", { class: "daftar" }, list),
  );

  const pool = createPool(createSource(context.toko.user.transaksi, { total_data: 100 }));
  let status = "";
  /** @type {ReturnType<typeof createScroll> | null} */
  let scroll = null;
  showChips();

  function showChips() {
    const others = pool.statuses().filter((value) => !STATUS.some((each) => each.value === value));
    const all = [{ value: "", text: "Semua" }, ...STATUS, ...others.map(statusOf)];
    chips.set(all.map(({ value, text }) => ({ value, text })), status);
  }

  function restart() {
    if (scroll) scroll.close();
    const words = input.value.trim().toLowerCase();
    const matches = (/** @type {Transaksi} */ row) =>
      (status === "" || row.status_bayar === status) &&
      (words === "" || (row.nama_barang + " " + row.nomor_pembayaran).toLowerCase().includes(words));
    let shown = 0;
    scroll = createScroll({
      list,
      take: pool.filtered(matches, STEP),
      skeletons: (size) => skeletons(size === "first" ? 6 : 2, "tulang-baris"),
      onRows(rows) {
        list.append(...rows.map(transactionRow));
        shown += rows.length;
        showChips();
        announce(shown === 0 ? "Tidak ada transaksi" : count(shown) + " transaksi ditampilkan");
      },
      end: (found) => end(found, status !== "" || words !== ""),
    });
  }

  restart();
  return Object.assign(view, {
    pause() {
      if (scroll) scroll.pause();
      pool.pause();
    },
    resume: () => scroll && scroll.resume(),
  });
}

/** @param {number} found @param {boolean} isFiltered */
function end(found, isFiltered) {
  if (found > 0) return el("p", { class: "gulir-habis", text: "Itu semua: " + count(found) + " transaksi" });
  if (isFiltered) return emptyState("Tidak ada yang cocok", "Coba status lain atau kata yang lebih pendek.");
  return emptyState("Belum ada transaksi", "Pesanan pertama Anda akan tampil di sini.", el("a", { class: "tombol", href: "#/", text: "Mulai belanja" }));
}

/**
 * Rows fetched so far, kept across filters, so that a change of filter asks for nothing twice: neither for rows that are
 * here nor for a page that is under way.
 * @param {(signal: AbortSignal) => Promise<{ rows: Transaksi[], done: boolean }>} take
 */
function createPool(take) {
  /** @type {Transaksi[]} */
  const rows = [];
  let isComplete = false;
  let controller = new AbortController();
  /** @type {Promise<void> | null} */
  let pending = null;

  function fetchNext() {
    const request = take(controller.signal).then((next) => {
      rows.push(...next.rows);
      isComplete = next.done;
    });
    const settle = () => {
      if (pending === request) pending = null;
    };
    request.then(settle, settle);
    pending = request;
    return request;
  }

  return {
    statuses: () => Array.from(new Set(rows.map((row) => row.status_bayar))).filter(Boolean),
    /** Cancels the page under way; the next question begins it anew. */
    pause() {
      controller.abort();
      controller = new AbortController();
      pending = null;
    },
    /** @param {(row: Transaksi) => boolean} matches @param {number} step */
    filtered(matches, step) {
      let at = 0;
      /** @param {AbortSignal} signal of the question, which can be dropped while the page it waits for is still wanted */
      return async (signal) => {
        const from = at;
        /** @type {Transaksi[]} */
        const found = [];
        try {
          while (found.length < step && !signal.aborted) {
            if (at < rows.length) {
              const row = rows[at++];
              if (matches(row)) found.push(row);
            } else if (!isComplete) {
              await (pending || fetchNext());
            } else break;
          }
        } catch (error) {
          // What was found before the failure is found again by the retry.
          at = from;
          throw error;
        }
        return { rows: found, done: isComplete && at >= rows.length };
      };
    },
  };
}

/** @param {Transaksi} row */
function transactionRow(row) {
  const paid = statusOf(row.status_bayar);
  const sent = row.status_pengiriman && row.status_pengiriman !== row.status_bayar ? capital(row.status_pengiriman) : "";
  return el(
    "li",
    { class: "baris", "data-status": row.status_bayar },
    el(
      row.link_transaksi ? "a" : "div",
      { class: "baris-tautan", href: row.link_transaksi },
      picture(row.url_gambar_produk, { class: "baris-gambar" }),
      el(
        "span",
        { class: "baris-kolom" },
        el("span", { class: "baris-judul", text: row.nama_barang }),
        el("span", { class: "baris-teks", text: dateTime(row.tanggal) }),
        el("span", { class: "baris-teks", text: "No. " + row.nomor_pembayaran }),
        el(
          "span",
          { class: "baris-status" },
          el("span", { class: "status status-" + paid.tone, text: paid.text }),
          sent ? el("span", { class: "baris-teks", text: sent }) : null,
        ),
      ),
    ),
  );
}
