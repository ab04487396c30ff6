// The product sheet: pictures, sizes, colours, the note for the order and the way to buy. A <dialog>, which brings the
// focus trap and Escape; the address says which product is open, which brings the back button.

import { rupiah, urlBeli } from "/pkg/index.js";
import { createGallery } from "./galeri.js";
import { el, fill, icon } from "./dom.js";
import { emptyState, errorState } from "./keadaan.js";
import { topUpUrl } from "./member.js";
import { discountBadge, isDigital, price, priceBefore, stockBadge, stockNote } from "./produk.js";
import { safeUrl } from "./tautan.js";
import { dateOnly } from "./waktu.js";

/** @typedef {import("/pkg/index.js").Produk} Produk */

/** Rows searched for a product that is known by its name only. */
const SEARCHED = 200;

/** @param {import("./toko.js").Context} context */
export function createSheet(context) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("lembar"));
  /** @type {string | null} */
  let openId = null;
  let controller = new AbortController();
  /** @type {Element | null} */
  let opener = null;
  let unlisten = () => {};

  // Closing goes through the address, so that the history has no entry of a sheet that is gone.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    context.closeSheet();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) context.closeSheet();
  });
  // Some browsers close a dialog on a second Escape without asking.
  dialog.addEventListener("close", () => {
    if (openId !== null) context.closeSheet();
  });

  /** @param {string} id @param {string} name */
  async function open(id, name) {
    openId = id;
    controller.abort();
    controller = new AbortController();
    const signal = controller.signal;
    if (!dialog.open) {
      opener = document.activeElement;
      dialog.showModal();
      document.documentElement.classList.add("lembar-buka");
    }
    const known = context.known(id);
    if (known) return show(known);
    fill(dialog, closeButton(), title("Memuat produk", "sr"), el("div", { class: "lembar-gulir" }, el("div", { class: "tulang tulang-lembar", "aria-hidden": "true" })));
    try {
      const found = await find(id, name, signal);
      if (signal.aborted) return;
      if (found) show(found);
      else {
        const box = emptyState("Produk tidak ditemukan", "Mungkin sudah tidak dijual. Coba cari produk yang mirip.");
        fill(dialog, closeButton(), title("Produk tidak ditemukan", "sr"), box);
      }
    } catch (error) {
      if (signal.aborted) return;
      fill(dialog, closeButton(), title("Produk belum termuat", "sr"), errorState(error, () => open(id, name)));
    }
    focusClose();
  }

  /** @param {string} id @param {string} name @param {AbortSignal} signal @returns {Promise<Produk | null>} */
  async function find(id, name, signal) {
    if (!name) return null;
    for await (const row of context.toko.produk.all({ cari_nama_produk: name }, { signal, limit: SEARCHED })) {
      if (row.id_produk === id) return row;
    }
    return null;
  }

  function close() {
    openId = null;
    controller.abort();
    unlisten();
    unlisten = () => {};
    if (dialog.open) dialog.close();
    dialog.textContent = "";
    document.documentElement.classList.remove("lembar-buka");
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  }

  function closeButton() {
    return el("button", { class: "bulat lembar-tutup", type: "button", "aria-label": "Tutup", on: { click: context.closeSheet } }, icon("tutup"));
  }

  function focusClose() {
    const button = dialog.querySelector(".lembar-tutup");
    if (button instanceof HTMLElement) button.focus();
  }

  /** @param {Produk} produk */
  function show(produk) {
    const note = stockNote(produk);
    const order = createOrder(produk);
    const balance = createBalance(context, produk);
    unlisten();
    unlisten = context.eye.listen(balance.render);
    fill(
      dialog,
      closeButton(),
      el(
        "div",
        { class: "lembar-gulir" },
        createGallery(produk),
        el(
          "div",
          { class: "lembar-badan" },
          el("div", { class: "lembar-lencana" }, discountBadge(produk), stockBadge(produk)),
          title(produk.nama_produk, "lembar-judul"),
          el("p", { class: "lembar-harga" }, price(produk.harga_produk, "harga harga-besar"), " ", priceBefore(produk)),
          produk.deskripsi_singkat ? el("p", { class: "lembar-singkat", text: produk.deskripsi_singkat }) : null,
          order.el,
          // A price that cannot be paid now needs no comparison.
          note && note.out ? null : balance.el,
          facts(produk),
          description(produk),
        ),
      ),
      el("div", { class: "lembar-kaki" }, order.buy),
    );
    focusClose();
  }

  return {
    /** Opens, changes or closes with the address. @param {import("./rute.js").Route} route */
    follow(route) {
      const id = route.params.get("produk");
      if (id === openId) return;
      if (id) open(id, route.params.get("nama") || "");
      else close();
    },
  };
}

/** @param {string} text @param {string} className */
function title(text, className) {
  return el("h2", { id: "lembar-judul", class: className, text });
}

/**
 * Size, colour and note: all that the shop's product page can be told is a note, so the choices are written into it.
 * @param {Produk} produk
 */
