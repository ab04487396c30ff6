// @ts-check
// Templates, and filling them with rows. Values are set as text nodes and attributes; no text of a row is parsed as HTML.

import { FORMATS, show } from "./format.js";
import { TAGS } from "./kinds.js";
import { find, isFull } from "./paths.js";
import { runs, takesLink, takesText } from "./safety.js";
import { complain } from "./complaints.js";
import { safeLink } from "./links.js";

/** Marks a node that has bindings, in a template's own copy. */
const MARK = "data-olshop-ikat";

/** Types of nodes. A page may have a class of its own that is called Text or Comment. */
const TEXT = 3;
const COMMENT = 8;

/** @param {Node} node @returns {node is Element} */
const isElement = (node) => node.nodeType === 1;

/** Marks what an element has drawn, so that a copy of the element knows what to replace. */
const DRAWN = "data-olshop-isi";

/**
 * A compiled template: makes a copy that is filled with a row, or with an entry of a list in a row.
 *
 * @typedef {(scope: any, row: any) => DocumentFragment} Template
 */

/**
 * Fills a node of such a copy.
 *
 * @typedef {(node: Element, scope: any, row: any) => void} Step
 */

/**
 * Compiles a template, so that its bindings are read once for all rows.
 *
 * @param {DocumentFragment} nodes its bindings are taken off: not the page's own, but a copy
 * @param {boolean} [isTop] whether its nodes come to stand directly inside an element
 * @returns {Template}
 */
export function compile(nodes, isTop = true) {
  /** @type {Step[][]} */
  const marked = [];
  nodes.querySelectorAll("template").forEach((node) => {
    if (isTemplate(node)) contentOf(node);
  });
  if (isTop) Array.from(nodes.childNodes).forEach(mark);
  nodes.querySelectorAll("*").forEach((node) => {
    node.removeAttribute(MARK);
    const steps = stepsOf(node, isTop);
    if (steps.length === 0) return;
    node.setAttribute(MARK, "");
    marked.push(steps);
  });
  return (scope, row) => {
    const copy = document.importNode(nodes, true);
    copy.querySelectorAll("[" + MARK + "]").forEach((node, i) => {
      node.removeAttribute(MARK);
      marked[i].forEach((step) => step(node, scope, row));
    });
    return copy;
  };
}

/** Whether a node is a template, of whichever frame. @param {Element} node @returns {node is HTMLTemplateElement} */
export const isTemplate = (node) => node.localName === "template" && "content" in node;

/**
 * The content of a template, with what stands beside it: `appendChild`, which frameworks fill templates with, puts nodes there.
 *
 * @param {HTMLTemplateElement} template
 */
export function contentOf(template) {
  template.content.append(...template.childNodes);
  return template.content;
}

/**
 * Marks a node that will stand directly inside an element.
 *
 * @param {Node} node
 */
function mark(node) {
  if (isElement(node)) node.setAttribute(DRAWN, "");
  else if (node.nodeType === TEXT && /\S/.test(node.textContent || "")) {
    // Texts have no attributes, and once written down as HTML would be one with the page's own texts beside them.
    const parent = /** @type {Node} */ (node.parentNode);
    parent.insertBefore(document.createComment(DRAWN), node);
    parent.insertBefore(document.createComment("/" + DRAWN), node.nextSibling);
  }
}

/**
 * Removes what an element drew before it was copied or written down as HTML.
 *
 * @param {Element} host
 */
export function sweep(host) {
  const tags = TAGS.join();
  host.querySelectorAll("[" + DRAWN + "]").forEach((node) => {
    if (/** @type {Element} */ (node.parentNode).closest(tags) === host) node.remove();
  });
  Array.from(host.childNodes).forEach((node) => {
    const mark = node.nodeType === COMMENT ? node.textContent : "";
    const text = node.nextSibling;
    if (mark === DRAWN && text && text.nodeType === TEXT) text.remove();
    if (mark === DRAWN || mark === "/" + DRAWN) node.remove();
  });
}

/** @param {Node[]} nodes however many */
export function together(nodes) {
  const fragment = document.createDocumentFragment();
  nodes.forEach((node) => fragment.appendChild(node));
  return fragment;
}

/**
 * Removes the binding attributes from a node, and returns the steps that fill a copy of it.
 *
 * @param {Element} node
 * @param {boolean} isTop
 * @returns {Step[]}
 */
function stepsOf(node, isTop) {
  /** @type {Step[]} */
  const steps = [];
  let format = FORMATS[""];
  const tag = node.tagName;
  /** @param {any} scope @param {any} row @param {string} field */
  const text = (scope, row, field) => format(find(scope, row, field), scope);

  for (const { name, value } of Array.from(node.attributes)) {
    const [, binding, attribute] = /^data-(isi|format|jika|jika-tidak|tiap|attr-(.+))$/.exec(name) || [];
    if (!binding) continue;
    node.removeAttribute(name);
    const field = value.trim();
    const refuse = (/** @type {string} */ reason) => complain(name + '="' + value + '": ' + reason);

    if (attribute) {
      const beginning = takesLink(tag, attribute);
      if (beginning) {
        steps.push((node, scope, row) => {
          const value = show(find(scope, row, field));
          const link = safeLink(value, beginning);
          if (link) node.setAttribute(attribute, link);
          else if (value.trim()) {
            const scheme = value.trim().split(":")[0];
            complain('isian "' + field + '": tautan "' + scheme + ':" dibuang, karena tidak dikenal aman.', field + name);
          }
        });
      } else if (takesText(tag, attribute)) {
        steps.push((node, scope, row) => node.setAttribute(attribute, text(scope, row, field)));
      } else {
        refuse(
          "atribut ini tidak boleh diisi dari data: hanya href pada <a>, src pada gambar, alt, title, value, aria-…, data-…",
        );
      }
    } else if (binding === "isi") {
      if (runs(tag)) refuse("data-isi tidak boleh pada script atau style");
      else steps.push((node, scope, row) => (node.textContent = text(scope, row, field)));
    } else if (binding === "format") {
      if (FORMATS.hasOwnProperty(field)) format = FORMATS[field];
      else refuse("data-format harus teks, rupiah, tanggal, atau diskon");
      // The style shows its lines.
      if (field === "teks") node.setAttribute("data-olshop-teks", "");
    } else if (binding !== "tiap") {
      steps.push((node, scope, row) => {
        if (isFull(find(scope, row, field)) !== (binding === "jika")) node.remove();
      });
    } else if (isTemplate(node)) {
      const nested = compile(node.content, isTop && node.parentElement === null);
      steps.push((node, scope, row) => {
        const items = find(scope, row, field);
        node.replaceWith(together(Array.isArray(items) ? items.map((item) => nested(item, row)) : []));
      });
    } else {
      refuse("data-tiap hanya untuk <template> di dalam template");
    }
  }
  return steps;
}
