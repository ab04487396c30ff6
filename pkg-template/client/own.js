// @ts-check
// The client that a page's elements ask by: that of the page's own tag, or one that a program sets.

import { snapshot } from "./snapshot.js";
import { ownTag } from "./tag.js";
import { BukaOlshop } from "./toko.js";

/** @type {BukaOlshop | null} */
let own = null;

/**
 * Why there is no such client though a tag asked for one.
 *
 * @type {unknown}
 */
let refusal = null;

/**
 * The tag that was refused: it is not tried again.
 *
 * @type {any}
 */
let refused = null;

export const ownToko = () => own;
export const reasonOfRefusal = () => refusal;

/** @param {BukaOlshop} toko */
export function setOwn(toko) {
  own = toko;
}

/**
 * Makes the client of a tag that has a token, where there is none yet.
 *
 * @param {any} script
 */
export function adopt(script) {
  if (own !== null || !script || snapshot(script.dataset).token === undefined) return;
  try {
    own = BukaOlshop.fromScript(script);
    refusal = null;
    // What else is wrong with its attributes is known once the module is there. A module that cannot be had is
    // told to those who ask for something.
    own.quota().catch((error) => error.kind === "invalid_argument" && console.error(error));
  } catch (error) {
    // An error thrown from here would keep the rest of a pasted script from running.
    refusal = error;
    refused = script;
    console.error(error);
  }
}

/** Makes the client of the page's own tag where there is none yet. Returns whether there is one. */
export function seek() {
  const tag = own === null ? ownTag() : null;
  if (tag !== refused) adopt(tag);
  return own !== null;
}
