// @ts-check
// The errors of this entry, and the refusal to work in a page. The bundle of a page contains this file and nothing else
// of the entry.

/**
 * The fields of an error, from the module or from a check in JavaScript.
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
 * @property {number | null} [page]
 * @property {number | null} [offset]
 * @property {any} [sent]
 * @property {any} [cause]
 * @property {any} [movement]
 */

export class BukaOlshopError extends Error {
  /**
   * @param {string} [message]
   * @param {Fields} [fields]
   */
  constructor(message, fields = {}) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause });
    // `name` is not enumerable, like that of other errors.
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
    this.page = fields.page ?? null;
    this.offset = fields.offset ?? null;
    this.sent = fields.sent ?? null;
    // `movement` names a member, and logs show enumerable properties.
    Object.defineProperty(this, "movement", { value: fields.movement ?? null });
  }
}

/**
 * The error for an argument that is not allowed.
 *
 * @param {string} rule names the argument and the values that are allowed
 */
export function argument(rule) {
  return new BukaOlshopError("Argumen tidak sah: " + rule + ".");
}

/** The error for using this entry in a page. */
export function inPage() {
  return argument(
    "bukaolshop/server hanya untuk server, bukan untuk halaman di browser. API key dan secret di halaman " +
      "dapat dibaca siapa saja yang membukanya, dan dengan itu saldo member dapat diubah. Pindahkan pemanggilan " +
      'ini ke server Anda; untuk halaman pakai "bukaolshop"',
  );
}

/** Throws in a page, in its frames and in its workers. */
export function demandServer() {
  const here = /** @type {any} */ (globalThis);
  const isWindow = typeof here.window === "object" && typeof here.document === "object";
  // Some servers have this scope, too (workerd, Deno's workers), but their user agent is not a browser's.
  const isWorker =
    typeof here.WorkerGlobalScope === "function" && /^Mozilla\//.test(here.navigator?.userAgent ?? "");
  if (isWindow || isWorker) throw inPage();
}
