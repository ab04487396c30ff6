// @ts-check
// The classes of the custom elements. They only pass on what happens to an element; list.js decides.

import { adviseNames } from "./advice.js";
import { followControls, followJquery, readControls } from "./controls.js";
import { fromStart } from "./from-start.js";
import { attributesOf, KINDS, tagOf } from "./kinds.js";
import { complain } from "./complaints.js";
import { createList, lists, parsed } from "./list.js";
import { HTMLElement, rootOf } from "./nodes.js";
import { MISSING } from "./pictures.js";
import { followTouches } from "./touches.js";
import { date, document, Set } from "../client/realm.js";

/** @type {("saring" | "urutan")[]} */
const HOOKS = ["saring", "urutan"];

/** Attributes that change how rows are shown, not which. */
const LOOKS = ["urut", "saring", "kelompok", "muat-lagi", "gulir"];

/**
 * The elements that are in a page, in whichever shadow root or frame.
 *
 * @type {Set<Element>}
 */
const hosts = new Set();

/** Milliseconds out of sight after which what is shown may have changed. */
const WHILE = 10000;

/** @param {Element} host */
const listOf = (host) => /** @type {ReturnType<typeof createList>} */ (lists.get(host));

/**
 * The class of a custom element: the browser demands another class for each name.
 *
 * @param {string} kind
 */
function shell(kind) {
  const made = class extends HTMLElement {
    static get observedAttributes() {
      return LOOKS.concat(attributesOf(kind));
    }

    constructor() {
      super();
      lists.set(this, createList(this, kind));
    }

    /** What was loaded: the rows, or the member; null before the first answer. */
    get data() {
      return listOf(this).data();
    }

    set data(value) {
      complain("elemen.data hanya untuk dibaca: pakai elemen.saring, elemen.urutan, atau elemen.muatUlang().");
    }

    /** Asks the server anew, from the first page. */
    muatUlang() {
      return listOf(this).start(true);
    }

    connectedCallback() {
      hosts.add(this);
      // What the page has set before the script came lies over what the class has of that name.
      HOOKS.forEach((name) => {
        const { value } = Object.getOwnPropertyDescriptor(this, name) || {};
        if (value && Reflect.deleteProperty(this, name)) Reflect.set(this, name, value);
      });
      const root = rootOf(this);
      followControls(root);
      // Frameworks bring fields and elements together, long after the page was parsed.
      Promise.resolve().then(() => readControls(root, this.id));
      listOf(this).plan();
    }

    disconnectedCallback() {
      hosts.delete(this);
      listOf(this).leave();
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (before === now || !this.isConnected) return;
      if (name === "saring") listOf(this).filter();
      else if (LOOKS.includes(name)) listOf(this).redraw();
      else listOf(this).plan();
    }
  };
  // The page's own functions: which rows are shown, and in which order.
  HOOKS.forEach((name) =>
    Object.defineProperty(made.prototype, name, {
      get() {
        return listOf(this).given[name];
      },
      set(hook) {
        listOf(this).setHook(name, hook);
      },
    }),
  );
  return made;
}

/** @param {(list: ReturnType<typeof createList>) => void} work */
function eachList(work) {
  [...hosts].forEach((host) => work(listOf(host)));
}

/** The HTML of the page, or of a part of it, as it should be pasted, with what its elements show now. @param {Element} [root] */
export const isiAwal = (root = document.documentElement) => fromStart((host) => (lists.has(host) ? listOf(host).contents() : null), root);

/** Lets elements ask that could not ask before: a later tag may have brought the token. */
export function wake() {
  eachList((list) => list.plan());
}

/** Makes the elements known to the page, unless another copy of the script has done so. */
export function define() {
  const kinds = Object.keys(KINDS).filter((kind) => !window.customElements.get(tagOf(kind)));
  kinds.forEach((kind) => window.customElements.define(tagOf(kind), shell(kind)));
  if (kinds.length === 0) return;
  followControls(document);
  followTouches();
  followAbsence();
  window.addEventListener("olshop:ubah", (/** @type {any} */ event) => {
    const { before, after } = event.detail;
    eachList((list) => list.change(before, after));
  });
  parsed().then(() => {
    readControls(document);
    adviseNames(document);
    followJquery();
  });
  window.addEventListener("load", followJquery);
}

/** Brings elements up to date when somebody comes back to the page, and when the network does. */
function followAbsence() {
  const back = () => eachList((list) => list.mend(true));
  let since = date();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") since = date();
    else if (date() - since >= WHILE) back();
  });
  window.addEventListener("pageshow", (event) => event.persisted && back());
  window.addEventListener("online", () => {
    eachList((list) => list.mend(false));
    hosts.forEach((host) => {
      host.querySelectorAll("img").forEach((picture) => {
        const link = picture.getAttribute(MISSING);
        if (link) picture.src = link;
      });
    });
  });
}
