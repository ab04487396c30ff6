// @ts-check
// What an element shows: rows or a state, and behind them the button for more. It leaves alone whatever else the page has
// put into the element.

import { complain } from "./complaints.js";
import { BROKEN, ROWS, STATES, VARIANTS } from "./defaults.js";
import { dress } from "./dress.js";
import { KINDS } from "./kinds.js";
import { compile, contentOf, isTemplate, sweep, together } from "./template.js";
import { document, own, remove, rootOf } from "../client/realm.js";

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
  const filled = (rows) =>
    together(
      rows.map((data) => {
        try {
          return row(data, data);
        } catch (error) {
          complain("satu baris gagal ditampilkan: " + error);
          return compile(together(BROKEN()))({}, {});
        }
      }),
    );

  const clearBehind = () => {
    behind.forEach(remove);
    behind = [];
  };
  const clear = () => {
    clearBehind();
    shown.forEach(remove);
    shown = [];
  };
  /** @param {DocumentFragment} nodes */
  const append = (nodes) => {
    clearBehind();
    const list = [...nodes.childNodes];
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
      dress(rootOf(host));
      const template = ownTemplate(host, "");
      host.toggleAttribute("data-olshop-bawaan", !template);
      row = compile(template || together([ROWS[tipe === "poin" ? tipe : host.hasAttribute(VARIANTS[kind]) ? VARIANTS[kind] : kind]()]));
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
      const next = last ? own(last, "nextSibling") : null;
      shown = [...filled(rows).childNodes].map((node, i) => {
        const before = old[i];
        const stands = before && own(before, "parentNode") === host;
        if (stands && own(before, "isEqualNode", node)) return before;
        if (stands) host.replaceChild(node, before);
        else host.insertBefore(node, next && own(next, "parentNode") === host ? next : null);
        return node;
      });
      old.slice(shown.length).forEach(remove);
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
  for (let node = /** @type {any} */ (host.firstElementChild); node; node = own(node, "nextElementSibling")) {
    if (isTemplate(node) && (node.getAttribute("data-saat") || "") === state) {
      return contentOf(document.importNode(node, true));
    }
  }
  return null;
}
