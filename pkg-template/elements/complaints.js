// @ts-check
// What page authors are told on the console. Shoppers never see it.

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

/** An element as its tag is written: `<olshop-produk id="rak">`. @param {Element} node */
export const tagText = ({ localName, id }) => "<" + localName + (id ? ' id="' + id + '">' : ">");

/**
 * The question that names what a page's author may have meant; an empty text where nothing is known.
 *
 * @param {string} name
 * @param {string[]} known
 */
export function meant(name, known) {
  const best = nearest(name, known);
  return best === undefined ? "" : ' Mungkin maksudnya "' + best + '"?';
}

/**
 * The known name that is most similar to a misspelt one; undefined if none is known.
 *
 * @param {string} name
 * @param {string[]} known
 */
export function nearest(name, known) {
  let best = known[0];
  for (const other of known) if (distance(name, other) < distance(name, best)) best = other;
  return best;
}

/**
 * How far a name is from another: the Levenshtein distance (how many letters have to be added, removed or changed), less two for
 * each letter that both begin with; names that begin with all of it come first. "nama" means "nama_produk" and not "warna".
 *
 * @param {string} one
 * @param {string} other
 */
export function distance(one, other) {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  let row = Array.from(other + " ", (_, at) => at);
  for (let i = 0; i < one.length; i++) {
    const below = [i + 1];
    for (let j = 0; j < other.length; j++) {
      const change = row[j] + (one[i] === other[j] ? 0 : 1);
      below.push(Math.min(change, row[j + 1] + 1, below[j] + 1));
    }
    row = below;
  }
  return row[other.length] - (same < one.length ? 2 * same : 99);
}
