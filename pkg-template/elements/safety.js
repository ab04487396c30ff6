// @ts-check
// What of a row may go into a page, and where. Rows hold what shop owners typed.

import { FOLLOWED, SHOWN } from "./links.js";

/** Attributes that a browser takes for plain text; HTML takes nearly any character in a name, scripts do not. */
const TEXT = /^(alt|title|value|label|placeholder|datetime|content|lang|dir|(aria|data)-[\w-]*)$/;

/** Where `content`, `value` and `title` steer more than text. */
const RISKY = /^(script|style|meta|iframe|object|param|embed|base|link)$/i;

/**
 * Whether an element's text is run. Those inside of an SVG picture have names in small letters.
 *
 * @param {string} tag
 */
export function runs(tag) {
  return /^(script|style)$/i.test(tag);
}

/**
 * Whether an attribute may hold any text from data.
 *
 * @param {string} tag as a document gives it: that of an HTML element in capitals
 * @param {string} name
 */
export function takesText(tag, name) {
  return TEXT.test(name) && !RISKY.test(tag);
}

/**
 * How a link has to begin in an attribute; undefined where none may stand.
 *
 * @param {string} tag
 * @param {string} name
 */
export function takesLink(tag, name) {
  const place = tag + " " + name;
  if (/^(A|AREA) href$/.test(place)) return FOLLOWED;
  return /^((IMG|SOURCE|VIDEO|AUDIO) src|VIDEO poster)$/.test(place) ? SHOWN : undefined;
}
