// @ts-check
// The client that a page's elements ask by: that of the page's own tag, or one that a program sets.

import { FRESH } from "./generated.js";
import { received } from "./identity.js";
import { snapshot } from "./snapshot.js";
import { ownTag, timeIn } from "./tag.js";
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

/** What the tag says of it. @type {Record<string, any>} */
let attributes = {};

export const ownToko = () => own;
/** The token of the tag; undefined for a client that a program set. */
export const ownToken = () => attributes.token;
/** How many milliseconds an answer counts as fresh. */
export const ownFresh = () => {
  const fresh = timeIn(attributes.cacheFresh);
  return fresh === undefined ? FRESH : fresh;
};
export const reasonOfRefusal = () => refusal;

/** @param {BukaOlshop} toko */
export function setOwn(toko) {
  own = toko;
  attributes = {};
}

/**
 * Writes a part of a page with the member's shortcodes in it, as its author wrote them, in place of what the app has put there.
 *
 * @param {Element} part
 * @param {() => string} write
 */
export function shortcodes(part, write) {
  const shortcode = (/** @type {string} */ name) => "{" + "{" + name + "}" + "}";
  part.querySelectorAll("script[data-id-user]").forEach((tag) => tag.setAttribute("data-id-user", shortcode("id_user")));
  const token = received(attributes.tokenUser);
  const html = write();
  return token === null ? html : html.split(token).join(shortcode("token_user")).split(encodeURIComponent(token)).join(shortcode("token_user"));
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
    attributes = snapshot(script.dataset);
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
