// @ts-check
// Errors, and the refusal to work in a page. Alone in a file: it is all that a page's bundle gets.

/**
 * What the module, or a check of ours, found wrong.
 *
 * @typedef {object} Fields
 * @property {string} [kind]
 * @property {string} [message]
 * @property {number | null} [code]
 * @property {string | null} [endpoint]
 * @property {string | null} [status]
 * @property {string | null} [path]
 * @property {string | null} [serverCode]
 * @property {boolean} [retryable]
 * @property {number} [attempts]
 * @property {number | null} [retryAfter]
 * @property {any} [movement]
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
    this.kind = fields.kind ?? "invalid_argument";
    this.code = fields.code ?? null;
    this.endpoint = fields.endpoint ?? null;
    this.status = fields.status ?? null;
    this.path = fields.path ?? null;
    this.serverCode = fields.serverCode ?? null;
    this.retryable = fields.retryable ?? false;
    this.attempts = fields.attempts ?? 0;
    this.retryAfter = fields.retryAfter ?? null;
    // It names a member: logs show what is enumerable.
    Object.defineProperty(this, "movement", { value: fields.movement ?? null });
  }
}

/**
 * The error of an argument that is not allowed.
 *
 * @param {string} rule names the argument and what it may be
 */
export function argument(rule) {
  return new BukaOlshopError("Argumen tidak sah: " + rule + ".");
}

/** The error of whoever wants to work in a page. */
export function inPage() {
  return argument(
    "bukaolshop/server hanya untuk server, bukan untuk halaman di browser. API key dan secret di halaman " +
      "dapat dibaca siapa saja yang membukanya, dan dengan itu saldo member dapat diubah. Pindahkan pemanggilan " +
      'ini ke server Anda; untuk halaman pakai "bukaolshop"',
  );
}

/** Refuses a page, its frames and its workers. */
export function demandServer() {
  const here = /** @type {any} */ (globalThis);
  const isWindow = typeof here.window === "object" && typeof here.document === "object";
  // Servers have such scopes, too (workerd, Deno's workers), and none of them calls itself a browser.
  const isWorker =
    typeof here.WorkerGlobalScope === "function" && /^Mozilla\//.test(here.navigator?.userAgent ?? "");
  if (isWindow || isWorker) throw inPage();
}
