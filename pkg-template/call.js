// @ts-check
// One call: waits for the module, makes the call, and settles the promise whatever happens.

import { FAILURE, isOutdated } from "./crate/js/results.js";
import { settled } from "./crate/transport/wait.js";
import { early } from "./early.js";
import { BukaOlshopError, demand } from "./errors.js";
import { canRun } from "./load.js";

// What is aimed at: one answer, a page after the other, each row once, or a newer answer than the one
// that is kept, null where it is the same. `src/js/toko.rs` has the same numbers.
const ONCE = 0;
export const PAGES = 1;
export const ROWS = 2;
const RENEWAL = 3;

/**
 * What has been asked, kept by whoever asks for more than one answer.
 *
 * @typedef {{ asking?: import("./bukaolshop.js").Asking }} Place
 */

/**
 * Asks for one answer.
 *
 * @param {import("./toko.js").Shop} shop
 * @param {any} options
 * @param {() => import("./questions.js").Question} questioned throws where nothing may be asked
 * @returns {Promise<any>}
 */
export async function call(shop, options, questioned) {
  /** @type {Place} */
  const place = {};
  try {
    return await step(shop, options, questioned(), place);
  } finally {
    end(place);
  }
}

/**
 * Asks for one answer, or for the next one; null behind the last.
 *
 * @param {import("./toko.js").Shop} shop
 * @param {any} options
 * @param {import("./questions.js").Question} question
 * @param {Place} place
 * @param {number} [aim]
 * @param {number} [limit] the most rows that are wanted
 * @returns {Promise<any>}
 */
export async function step(shop, options, question, place, aim = ONCE, limit = Infinity) {
  const watch = watching(options);
  const began = performance.now();
  const fresh = wantsFresh(options);
  let takeBack = () => {};
  /** @type {any} */
  let timer;
  try {
    const deadline = new Promise((_, reject) => {
      timer = setTimeout(() => reject(tooLate(question)), shop.settings.timeout);
    });
    const opening = shop.toko();
    const given = options && options.signal && options.signal.aborted;
    const sends = !place.asking && limit > 0;
    if (sends && !given && !shop.isOpen() && canRun()) {
      takeBack = early(shop.settings, question, fresh);
    }
    const toko = await Promise.race([opening, deadline].concat(watch.aborted));
    if (!place.asking) place.asking = ask(toko, question, fresh, aim, limit);
    const answer = await landing(place.asking, performance.now() - began, watch.aborted);
    if (isOutdated(answer)) renew(toko, question, answer);
    return answer;
  } finally {
    takeBack();
    clearTimeout(timer);
    watch.stop();
  }
}

/** @param {Place} place */
export function end(place) {
  if (place.asking) place.asking.free();
}

/**
 * @param {import("./bukaolshop.js").Toko} toko
 * @param {import("./questions.js").Question} question
 * @param {boolean} fresh
 * @param {number} aim
 * @param {number} limit
 */
function ask(toko, { endpoint, parameters, page, total }, fresh, aim, limit) {
  return toko.ask(endpoint, parameters, page, total, fresh, aim, limit);
}

/**
 * Polls until there is an answer.
 *
 * @param {import("./bukaolshop.js").Asking} asking
 * @param {number} spent milliseconds of its time that are gone
 * @param {Promise<never>[]} aborted
 */
async function landing(asking, spent, aborted) {
  for (;;) {
    const answer = asking.poll(spent);
    if (answer !== undefined) {
      if (answer && answer[FAILURE]) throw new BukaOlshopError(answer.message, answer);
      return answer;
    }
    await Promise.race([settled()].concat(aborted));
  }
}

/**
 * Sees to it that what a page was given stale is fresh for the next one, and tells the page where that
 * is another answer. It knows the old one by the very object.
 *
 * @param {import("./bukaolshop.js").Toko} toko
 * @param {import("./questions.js").Question} question
 * @param {any} before
 */
async function renew(toko, question, before) {
  // A walk has gone on since.
  const asked = question.page ? Object.assign({}, question, { page: before.page }) : question;
  const asking = ask(toko, asked, true, RENEWAL, Infinity);
  try {
    const after = await landing(asking, 0, []);
    if (after === null || typeof dispatchEvent !== "function") return;
    const detail = { endpoint: question.path, before, after };
    dispatchEvent(new CustomEvent("olshop:ubah", { detail }));
  } catch (error) {
    // Nobody waits: what the page has is as good as before.
  } finally {
    asking.free();
  }
}

/**
 * A promise that is rejected when the page gives up, with the reason it gave; none where it cannot.
 *
 * @param {any} options
 * @returns {{ aborted: Promise<never>[], stop: () => void }}
 */
function watching(options) {
  checkOptions(options);
  const signal = options && options.signal;
  if (!signal) return { aborted: [], stop() {} };
  let stop = () => {};
  /** @type {Promise<never>} */
  const aborted = new Promise((settle, reject) => {
    const give = () => reject(reasonOf(signal));
    if (signal.aborted) give();
    signal.addEventListener("abort", give);
    stop = () => {
      signal.removeEventListener("abort", give);
      // What waits for it is let go of only then.
      settle(/** @type {never} */ (undefined));
    };
  });
  // It may be that nobody listens any more.
  aborted.catch(() => {});
  return { aborted: [aborted], stop };
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
 */
function wantsFresh(options) {
  return !!options && options.fresh === true;
}

/** @param {import("./questions.js").Question} question */
function tooLate(question) {
  return new BukaOlshopError("Server terlalu lama menjawab. Coba lagi.", {
    kind: "timeout",
    endpoint: question.path,
    retryable: true,
  });
}
