// @ts-check

import { BukaOlshopError } from "./error.js";
import { SENTENCES } from "./generated.js";

/**
 * Makes the errors of a client, of their fields.
 *
 * @param {boolean} appIsOld whether the app may be too old to say who is logged in
 */
export const failureOf = (appIsOld) => (/** @type {any} */ fields) => {
  if (appIsOld && fields.kind === "not_logged_in") fields.message += " " + SENTENCES.old_app;
  return new BukaOlshopError(fields.message, fields);
};

/**
 * The error of an argument that is not allowed.
 *
 * @param {string} rule names the argument and what it may be
 */
export function argument(rule) {
  return new BukaOlshopError(SENTENCES.invalid_argument + ": " + rule + ".");
}

/** @param {boolean} good @param {string} rule */
export function demand(good, rule) {
  if (!good) throw argument(rule);
}
