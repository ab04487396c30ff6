// What the rules look at: a page's tags, and its scripts as trees.
import { parse } from "acorn";
import { contentOf, isModule, isProgram, linesOf, readHtml } from "../html.js";

/**
 * @typedef {object} Program
 * @property {import("../html.js").Tag} tag
 * @property {string} code
 * @property {number} start of the code in the page
 * @property {any} tree null where it cannot be read
 * @property {any} error why it cannot
 * @property {boolean} isModule
 */

/** @typedef {{ from: number, to: number, insert: string }} Change */

/**
 * @typedef {object} Finding
 * @property {string} rule
 * @property {"bahaya" | "salah" | "saran"} weight
 * @property {number} from
 * @property {number} to
 * @property {string} message
 * @property {string} label of the button that mends it
 * @property {Change[]} mend
 */

/** Reads a page. @param {string} text */
export function readPage(text) {
  const html = readHtml(text);
  /** @type {Program[]} */
  const programs = [];
  for (const tag of html.tags) {
    if (!isProgram(tag) || tag.attributes.has("src")) continue;
    const { start, code } = contentOf(text, tag);
    if (code.trim() === "") continue;
    programs.push({ tag, start, code, isModule: isModule(tag), ...tryParse(code, isModule(tag)) });
  }
  return { text, ...html, programs, lineOf: linesOf(text) };
}

/** @param {string} code @param {boolean} module */
export function tryParse(code, module) {
  try {
    return { tree: parse(code, { ecmaVersion: "latest", sourceType: module ? "module" : "script", allowAwaitOutsideFunction: module }), error: null };
  } catch (error) {
    return { tree: null, error };
  }
}

/** The value of an attribute, trimmed; undefined where there is none. @param {import("../html.js").Tag} tag @param {string} name */
export const valueOf = (tag, name) => tag.attributes.get(name)?.value.trim();

/** A change of an attribute's value. @param {import("../html.js").Attribute} attribute @param {string} value @returns {Change} */
export const setValue = ({ name, start, end }, value) => ({ from: start, to: end, insert: `${name}="${value.replace(/&/g, "&amp;").replace(/"/g, "&quot;")}"` });

/** A change that takes an attribute away, with the white space before it. @param {string} text @param {import("../html.js").Attribute} attribute @returns {Change} */
export function dropAttribute(text, { start, end }) {
  let from = start;
  while (from > 0 && /\s/.test(text[from - 1])) from -= 1;
  return { from, to: end, insert: "" };
}

/** A change that gives a tag an attribute. @param {string} text @param {import("../html.js").Tag} tag @param {string} attribute @returns {Change} */
export function addAttribute(text, tag, attribute) {
  const at = tag.end - (text.slice(tag.end - 2, tag.end) === "/>" ? 2 : 1);
  return { from: at, to: at, insert: (/\s/.test(text[at - 1]) ? "" : " ") + attribute + (text[at] === "/" && !/\s/.test(text[at - 1]) ? " " : "") };
}
