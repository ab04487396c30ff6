// @ts-check
// Links in rows. Shop owners type them, so they may be anything.

/** How links begin that somebody taps on. */
export const FOLLOWED = /^(https?|mailto|tel|whatsapp):/i;

/** How links of pictures and films begin. */
export const SHOWN = /^(https?:|data:image\/)/i;

/** How links of web pages begin. */
export const WEB = /^https?:/i;

/**
 * Returns a link if it is relative, or if it begins with one of the allowed schemes; otherwise an empty text.
 *
 * @param {string} text
 * @param {RegExp} beginning
 */
export function safeLink(text, beginning) {
  // Browsers skip control characters and white space in a scheme. They are removed here, so they can hide no
  // scheme; a working link has none.
  const link = text.replace(/[\0- \x7f-\x9f\ufeff]/g, "");
  // A relative path keeps its spaces: a browser encodes them.
  if (!/^[^/?#\\]*:/.test(link)) return link.trim() && text.trim();
  return beginning.test(link) ? link : "";
}
