// @ts-check
// What an element shows: rows or a state, and behind them the button for more. Everything else inside of
// it is the page's own.

import { ROWS, STATES } from "./element-defaults.js";
import { STYLE } from "./element-style.js";
import { compile } from "./element-template.js";

let styled = false;

/**
 * @param {HTMLElement} host
 * @param {import("./element-kinds.js").Kind} kind
 */
export function createView(host, kind) {
  /** @type {import("./element-template.js").Template} */
  let row;
  /** @type {ChildNode[]} */
  let shown = [];
  /** @type {ChildNode[]} */
  let behind = [];

  /** @param {any[]} rows */
  const filled = (rows) => {
    const nodes = document.createDocumentFragment();
    rows.forEach((data) => nodes.appendChild(row(data, data)));
    return nodes;
  };
  /** @param {string} name @param {any} scope */
  const state = (name, scope) => compile(ownTemplate(host, name) || together(STATES[name](kind)))(scope, scope);

  /** @param {DocumentFragment} nodes */
  const append = (nodes) => {
    const list = Array.from(nodes.childNodes);
    host.appendChild(nodes);
    return list;
  };
  const clearBehind = () => {
    behind.forEach((node) => node.remove());
    behind = [];
  };

  /**
   * Puts nodes in the place of those that are there. What looks the same stays: somebody may be looking at it.
   *
   * @param {DocumentFragment} nodes
   */
  const put = (nodes) => {
    clearBehind();
    const old = shown;
    const last = old[old.length - 1];
    const next = last && last.parentNode === host ? last.nextSibling : null;
    shown = Array.from(nodes.childNodes).map((node, i) => {
      const before = old[i];
      const stands = before && before.parentNode === host;
      if (stands && before.isEqualNode(node)) return before;
      if (stands) host.replaceChild(node, before);
      else host.insertBefore(node, next);
      return node;
    });
    old.slice(shown.length).forEach((node) => node.remove());
  };

  return {
    /**
     * Reads the page's template for rows; where there is none, they get a default look.
     *
     * @param {string} look
     */
    read(look) {
      if (!styled) addStyle();
      styled = true;
      const own = ownTemplate(host, "");
      if (!own) host.setAttribute("data-olshop-bawaan", "");
      row = compile(own || together([ROWS[look]()]));
    },

    /** Shows rows, and nothing else. @param {any[]} rows */
    rows: (rows) => put(filled(rows)),

    /** Shows more rows behind those that are there. @param {any[]} rows */
    add(rows) {
      clearBehind();
      shown = shown.concat(append(filled(rows)));
    },

    /** Shows a state, and nothing else. @param {string} name @param {any} scope */
    state: (name, scope) => put(state(name, scope)),

    /** Shows a state behind the rows. @param {string} name @param {any} scope */
    tail(name, scope) {
      clearBehind();
      behind = append(state(name, scope));
    },
  };
}

/**
 * A copy of the template for a state that stands directly inside an element, or of the one for rows.
 *
 * @param {HTMLElement} host
 * @param {string} state empty: rows
 */
function ownTemplate(host, state) {
  for (let node = host.firstElementChild; node; node = node.nextElementSibling) {
    if (node instanceof HTMLTemplateElement && (node.getAttribute("data-saat") || "") === state) {
      return document.importNode(node.content, true);
    }
  }
  return null;
}

/** @param {Node[]} nodes */
function together(nodes) {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes);
  return fragment;
}

function addStyle() {
  const node = document.createElement("style");
  node.textContent = STYLE;
  // First, so that whatever the page says of the same thing comes later and holds.
  document.head.insertBefore(node, document.head.firstChild);
}
