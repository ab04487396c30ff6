// @ts-check
// What an element shows: rows or a state, and behind them the button for more. It leaves alone whatever else the page has
// put into the element.

import { ROWS, STATES } from "./defaults.js";
import { KINDS } from "./kinds.js";
import { STYLE } from "./style.js";
import { compile, contentOf, isTemplate, sweep, together } from "./template.js";

/** The documents and shadow roots that have the style. */
const styled = new WeakSet();

/**
 * @param {HTMLElement} host
 * @param {string} kind
 */
export function createView(host, kind) {
  /** @type {import("./template.js").Template} */
  let row;
  /** @type {ChildNode[]} */
  let shown = [];
  /** @type {ChildNode[]} */
  let behind = [];

  /** @param {any[]} rows */
  const filled = (rows) => together(rows.map((data) => row(data, data)));

  const clearBehind = () => {
    behind.forEach((node) => node.remove());
    behind = [];
  };
  const clear = () => {
    clearBehind();
    shown.forEach((node) => node.remove());
    shown = [];
  };
  /** @param {DocumentFragment} nodes */
  const append = (nodes) => {
    clearBehind();
    const list = Array.from(nodes.childNodes);
    host.appendChild(nodes);
    return list;
  };

  /** Shows more rows behind those that are there. @param {any[]} rows */
  const add = (rows) => {
    shown = shown.concat(append(filled(rows)));
  };

  return {
    /**
     * Compiles the page's template for rows, or the default template if the page has none.
     *
     * @param {string} [tipe] of a catatan
     */
    read(tipe) {
      sweep(host);
      addStyle(host.getRootNode());
      const own = ownTemplate(host, "");
      if (!own) host.setAttribute("data-olshop-bawaan", "");
      row = compile(own || together([ROWS[tipe === "poin" ? tipe : kind]()]));
    },

    add,

    /** Shows rows, and nothing else. @param {any[]} rows */
    rows(rows) {
      clear();
      add(rows);
    },

    /**
     * Shows rows in place of those that are shown. The nodes of a row that looks the same stay, as somebody may be reading it.
     *
     * @param {any[]} rows
     */
    refresh(rows) {
      clearBehind();
      const old = shown;
      const last = old[old.length - 1];
      const next = last ? last.nextSibling : null;
      shown = Array.from(filled(rows).childNodes).map((node, i) => {
        const before = old[i];
        const stands = before && before.parentNode === host;
        if (stands && before.isEqualNode(node)) return before;
        if (stands) host.replaceChild(node, before);
        else host.insertBefore(node, next && next.parentNode === host ? next : null);
        return node;
      });
      old.slice(shown.length).forEach((node) => node.remove());
    },

    /**
     * Shows a state, in place of the rows or behind them.
     *
     * @param {string} name
     * @param {any} scope
     * @param {boolean} [isBehind]
     */
    state(name, scope, isBehind) {
      const nodes = compile(ownTemplate(host, name) || together(STATES[name](KINDS[kind])))(scope, scope);
      if (!isBehind) clear();
      const list = append(nodes);
      if (isBehind) behind = list;
      else shown = list;
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
    if (isTemplate(node) && (node.getAttribute("data-saat") || "") === state) {
      return contentOf(document.importNode(node, true));
    }
  }
  return null;
}

/** @param {any} root */
function addStyle(root) {
  const place = root.head || (root.host ? root : document.head);
  if (styled.has(place)) return;
  styled.add(place);
  const node = document.createElement("style");
  node.textContent = STYLE;
  // The style is the first in the head, so that rules of the page come later and win.
  place.insertBefore(node, place.firstChild);
}
