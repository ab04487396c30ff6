// @ts-check
// The WebAssembly module as a text inside a script. Base64 hides from a server's compression that
// the module repeats itself: each repetition looks different at three places. Here every byte is
// written alike wherever it stands, the frequent ones as one character, the others as two, which
// compresses to a fifth less, and is a fifth shorter where nothing compresses.

import { Uint8Array } from "./realm.js";

/** Printable, and without what means something in scripts, in HTML, or to the app's shortcodes. */
export const alphabet = String.fromCharCode(
  ...new Uint8Array(94).map((_, at) => 33 + at),
)
  .split("")
  .filter((character) => !/["'`\\<>{}&$]/.test(character));

/** So many at the end of the alphabet begin a pair. */
export const PREFIXES = 3;

/** All bytes: first those that are frequent, then the others. @param {number[]} frequent */
export function ranked(frequent) {
  return frequent.concat([...Array(256).keys()].filter((byte) => !frequent.includes(byte)));
}

/** @param {string} text @param {string} order the bytes that are written as one character, in hexadecimal */
export function unpack(order, text) {
  const singles = alphabet.length - PREFIXES;
  const ranks = new Uint8Array(128);
  alphabet.forEach((character, rank) => {
    ranks[character.charCodeAt(0)] = rank;
  });
  const byRank = ranked((order.match(/../g) || []).map((digits) => parseInt(digits, 16)));

  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let rank = ranks[text.charCodeAt(at)];
    if (rank >= singles) {
      at += 1;
      rank = singles + (rank - singles) * alphabet.length + ranks[text.charCodeAt(at)];
    }
    bytes[length] = byRank[rank];
    length += 1;
  }
  return bytes.subarray(0, length);
}
