// @ts-check

/**
 * What the module, or a check of ours, found wrong.
 *
 * @typedef {object} Fields
 * @property {string} [kind]
 * @property {string} [endpoint]
 * @property {number} [code]
 * @property {string} [status]
 * @property {string} [path]
 * @property {boolean} [retryable]
 * @property {number} [attempts]
 * @property {number} [retryAfter]
 */

export class BukaOlshopError extends Error {
  /**
   * @param {string} [message]
   * @param {Fields} [fields]
   */
  constructor(message, fields = {}) {
    super(message);
    // Not enumerable, as of any other error.
    Object.defineProperty(this, "name", { value: "BukaOlshopError", configurable: true });
    /** @param {any} value */
    const orNull = (value) => (value === undefined ? null : value);
    this.kind = fields.kind || "invalid_argument";
    this.code = orNull(fields.code);
    this.endpoint = orNull(fields.endpoint);
    this.status = orNull(fields.status);
    this.path = orNull(fields.path);
    this.retryable = !!fields.retryable;
    this.attempts = fields.attempts || 0;
    this.retryAfter = orNull(fields.retryAfter);
  }
}

/**
 * The error of an argument that is not allowed.
 *
 * @param {string} rule names the argument and what it may be
 * @param {string} [endpoint]
 */
export function argument(rule, endpoint) {
  return new BukaOlshopError("Argumen tidak sah: " + rule + ".", { endpoint });
}

/**
 * @param {boolean} good
 * @param {string} rule
 */
export function demand(good, rule) {
  if (!good) throw argument(rule);
}
