// @ts-check
// Which rows an element shows: by its own attribute `saring`, by the page's fields that filter it, and by the page's function.

import { holds, parse } from "./expression.js";
import { own } from "./nodes.js";
import { dig, suggest } from "./paths.js";
import { Set, WeakMap } from "../client/realm.js";

/**
 * The page's fields that filter an element, by the element.
 *
 * @type {WeakMap<Element, Set<any>>}
 */
const fields = new WeakMap();

/** Attributes of such a field: the element that it filters, and by what. */
export const FILTERED = "data-saring-untuk";
const FILTER = "data-saring";

/** Lets a field of the page filter an element. @param {Element} host @param {Element} field */
export function addFilter(host, field) {
  const known = fields.get(host) || new Set();
  fields.set(host, known.add(field));
  if (own(field, "localName") === "button" && !own(field, "hasAttribute", "aria-pressed")) own(field, "setAttribute", "aria-pressed", "false");
}

/** What a field holds; null if it filters nothing at the moment. @param {any} field */
function heldBy(field) {
  const isOn =
    field.type === "checkbox" || field.type === "radio"
      ? field.checked
      : own(field, "localName") !== "button" || own(field, "getAttribute", "aria-pressed") === "true";
  return isOn ? String(field.value) : null;
}

/** The conditions of a field of the page. @param {Element} field */
function conditionsOf(field) {
  const held = heldBy(field);
  const conditions = parse(own(field, "getAttribute", FILTER) || "", FILTER) || [];
  // A field that holds nothing filters nothing.
  if (held === null || (!held.trim() && conditions.some(({ isOpen }) => isOpen))) return [];
  return conditions.map((condition) => (condition.isOpen ? Object.assign(condition, { value: held }) : condition));
}

/**
 * All conditions of an element.
 *
 * @param {Element} host
 * @returns {import("./expression.js").Condition[]}
 */
export function filtersOf(host) {
  const all = [parse(host.getAttribute("saring") || "", "saring") || []];
  const known = fields.get(host) || new Set();
  known.forEach((field) => {
    if (own(field, "isConnected") && (own(field, "getAttribute", FILTERED) || "").split(/\s+/).includes(host.id)) all.push(conditionsOf(field));
    else known.delete(field);
  });
  return /** @type {any} */ ([]).concat(...all);
}

/**
 * The rows for which all conditions hold. A condition on a field that no row has hides nothing.
 *
 * @param {readonly any[]} rows
 * @param {import("./expression.js").Condition[]} conditions
 * @param {(row: any) => unknown} hook the page's own
 */
export function filtered(rows, conditions, hook) {
  const known = conditions.filter(({ field }) => {
    if (rows.some((row) => dig(row, field) !== undefined)) return true;
    rows.slice(0, 1).forEach((row) => suggest(row, row, field));
    return false;
  });
  return rows.filter((row) => known.every((condition) => holds(condition, dig(row, condition.field))) && hook(row));
}
