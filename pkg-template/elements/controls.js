// @ts-check
// A page's own fields that steer an element: `<input data-cari-untuk="ID">` searches, and
// `<select data-urut-untuk="ID">` sorts. Both only set the element's attribute.

import { complain } from "./complaints.js";
import { document, own, WeakMap } from "../client/realm.js";

/** Milliseconds without a key before a search is sent. */
const PAUSE = 300;

/** The attribute of a field, and the one of the element that it steers. */
const SEARCH = ["data-cari-untuk", "cari"];
const SORT = ["data-urut-untuk", "urut"];

/** @type {WeakMap<Element, any>} */
const pauses = new WeakMap();

/** Follows all such fields of the page, whenever they are added. */
export function followControls() {
  document.addEventListener("input", (/** @type {any} */ { target }) => {
    if (!own(target, "hasAttribute", SEARCH[0])) return;
    clearTimeout(pauses.get(target));
    pauses.set(target, setTimeout(() => steer(target, SEARCH), PAUSE));
  });
  // The event "change" comes with the enter key, too, and when the field loses the focus.
  document.addEventListener("change", ({ target }) => {
    steer(target, SEARCH);
    steer(target, SORT);
  });
  document.addEventListener("submit", (event) => {
    const form = /** @type {Element} */ (event.target);
    if (own(form, "hasAttribute", "action")) return;
    /** @type {NodeListOf<Element>} */
    const fields = own(form, "querySelectorAll", "[" + SEARCH[0] + "]");
    // A form without an address would load the page anew, which empties the field.
    if (fields.length > 0) event.preventDefault();
    fields.forEach((field) => steer(field, SEARCH));
  });
}

/** Takes over what fields hold from the start: as written, or as kept when somebody comes back to the page. */
export function readControls() {
  for (const way of [SEARCH, SORT]) {
    document.querySelectorAll("[" + way[0] + "]").forEach((field) => steer(field, way));
  }
}

/**
 * @param {any} field
 * @param {string[]} way
 */
function steer(field, [control, attribute]) {
  if (!/^(INPUT|SELECT)$/.test(field.tagName)) return;
  const id = field.getAttribute(control);
  if (id === null) return;
  const host = document.getElementById(id);
  if (host === null) {
    complain('tidak ada elemen dengan id "' + id + '" untuk ' + control + ".");
  } else if ((host.getAttribute(attribute) || "") !== field.value) {
    host.setAttribute(attribute, field.value);
  }
}
