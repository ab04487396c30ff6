// @ts-check
// Which values of a row may be put where in a page. Rows contain what shop owners typed.

import { FOLLOWED, SHOWN } from "./links.js";

/** Attributes that a browser takes for plain text; HTML takes nearly any character in a name, scripts do not. */
const TEXT = /^(alt|title|value|label|placeholder|datetime|content|lang|dir|(aria|data)-[\w-]*)$/;

/** Where `content`, `value` and `title` steer more than text. */
const RISKY = /^(script|style|meta|iframe|object|param|embed|base|link)$/i;

/**
 * Whether the text of an element is run as a program or a style. Elements of SVG have names in small letters.
 *
 * @param {string} tag
 */
export function runs(tag) {
  return /^(script|style)$/i.test(tag);
}

/**
 * Whether an attribute may be set to any text of a row.
 *
 * @param {string} tag as a document gives it: that of an HTML element in capitals
 * @param {string} name
 */
export function takesText(tag, name) {
  return TEXT.test(name) && !RISKY.test(tag);
}

/**
 * The schemes that a link in an attribute may have; undefined if the attribute may not be set to a link of a row.
 *
 * @param {string} tag
 * @param {string} name
 */
export function takesLink(tag, name) {
  const place = tag + " " + name;
  if (/^(A|AREA) href$/.test(place)) return FOLLOWED;
  return /^((IMG|SOURCE|VIDEO|AUDIO) src|VIDEO poster)$/.test(place) ? SHOWN : undefined;
}
