// @ts-check
// What of a row may go into a page, and where. Rows hold what shop owners typed.

/** The beginnings of links that somebody taps on. */
const FOLLOWED = /^(https?|mailto|tel|whatsapp):/i;

/** Those of pictures and films. */
const SHOWN = /^(https?:|data:image\/)/i;

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

/**
 * The link, if it is relative or begins as it has to; else an empty text.
 *
 * @param {string} text
 * @param {RegExp} beginning
 */
export function safeLink(text, beginning) {
  // Browsers skip control characters and white space in a scheme. Skipped here, they can hide
  // nothing; a real link has none.
  const link = text.replace(/[\0- \x7f-\x9f\ufeff]/g, "");
  // Spaces inside a relative path are the page's own; a browser encodes them.
  if (!/^[^/?#\\]*:/.test(link)) return link.trim() && text.trim();
  return beginning.test(link) ? link : "";
}
