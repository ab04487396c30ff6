// @ts-check
// What an element shows: rows or a state, and behind them the button for more. It leaves alone whatever else the page has
// put into the element.

import { complain } from "./complaints.js";
import { BROKEN, ROWS, STATES } from "./defaults.js";
import { dress } from "./dress.js";
import { KINDS } from "./kinds.js";
import { compile, contentOf, isTemplate, sweep, together } from "./template.js";
import { clock, document, Map, own, remove, rootOf, Set, WeakSet } from "../client/realm.js";

/** Milliseconds that rows are put in place for before the engine may draw a frame. */
const SLICE = 6;

/** Rows that are put in place at least before it may, and where an answer has come: as many as the API sends at once. */
const LEAST = 20;
const LEAST_NEW = 100;

/**
 * What is to be shown: a row, or the heading of a group.
 *
 * @typedef {object} Item
 * @property {string} key the same for the same row, also when the server sends it anew
 * @property {any} data
 * @property {boolean} [isHeading]
 */

/**
 * A row, or a heading, and its nodes.
 *
 * @typedef {object} Piece
 * @property {any} data
 * @property {ChildNode[]} nodes
 * @property {boolean} [isHeading]
 */

/** @param {Node} node @returns {any} */
const following = (node) => own(node, "nextSibling");

/**
 * @param {HTMLElement} host
 * @param {string} kind
 * @param {(name: string, detail: any) => void} tell
 */
