// @ts-check
// Sending something once: the form in which the module calls the program's `look` and `send`.

import { CallbackRejection } from "./callback-rejection.js";
import { demandOptions, demandText, lazyBinding, plain, refuseUnknown, toError } from "./client-base.js";
import { BukaOlshopError, argument } from "./errors.js";
import { demandStore, storeForModule } from "./store.js";

/**
 * The reason and the note for the log after the program's work has failed, and how long to wait where another system has
 * said so. The messages of this package's errors hold no secrets; other messages might, so of other errors the note has
 * only the name.
 *
 * @param {any} error
 */
export function failure(error) {
  const { retryAfter } = error ?? {};
  if (error instanceof CallbackRejection) return { reason: error.reason, note: error.note ?? undefined, retryAfter: retryAfter ?? undefined };
  if (!(error instanceof BukaOlshopError)) return { reason: "work_failed", note: String(error?.name ?? typeof error) };
  return { reason: "work_failed", note: error.message, retryAfter: retryAfter ?? undefined };
}

/**
 * The error for a rejection that the module has thrown.
 *
 * @param {any} thrown
 * @param {any} [cause] what the program's own function has thrown
 */
export function rejection(thrown, cause) {
  if (typeof thrown?.reason !== "string" || thrown instanceof Error) return toError(thrown);
  const { reason, message, note, field, retryAfter } = thrown;
  return new CallbackRejection(reason, { message: note ? message + " (" + note + ")" : message, note, field, retryAfter, cause });
}

/**
 * Checks the arguments of `once`.
 *
 * @param {any} key
 * @param {any} errand
 */
function demandKeyOfOnce(key, errand) {
  demandText(key, "kunci");
  if (typeof errand !== "object" || errand === null) throw argument("once memerlukan { look, send }");
  const { look, send, repeatable = false, about, ...unknown } = errand;
  refuseUnknown(unknown);
  if (typeof send !== "function") throw argument("send harus fungsi");
  if (look !== undefined && look !== null && typeof look !== "function") throw argument("look harus fungsi, atau tidak diisi kalau sistem tujuan tidak bisa ditanya");
  if (about !== undefined && typeof about !== "string") throw argument("about harus teks, misalnya nomor_pembayaran");
  return { look, send, repeatable: Boolean(repeatable), about };
}

/**
 * An errand in the form in which the module calls it: its promises never reject.
 *
 * @param {any} errand
 */
function errandForModule({ look, send, repeatable }) {
  /** @type {any} */
  let value;
  /** @type {any} */
  let cause;
  return {
    repeatable,
    value: () => value,
    cause: () => cause,
    async look() {
      if (!look) return null;
      try {
        const seen = await look();
        if (typeof seen === "boolean") return seen ? "changed" : "not_changed";
        return typeof seen === "string" || seen === null ? seen : "";
      } catch (error) {
        cause = error;
        return failure(error);
      }
    },
    async send() {
      try {
        value = await send();
      } catch (error) {
        cause = error;
        return { ...failure(error), unknown: mayBeDone(error) };
      }
    },
  };
}

/**
 * Whether something may have been sent although sending has failed. The errors of this package tell; so does a program
 * that rejects. Of any other error, such as one of the program's own `fetch`, nobody knows.
 *
 * @param {any} error
 */
function mayBeDone(error) {
  if (error instanceof CallbackRejection) return false;
  return !(error instanceof BukaOlshopError) || error.kind === "unknown_outcome";
}

/**
 * Sends something once.
 *
 * @param {() => Promise<any>} binding gives the module's object that has `once`
 * @param {string} key
 * @param {any} errand
 */
export async function sendOnce(binding, key, errand) {
  const { about, ...rest } = demandKeyOfOnce(key, errand);
  const guard = await binding();
  const sent = errandForModule(rest);
  try {
    const isNow = await guard.once(key, about, sent);
    return { ran: isNow ? "now" : "before", value: sent.value() };
  } catch (thrown) {
    throw rejection(thrown, sent.cause());
  }
}

/** @param {any} options */
export function exactlyOnce(options) {
  const { store, deadline, settledAfter, retry, ...unknown } = demandOptions(options);
  demandStore(store);
  refuseUnknown(unknown);
  const checked = plain({ deadline, settledAfter, retry });
  const binding = lazyBinding((glue) => new glue.OnceBinding(checked, storeForModule(store, glue)));

  /** @param {string} key @param {any} errand */
  const once = (key, errand) => sendOnce(binding, key, errand);

  /**
   * @param {string} key
   * @param {boolean} done
   */
  async function decide(key, done) {
    if (typeof done !== "boolean") throw argument("decide memerlukan true (sudah terkirim) atau false (belum)");
    const guard = await binding();
    return guard.decide(key, done).catch((/** @type {any} */ thrown) => {
      throw rejection(thrown);
    });
  }

  return { once, decide };
}
