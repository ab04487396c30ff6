// @ts-check
// Contents from the start ("isi awal"): the rows that an element showed, written into the page behind the HTML that shows them. The rows
// are JSON, in columns. What of it stands in that HTML, or earlier in the JSON, is written as a place and a length, for nearly all that a
// row says is on its card.

import { drawnNodes } from "./template.js";
import { isElement, own, remove } from "../client/realm.js";

/** Marks an element that has contents, and the script that holds their rows. */
export const CONTENTS = "data-olshop-awal";

/** The edition of the format: contents of another one are dropped. */
const FORMAT = "1";

/** The most characters and rows that are read. */
const MOST = 200000;
const MOST_ROWS = 1000;

/** Characters that mean nothing in JSON, in HTML, in scripts, or to the app's shortcodes; `~` begins what stands elsewhere. */
const DIGITS = Array.from({ length: 93 }, (_, at) => String.fromCharCode(33 + at)).filter((digit) => !/["'`\\<>{}&$]/.test(digit)).join("");

/** The shortest and the longest piece that is written as a place: it takes five characters itself. */
const SHORTEST = 6;
const LONGEST = SHORTEST + DIGITS.length - 1;

/** A text that is not seen and longer than this is left out; it is there once the element has asked. */
const SEEN = 100;

/** @param {string} digits */
const numberOf = (digits) => [...digits].reduce((number, digit) => number * DIGITS.length + DIGITS.indexOf(digit), 0);

/** The HTML of what an element has drawn. @param {Node[]} nodes */
const htmlOf = (nodes) => nodes.map((node) => (isElement(node) ? node.outerHTML : node.textContent)).join("\n");

/** A number that another text hardly has. @param {string[]} texts */
function sumOf(...texts) {
  let sum = 0x811c9dc5;
  for (const character of texts.join("\n")) sum = Math.imul(sum ^ /** @type {number} */ (character.codePointAt(0)), 0x01000193);
  return (sum >>> 0).toString(36);
}

/**
 * Writes a text by places in another one and in itself.
 *
 * @param {string} text
 * @param {string} all
 */
function shorten(text, all) {
  const digits = (/** @type {number} */ number, /** @type {number} */ most) => {
    let written = "";
    for (let at = 0; at < most; at++, number = Math.floor(number / DIGITS.length)) written = DIGITS[number % DIGITS.length] + written;
    return written;
  };
  let written = "";
  for (let at = 0; at < text.length; ) {
    let from = 0;
    let length = SHORTEST;
    for (let found = 0; length <= LONGEST && at + length <= text.length && found >= 0; length++) {
      found = all.indexOf(text.substr(at, length), from);
      if (found >= 0) from = found;
      else break;
    }
    length -= 1;
    if (length >= SHORTEST) written += "~" + digits(from, 3) + digits(length - SHORTEST, 1);
    else written += text[at] === "~" ? "~~" : text[at];
    const piece = text.substr(at, Math.max(length < SHORTEST ? 1 : length, 1));
    all += piece;
    at += piece.length;
  }
  return written;
}

/** The other way round. @param {string} written @param {string} all */
function lengthen(written, all) {
  const { length } = all;
  written.replace(/~(?:~|([^~]{3})([^~]))|[^~]+/g, (piece, place, size) => {
    all += place ? all.substr(numberOf(place), SHORTEST + numberOf(size)) : piece.slice(piece === "~~" ? 1 : 0);
    return "";
  });
  return all.slice(length);
}

/**
 * What an element showed, for the attribute and the script behind it.
 *
 * @param {string} identity of the shop, and of what was asked
 * @param {{ rows: readonly any[], more: boolean, at: number }} contents
 * @param {Node[]} nodes as they are parsed from what the page will have
 */
export function write(identity, { rows, more, at }, nodes) {
  const html = htmlOf(nodes);
  const names = Object.keys(rows[0]);
  const value = (/** @type {any} */ it) => (typeof it === "string" && it.length > SEEN && !html.includes(it) ? "" : it);
  const json = JSON.stringify([Number(more), names, ...names.map((name) => rows.map((row) => value(row[name])))]);
  const text = shorten(json.replace(/</g, "\\u003c").replace(/\{(?=\{)/g, "\\u007b"), html);
  const time = at.toString(36);
  return { mark: [FORMAT, time, sumOf(identity, time, html, text)].join(" "), text };
}

/**
 * Takes the contents out of an element; null where there are none that can be used.
 *
 * @param {Element} host
 * @param {string} identity
 */
export function takeContents(host, identity) {
  const [format, time, sum] = (host.getAttribute(CONTENTS) || "").split(" ");
  host.removeAttribute(CONTENTS);
  const block = [...host.children].find((node) => own(node, "localName") === "script" && node.hasAttribute(CONTENTS));
  if (!block) return null;
  remove(block);
  try {
    const html = htmlOf(drawnNodes(host));
    const text = own(block, "textContent");
    if (format !== FORMAT || text.length > MOST || sum !== sumOf(identity, time, html, text)) return null;
    const [more, names, ...columns] = JSON.parse(lengthen(text, html));
    if (columns[0].length > MOST_ROWS) return null;
    const rows = columns[0].map((/** @type {any} */ _, /** @type {number} */ at) => {
      /** @type {Record<string, any>} */
      const row = {};
      names.forEach((/** @type {string} */ name, /** @type {number} */ column) => (row[name] = columns[column][at]));
      return row;
    });
    return { rows, more: more === 1, at: parseInt(time, 36) };
  } catch (error) {
    return null;
  }
}
