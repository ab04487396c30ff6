// @ts-check

import { SENTENCES } from "./generated.js";

/** What an error says unless something is known. */
const UNKNOWN = {
  kind: "invalid_argument", code: null, endpoint: null, status: null, path: null, retryable: false, attempts: 0, retryAfter: null,
};

export class BukaOlshopError extends Error {
  /**
   * @param {string} [message]
   * @param {object} [fields] those that are known
   */
  constructor(message, fields) {
    super(message);
    // Not enumerable, as of any other error.
    Object.defineProperty(this, "name", /** @type {any} */ ({ __proto__: null, value: "BukaOlshopError", configurable: true }));
    Object.assign(this, UNKNOWN, fields);
  }
}

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
