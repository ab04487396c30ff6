// @ts-check
// Writes a page, or a part of it, as it should be pasted: with the contents that its elements show now.

import { CONTENTS, write } from "./contents.js";
import { TAGS } from "./kinds.js";
import { isElement, own, remove } from "./nodes.js";
import { attributes, shortcodes } from "./page-toko.js";
import { STYLE } from "./style.js";
import { DRAWN, drawnNodes, sweep, together } from "./template.js";
import { demand } from "../client/errors.js";
import { document } from "../client/realm.js";

/**
 * Stands between two braces until they are written, which the app takes for the beginning of a shortcode, and in attributes without
 * a value, which need no quotes.
 */
const APART = "\ue000";

/** @param {any} root */
function isPart(root) {
  try {
    return isElement(root);
  } catch (error) {
    return false;
  }
}

/** @param {Element} root @returns {Element[]} */
const hostsIn = (root) => [root, ...root.querySelectorAll("*")].filter((node) => TAGS.includes(own(node, "localName")));

/**
 * @param {(host: Element) => { identity: string, rows: readonly any[], more: boolean, at: number, nodes: Node[] } | null} contentsOf
 * @param {Element} root
 */
export function fromStart(contentsOf, root) {
  demand(isPart(root), "isiAwal(root): root harus elemen halaman");
  const all = document.createElement("div");
  const copy = /** @type {Element} */ (all.appendChild(own(root, "cloneNode", true)));
  const copies = hostsIn(copy);
  copy.querySelectorAll("[" + DRAWN + "]").forEach(remove);
  /** @type {Element | null} */
  let first = null;
  hostsIn(root).forEach((host, at) => {
    const target = copies[at];
    sweep(target);
    [...target.children].filter((node) => node.hasAttribute(CONTENTS)).forEach(remove);
    [CONTENTS, "aria-busy"].forEach((name) => target.removeAttribute(name));
    const contents = attributes.token === undefined ? null : contentsOf(host);
    if (contents === null) return;
    const part = document.createElement("div");
    part.appendChild(together(contents.nodes.map((node) => own(node, "cloneNode", true))));
    // Texts that stand side by side are one once they are parsed.
    part.normalize();
    const { mark, text } = write(contents.identity, contents, drawnNodes(part));
    part.querySelectorAll("*").forEach((node) => [...node.attributes].forEach((attribute) => (attribute.value = attribute.value === "" ? APART : apart(attribute.value))));
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.nodeValue = apart(texts.currentNode.nodeValue || "");
    const block = document.createElement("script");
    block.type = "json";
    block.setAttribute(CONTENTS, "");
    block.textContent = text;
    target.setAttribute(CONTENTS, mark);
    target.appendChild(together([...part.childNodes]));
    target.appendChild(block);
    first = first || target;
  });
  if (first) {
    const style = document.createElement("style");
    style.setAttribute(CONTENTS, "");
    style.textContent = styleFor(all);
    // The page's own rules come behind it where they can, and win.
    const place = copy.querySelector("head") || first;
    place.insertBefore(style, place.firstChild);
  }
  return shortcodes(copy, () => htmlOf(copy))
    .split('="' + APART + '"').join("")
    .split(APART + "{").join("&lcub;");
}

/** The HTML of a part of a page, or of a page: one that was pasted without a frame of its own gets none. @param {Element} part */
function htmlOf(part) {
  if (own(part, "localName") !== "html") return part.outerHTML;
  if (document.doctype) return "<!doctype html>\n" + part.outerHTML;
  const isPlain = [part, ...part.children].every((node) => node.attributes.length === 0);
  return isPlain ? [...part.children].map((node) => node.innerHTML).join("\n") : part.outerHTML;
}

/** @param {string} text */
const apart = (text) => text.replace(/\{(?=\{)/g, "{" + APART);

/** The rules of the elements' style that say something about what is in a part of a page. @param {Element} part */
function styleFor(part) {
  const isNeeded = (/** @type {string} */ selector) => {
    try {
      return part.querySelector(selector.replace(/::?[\w-]+(\([^)]*\))?/g, "") || "*") !== null;
    } catch (error) {
      return false;
    }
  };
  const selectors = (/** @type {string} */ line) => (line.match(/[^{}]+(?=\{)/g) || []).filter((it) => !it.startsWith("@"));
  return STYLE.split("\n").filter((line) => selectors(line).some((list) => list.split(/,(?![^([]*[)\]])/).some(isNeeded))).join("\n");
}
