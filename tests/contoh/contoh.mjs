// The examples to paste, as files and as text, and where what a designer fills in stands in them.
import { readFileSync } from "node:fs";

const folder = new URL("../../www/contoh/", import.meta.url);

export const PAGES = ["beranda", "kategori", "pulsa", "anggota", "transaksi", "tautan-luar"];
export const VERSIONS = ["elemen", "skrip"];

/** Pages that elements and style sheets make alone, for which no script is needed. */
export const ELEMENTS_ONLY = ["promo", "voucher", "member", "cari", "riwayat"];

/** Names of all examples. */
export const EXAMPLES = PAGES.flatMap((page) => VERSIONS.map((version) => `${page}-${version}`)).concat(ELEMENTS_ONLY.map((page) => `${page}-elemen`));

/** An example as it is copied. */
export function sourceOf(name) {
  return readFileSync(new URL(`${name}.html`, folder), "utf8");
}

export const LIBRARY = "https://cdn.jsdelivr.net/npm/bukaolshop@0.1.0/bukaolshop.min.js";
export const TOKEN_TO_FILL_IN = 'data-token="TOKEN_OLSHOP_ANDA"';

/**
 * An example for a file that is opened by a double-click: beside the library, and with the API of a test. Nobody fills
 * in the shortcodes there, so `member` does.
 *
 * @param {string} name
 * @param {{ library: string, token: string, baseUrl: string, member?: { tokenUser: string, idUser: string } }} with_
 */
export function asFile(name, { library, token, baseUrl, member }) {
  const html = sourceOf(name)
    .replaceAll(LIBRARY, library)
    .replaceAll(TOKEN_TO_FILL_IN, `data-token="${token}" data-base-url="${baseUrl}"`);
  if (!member) return html;
  return html.replaceAll("{{token_user}}", member.tokenUser).replaceAll("{{id_user}}", member.idUser);
}

/** Runs in a page: whether everything that it asked for has come, or has failed. */
export function isSettled() {
  const isShown = (node) => node.getClientRects().length > 0;
  return (
    document.readyState === "complete" &&
    document.querySelector("[aria-busy=true], :not(:defined)") === null &&
    !Array.from(document.querySelectorAll(".tunggu")).some(isShown) &&
    !Array.from(document.querySelectorAll("[role=status]")).some((node) => node.textContent.indexOf("…") >= 0)
  );
}

/** Runs in a page: how far its content reaches beyond its side. */
export function overflow() {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}