export function createView(host, kind, tell) {
  /** @type {import("./template.js").Template} */
  let row;
  /** @type {import("./template.js").Template} */
  let heading;
  /**
   * The rows that have nodes, by their keys. Those of rows that are not shown are kept, as the page may have changed them.
   *
   * @type {Map<string, Piece>}
   */
  let pieces = new Map();
  /** The nodes of all rows. @type {WeakSet<Node>} */
  const ours = new WeakSet();
  /** The rows that are shown, as the page was told last; and those that were moved since. @type {Set<Piece>} */
  let before = new Set();
  /** @type {Set<Piece>} */
  let moved = new Set();
  /** Counts what was to be shown, so that slices of what no longer is are known. */
  let turn = 0;
  /** @type {ChildNode[]} */
  let notice = [];
  /** @type {ChildNode[]} */
  let behind = [];
  /** Stands behind the rows where somebody's coming near is waited for. */
  const mark = document.createElement("i");
  mark.style.cssText = "display:block;width:1px;height:1px;margin:-1px 0 0";
  mark.setAttribute("data-olshop-isi", "");

  /** @param {Item} item @returns {Piece} */
  function build({ data, isHeading }) {
    let nodes;
    try {
      nodes = (isHeading ? heading : row)(data, data);
    } catch (error) {
      complain("satu baris gagal ditampilkan: " + error);
      nodes = compile(together(BROKEN()))({}, {});
    }
    return { data, isHeading, nodes: [...nodes.childNodes] };
  }

  /** @param {ChildNode[]} nodes @returns {ChildNode[]} */
  const drop = (nodes) => {
    nodes.forEach(remove);
    return [];
  };

  /**
   * The nodes of a row that is the same, or looks the same, stay: the page may have changed them, and somebody may be reading.
   *
   * @param {Piece} piece
   * @param {Item} item
   */
  function renew(piece, item) {
    if (piece.data === item.data) return;
    if (JSON.stringify(piece.data) !== JSON.stringify(item.data)) {
      const next = build(item);
      if (next.nodes.length !== piece.nodes.length || next.nodes.some((node, i) => !own(piece.nodes[i], "isEqualNode", node))) {
        const [first] = piece.nodes;
        const parent = first && own(first, "parentNode");
        if (parent === host) next.nodes.forEach((node) => host.insertBefore(node, first));
        next.nodes.forEach((node) => ours.add(node));
        drop(piece.nodes);
        pieces.set(item.key, next);
        return;
      }
    }
    piece.data = item.data;
  }

  /**
   * Puts rows in place, from one on: those that stand right already are left alone.
   *
   * @param {Item[]} items
   * @param {number} at
   * @param {Node | null} last the node that was put in place before
   * @param {number} least rows that are put in place before the engine may draw
   * @param {() => void} [end]
   */
  function place(items, at, last, least, end) {
    const mine = turn;
    const began = clock();
    let works = 0;
    let cursor = last && own(last, "parentNode") === host ? following(last) : host.firstChild;
    for (; at < items.length; at++) {
      if (works >= least && clock() - began > SLICE) {
        const later = () => mine === turn && place(items, at, last, LEAST, end);
        if (document.hidden) setTimeout(later);
        else requestAnimationFrame(later);
        return;
      }
      const item = items[at];
      let piece = pieces.get(item.key);
      if (!piece) {
        piece = build(item);
        piece.nodes.forEach((node) => ours.add(node));
        pieces.set(item.key, piece);
      }
      let isMoved = false;
      for (const node of piece.nodes) {
        while (cursor && !ours.has(cursor)) cursor = following(cursor);
        if (node === cursor) cursor = following(cursor);
        else {
          host.insertBefore(node, cursor);
          isMoved = true;
        }
        last = node;
      }
      if (isMoved) {
        works += 1;
        if (before.has(piece)) moved.add(piece);
      }
    }
    tellChange(items);
    if (end) end();
  }

  /** Tells the page what has changed. @param {Item[]} items */
  function tellChange(items) {
    const now = items.filter(({ isHeading }) => !isHeading).map(({ key }) => /** @type {Piece} */ (pieces.get(key)));
    const shown = new Set(now);
    const rowsOf = (/** @type {Piece[]} */ some) => some.map(({ data }) => data);
    const added = now.filter((piece) => !before.has(piece));
    const removed = [...before].filter((piece) => !shown.has(piece));
    const detail = {
      data: rowsOf(now),
      added: rowsOf(added),
      moved: rowsOf(now.filter((piece) => moved.has(piece))),
      removed: rowsOf(removed),
      /** The nodes of a row, which the page may change. @param {any} data */
      nodes: (data) => [].concat(...now.filter((piece) => piece.data === data).map(({ nodes }) => /** @type {any} */ (nodes))),
    };
    before = shown;
    moved = new Set();
    if (added.length + detail.moved.length + removed.length > 0) tell("tampil", detail);
  }

  /**
   * Shows rows, and nothing else.
   *
   * @param {Item[]} items
   * @param {{ has(key: string): boolean }} known the keys of all rows that were loaded
   * @param {boolean} [isNew] whether they have just come
   * @param {() => void} [end] called once all of them stand in their places
   */
  function show(items, known, isNew, end) {
    turn += 1;
    behind = drop(behind);
    notice = drop(notice);
    const wanted = new Map(items.map((item) => [item.key, item]));
    pieces.forEach((piece, key) => {
      const item = wanted.get(key);
      if (item) renew(piece, item);
      else {
        drop(piece.nodes);
        if (!known.has(key)) pieces.delete(key);
      }
    });
    place(items, 0, null, isNew ? LEAST_NEW : LEAST, end);
  }

  return {
    /**
     * Compiles the page's template for rows, or the default template if the page has none.
     *
     * @param {string} [tipe] of a catatan
     */
    read(tipe) {
      pieces.forEach(({ nodes }) => drop(nodes));
      pieces = new Map();
      sweep(host);
      dress(rootOf(host));
      const template = ownTemplate(host, "");
      host.toggleAttribute("data-olshop-bawaan", !template);
      row = compile(template || together([ROWS[tipe === "poin" ? tipe : kind]()]));
      heading = compile(ownTemplate(host, "kelompok") || together(STATES.kelompok({})));
    },

    show,

    /** Takes away copies of rows that the page has made. */
    sweep() {
      sweep(host, (node) => ours.has(node));
    },

    /** How many rows somebody could see: not those that the page's style hides. */
    visible() {
      let number = 0;
      before.forEach(({ nodes }) => (number += Number(nodes.some((node) => own(node, "nodeType") === 1 && own(node, "getClientRects").length > 0))));
      return number;
    },

    /** Puts the mark behind all that is shown. */
    mark: () => host.appendChild(mark),
    unmark: () => remove(mark),

    /**
     * Shows a state, in place of the rows or behind them.
     *
     * @param {string} name
     * @param {any} scope
     * @param {boolean} [isBehind]
     */
    state(name, scope, isBehind) {
      const template = ownTemplate(host, name) || (name === "tersaring" && ownTemplate(host, "kosong"));
      const nodes = compile(template || together(STATES[name](KINDS[kind])))(scope, scope);
      if (!isBehind) show([], pieces);
      behind = drop(behind);
      const list = [...nodes.childNodes];
      host.appendChild(nodes);
      if (isBehind) behind = list;
      else notice = list;
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
