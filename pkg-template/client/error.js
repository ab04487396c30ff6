// @ts-check
// The class of the package's errors. Whatever is bundled apart from the client takes it from there: there is one such class.

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
