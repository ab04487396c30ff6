// @ts-check
// One call: waits for the module, makes the call, and settles the promise whatever happens.

import { early } from "./early.js";
import { BukaOlshopError, argument, demand } from "./errors.js";
import { canRun } from "./load.js";

/** Marks what the module rejects a promise with. */
const OURS = Symbol.for("bukaolshop.failure");

/**
 * @template T
 * @param {import("./toko.js").Shop} shop
 * @param {any} options
 * @param {(toko: import("./bukaolshop.js").Toko, spent: number, abort: Promise<never> | undefined) => T} work
 * @param {import("./early.js").Question} [question] what the call begins with, where it sends something
 * @returns {Promise<Awaited<T>>}
 */
export async function call(shop, options, work, question) {
  const watch = watching(options);
  const began = performance.now();
  let takeBack = () => {};
  /** @type {any} */
  let timer;
  try {
    const deadline = new Promise((_, reject) => {
      timer = setTimeout(() => reject(tooLate()), shop.settings.timeout);
    });
    const opening = shop.toko();
    const given = options && options.signal && options.signal.aborted;
    const wanted = question && !given && !shop.isOpen() && canRun();
    if (wanted) takeBack = early(shop.settings, question, wantsFresh(options));
    const toko = await Promise.race([opening, deadline].concat(watch.aborted || []));
    return await work(toko, performance.now() - began, watch.aborted);
  } catch (error) {
    throw ours(error);
  } finally {
    takeBack();
    clearTimeout(timer);
    watch.stop();
  }
}

/**
 * A promise that is rejected when the page gives up, with the reason it gave.
 *
 * @param {any} options
 * @returns {{ aborted: Promise<never> | undefined, stop: () => void }}
 */
function watching(options) {
  checkOptions(options);
  const signal = options && options.signal;
  if (!signal) return { aborted: undefined, stop() {} };
  let stop = () => {};
  /** @type {Promise<never>} */
  const aborted = new Promise((settle, reject) => {
    const give = () => reject(reasonOf(signal));
    if (signal.aborted) give();
    signal.addEventListener("abort", give);
    stop = () => {
      signal.removeEventListener("abort", give);
      // What waits for it in the module is let go of only then.
      settle(/** @type {never} */ (undefined));
    };
  });
  // It may be that nobody listens any more.
  aborted.catch(() => {});
  return { aborted, stop };
}

/** @param {AbortSignal} signal */
function reasonOf(signal) {
  // Chromium before 98 knows no reasons.
  return "reason" in signal
    ? signal.reason
    : new DOMException("The user aborted a request.", "AbortError");
}

/** @param {any} options */
export function checkOptions(options) {
  if (options === undefined || options === null) return;
  demand(typeof options === "object", "options harus objek, misalnya { signal }");
  const signal = options.signal;
  const good =
    signal === undefined ||
    signal === null ||
    (typeof signal === "object" &&
      typeof signal.aborted === "boolean" &&
      typeof signal.addEventListener === "function");
  demand(good, "signal harus AbortSignal, misalnya new AbortController().signal");
  const fresh = options.fresh;
  demand(fresh === undefined || typeof fresh === "boolean", "fresh harus true atau false");
}

/**
 * Whether a call wants the server's own answer. Options were checked before.
 *
 * @param {any} options
 * @returns {boolean}
 */
export function wantsFresh(options) {
  return !!options && options.fresh === true;
}

/**
 * The query of a call; a missing one is empty.
 *
 * @param {any} query
 */
export function checkQuery(query) {
  if (query === undefined || query === null) return {};
  const good = typeof query === "object" && !Array.isArray(query);
  if (!good) throw argument("query harus objek, misalnya { page: 1 }");
  return query;
}

function tooLate() {
  return new BukaOlshopError("Server terlalu lama menjawab. Coba lagi.", {
    kind: "timeout",
    retryable: true,
  });
}

/**
 * The module's plain failures as errors; whatever else was thrown, as it is: the page's own reason
 * to abort, for example.
 *
 * @param {any} error
 */
function ours(error) {
  return error && error[OURS] ? new BukaOlshopError(error.message, error) : error;
}
