// @ts-check
// What an element shows: rows or a state, and behind them the button for more. It leaves alone whatever else the page has
// put into the element.

import { complain } from "./complaints.js";
import { BROKEN, ROWS, STATES, VARIANTS } from "./defaults.js";
import { dress } from "./dress.js";
import { KINDS } from "./kinds.js";
import { isElement, own, remove, rootOf } from "./nodes.js";
import { holdPlace } from "./place.js";
import { compile, contentOf, drawnNodes, isTemplate, sweep, together } from "./template.js";
import { touches } from "./touches.js";
import { clock, document, Map, Set, WeakMap } from "../client/realm.js";

/** Milliseconds that rows are put in place for before the engine may draw a frame. */
const SLICE = 4;

/** Rows that are put in place at least before it may, and where an answer has come: as many as the API sends at once. */
const LEAST = 20;
export const MANY = 100;

/** The same for a long list, whose rows take an engine longer. */
const FEW = 4;

/** Marks rows of a long list that come to be seen when somebody comes near: laying out all of them takes an engine too long. */
const LATER = "data-olshop-nanti";

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
 * @property {number} at its place; -1: not to be shown
 * @property {boolean} [isLater]
 */

/**
 * Whether a row, or the heading of a group, has stayed the same.
 *
 * @param {any} one
 * @param {any} other
 * @param {boolean} [isHeading]
 */