function createOrder(produk) {
  const note = stockNote(produk);
  const digital = isDigital(produk);
  const chosen = { Ukuran: "", Warna: "" };
  const input = el("input", {
    class: "isian",
    id: "catatan",
    type: "text",
    maxlength: 120,
    autocomplete: "off",
    placeholder: digital ? "Contoh: 081234567890" : "Contoh: tolong dibungkus kado",
    "aria-describedby": "catatan-ket",
    on: { input: update },
  });
  const buy = createBuyButton();
  const root = el(
    "div",
    { class: "pesanan" },
    choices("Ukuran", produk.ukuran),
    choices("Warna", produk.warna),
    note && note.out
      ? null
      : el(
          "div",
          { class: "pesanan-catatan" },
          el("label", { class: "label", for: "catatan", text: digital ? "Nomor HP / ID game" : "Catatan untuk penjual" }),
          input,
          el("p", { class: "label-ket", id: "catatan-ket", text: "Terbawa ke halaman pembelian, jadi tidak perlu diketik ulang." }),
        ),
  );

  function catatan() {
    const parts = [input.value.trim()];
    if (chosen.Ukuran) parts.push("Ukuran " + chosen.Ukuran);
    if (chosen.Warna) parts.push("Warna " + chosen.Warna);
    return parts.filter(Boolean).join(", ");
  }

  function update() {
    const url = safeUrl(urlBeli(produk, { catatan: catatan() || undefined }));
    if (url && buy instanceof HTMLAnchorElement) buy.href = url;
  }

  function createBuyButton() {
    if (note && note.out) return stopped(digital ? "Sedang gangguan" : "Stok habis");
    if (!safeUrl(produk.url_produk)) return stopped("Tidak dijual lewat aplikasi");
    return el("a", { class: "tombol tombol-besar", href: "#/" }, icon("tas"), "Beli sekarang");
  }

  /** @param {string} legend @param {string[]} values */
  function choices(legend, values) {
    if (values.length === 0) return null;
    return el(
      "fieldset",
      { class: "opsi" },
      el("legend", { class: "label", text: legend }),
      el(
        "div",
        { class: "opsi-baris" },
        ...values.map((value) =>
          el(
            "label",
            { class: "opsi-satu" },
            el("input", {
              type: "radio",
              name: legend,
              value,
              on: {
                change: () => {
                  chosen[/** @type {"Ukuran" | "Warna"} */ (legend)] = value;
                  update();
                },
              },
            }),
            el("span", { text: value }),
          ),
        ),
      ),
    );
  }

  update();
  return { el: root, buy };
}

/** @param {string} text */
function stopped(text) {
  return el("button", { class: "tombol tombol-besar", type: "button", disabled: true, text });
}

/**
 * Whether the member's balance covers the price. How much is missing would give the balance away, so the number waits
 * for the eye.
 * @param {import("./toko.js").Context} context
 * @param {Produk} produk
 */
function createBalance(context, produk) {
  const root = el("div", { class: "cukup" });
  /** @type {import("/pkg/index.js").UserInfo | null} */
  let info = null;

  async function load() {
    fill(root, icon("dompet"), el("p", { class: "cukup-teks", text: "Memeriksa saldo Anda…" }));
    try {
      info = await context.member();
      render();
    } catch (error) {
      const retry = el("button", { class: "tombol-teks", type: "button", text: "Coba lagi", on: { click: load } });
      fill(root, icon("dompet"), el("p", { class: "cukup-teks", text: "Saldo belum bisa diperiksa." }), retry);
    }
  }

  function render() {
    if (!info) return;
    const rest = info.jumlah_saldo - produk.harga_produk;
    const enough = rest >= 0;
    root.className = "cukup " + (enough ? "cukup-ya" : "cukup-tidak");
    const amount = context.eye.isShown() ? (enough ? ", sisa " + rupiah(rest) : ", kurang " + rupiah(-rest)) : "";
    fill(
      root,
      icon("dompet"),
      el("p", { class: "cukup-teks", text: (enough ? "Saldo Anda cukup" : "Saldo Anda belum cukup") + amount + "." }),
      enough ? null : el("a", { class: "tombol-teks", href: topUpUrl(), text: "Isi saldo" }),
    );
  }

  if (context.toko.inApp) load();
  else fill(root, icon("kunci"), el("p", { class: "cukup-teks", text: "Masuk dulu di aplikasi untuk membayar dengan saldo." }));
  return { el: root, render };
}

/** @param {Produk} produk */
function facts(produk) {
  const rows = [
    ["Kondisi", produk.kondisi_produk],
    ["Stok", produk.stok > 0 ? String(produk.stok) : "Kosong"],
    ["Berat", produk.berat > 0 ? weight(produk.berat) : ""],
    ["Ditambahkan", dateOnly(produk.tanggal)],
  ];
  return el(
    "dl",
    { class: "fakta" },
    ...rows.filter((row) => row[1]).map(([name, value]) => el("div", null, el("dt", { text: name }), el("dd", { text: value }))),
  );
}

/** @param {number} gram */
function weight(gram) {
  return gram >= 1000 ? String(gram / 1000).replace(".", ",") + " kg" : gram + " g";
}

/** Typed by shop owners, HTML included: shown as the text it is, with its line breaks. @param {Produk} produk */
function description(produk) {
  if (!produk.deskripsi_panjang) return null;
  return el(
    "section",
    { class: "uraian", "aria-labelledby": "uraian-judul" },
    el("h3", { class: "label", id: "uraian-judul", text: "Deskripsi" }),
    el("p", { class: "uraian-teks", text: produk.deskripsi_panjang }),
  );
}
