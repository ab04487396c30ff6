// @ts-check
// Looks at an element as its page wrote it, and tells the author of what would otherwise fail in silence.

import { complain, distance, meant, nearest, tagText } from "./complaints.js";
import { MOMENTS } from "./defaults.js";
import { TAGS } from "./kinds.js";
import { HTMLElement, own, rootOf } from "./nodes.js";
import { isTemplate } from "./template.js";
import { Set, WeakSet } from "../client/realm.js";

/** What other libraries, and the API, call the attributes of elements. @type {Record<string, string>} */
const OTHER_WORDS = { sort: "urut", order: "urut", search: "cari", filter: "saring", limit: "total-data" };

/** @type {WeakSet<Element>} */
const seen = new WeakSet();

/** The attributes of an element that mean something. @param {string} tag @returns {string[]} */
const attributesOf = (tag) => Object(window.customElements.get(tag)).observedAttributes || [];

/** What a wrong name stands for, if it is similar to a known one. @param {string} name @param {string[]} known */
export function similar(name, known) {
  const near = OTHER_WORDS[name] || nearest(name, known);
  return near && (near === OTHER_WORDS[name] || 2 * distance(name, near) < name.length) ? near : undefined;
}

/** Tells once of what is wrong in an element. @param {any} host one that has been answered */
export function advise(host) {
  const tags = TAGS.join();
  if (!TAGS.includes(host.localName) || seen.has(host)) return;
  const row = Array.isArray(host.data) ? host.data[0] : host.data;
  // Fields are known with the first row.
  if (row) seen.add(host);
  const tell = (/** @type {string} */ text) => complain(tagText(host) + ": " + text);
  /** Nodes that belong to this element and not to one inside of it. @param {string} selector */
  const each = (selector) => [...host.querySelectorAll(selector)].filter((node) => node.parentElement.closest(tags + ",template") === host);

  const known = attributesOf(host.localName);
  for (const { name } of host.attributes) {
    if (known.includes(name) || name in HTMLElement.prototype || /-untuk$|^(mata|class)$/.test(name)) continue;
    const near = similar(name, known);
    if (near || TAGS.some((tag) => attributesOf(tag).includes(name))) tell('atribut "' + name + '" tidak berlaku di sini.' + meant(name, near ? [near] : []));
  }

  const moments = new Set();
  each("template").forEach((node) => {
    const moment = node.getAttribute("data-saat") || "";
    if (node.parentElement !== host) tell("<template> di dalam " + tagText(node.parentElement) + " tidak terbaca: taruh langsung di dalam elemennya.");
    else if (moment && !MOMENTS.includes(moment)) tell('data-saat="' + moment + '" tidak dikenal.' + meant(moment, MOMENTS));
    else if (moments.has(moment)) tell("<template> kedua untuk hal yang sama tidak dipakai.");
    moments.add(moment);
    // An opening brace twice in a row is what the app replaces, so it must not stand here.
    (own(node, "innerHTML").match(/[{]{2}\s*\w+/g) || []).forEach((/** @type {string} */ braces) => {
      const field = braces.replace(/\W/g, "");
      const near = row && similar(field, Object.keys(row));
      if (near) tell('isian "' + field + '" dalam kurung kurawal tidak diisi. Tulis data-isi="' + near + '".');
    });
  });
  each("[data-isi]").forEach((node) => tell('data-isi="' + node.getAttribute("data-isi") + '" di luar <template> tidak diisi.'));

  if (host.id && rootOf(host).querySelectorAll("#" + CSS.escape(host.id)).length > 1) tell("id ini dipakai dua elemen.");
  const next = host.nextElementSibling;
  if (next && next.localName === "table" && !next.querySelector("td")) tell("HTML memindahkannya ke luar <table>: taruh <table> di luar, atau pakai <div>.");
}

/** Tells of elements whose names are misspelt. @param {ParentNode} root */
export function adviseNames(root) {
  root.querySelectorAll("*").forEach((node) => {
    const name = own(node, "localName");
    if (/^olshop/.test(name) && !window.customElements.get(name)) complain(tagText(node) + " tidak dikenal." + meant(name, TAGS));
    if (isTemplate(node)) adviseNames(node.content);
  });
}
