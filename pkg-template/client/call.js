// @ts-check
// Calls: each waits for the module, and is handed over to it. From then on the module keeps the deadline, walks through lists, and
// gives up when the call's signal says so; this turns its steps into promises and into JavaScript's own loops.

import { complain, distance, meant } from "../elements/complaints.js";
import { BukaOlshopError } from "./error.js";
import { FIELDS, SENTENCES } from "./generated.js";
import { guess } from "./guess.js";
import { stopped, whileAlive } from "./load.js";
import { clock, isA } from "./realm.js";
import { snapshot } from "./snapshot.js";

/** @typedef {import("./toko.js").Shop} Shop */

/**
 * Asks for one answer.
 *
 * @param {Shop} shop
 * @param {string} path of the endpoint
 * @param {any} query
 * @param {any} options
 */
export async function ask(shop, path, query, options) {
  for await (const answer of steps(shop, path, query, options, "answer")) return answer;
  return null;
}

/** A list in pages: one page, the pages, the rows. @param {Shop} shop @param {string} path */
export function list(shop, path) {
  return {
    /** @param {any} [query] @param {any} [options] */
    list: (query, options) => ask(shop, path, query, options),

    /** @param {any} [query] @param {any} [options] */
    pages: (query, options) => ({
      [Symbol.asyncIterator]: () => steps(shop, path, query, options, "pages"),
    }),

    /** @param {any} [query] @param {any} [options] */
    all: (query, options) => {
      const each = () => rows(shop, path, query, options);
      return {
        [Symbol.asyncIterator]: each,
        async toArray() {
          const all = [];
          for await (const row of each()) all.push(row);
          return all;
        },
      };
    },
  };
}

/** @param {Shop} shop @param {string} path @param {any} query @param {any} options */
async function* rows(shop, path, query, options) {
  const { onPage } = Object(snapshot(options));
  let count = 0;
  for await (const page of steps(shop, path, query, options, "rows")) {
    count += page.data.length;
    if (onPage) onPage(page, count);
    yield* page.data;
  }
}

/**
 * The steps of a call, as the module gives them.
 *
 * @param {Shop} shop @param {string} path @param {any} query @param {any} options
 * @param {"answer" | "pages" | "rows"} aim for one answer, for pages as they are, or for those in which each row comes once
 * @returns {AsyncGenerator<any>}
 */
async function* steps(shop, path, query, options, aim) {
  let began = clock();
  const [wanted, told] = [asked(path, query), snapshot(options)];
  let line = /** @type {HTMLLinkElement | null} */ (null);
  let call = /** @type {import("../bukaolshop.js").Call | null} */ (null);
  try {
    const load = async (/** @type {Promise<any>} */ aborted) => {
      // A call's own options may be wrong, or ask for a fresh answer: such a call waits for the module. A signal changes no request.
      const isPlain = !told || (Object.keys(told).join() === "signal" && isA("AbortSignal", told.signal));
      if (aim === "answer" && isPlain) line = guess(shop.options, path, wanted);
      return opened(shop, path, aborted);
    };
    // Where the module is there, nothing is waited for: an abort right behind the call is heard by its first step.
    const toko = shop.ready() || (await unlessAborted(told, load));
    const step = async (/** @type {Promise<any>} */ aborted) => {
      const begun = call || toko.begin(path, wanted, told, aim);
      call = begun;
      return begun.next(clock() - began, aborted);
    };
    for (;;) {
      // A walk ends with the module that it was begun in.
      if (shop.ready() !== toko) throw stopped();
      const answer = await unlessAborted(told, step);
      if (answer === null) return;
      yield answer;
      began = clock();
    }
  } finally {
    if (call !== null) call.free();
    if (line !== null) line.remove();
  }
}

/**
 * The module's client, as soon as the module is there. Rejects when the call's time is over, or the call is given up, before that.
 *
 * @param {Shop} shop @param {string} path @param {Promise<any>} aborted
 */
function opened(shop, path, aborted) {
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
async function unlessAborted(options, work) {
  const signal = options && options.signal;
  // The module says so where it is no signal.
  const canAbort = signal && typeof signal.addEventListener === "function";
  if (canAbort && signal.aborted) throw reasonOf(signal);
  let give = () => {};
  let settle = give;
  const aborted = new Promise((resolve, reject) => {
    give = () => reject(reasonOf(signal));
    settle = () => resolve(null);
  });
  // Where the work fails by itself, nobody waits for this promise, and no rejection of it is to be reported.
  aborted.catch(() => {});
  if (canAbort) signal.addEventListener("abort", give);
  try {
    return await whileAlive(() => work(aborted));
  } finally {
    if (canAbort) signal.removeEventListener("abort", give);
    // Whoever waits for a promise is kept in memory until it settles.
    settle();
  }
}

/** @param {AbortSignal} signal */
function reasonOf(signal) {
  // Chromium before 98 knows no reasons.
  return "reason" in signal
    ? signal.reason
    : new DOMException("The user aborted a request.", "AbortError");
}

/**
 * A query as it is now. The module passes over a field that the endpoint does not know, and the page's author is told of it once.
 *
 * @param {string} path of the endpoint
 * @param {any} query
 */
function asked(path, query) {
  const copy = snapshot(query);
  // What is no object is refused later.
  if (copy === query) return copy;
  const fields = (FIELDS[path] || "").split(" ");
  for (const name of Object.keys(copy).filter((field) => !fields.includes(field))) {
    // A name that has no letter in place is not meant.
    const near = fields.filter((field) => distance(name, field) < name.length);
    complain(path + ': query tidak mengenal "' + name + '".' + (meant(name, near) || " Yang dikenal: " + fields.join(", ") + "."));
  }
  return copy;
}
