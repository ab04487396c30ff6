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
  laquo: 171,
  reg: 174,
  deg: 176,
  middot: 183,
  raquo: 187,
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
  euro: 8364,
  trade: 8482,
};

/**
 * Reads the entities of a text, each once: "&amp;lt;" becomes "&lt;". What is no entity stays as it is.
 *
 * @param {string} text
 */
export function readEntities(text) {
  return text.replace(/&(#?)(\w+);/g, (entity, hash, name) => {
    // A zero before "x27" makes a number of it, too.
    const code = hash ? Number("0" + name) : NAMED[name];
    return code > 8 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : entity;
  });
}

/**
 * A text with tags as plain text: breaks, paragraphs, list items and the like become lines, other tags go, entities are read.
 *
 * @param {string} html
 */
export function plainText(html) {
  // This file may be pasted into a page, so the signs of a comment must not stand in it.
  const blocks = html
    .replace(/<!-{2}[^]*?(-{2}>|$)|<(script|style)\b[^]*?(<\/\2[^<>]*>|$)/gi, "")
    .split(/<\/?(?:p|div|li|[uod]l|d[dt]|h\w|t[rdh]|table|blockquote|pre)\b[^<>]*>/i)
    .map((block) => block.split(/<br\b[^<>]*>/i).map((line) => readEntities(line.replace(/<\/?[a-z][\w-]*(:\w+)?(\s[^<>]*|\/)?>/gi, "")).trim()));
  // White space between the tags of blocks is no line; a block with nothing but a break is an empty one.
  const full = blocks.filter((lines) => lines.length > 1 || lines[0]);
  return full
    .map((lines) => lines.join("\n").replace(/\n$/, ""))
    .join("\n")
    .trim();
}
