// @ts-check
// Nodes of the page, asked by what the engine gives every node: fields of a form lie over what the form has of the same name.

import { document, page } from "../client/realm.js";

/**
 * The class of the document's elements.
 *
 * @type {typeof globalThis.HTMLElement}
 */
export const HTMLElement = document && Object.getPrototypeOf(document.createElement("p").constructor);

/**
 * A node's property, or what its method returns: fields of a form lie over what the form has of the same name.
 *
 * @param {Node} node
 * @param {string} name
 * @param {any[]} given
 */
export function own(node, name, ...given) {
  const value = Reflect.get(HTMLElement.prototype, name, node);
  return typeof value === "function" ? value.apply(node, given) : value;
}

/** Whether a node is an element, of whichever frame. @param {Node} node @returns {node is Element} */
export const isElement = (node) => own(node, "nodeType") === 1;

/** The document or the shadow root that a node is in. @param {Node} node @returns {any} */
export function rootOf(node) {
  const root = own(node, "getRootNode");
  return root === page.document ? document : root;
}

/** Takes a node out of where it is. @param {Node} node */
export function remove(node) {
  const parent = own(node, "parentNode");
  if (parent) own(parent, "removeChild", node);
}
