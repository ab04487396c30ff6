// @ts-check
// The client that a page's elements ask by: that of the page's own tag, or one that a program sets.

import { FRESH } from "../client/generated.js";
import { received } from "../client/identity.js";
import { snapshot } from "../client/snapshot.js";
import { ownTag, timeIn } from "../client/tag.js";
import { BukaOlshop } from "../client/toko.js";

/** @type {BukaOlshop | null} */
export let toko = null;

/** Why there is no such client though a tag asked for one. @type {unknown} */
export let refusal = null;

/** The tag that was refused: it is not tried again. @type {any} */
let refused = null;

/** What the client's tag says; nothing for a client that a program set. @type {Record<string, any>} */
export let attributes = {};

/** How many milliseconds an answer counts as fresh. */
export function freshFor() {
  const fresh = timeIn(attributes.cacheFresh);
  return fresh === undefined ? FRESH : fresh;
}

/** @param {BukaOlshop} client */
export function setToko(client) {
  toko = client;
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
  if (toko !== null || !script || snapshot(script.dataset).token === undefined) return;
  try {
    toko = BukaOlshop.fromScript(script);
    attributes = snapshot(script.dataset);
    refusal = null;
    // What else is wrong with its attributes is known once the module is there. A module that cannot be had is
    // told to those who ask for something.
    toko.quota().catch((error) => error.kind === "invalid_argument" && console.error(error));
  } catch (error) {
    // An error thrown from here would keep the rest of a pasted script from running.
    refusal = error;
    refused = script;
    console.error(error);
  }
}

/** Makes the client of the page's own tag where there is none yet. Returns whether there is one. */
export function seek() {
  const tag = toko === null ? ownTag() : null;
  if (tag !== refused) adopt(tag);
  return toko !== null;
}
