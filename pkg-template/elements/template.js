// @ts-check
// Templates, and filling them with rows. Values are set as text nodes and attributes; no text of a row is parsed as HTML.

import { FORMATS, show } from "./format.js";
import { TAGS } from "./kinds.js";
import { holds, parse } from "./expression.js";
import { find } from "./paths.js";
import { runs, takesLink, takesText } from "./safety.js";
import { complain, meant } from "./complaints.js";
import { clearPicture } from "./pictures.js";
import { safeLink } from "./links.js";
import { HTMLElement, isElement, own, remove } from "./nodes.js";
import { bindNote, NOTE } from "./notes.js";
import { document } from "../client/realm.js";

/** Marks a node that has bindings, in a template's own copy. */
const MARK = "data-olshop-ikat";

/** Types of nodes. A page may have a class of its own that is called Text or Comment. */
const TEXT = 3;
const COMMENT = 8;

/** Marks what the library has put into the page, so that a copy of an element or of the page knows what to replace. */
export const DRAWN = "data-olshop-isi";

/** Characters that are written from right to left, or that turn the direction of those behind them. */
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/;

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
  if (isTop) [...nodes.childNodes].forEach(mark);
  nodes.querySelectorAll("*").forEach((node) => {
    own(node, "removeAttribute", MARK);
    const steps = stepsOf(node, isTop);
    if (steps.length === 0) return;
    own(node, "setAttribute", MARK, "");
    marked.push(steps);
  });
  return (scope, row) => {
    const copy = document.importNode(nodes, true);
    copy.querySelectorAll("[" + MARK + "]").forEach((node, i) => {
      own(node, "removeAttribute", MARK);
      marked[i].forEach((step) => step(node, scope, row));
    });
    return copy;
  };
}

/** Whether a node is a template, of whichever frame. @param {Element} node @returns {node is HTMLTemplateElement} */
export const isTemplate = (node) => own(node, "localName") === "template" && "content" in node;

/**
 * The content of a template, with what stands beside it: `appendChild`, which frameworks fill templates with, puts nodes there.
 *
 * @param {HTMLTemplateElement} template
 */
export function contentOf(template) {
  [...template.childNodes].forEach((node) => template.content.appendChild(node));
  return template.content;
}

/**
 * Marks a node that will stand directly inside an element.
 *
 * @param {Node} node
 */
function mark(node) {
  if (isElement(node)) own(node, "setAttribute", DRAWN, "");
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
 * @param {(node: Node) => boolean} [isKept]
 */
export function sweep(host, isKept = () => false) {
  const tags = TAGS.join();
  // The page may have put some of them into parts of its own.
  const deeper = [...host.querySelectorAll("[" + DRAWN + "]")].filter((node) => own(own(node, "parentNode"), "closest", tags) === host);
  [...drawnNodes(host), ...deeper].forEach((node) => isKept(node) || remove(node));
}

/** The nodes directly inside an element that it has drawn, or that it drew before it was written down as HTML. @param {Element} host */
export function drawnNodes(host) {
  /** @type {ChildNode[]} */
  const nodes = [];
  for (const node of [...host.childNodes]) {
    const text = node.nextSibling;
    if (isElement(node) ? own(node, "hasAttribute", DRAWN) : own(node, "nodeType") === COMMENT && node.textContent === DRAWN) nodes.push(node);
    else if (nodes.length > 0 && text && own(text, "nodeType") === COMMENT && text.textContent === "/" + DRAWN) nodes.push(node, text);
  }
  return nodes;
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
  /** The formats of the node's text (by an empty name) and of its attributes. @type {typeof FORMATS} */
  const formats = Object.create(null);
  const tag = own(node, "tagName");
  /** Sets what the page has not set itself. @param {Element} node @param {string} name @param {string} value */
  const unlessSet = (node, name, value) => own(node, "hasAttribute", name) || own(node, "setAttribute", name, value);
  /** @param {any} scope @param {any} row @param {string} field @param {string} place */
  const text = (scope, row, field, place) => (formats[place] || FORMATS[""])(find(scope, row, field), scope);

  for (const { name, value } of [...own(node, "attributes")]) {
    const [, binding, attribute, place = ""] = /^data-(isi|jika|jika-tidak|tiap|attr-(.+)|format(?:-(?:data-)?(.+))?)$/.exec(name) || [];
    if (!binding) continue;
    own(node, "removeAttribute", name);
    const field = value.trim();
    const refuse = (/** @type {string} */ reason) => complain(name + '="' + value + '": ' + reason);

    if (attribute) {
      const beginning = takesLink(tag, attribute);
      if (beginning) {
        steps.push((node, scope, row) => {
          const value = show(find(scope, row, field));
          const link = safeLink(value, beginning);
          if (link) {
            // Engines before Chromium 85 tell all of the page's address, in which a member's token may be, to where a link leads.
            unlessSet(node, "referrerpolicy", "strict-origin");
            own(node, "setAttribute", attribute, link);
            return;
          }
          if (tag === "IMG" && !own(node, "hasAttribute", attribute)) clearPicture(node);
          if (value.trim()) {
            const scheme = value.trim().split(":")[0];
            complain('isian "' + field + '": tautan "' + scheme + ':" dibuang, karena tidak dikenal aman.', field + name);
          }
        });
      } else if (takesText(tag, attribute)) {
        steps.push((node, scope, row) => own(node, "setAttribute", attribute, text(scope, row, field, attribute.replace(/^data-/, ""))));
      } else {
        refuse(
          "atribut ini tidak boleh diisi dari data: hanya href pada <a>, src pada gambar, alt, title, value, aria-…, data-…",
        );
      }
    } else if (binding === "isi") {
      if (runs(tag)) refuse("data-isi tidak boleh pada script atau style");
      else {
        steps.push((node, scope, row) => {
          const content = text(scope, row, field, "");
          // The attribute isolates a text, so that it turns the direction of nothing that stands behind it.
          if (TURNING.test(content)) unlessSet(node, "dir", "auto");
          Reflect.set(HTMLElement.prototype, "textContent", content, node);
        });
      }
    } else if (/^format/.test(binding)) {
      if (FORMATS.hasOwnProperty(field)) formats[place] = FORMATS[field];
      else refuse("format ini tidak ada." + meant(field, Object.keys(FORMATS)));
      // The style shows its lines.
      if (field === "teks" && !place) own(node, "setAttribute", "data-olshop-teks", "");
    } else if (binding !== "tiap") {
      const conditions = parse(value, name);
      steps.push((node, scope, row) => {
        const isTrue = conditions !== null && conditions.every((condition) => holds(condition, find(scope, row, condition.field)));
        if (isTrue !== (binding === "jika")) remove(node);
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
  if (own(node, "hasAttribute", NOTE)) steps.push(bindNote);
  return steps;
}
