// @ts-check
// A page's own fields that steer an element: `<input data-cari-untuk="ID">` searches, and
// `<select data-urut-untuk="ID">` sorts. Both only set the element's attribute.

import { complain } from "./complaints.js";
import { addFilter, FILTERED } from "./filter.js";
import { lists } from "./list.js";
import { document, isElement, own, rootOf, WeakMap, WeakSet } from "../client/realm.js";

/** Milliseconds without a key before a search is sent. */
const PAUSE = 300;

/** The attribute of a field, and the one of the element that it steers. */
const SEARCH = ["data-cari-untuk", "cari"];
const SORT = ["data-urut-untuk", "urut"];

/** @type {WeakMap<Element, any>} */
const pauses = new WeakMap();

/**
 * The documents and shadow roots whose fields are followed, and the copies of jQuery.
 *
 * @type {WeakSet<any>}
 */
const followed = new WeakSet();

/** @param {{ target: any }} event */
function typed({ target }) {
  filterBy(target);
  if (!isElement(target) || !own(target, "hasAttribute", SEARCH[0])) return;
  clearTimeout(pauses.get(target));
  pauses.set(target, setTimeout(() => steer(target, SEARCH), PAUSE));
}

/**
 * The event "change" comes with the enter key, too, and when the field loses the focus.
 *
 * @param {{ target: any }} event
 */
function changed({ target }) {
  steer(target, SEARCH);
  steer(target, SORT);
  filterBy(target);
}

/** A button that filters is pressed, and pressed once more to filter no longer. @param {Event} event */
function pressed(event) {
  const button = own(/** @type {Element} */ (event.target), "closest", "button[" + FILTERED + "]");
  if (!button) return;
  event.preventDefault();
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  filterBy(button);
}

/** Shows the rows of the elements that a field filters. @param {any} field */
function filterBy(field) {
  const ids = isElement(field) ? own(field, "getAttribute", FILTERED) : null;
  if (ids === null) return;
  ids.split(/\s+/).filter(Boolean).forEach((/** @type {string} */ id) => {
    const host = hostOf(field, id, FILTERED);
    const list = host && lists.get(host);
    if (!list) return;
    addFilter(host, field);
    list.filter();
  });
}

/** Follows what jQuery's `trigger` tells, and Select2 with it: only those hear of it who listen by jQuery, once it is there. */
export function followJquery() {
  const { jQuery } = /** @type {any} */ (window);
  if (!jQuery || !jQuery.fn || followed.has(jQuery)) return;
  followed.add(jQuery);
  jQuery(window.document).on("input", typed).on("change", changed);
}

/**
 * Follows all such fields of a document or a shadow root, whenever they are added.
 *
 * @param {Node} root
 */
export function followControls(root) {
  if (followed.has(root)) return;
  followed.add(root);
  root.addEventListener("input", typed);
  root.addEventListener("change", changed);
  root.addEventListener("click", pressed);
  // The fields of a form are reset after the event that tells of it.
  root.addEventListener("reset", () => setTimeout(() => readControls(root)));
  ["mousedown", "focusin"].forEach((name) => root.addEventListener(name, followJquery));
  root.addEventListener("submit", (event) => {
    const form = /** @type {Element} */ (event.target);
    if (own(form, "hasAttribute", "action")) return;
    /** @type {NodeListOf<Element>} */
    const fields = own(form, "querySelectorAll", "[" + SEARCH[0] + "]");
    // A form without an address would load the page anew, which empties the field.
    if (fields.length > 0) event.preventDefault();
    fields.forEach((field) => steer(field, SEARCH));
  });
}

/**
 * Takes over what fields hold from the start: as written, or as kept when somebody comes back to the page.
 *
 * @param {any} root
 * @param {string} [id] of the element; else of all
 */
export function readControls(root, id) {
  for (const way of [SEARCH, SORT]) {
    root.querySelectorAll("[" + way[0] + "]").forEach((/** @type {Element} */ field) => {
      if (id === undefined || own(field, "getAttribute", way[0]) === id) steer(field, way);
    });
  }
  root.querySelectorAll("[" + FILTERED + "]").forEach(filterBy);
}

/**
 * @param {any} field
 * @param {string[]} way
 */
function steer(field, [control, attribute]) {
  const id = isElement(field) ? own(field, "getAttribute", control) : null;
  // Of radio buttons, one counts.
  if (id === null || typeof field.value !== "string" || (field.type === "radio" && !field.checked)) return;
  const host = hostOf(field, id, control);
  if (host && (host.getAttribute(attribute) || "") !== field.value) {
    host.setAttribute(attribute, field.value);
  }
}

/**
 * The element that a field steers; null where there is none.
 *
 * @param {Element} field
 * @param {string} id
 * @param {string} control the attribute that names it
 * @returns {Element | null}
 */
function hostOf(field, id, control) {
  const root = rootOf(field);
  const host = (root.getElementById && root.getElementById(id)) || document.getElementById(id);
  if (host === null) complain('tidak ada elemen dengan id "' + id + '" untuk ' + control + ".");
  return host;
}
