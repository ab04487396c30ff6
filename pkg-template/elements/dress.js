// @ts-check
// Gives the page the style of the elements.

import { complain } from "./complaints.js";
import { STYLE } from "./style.js";
import { document } from "../client/realm.js";

/** The word by which a page's policy allows the script's own tag, and so this style. */
const { nonce } = Object(document.currentScript);

/** @type {HTMLStyleElement | null} */
let style = null;

/** Whether the style is one of the document's own, which no change of the page takes away. */
let isAdopted = false;

/** Gives the page the style, or gives it back where the page has taken it away together with its head. */
export function dress() {
  const { head } = document;
  if (isAdopted || !head || (style !== null && style.isConnected)) return;
  if (style === null) {
    style = document.createElement("style");
    style.textContent = STYLE;
    if (nonce) style.nonce = nonce;
  }
  // The style is the first in the head, so that rules of the page come later and win.
  head.insertBefore(style, head.firstChild);
  // An engine makes no sheet of a style that the page's policy forbids.
  if (style.sheet === null) adopt();
  else {
    watcher.disconnect();
    for (const node of [document.documentElement, head]) watcher.observe(node, { childList: true });
  }
}

const watcher = new MutationObserver(dress);

/** Gives the document the style as a sheet that policies do not judge; Chromium has such sheets since 73. */
function adopt() {
  isAdopted = true;
  try {
    const sheet = new CSSStyleSheet();
    // Such sheets come behind those of the page; in a layer, which Chromium knows since 99, they give way to them even so.
    sheet.replaceSync("CSSLayerBlockRule" in window ? "@layer{" + STYLE + "}" : STYLE);
    document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
  } catch (error) {
    complain("style-src halaman ini melarang gaya bawaan elemen: beri tag script sebuah nonce, atau tulis gaya sendiri.");
  }
}
