// @ts-check

import { Set } from "../client/realm.js";

/** What was complained of: of everything once, however many rows there are. */
const said = new Set();

/**
 * Warns the page's author on the console.
 *
 * @param {string} text
 * @param {string} [about] what it complains of, where the text differs from row to row
 */
export function complain(text, about = text) {
  if (said.has(about)) return;
  said.add(about);
  console.warn("bukaolshop: " + text);
}
