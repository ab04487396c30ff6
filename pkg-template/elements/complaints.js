// @ts-check

import { Set } from "../client/realm.js";

/** What was complained of: of everything once, however many rows there are. */
const said = new Set();

/**
 * Warns the page's author on the console.
 *
 * @param {string} text
 */
export function complain(text) {
  if (said.has(text)) return;
  said.add(text);
  console.warn("bukaolshop: " + text);
}
