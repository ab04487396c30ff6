// @ts-check
// One call: waits for the module, and hands the call over to it. From then on the module keeps the deadline, and
// gives up when the call's signal says so.

import { asked } from "./asked.js";
import { BukaOlshopError } from "./error.js";
import { SENTENCES, TIMEOUT } from "./generated.js";
import { guess } from "./guess.js";
import { whileAlive } from "./load.js";
import { clock, isA } from "./realm.js";
import { snapshot } from "./snapshot.js";

/**
 * Asks for one answer.
 *
 * @param {import("./toko.js").Shop} shop
 * @param {string} path of the endpoint
 * @param {any} query
 * @param {any} options
 * @returns {Promise<any>}
 */
export function ask(shop, path, query, options) {
  const began = clock();
  const [wanted, told] = [asked(path, query), snapshot(options)];
  return unlessAborted(told, async (aborted) => {
    // A call's own options may be wrong, or ask for a fresh answer: such a call waits for the module. A signal changes no request.
    const isPlain = !told || (Object.keys(told).join() === "signal" && isA("AbortSignal", told.signal));
    const line = shop.ready() === null && isPlain ? guess(shop.options, path, wanted) : null;
    try {
      const call = (await opened(shop, path, aborted)).begin(path, wanted, told, "answer");
      return await call.next(clock() - began, aborted).finally(() => call.free());
    } finally {
      if (line !== null) line.remove();
    }
  });
}

/**
 * The module's client. Rejects when the call's time is over, or the call is given up, before the module is there.
 *
 * @param {import("./toko.js").Shop} shop
 * @param {string} path
 * @param {Promise<any>} aborted rejects when the call is given up
 * @returns {Promise<import("../bukaolshop.js").Toko>}
 */
export async function opened(shop, path, aborted) {
  const ready = shop.ready();
  if (ready !== null) return ready;
  let timer = 0;
  const late = new Promise((_, reject) => {
    const error = { kind: "timeout", endpoint: path, retryable: true };
    timer = setTimeout(() => reject(new BukaOlshopError(SENTENCES.timeout, error)), shop.timeout);
  });
  return Promise.race([shop.open(), late, aborted]).finally(() => clearTimeout(timer));
}

/**
 * Does what a call's signal can end: `work` gets a promise that rejects with the signal's reason once it aborts. The
 * signal is listened to at once, before `work` waits for anything.
 *
 * @template T
 * @param {any} options of the call
 * @param {(aborted: Promise<any>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function unlessAborted(options, work) {
  const signal = options && options.signal;
  // The module says so where it is no signal.
  const canAbort = signal && typeof signal.addEventListener === "function";
  if (canAbort && signal.aborted) throw reasonOf(signal);
  let stop = () => {};
  /** @type {Promise<any>} */
  const aborted = new Promise((resolve, reject) => {
    const give = () => reject(reasonOf(signal));
    if (canAbort) signal.addEventListener("abort", give);
    stop = () => {
      if (canAbort) signal.removeEventListener("abort", give);
      // Whoever waits for a promise is kept in memory until it settles.
      resolve(null);
    };
  });
  // Where the work fails by itself, nobody waits for this promise, and no rejection of it is to be reported.
  aborted.catch(() => {});
  try {
    return await whileAlive(() => work(aborted));
  } finally {
    stop();
  }
}

/**
 * The milliseconds that a call may wait for the module. Whether the option is a time at all, the module says.
 *
 * @param {any} timeout the option
 */
export function patience(timeout) {
  // Timers hold 31 bits; one of more would end at once.
  return timeout >= 1 && timeout <= 0x7fffffff ? timeout : TIMEOUT;
}

/** @param {AbortSignal} signal */
function reasonOf(signal) {
  // Chromium before 98 knows no reasons.
  return "reason" in signal
    ? signal.reason
    : new DOMException("The user aborted a request.", "AbortError");
}
