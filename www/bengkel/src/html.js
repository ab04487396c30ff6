// Reads a page's HTML: its tags, scripts and style sheets, each with its place in the text. It never builds a tree, so that
// a page of megabytes, or one that closes nothing, costs no more than its length.
import { Tokenizer, TokenizerMode } from "parse5";

/**
 * @typedef {object} Attribute
 * @property {string} name
 * @property {string} value
 * @property {number} start where its name begins
 * @property {number} end behind its value, quotes included
 */

/**
 * @typedef {object} Tag
 * @property {string} name
 * @property {Map<string, Attribute>} attributes
 * @property {number} start where the start tag begins
 * @property {number} end behind the start tag
 * @property {number} line from 1
 * @property {Tag | null} parent
 * @property {Tag | null} template the closest `<template>` around it
 * @property {Tag | null} host the closest element of the package around it
 * @property {number} closed where its end tag begins; -1 where it has none
 */

/** @typedef {{ doctypeEnd: number, tags: Tag[], unclosed: Tag[], openComment: number }} Page */

/** Elements without an end tag. */
const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

/** Elements whose end tag HTML lets authors leave out. */
export const OPTIONAL_END = new Set("html head body p li dt dd option optgroup thead tbody tfoot tr td th colgroup rp rt".split(" "));

/** What the tokenizer reads differently inside of which elements. */
const MODES = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  noscript: TokenizerMode.RAWTEXT,
  textarea: TokenizerMode.RCDATA,
  title: TokenizerMode.RCDATA,
  plaintext: TokenizerMode.PLAINTEXT,
};

/**
 * @param {string} text
 * @returns {Page}
 */
export function readHtml(text) {
  /** @type {Page} */
  const page = { doctypeEnd: 0, tags: [], unclosed: [], openComment: -1 };
  /** @type {Tag[]} */
  const open = [];
  /** How many elements of a name are open, so that a stray end tag costs nothing. @type {Map<string, number>} */
  const counts = new Map();
  const count = (name, by) => counts.set(name, (counts.get(name) || 0) + by);

  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: true }, {
    onStartTag(token) {
      const { location } = token;
      const name = token.tagName;
      const attributes = new Map();
      for (const { name: attribute, value } of token.attrs) {
        const place = location.attrs?.[attribute];
        attributes.set(attribute, { name: attribute, value, start: place?.startOffset ?? location.startOffset, end: place?.endOffset ?? location.endOffset });
      }
      const parent = open[open.length - 1] ?? null;
      const template = parent?.name === "template" ? parent : (parent?.template ?? null);
      const host = parent && /^olshop-/.test(parent.name) ? parent : (parent?.host ?? null);
      const tag = { name, attributes, start: location.startOffset, end: location.endOffset, line: location.startLine, parent, template, host, closed: -1 };
      page.tags.push(tag);
      if (VOID.has(name)) return;
      const isForeign = (counts.get("svg") || 0) + (counts.get("math") || 0) > 0;
      if (token.selfClosing && (isForeign || name === "svg" || name === "math")) return;
      open.push(tag);
      count(name, 1);
      if (name in MODES && !isForeign) tokenizer.state = MODES[name];
    },
    onEndTag(token) {
      const name = token.tagName;
      if (!counts.get(name)) return;
      for (;;) {
        const tag = open.pop();
        count(tag.name, -1);
        if (tag.name === name) {
          tag.closed = token.location.startOffset;
          break;
        }
        if (!OPTIONAL_END.has(tag.name)) page.unclosed.push(tag);
      }
    },
    onComment(token) {
      if (token.location.endOffset >= text.length && text.startsWith("<!--", token.location.startOffset) && !/--!?>$/.test(text)) page.openComment = token.location.startOffset;
    },
    onDoctype(token) {
      if (page.tags.length === 0) page.doctypeEnd = token.location.endOffset;
    },
    onEof() {},
    onCharacter() {},
    onNullCharacter() {},
    onWhitespaceCharacter() {},
  });
  tokenizer.write(text, true);
  page.unclosed.push(...open.filter(({ name }) => !OPTIONAL_END.has(name)));
  return page;
}

/** The text of an element that holds nothing but text, such as a script, with where it begins. @param {string} text @param {Tag} tag */
export const contentOf = (text, tag) => ({ start: tag.end, code: text.slice(tag.end, tag.closed < 0 ? text.length : tag.closed) });

/** Types of scripts that a browser runs, by the value of `type`. */
const RUN = /^(module|(text|application)\/(java|ecma)script)?$/i;

/** @param {Tag} tag */
export const isProgram = (tag) => tag.name === "script" && RUN.test(tag.attributes.get("type")?.value.trim() ?? "");

/** @param {Tag} tag */
export const isModule = (tag) => /^module$/i.test(tag.attributes.get("type")?.value.trim() ?? "");

/** Lines of a text by place, from 1. @param {string} text */
export function linesOf(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (/** @type {number} */ offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** Escapes a text for an attribute in double quotes. @param {string} text */
export const attributeText = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/**
 * Applies changes to a text, the later places first; of two that overlap, the first one given counts.
 *
 * @param {string} text
 * @param {{ from: number, to: number, insert: string }[]} changes
 */
export function edited(text, changes) {
  const sorted = changes.map((change, order) => ({ ...change, order })).sort((a, b) => a.from - b.from || a.to - b.to || a.order - b.order);
  let result = "";
  let at = 0;
  for (const { from, to, insert } of sorted) {
    if (from < at) continue;
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}
