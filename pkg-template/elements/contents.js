// @ts-check
// Contents from the start ("isi awal"): the rows that an element showed, written into the page behind the HTML that shows them. The rows
// are JSON, in columns. What of it stands in that HTML, or earlier in the JSON, is written as a place and a length, for nearly all that a
// row says is on its card.

import { isElement, own, remove } from "./nodes.js";
import { drawnNodes } from "./template.js";
import { document } from "../client/realm.js";

/** Marks an element that has contents, and the script that holds their rows. */
export const CONTENTS = "data-awal";

/** How many milliseconds a page that is out of sight, and so not drawn, is waited for. */
const OUT_OF_SIGHT = 200;

/** Resolves when contents that the page has from the start have been drawn; at once where it has none. @returns {Promise<unknown>} */
export const drawn = () =>
  document.querySelector("[" + CONTENTS + "]") === null
    ? Promise.resolve()
    : new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve));
        setTimeout(resolve, OUT_OF_SIGHT);
      });

/** The edition of the format: contents of another one are dropped. */
const FORMAT = "1";

/** The most characters and rows that are read. */
const MOST = 200000;
const MOST_ROWS = 1000;

/** Characters that mean nothing in JSON, in HTML, in scripts, to the app's shortcodes, or here. */
const DIGITS = Array.from({ length: 93 }, (_, at) => String.fromCharCode(33 + at)).filter((digit) => !/["'`\\<>{}&$|]/.test(digit)).join("");

/** What begins a piece that stands elsewhere: at a place of three digits, or that many characters (of two digits) before its end. */
const FAR = "~";
const NEAR = "|";

/** The shortest and the longest such piece: it takes up to five characters itself. */
const SHORTEST = 5;
const LONGEST = SHORTEST + DIGITS.length - 1;

/** A text that is no link, not seen and longer than this, as descriptions are, is left out; it is there once the element has asked. */
const SEEN = 20;

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

/** @param {number} number @param {number} most digits */
function digitsOf(number, most) {
  let digits = "";
  for (; most > 0; most--, number = Math.floor(number / DIGITS.length)) digits = DIGITS[number % DIGITS.length] + digits;
  return digits;
}

/**
 * Writes a text by places in another one and in itself.
 *
 * @param {string} text
 * @param {string} all
 */
function shorten(text, all) {
  const reach = DIGITS.length * DIGITS.length;
  /** The longest piece from a place on that stands elsewhere, and where. @param {number} at */
  const longest = (at) => {
    let from = -1;
    let length = SHORTEST - 1;
    while (length < LONGEST && at + length < text.length) {
      const found = all.lastIndexOf(text.substr(at, length + 1));
      if (found < 0) break;
      from = found;
      length += 1;
    }
    return { from, length };
  };
  let written = "";
  for (let at = 0; at < text.length; ) {
    const { from, length } = longest(at);
    const back = all.length - from;
    const mark = back < reach ? NEAR + digitsOf(back, 2) : FAR + digitsOf(from, 3);
    // A longer one may begin at the next character.
    const isPiece = from >= 0 && length > mark.length && longest(at + 1).length <= length;
    const piece = text.substr(at, isPiece ? length : 1);
    written += isPiece ? mark + digitsOf(length - SHORTEST, 1) : piece === FAR || piece === NEAR ? piece + piece : piece;
    all += piece;
    at += piece.length;
  }
  return written;
}

/** The other way round. @param {string} written @param {string} all */
function lengthen(written, all) {
  const { length } = all;
  written.replace(/~~|\|\||~(...)(.)|\|(..)(.)|[^~|]+/g, (piece, far, size, near, nearSize) => {
    if (far || near) all += all.substr(far ? numberOf(far) : all.length - numberOf(near), SHORTEST + numberOf(size || nearSize));
    else all += /^[~|]/.test(piece) ? piece[0] : piece;
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
  const isSeen = (/** @type {any} */ it) => typeof it !== "string" || it.length <= SEEN || /^https?:/.test(it) || html.includes(it);
  const value = (/** @type {any} */ it) => (Array.isArray(it) ? it.filter(isSeen) : isSeen(it) ? it : "");
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
