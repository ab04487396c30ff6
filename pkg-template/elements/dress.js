// @ts-check
// Gives documents and shadow roots the style of the elements.

import { complain } from "./complaints.js";
import { CONTENTS } from "./contents.js";
import { remove } from "./nodes.js";
import { STYLE } from "./style.js";
import { DRAWN } from "./template.js";
import { document, MutationObserver, WeakMap } from "../client/realm.js";

/** The word by which a page's policy allows the script's own tag, and so this style. */
const { nonce } = Object(document.currentScript);

/**
 * What keeps the style in a document or a shadow root, by that.
 *
 * @type {WeakMap<any, () => void>}
 */
const keepers = new WeakMap();

/** Gives a document or a shadow root the style, or gives it back where the page has taken it away. @param {any} root */
export function dress(root) {
  const place = root.head || root.host ? root : document;
  const keep = keepers.get(place) || keeper(place);
  keepers.set(place, keep);
  keep();
  // What the page had of the style from the start is not needed any more.
  place.querySelectorAll("style[" + CONTENTS + "]").forEach(remove);
}

/** @param {any} root */
function keeper(root) {
  const style = document.createElement("style");
  style.textContent = STYLE;
  style.setAttribute(DRAWN, "");
  if (nonce) style.nonce = nonce;
  /** Whether the style is one of the root's own, which no change of the page takes away. */
  let isAdopted = false;
  const keep = () => {
    const place = root.host ? root : root.head;
    if (isAdopted || !place || style.isConnected) return;
    // The style is the first in its place, so that rules of the page come later and win.
    place.insertBefore(style, place.firstChild);
    // An engine makes no sheet of a style that the page's policy forbids.
    if (style.sheet === null) {
      isAdopted = true;
      adopt(root);
      return;
    }
    watcher.disconnect();
    for (const node of [root.documentElement || root, place]) watcher.observe(node, { childList: true });
  };
  const watcher = new MutationObserver(keep);
  return keep;
}

/** Gives a root the style as a sheet that policies do not judge; Chromium has such sheets since 73. @param {any} root */
function adopt(root) {
  try {
    // A document takes the sheets of its own window alone.
    const sheet = new (root.defaultView || window).CSSStyleSheet();
    // Such sheets come behind those of the page; in a layer, which Chromium knows since 99, they give way to them even so.
    sheet.replaceSync("CSSLayerBlockRule" in window ? "@layer{" + STYLE + "}" : STYLE);
    root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
  } catch (error) {
    complain("style-src halaman ini melarang gaya bawaan elemen: beri tag script sebuah nonce, atau tulis gaya sendiri.");
  }
}
