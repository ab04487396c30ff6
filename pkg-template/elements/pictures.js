// @ts-check

import { own } from "./nodes.js";

/** Holds the link of a picture that there is not: the style shows a plain field in its place. */
export const MISSING = "data-olshop-tanpa-gambar";

/** A picture of nothing, which any size suits. */
const NOTHING = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

/** Puts a plain field in the place of a picture. @param {Element} picture */
export function clearPicture(picture) {
  own(picture, "setAttribute", MISSING, own(picture, "getAttribute", "src") || "");
  own(picture, "setAttribute", "src", NOTHING);
}

/** Does so with the pictures in an element that cannot be had, unless the page sees to that itself. @param {Element} host */
export function followPictures(host) {
  const look = (/** @type {any} */ { target, type }) => {
    if (own(target, "localName") !== "img" || target.onerror || own(target, "getAttribute", "src") === NOTHING) return;
    if (type === "error") clearPicture(target);
    else own(target, "removeAttribute", MISSING);
  };
  // These events do not bubble.
  host.addEventListener("error", look, true);
  host.addEventListener("load", look, true);
}
