// @ts-check
// Notes for orders: `data-catatan-dari="ID ID"` on a link in a template puts what those fields hold into the note of the order.
// While one of them is empty or invalid, the link leads to that field and not to the order.

import { complain } from "./complaints.js";
import { isElement, own, rootOf } from "./nodes.js";
import { document } from "../client/realm.js";
import { urlBeli } from "../client/helpers.js";

/** The attribute of a link that names the fields. */
export const NOTE = "data-catatan-dari";

/** Keeps the link to the product. It is an attribute, so that a copy of the link has it, too. */
const LINK = "data-olshop-tautan";

/**
 * The element of this id, in the shadow root of a node or else in the document.
 *
 * @param {Node} node
 * @param {string} id
 * @returns {any}
 */
export function byId(node, id) {
  const root = rootOf(node);
  return (root.getElementById && root.getElementById(id)) || document.getElementById(id);
}

/** What a field holds; an empty text where that is not valid. @param {any} field */
function valueOf(field) {
  const isGood = (!field.validity || field.validity.valid) && (field.checked || !/^(radio|checkbox)$/.test(field.type));
  return isGood ? String(field.value).trim() : "";
}

/** The fields of a link, by their ids, or by their names as radio buttons have. @param {Element} link @returns {any[]} */
function fieldsOf(link) {
  const names = /** @type {string} */ (own(link, "getAttribute", NOTE)).trim().split(/\s+/);
  return names.map((name) => {
    const named = "[name=" + JSON.stringify(name) + "]";
    const field = byId(link, name) || document.querySelector(named + ":checked") || document.querySelector(named);
    if (field) return field;
    complain('tidak ada isian dengan id "' + name + '" untuk ' + NOTE + ".");
    // An order without its note is worse than none.
    return { id: name, value: "" };
  });
}

/**
 * Lets a link lead to the order with its note, or to the field that is not filled in yet, which is returned then.
 *
 * @param {Element} link
 */
function settle(link) {
  const fields = fieldsOf(link);
  const missing = fields.find((field) => !valueOf(field));
  const url = own(link, "getAttribute", LINK);
  const href = missing ? "#" + missing.id : urlBeli({ url_produk: url }, { catatan: fields.map(valueOf).join(" ") }) || url;
  if (own(link, "getAttribute", "href") !== href) own(link, "setAttribute", "href", href);
  if (missing) own(link, "setAttribute", "aria-disabled", "true");
  else own(link, "removeAttribute", "aria-disabled");
  return missing;
}

/** Prepares a link that was filled from a row. @param {Element} link */
export function bindNote(link) {
  const href = own(link, "getAttribute", "href");
  if (href === null) return;
  own(link, "setAttribute", LINK, href);
  settle(link);
}

/**
 * Says below a field that it has to be filled in, and goes there.
 *
 * @param {any} field
 * @param {Element} link
 */
function ask(field, link) {
  const label = field.labels && field.labels[0];
  const words = label ? [...label.childNodes].filter((node) => !node.contains(field)).map((node) => node.textContent).join("") : "";
  const name = (words || field.getAttribute("aria-label") || field.placeholder || field.name || field.id).trim();
  const told = byId(field, field.id + "-salah") || document.createElement("p");
  told.id = field.id + "-salah";
  told.className = "olshop-salah";
  told.setAttribute("role", "alert");
  told.textContent = (field.value ? "Periksa lagi: " : "Isi dulu: ") + name + ". " + field.title;
  // Inside of a label it would be part of the field's name, and in a row it would stand beside the field.
  let place = field;
  const isNarrow = (/** @type {Element} */ box) => box.localName === "label" || /flex/.test(getComputedStyle(box).display);
  while (isNarrow(place.parentElement) && !place.parentElement.contains(link)) place = place.parentElement;
  place.parentElement.insertBefore(told, place.nextSibling);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", told.id);
  field.focus();
}

/** Takes back what a field was told that is filled in now. @param {any} field */
function thank(field) {
  if (!isElement(field) || !own(field, "hasAttribute", "aria-invalid") || !valueOf(field)) return;
  const told = byId(field, field.id + "-salah");
  if (!told) return;
  told.remove();
  own(field, "removeAttribute", "aria-invalid");
  own(field, "removeAttribute", "aria-describedby");
}

/**
 * Follows the fields and the links of a document or a shadow root.
 *
 * @param {any} root
 */
export function followNotes(root) {
  const settleAll = (/** @type {any} */ event) => {
    thank(event.target);
    root.querySelectorAll("[" + LINK + "]").forEach(settle);
  };
  ["input", "change", "olshop:tampil"].forEach((name) => root.addEventListener(name, settleAll));
  root.addEventListener(
    "click",
    (/** @type {any} */ event) => {
      const link = isElement(event.target) && own(event.target, "closest", "[" + LINK + "]");
      const missing = link && settle(link);
      if (!missing) return;
      event.preventDefault();
      if (missing.focus) ask(missing, link);
    },
    true,
  );
}
