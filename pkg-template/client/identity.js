// @ts-check
// Who is logged in, and the shortcodes of token_user and id_user in a text. The module knows this
// too; a page wants it at once, before the module is there. Both are held to the same list of cases.
//
// This file may itself be pasted into the app, which replaces every shortcode it sees: so none may
// stand here, and the pattern is put together from pieces.

import { demand, failureOf } from "./errors.js";
import { SENTENCES } from "./generated.js";
import { URLSearchParams } from "./realm.js";

const SPACES = "(?:[ \\t\\r\\n\\f]|%20)*";
const SHORTCODE = "(?:\\{|%7B){2}" + SPACES + "(\\w+)" + SPACES + "(?:\\}|%7D){2}";
const NOTHING_BUT_SHORTCODE = new RegExp("^" + SHORTCODE + "$", "i");

/** What word processors and chats make of an attribute's quotes; HTML takes it for a part of the value. */
const QUOTES = /^["'`\xab\xbb\u2018-\u201f]+|["'`\xab\xbb\u2018-\u201f]+$/g;

/** @param {any} value a text without white space and quotes around it; anything else as it is */
export const unquoted = (value) => (typeof value === "string" ? value.trim().replace(QUOTES, "") : value);

/**
 * The value that a page received, or null where it is no text, empty, or still a shortcode.
 *
 * @param {unknown} value
 * @returns {string | null}
 */
export function received(value) {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" || NOTHING_BUT_SHORTCODE.test(text) ? null : text;
}

/**
 * The member of what a page received. `appIsOld`: the app filled in one of the two, if only with nothing, and does not know the other one's
 * shortcode.
 *
 * @param {any} token
 * @param {any} id
 */
export function memberOf(token, id) {
  const isLeft = (/** @type {any} */ value) => NOTHING_BUT_SHORTCODE.test(String(value).trim());
  const appIsOld = token != null && id != null && isLeft(token) !== isLeft(id);
  return { tokenUser: received(token), idUser: received(id), appIsOld };
}

/**
 * Fills token_user and id_user in a text; other shortcodes stay.
 *
 * @param {unknown} text
 * @param {ReturnType<typeof memberOf>} member
 * @returns {string}
 */
export function fill(text, member) {
  demand(typeof text === "string", "template(teks): teks harus berupa teks");
  return /** @type {string} */ (text).replace(new RegExp(SHORTCODE, "gi"), (shortcode, name) => {
    if (name !== "token_user" && name !== "id_user") return shortcode;
    if (member.tokenUser === null || member.idUser === null) throw failureOf(member.appIsOld)({ message: SENTENCES.not_logged_in, kind: "not_logged_in" });
    return encode(name === "id_user" ? member.idUser : member.tokenUser);
  });
}

/**
 * Percent-encodes a query value, more of it than encodeURIComponent does, which also fails on half
 * of a surrogate pair.
 *
 * @param {string} text
 */
export function encode(text) {
  const pairs = new URLSearchParams({ "": text }).toString().slice(1);
  return pairs.replace(/\+/g, "%20").replace(/\*/g, "%2A").replace(/%7E/g, "~");
}
