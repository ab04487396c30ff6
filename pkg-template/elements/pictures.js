// @ts-check

import { own } from "../client/realm.js";

/** Marks a picture that there is not: the style shows a plain field in its place. */
export const MISSING = "data-olshop-tanpa-gambar";

/** Marks the pictures in an element that cannot be had, unless the page sees to that itself. @param {Element} host */
export function followPictures(host) {
  const mark = (/** @type {any} */ { target, type }) => {
    if (own(target, "localName") === "img" && !target.onerror) own(target, "toggleAttribute", MISSING, type === "error");
  };
  // These events do not bubble.
  host.addEventListener("error", mark, true);
  host.addEventListener("load", mark, true);
}
