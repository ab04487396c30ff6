// @ts-check
// Texts as owners typed them and shop systems store them: with entities, and with the tags of an editor.

/**
 * The characters of the entities that editors write.
 *
 * @type {Record<string, number>}
 */
const NAMED = {
  amp: 38,
  lt: 60,
  gt: 62,
  quot: 34,
  apos: 39,
  nbsp: 160,
  copy: 169,
  reg: 174,
  deg: 176,
  sup2: 178,
  middot: 183,
  frac12: 189,
  times: 215,
  eacute: 233,
  ndash: 8211,
  mdash: 8212,
  lsquo: 8216,
  rsquo: 8217,
  ldquo: 8220,
  rdquo: 8221,
  bull: 8226,
  hellip: 8230,
  trade: 8482,
};

/**
 * Reads the entities of a text, each once: "&amp;lt;" becomes "&lt;". What is no entity stays as it is.
 *
 * @param {string} text
 */
export function readEntities(text) {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (entity, decimal, hex, name) => {
    const code = name ? NAMED.hasOwnProperty(name) ? NAMED[name] : 0 : parseInt(decimal || hex, decimal ? 10 : 16);
    // Beside breaks, control characters are none, nor are halves of a pair and what lies beyond the last character.
    const isText = (code > 8 && code < 14) || (code > 31 && code < 127) || (code > 159 && code < 0x110000 && (code & ~0x7ff) !== 0xd800);
    return isText ? String.fromCodePoint(code) : entity;
  });
}

/**
 * A text with tags as plain text: breaks, paragraphs, list items and the like become lines, other tags go, entities are read.
 *
 * @param {string} html
 */
export function plainText(html) {
  return (
    html
      // This file may be pasted into a page, so the signs of a comment must not stand in it.
      .replace(/<!-{2}[^]*?(?:-{2}>|$)|<(script|style)[\s/>][^]*?(?:<\/\1[^<>]*>|$)/gi, "")
      .split(/<\/?(?:p|div|li|[uod]l|d[dt]|h[1-6r]|t[rdh]|table|tbody|thead|section|article|header|footer|blockquote|pre)(?=[\s/>])[^<>]*>/i)
      .map((block) => block.split(/<br(?=[\s/>])[^<>]*>/i).map((line) => readEntities(line.replace(/<\/?[a-z][\w-]*(?::\w+)?(?=[\s/>])[^<>]*>/gi, "")).trim()))
      // White space between the tags of blocks is no line; a block with nothing but a break is an empty one.
      .filter((lines) => lines.length > 1 || lines[0])
      .map((lines) => lines.slice(0, lines[lines.length - 1] ? undefined : -1).join("\n"))
      .join("\n")
      .trim()
  );
}
