// @ts-check

import { isElement, own } from "./nodes.js";
import { finger, scrollQuietly } from "./touches.js";
import { document } from "../client/realm.js";

/**
 * Keeps the row under the shopper's finger where it is, while others come before it; where nobody touched the list, its first row
 * that is seen. Returns what to call once they are there.
 *
 * @param {HTMLElement} host
 * @param {Node[]} nodes the rows
 */
export function holdPlace(host, nodes) {
  /** @type {any} */
  let box = host;
  while (box && box !== document.body && !(box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY))) box = box.parentElement;
  const isPage = !box || box === document.body;
  const edge = isPage ? 0 : box.getBoundingClientRect().top;
  if (isPage) box = document.scrollingElement;
  const from = box.scrollTop;
  const rectOf = (/** @type {Node} */ node) => own(node, "getBoundingClientRect");
  const below = (/** @type {number} */ height) => nodes.find((node) => isElement(node) && rectOf(node).bottom > height);
  const seen = below(Math.max(edge, finger)) || below(edge);
  const before = seen && rectOf(seen).top;
  return () => {
    if (seen) scrollQuietly(box, rectOf(seen).top - before, from);
  };
}
