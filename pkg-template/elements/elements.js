// @ts-check
// The classes of the custom elements. They only pass on what happens to an element; list.js decides.

import { followControls, readControls } from "./controls.js";
import { attributesOf, KINDS, tagOf, TAGS } from "./kinds.js";
import { createList, parsed } from "./list.js";
import { document, HTMLElement, WeakMap } from "../client/realm.js";

/** Attributes that change how rows are shown, not which. */
const LOOKS = ["urut", "muat-lagi", "gulir"];

/**
 * The lists of the elements, each by its element.
 *
 * @type {WeakMap<Element, ReturnType<typeof createList>>}
 */
const lists = new WeakMap();

/** @param {Element} host */
const listOf = (host) => /** @type {ReturnType<typeof createList>} */ (lists.get(host));

/**
 * The class of a custom element: the browser demands another class for each name.
 *
 * @param {string} kind
 */
function shell(kind) {
  return class extends HTMLElement {
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

    /** Asks the server anew, from the first page. */
    muatUlang() {
      return listOf(this).start(true);
    }

    connectedCallback() {
      listOf(this).plan();
    }

    disconnectedCallback() {
      listOf(this).leave();
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (before === now || !this.isConnected) return;
      if (LOOKS.includes(name)) listOf(this).draw();
      else listOf(this).plan();
    }
  };
}

/** @param {(list: ReturnType<typeof createList>) => void} work */
function eachList(work) {
  document.querySelectorAll(TAGS.join()).forEach((host) => {
    if (lists.has(host)) work(listOf(host));
  });
}

/** Lets elements ask that could not ask before: a later tag may have brought the token. */
export function wake() {
  eachList((list) => list.plan());
}

/** Makes the elements known to the page, unless another copy of the script has done so. */
export function define() {
  const kinds = Object.keys(KINDS).filter((kind) => !window.customElements.get(tagOf(kind)));
  kinds.forEach((kind) => window.customElements.define(tagOf(kind), shell(kind)));
  if (kinds.length === 0) return;
  followControls();
  window.addEventListener("olshop:ubah", (/** @type {any} */ event) => {
    const { before, after } = event.detail;
    eachList((list) => list.change(before, after));
  });
  parsed().then(readControls);
}
