// @ts-check
// A page's own fields that steer elements: `<input data-cari-untuk="ID ID">` searches, and `<select data-urut-untuk="ID">`
// sorts. The chips of `<olshop-kategori data-kategori-untuk="ID">` choose a category. All only set attributes of the elements.

import { advise } from "./advice.js";
import { complain, tagText } from "./complaints.js";
import { addFilter, FILTERED } from "./filter.js";
import { TAGS } from "./kinds.js";
import { lists } from "./list.js";
import { isElement, own } from "./nodes.js";
import { byId, followNotes } from "./notes.js";
import { document, WeakMap, WeakSet } from "../client/realm.js";

/** Milliseconds without a key before a search is sent. */
const PAUSE = 300;

/** The attribute of a field, and the one of the element that it steers. */
const SEARCH = ["data-cari-untuk", "cari"];
const SORT = ["data-urut-untuk", "urut"];
const CHOOSE = ["data-kategori-untuk", "id-kategori"];

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
  hostsOf(field, FILTERED).forEach((host) => {
    const list = lists.get(host);
    if (!list) return tellUnable(FILTERED, host);
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
  followNotes(root);
  root.addEventListener("input", typed);
  root.addEventListener("change", changed);
  root.addEventListener("click", tapped);
  root.addEventListener("click", pressed);
  // The fields of a form are reset after the event that tells of it.
  root.addEventListener("reset", () => setTimeout(() => readControls(root)));
  ["olshop:tampil", "olshop:muat", "olshop:gagal"].forEach((name) =>
    root.addEventListener(
      name,
      (/** @type {any} */ { target }) => {
        advise(target);
        markChips(target);
      },
      true,
    ),
  );
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
      steer(field, way, id);
    });
  }
  root.querySelectorAll("[" + FILTERED + "]").forEach(filterBy);
}

/** The elements that a field steers. @param {any} field @param {string} control the attribute that names them @param {string} [only] the id of one @returns {any[]} */
function hostsOf(field, control, only) {
  const ids = isElement(field) ? (own(field, "getAttribute", control) || "").split(/\s+/) : [];
  return ids
    .filter((/** @type {string} */ id) => id && (only === undefined || id === only))
    .map((/** @type {string} */ id) => {
      const host = byId(field, id);
      // While the page is parsed, the element may come yet.
      if (!host && document.readyState !== "loading") complain('tidak ada elemen dengan id "' + id + '" untuk ' + control + ".");
      return host;
    })
    .filter(Boolean);
}

/** @param {string} control @param {Element} host */
const tellUnable = (control, host) => complain(control + " tidak berlaku untuk " + tagText(host) + ".");

/**
 * @param {any} field
 * @param {string[]} way
 * @param {string} [id] of the one element to steer, as others may not be there yet
 */
function steer(field, way, id) {
  const hosts = hostsOf(field, way[0], id);
  if (hosts.length > 0 && (typeof field.value !== "string" || field.localName === "button")) {
    complain(way[0] + " tidak bisa di " + tagText(field) + ": pakai <input> atau <select>.");
  } else if (field.type !== "radio" || field.checked) aim(hosts, way, field.value); // Of radio buttons, one counts.
}

/** Sets an attribute of elements. @param {any[]} hosts @param {string[]} way @param {string} value */
function aim(hosts, [control, attribute], value) {
  hosts.forEach((host) => {
    if (!(host.constructor.observedAttributes || []).includes(attribute)) tellUnable(control, host);
    else if ((host.getAttribute(attribute) || "") !== value) host.setAttribute(attribute, value);
  });
}

/**
 * Taps on the eye (a button with `data-mata`) of an element, and on chips.
 *
 * @param {Event} event
 */
function tapped({ target }) {
  const node = /** @type {any} */ (target);
  if (!isElement(node)) return;
  const eye = own(node, "closest", '[data-mata=""]');
  const host = eye && eye.closest(TAGS.join());
  if (host) host.setAttribute("mata", host.getAttribute("mata") === "buka" ? "tutup" : "buka");
  const chip = own(node, "closest", "[data-kategori]");
  const chips = chip && chip.closest("[" + CHOOSE[0] + "]");
  if (!chips) return;
  // A second tap takes the choice back.
  aim(hostsOf(chips, CHOOSE[0]), CHOOSE, chip.getAttribute("aria-pressed") === "true" ? "" : chip.getAttribute("data-kategori"));
  markChips(chips);
}

/** Marks the chip of the category that is shown. @param {Element} host */
function markChips(host) {
  hostsOf(host, CHOOSE[0]).forEach((shown) => {
    const chosen = shown.getAttribute(CHOOSE[1]) || "";
    host.querySelectorAll("[data-kategori]").forEach((chip) => chip.setAttribute("aria-pressed", String(chip.getAttribute("data-kategori") === chosen)));
  });
}