const isSame = (one, other, isHeading) =>
  isHeading ? one.banyak === other.banyak && one.baris.every((/** @type {any} */ row, /** @type {number} */ i) => row === other.baris[i]) : one === other || JSON.stringify(one) === JSON.stringify(other);

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
  /** The rows of nodes. @type {WeakMap<Node, Piece>} */
  const owners = new WeakMap();
  /** The rows that are shown, as the page was told last; and those that were moved since. @type {Set<Piece>} */
  let before = new Set();
  /** @type {Set<Piece>} */
  let moved = new Set();
  /** Counts what was to be shown, so that slices of what no longer is are known. */
  let turn = 0;
  /** @type {Item[]} */
  let current = [];
  /** How many of them are to be seen at once. */
  let limit = Infinity;
  /** @type {ChildNode[]} */
  let notice = [];
  /** @type {ChildNode[]} */
  let behind = [];
  /** What the page had from the start, for the rows that look the same. @type {ChildNode[]} */
  let kept = [];
  /** The name of the state behind the rows. */
  let later = "";
  /** Stands behind the rows where somebody's coming near is waited for. */
  const mark = document.createElement("i");
  mark.setAttribute("data-olshop-isi", "tanda");

  /** The nodes of an item, new ones. @param {Item} item @returns {ChildNode[]} */
  function nodesFor({ data, isHeading }) {
    let nodes;
    try {
      nodes = isHeading ? heading(data, data.baris[0]) : row(data, data);
    } catch (error) {
      complain("satu baris gagal ditampilkan: " + error);
      nodes = compile(together(BROKEN()))({}, {});
    }
    return [...nodes.childNodes];
  }

  /** @param {Item} item @returns {Piece} */
  function build(item) {
    const { key, data } = item;
    const list = nodesFor(item).map((node) => {
      const at = kept.findIndex((old) => own(old, "isEqualNode", node));
      return at < 0 ? node : kept.splice(at, 1)[0];
    });
    const piece = { data, at: -1, nodes: list };
    piece.nodes.forEach((node) => owners.set(node, piece));
    pieces.set(key, piece);
    return piece;
  }

  /** Lets a row be seen later, unless it has texts of its own, which nothing could hide. @param {Piece} piece @param {boolean} isLater */
  function setLater(piece, isLater) {
    if (!isLater === !piece.isLater || piece.nodes.some((node) => own(node, "nodeType") === 3 && /\S/.test(own(node, "textContent")))) return;
    piece.isLater = isLater;
    piece.nodes.forEach((node) => isElement(node) && own(node, "toggleAttribute", LATER, isLater));
  }

  /** @param {ChildNode[]} nodes @returns {ChildNode[]} */
  const drop = (nodes) => {
    nodes.forEach(remove);
    return [];
  };

  /**
   * The row of an item, if it has nodes already. The nodes of one that is the same, or looks the same, stay: the page may have changed
   * them, and somebody may be reading.
   *
   * @param {Item} item
   */
  function renewed(item) {
    const piece = pieces.get(item.key);
    if (!piece) return piece;
    if (!isSame(piece.data, item.data, item.isHeading)) {
      const next = build(item);
      if (next.nodes.length !== piece.nodes.length || next.nodes.some((node, i) => !own(piece.nodes[i], "isEqualNode", node))) {
        const [first] = piece.nodes;
        if (first && own(first, "parentNode") === host) next.nodes.forEach((node) => host.insertBefore(node, first));
        drop(piece.nodes);
        return next;
      }
      pieces.set(item.key, piece);
    }
    piece.data = item.data;
    return piece;
  }

  /** Does something in the next frame, if nothing else is to be shown by then. @param {() => void} work */
  function soon(work) {
    const mine = turn;
    const proceed = () => mine === turn && work();
    // Pages that are out of sight have no frames.
    if (document.hidden) setTimeout(proceed);
    else requestAnimationFrame(proceed);
  }

  /**
   * Puts the rows in place, from one on, and takes away those that are not to be shown. What stands right already is left alone.
   *
   * @param {number} at
   * @param {Node | null} last the node that was put in place before
   * @param {number} least how many nodes are moved before the engine may draw
   * @param {{ has(key: string): boolean }} known
   * @param {() => void} [end]
   */
  function place(at, last, least, known, end) {
    const began = clock();
    /** @type {any} */
    const focused = rootOf(host).activeElement;
    let works = 0;
    /** Rows of a long list that the engine has to lay out anew. */
    let seen = 0;
    let cursor = last && own(last, "parentNode") === host ? following(last) : host.firstChild;
    /** Whether the engine should draw first. */
    const isTime = () => works >= least && (clock() - began > SLICE || (least === FEW && seen >= FEW));
    /** Goes on to the next node of a row that is to be shown. */
    const skip = () => {
      while (cursor && !isTime()) {
        const owner = owners.get(cursor);
        if ((owner && owner.at >= 0) || cursor === mark || cursor === behind[0]) break;
        const next = following(cursor);
        if (owner) {
          remove(cursor);
          works += 1;
        }
        cursor = next;
      }
    };
    for (; at < current.length; at++) {
      skip();
      if (isTime()) break;
      const item = current[at];
      const piece = pieces.get(item.key) || build(item);
      piece.at = at;
      let isMoved = false;
      let isShown = piece.isLater;
      setLater(piece, at >= limit);
      for (const node of piece.nodes) {
        if (node === cursor) cursor = following(cursor);
        else {
          host.insertBefore(node, cursor);
          isShown = isMoved = true;
        }
        last = node;
        skip();
      }
      if (isShown && at < limit) seen += 1;
      if (isMoved) {
        works += 1;
        if (before.has(piece)) moved.add(piece);
      }
    }
    skip();
    // What is moved loses the focus.
    if (focused && rootOf(host).activeElement !== focused) focused.focus({ preventScroll: true });
    if (isTime()) {
      return soon(() => place(at, last, least < MANY ? least : LEAST, known, end));
    }
    pieces.forEach((piece, key) => piece.at < 0 && !known.has(key) && pieces.delete(key));
    tellChange();
    if (end) end();
  }

  /** Tells the page what has changed. */
  function tellChange() {
    const now = current.filter(({ isHeading }) => !isHeading).map(({ key }) => /** @type {Piece} */ (pieces.get(key)));
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
    // Somebody who has not touched the page yet sees its beginning.
    const hold = isNew && touches > 0 && before.size > 0 ? holdPlace(host, [].concat(...[...before].map(({ nodes }) => /** @type {any} */ (nodes)))) : null;
    notice = drop(notice);
    // Nothing that is seen goes when more rows come.
    const isLong = items.length > MANY && typeof IntersectionObserver === "function";
    limit = !isLong ? Infinity : isNew && before.size > 0 ? limit + Math.max(0, items.length - current.length) : LEAST;
    current = items;
    pieces.forEach((piece) => (piece.at = -1));
    items.forEach((item, at) => {
      const piece = renewed(item);
      if (piece) piece.at = at;
    });
    // Looking through many rows has taken this frame's time.
    if (end && !isNew && pieces.size > MANY) return soon(() => place(0, null, FEW, known, end));
    place(0, null, isNew ? MANY : end ? LEAST : Infinity, known, end);
    kept = [];
    if (hold) hold();
  }

  return {
    /**
     * Compiles the page's template for rows, or the default template if the page has none.
     *
     * @param {string} [tipe] of a catatan
     * @param {boolean} [keeps] whether nodes that the page had from the start are used where they are right
     */
    read(tipe, keeps) {
      pieces.forEach(({ nodes }) => drop(nodes));
      pieces = new Map();
      current = [];
      kept = keeps ? drawnNodes(host) : [];
      sweep(host);
      dress(rootOf(host));
      const template = ownTemplate(host, "");
      host.toggleAttribute("data-olshop-bawaan", !template);
      row = compile(template || together([ROWS[tipe === "poin" ? tipe : host.hasAttribute(VARIANTS[kind]) ? VARIANTS[kind] : kind]()]));
      heading = compile(ownTemplate(host, "kelompok") || together(STATES.kelompok({})));
    },

    show,

    /** Does in a frame of its own what shows rows, in place of what else was to be shown by then. @param {() => void} work */
    postpone(work) {
      turn += 1;
      // This frame has what somebody typed to draw.
      soon(() => soon(work));
    },

    /** Takes away copies of rows that the page has made. */
    sweep() {
      sweep(host, (node) => owners.has(node) || node === mark || behind.includes(/** @type {any} */ (node)));
    },

    /**
     * Nodes as those of these rows, of the headings, and of what stands behind them, without what the page has changed in them.
     *
     * @param {readonly any[]} rows
     * @returns {Node[]}
     */
    nodesOf(rows) {
      const some = current.filter(({ data, isHeading }) => isHeading || rows.includes(data));
      return [].concat(.../** @type {any[]} */ (some.map(nodesFor)), /** @type {any} */ (behind));
    },

    /** How many rows somebody could see: not those that the page's style hides. */
    visible() {
      let number = 0;
      before.forEach(({ nodes }) => (number += Number(nodes.some((node) => isElement(node) && own(node, "getClientRects").length > 0))));
      return number;
    },

    /** Lets more rows of a long list be seen. Returns whether there were any. */
    reveal() {
      const [from, to] = [limit, (limit += 2 * FEW)];
      current.slice(from, to).forEach(({ key }) => setLater(/** @type {Piece} */ (pieces.get(key)), false));
      return from < current.length;
    },

    /** Whether there are rows that are not to be seen yet. */
    isPart: () => limit < current.length,

    /** Puts the mark behind the rows, or takes it away. @param {boolean} isThere */
    mark(isThere) {
      if (!isThere) remove(mark);
      else if (mark.parentNode !== host) host.insertBefore(mark, behind[0] || null);
      return mark;
    },

    /**
     * Shows a state, in place of the rows or behind them.
     *
     * @param {string} name of one behind them: empty for none
     * @param {any} scope
     * @param {boolean} [isBehind]
     */
    state(name, scope, isBehind) {
      if (name === "lagi" && later === name && behind.some((node) => own(node, "parentNode") === host)) return;
      behind = drop(behind);
      later = isBehind ? name : "";
      if (!name) return;
      const template = ownTemplate(host, name) || (name === "tersaring" && ownTemplate(host, "kosong"));
      const nodes = compile(template || together(STATES[name](KINDS[kind])))(scope, scope);
      if (!isBehind) show([], pieces);
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
