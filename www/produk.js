// One product as a shopper sees it: price, discount, stock, card. Rules that several views share.

import { rupiah, tersedia } from "/pkg/index.js";
import { el, picture, spoken } from "./dom.js";

/** @typedef {import("/pkg/index.js").Produk} Produk */

/** Below this many pieces the stock is worth a word. */
const FEW = 5;

/**
 * Whole percent off the price before discount; 0 where there is none. Never 100: nothing here is free.
 * @param {Produk} produk
 */
export function discount(produk) {
  const before = produk.harga_produk_asli;
  if (!(before > produk.harga_produk)) return 0;
  return Math.min(99, Math.round((1 - produk.harga_produk / before) * 100));
}

/**
 * A product without weight is not sent by parcel: credit, vouchers, game diamonds.
 * @param {Produk} produk
 */
export function isDigital(produk) {
  return !(produk.berat > 0);
}

/**
 * What to say about the stock, or null when there is plenty. A digital product does not run out, its supplier is down:
 * shoppers know that as "gangguan". A shop can say the same of any product, and that one is closed.
 * @param {Produk} produk
 * @returns { { text: string, out: boolean } | null}
 */
export function stockNote(produk) {
  if (!tersedia(produk)) {
    if (isDigital(produk) || produk.status_produk === "gangguan") return { text: "GANGGUAN", out: true };
    return { text: produk.stok > 0 ? "Tutup" : "Habis", out: true };
  }
  if (produk.stok <= FEW && !isDigital(produk)) return { text: "Sisa " + produk.stok, out: false };
  return null;
}

/** "Rp21.000" with the currency set smaller than the number. @param {number} amount @param {string} [className] */
export function price(amount, className = "harga") {
  const text = rupiah(amount);
  const at = text.indexOf("Rp") + 2;
  return el("span", { class: className }, el("small", { text: text.slice(0, at) }), text.slice(at));
}

/** "1.250": the same digits on every engine, as the package writes them. @param {number} count */
export function count(count) {
  return rupiah(count).replace("Rp", "");
}

/** @param {Produk} produk */
export function discountBadge(produk) {
  const percent = discount(produk);
  return percent ? el("span", { class: "lencana lencana-diskon" }, spoken("Diskon "), percent + "%") : null;
}

/** @param {Produk} produk */
export function stockBadge(produk) {
  const note = stockNote(produk);
  return note ? el("span", { class: "lencana " + (note.out ? "lencana-habis" : "lencana-sisa"), text: note.text }) : null;
}

/** The price before discount, struck through. @param {Produk} produk */
export function priceBefore(produk) {
  return discount(produk) ? el("del", { class: "harga-asli" }, spoken("Harga semula "), rupiah(produk.harga_produk_asli)) : null;
}

/**
 * A link that opens the product's sheet on top of the view it stands in.
 * @param {Produk} produk
 * @param {(produk: Produk) => void} open
 * @param {string} className
 * @param {...(Node | null)} children
 */
export function productLink(produk, open, className, ...children) {
  return el(
    "a",
    {
      class: className,
      href: "#/?" + sheetQuery(produk),
      on: {
        click: (/** @type {MouseEvent} */ event) => {
          // A new tab, asked for with a modifier key, gets the plain link.
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          open(produk);
        },
      },
    },
    ...children,
  );
}

/**
 * What the address holds of an open sheet. The API has no endpoint for one product, so the name goes along: a reload
 * finds the product by it.
 * @param {Produk} produk
 */
export function sheetQuery(produk) {
  return new URLSearchParams({ produk: produk.id_produk, nama: produk.nama_produk.slice(0, 60) }).toString();
}

/**
 * A card of the product grid.
 * @param {Produk} produk
 * @param {(produk: Produk) => void} open
 * @param {boolean} [eager] for cards that are on the first screen
 */
export function productCard(produk, open, eager) {
  const note = stockNote(produk);
  return el(
    "li",
    { class: "kartu" + (note && note.out ? " kartu-habis" : "") },
    productLink(
      produk,
      open,
      "kartu-tautan",
      picture(produk.gambar_utama || produk.list_gambar[0] || null, { class: "kartu-gambar", eager }),
      discountBadge(produk),
      stockBadge(produk),
      el("span", { class: "kartu-nama", text: produk.nama_produk }),
      el(
        "span",
        { class: "kartu-harga" },
        price(produk.harga_produk),
        priceBefore(produk) || (note && note.out ? null : el("span", { class: "kartu-kondisi", text: produk.kondisi_produk })),
      ),
    ),
  );
}
