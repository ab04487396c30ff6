// @ts-check
// Links in rows. Shop owners type them, so they may be anything.

/**
 * How links begin that somebody taps on: pages, and apps for chats, calls, stores and maps. Not among them is what runs in the
 * page (javascript:), reads files, or starts any part of any app (intent:).
 */
export const FOLLOWED = /^(https?|mailto|tel|sms|smsto|whatsapp|tg|line|viber|fb|fb-messenger|instagram|youtube|vnd\.youtube|market|shopeeid|tokopedia|lazada|geo|maps|google\.navigation|waze|gojek|grab):/i;

/** How links of pictures and films begin. */
export const SHOWN = /^(https?:|data:image\/)/i;

/** How links of web pages begin. */
export const WEB = /^https?:/i;

/** A host at the beginning of a text, such as "wa.me" or "toko.example:8080"; not the name of a file. */
const HOST = /^([\w-]+\.)+(?!(jpe?g|png|gif|webp|svg|ico|html?|php|pdf|apk|mp4)\b)[a-z]{2,}(:\d{1,5})?([/?#]|$)/i;

/**
 * Returns a link if it is relative, or if it begins with one of the allowed schemes; otherwise an empty text. Spaces inside are
 * percent-encoded, so that a text in a link stays as it was typed. A host without a scheme gets "https://".
 *
 * @param {string} text
 * @param {RegExp} beginning
 */
export function safeLink(text, beginning) {
  // Browsers skip control characters in a scheme, and nobody sees those that steer the direction of writing.
  const link = text.replace(/[\0-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "").trim().replace(/&amp;/g, "&");
  // White space could hide a scheme; none has any, and no host.
  const bare = link.replace(/\s/g, "");
  if (beginning.test(bare)) return encoded(link.replace(/^[^/?#\\:]*:\s*([/\\][/\\\s]*[^/?#\\]*)?/, (head) => head.replace(/\s/g, "")));
  if (HOST.test(link)) return "https://" + encoded(link);
  return /^[^/?#\\]*:/.test(bare) ? "" : encoded(link);
}

/** @param {string} link that may contain spaces, and percent signs that encode nothing */
const encoded = (link) => link.replace(/\s/g, "%20").replace(/%(?![\da-f]{2})/gi, "%25");
