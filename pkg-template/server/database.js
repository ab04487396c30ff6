// @ts-check
// What the stores in databases share: their options, their errors and their patience.

import { BukaOlshopError, argument, demandServer } from "./errors.js";
import { keptOf } from "./core.js";
import { RULES, SENTENCES } from "./generated-stores.js";

/** @typedef {{ temporary: string[], full: string[], readOnly: string[], busy: string[], refused: string[] }} Codes */

/**
 * The options of a store, with their defaults.
 *
 * @param {any} options
 * @param {string[]} [more] the names of options that only this store has
 */
export function databaseOptions(options, more = []) {
  demandServer();
  if (options !== undefined && (typeof options !== "object" || options === null)) throw argument("opsi store harus objek");
  const { shop = RULES.shop, kept, onWarning = warn, ...rest } = options ?? {};
  const unknown = Object.keys(rest).find((name) => !more.includes(name));
  if (unknown !== undefined) throw argument("opsi " + unknown + " tidak dikenal");
  if (typeof shop !== "string" || shop.trim() === "") throw argument("shop harus teks, nama toko di dalam store");
  if (typeof onWarning !== "function") throw argument("onWarning harus fungsi");
  return { shop: shop.trim(), kept: milliseconds(keptOf({ kept }) ?? RULES.kept), onWarning, ...rest };
}

/** @param {string} sentence */
function warn(sentence) {
  console.warn("bukaolshop: " + sentence);
}

/**
 * The error of a store. Its message goes to the log, so it holds no password.
 *
 * @param {string} sentence one of SENTENCES
 * @param {Record<string, unknown>} about what stands in its braces
 */
export function storeError(sentence, about) {
  const message = sentence.replace(/\{(\w+)\}/g, (_, name) => String(about[name]));
  return new BukaOlshopError(message, { kind: "store", retryable: true });
}

/**
 * Whether a list of codes has a code, or its class: the first two characters of a code of PostgreSQL.
 *
 * @param {readonly string[]} list
 * @param {string} code
 */
const has = (list, code) => list.some((known) => known === code || (known.length === 2 && code.startsWith(known)));

/**
 * Whether a call that failed with a code may be repeated.
 *
 * @param {Codes} codes
 * @param {string} code
 */
export const isTemporaryCode = (codes, code) => has(codes.temporary, code);

/**
 * The sentence for an error with a code.
 *
 * @param {Codes} codes
 * @param {string} code
 */
export function sentenceOf(codes, code) {
  if (has(codes.full, code)) return SENTENCES.full;
  if (has(codes.readOnly, code)) return SENTENCES.readOnly;
  if (has(codes.busy, code)) return SENTENCES.busy;
  return has(codes.refused, code) || isTemporaryCode(codes, code) ? SENTENCES.unreachable : SENTENCES.failed;
}

/**
 * A whole number of milliseconds that a store can keep.
 *
 * @param {number} time
 */
export function milliseconds(time) {
  return Math.min(Math.max(Math.trunc(time), 0), RULES.latest);
}

/**
 * The answer to a claim, from its row.
 *
 * @param {any} row
 */
export function claimOf({ attempt, left, done }) {
  if (attempt !== null) return { state: "claimed", attempt: Number(attempt) };
  return done ? { state: "done" } : { state: "in_progress", left: atLeastOne(left) };
}

/**
 * A time that is left, of which there is at least a millisecond.
 *
 * @param {unknown} left
 */
export function atLeastOne(left) {
  return Math.max(Number(left), 1);
}

/** The ends of claims, and the names of their statements in SQLite. */
const ENDS = { done: "done", failed: "failed", given_up: "givenUp", refused: "refused" };

/**
 * Settles a claim: the name of SQLite's statement, and what differs by the end.
 *
 * @param {any} ended
 */
export function endOf({ end, now, next, note }) {
  const name = ENDS[/** @type {"done"} */ (end)];
  if (name === undefined) throw argument("end harus done, failed, given_up atau refused");
  return { name, delay: milliseconds((next ?? 0) - now), note: note ?? null };
}

/**
 * The values of a statement's parameters, in their order.
 *
 * @param {string[]} parameters
 * @param {Record<string, unknown>} values
 */
export function inOrder(parameters, values) {
  return parameters.map((name) => values[name] ?? null);
}

/**
 * What becomes of an import that has failed, of a package that a shop installs beside this one. Bundlers leave an import alone
 * whose failure is caught where it stands.
 *
 * @param {string} what needs the package
 * @param {string} command installs it
 * @returns {(error: any) => never}
 */
export function missing(what, command) {
  return ({ code, message }) => {
    const isMissing = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND" || /cannot find (module|package)/i.test(message);
    const why = isMissing ? "" : " (" + message + ")";
    throw new BukaOlshopError(what + " memerlukan paket yang belum terpasang" + why + "; jalankan: " + command, { kind: "store" });
  };
}

/**
 * Calls a server, again while it fails with a temporary error, for `patience` milliseconds.
 *
 * @template T
 * @param {number} patience
 * @param {(error: any) => boolean} isTemporary
 * @param {() => Promise<T>} call
 * @returns {Promise<T>}
 */
export async function patiently(patience, isTemporary, call) {
  const begun = performance.now();
  for (let pause = 20; ; pause = Math.min(pause * 2, 500)) {
    try {
      return await answered(call());
    } catch (error) {
      if (!isTemporary(error) || performance.now() - begun + pause >= patience) throw error;
    }
    await sleep(pause);
  }
}

/** @param {number} time in milliseconds */
export function sleep(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}

/** The error of a server that does not answer. */
export class NoAnswer extends Error {}

/**
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
async function answered(answer) {
  /** @type {any} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer("tidak ada jawaban")), RULES.answer);
  });
  try {
    return await Promise.race([answer, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Warns of a clock that is off.
 *
 * @param {(sentence: string) => void} onWarning
 * @param {string} what the database
 * @param {() => Promise<number>} ask for the database's time
 */
export async function compareClocks(onWarning, what, ask) {
  const before = Date.now();
  const there = await ask();
  const off = Math.abs(there - (before + Date.now()) / 2);
  if (off < RULES.clockTolerance) return;
  onWarning(storeError(SENTENCES.clock, { what, minutes: Math.round(off / 60_000) }).message);
}

/**
 * Does something now and from time to time, and ignores its failures: then it is done later. Returns a function that ends
 * this; a program is not kept running by it.
 *
 * @param {() => Promise<void>} work
 */
export function regularly(work) {
  let running = Promise.resolve();
  const run = () => {
    running = running.then(work).catch(() => {});
  };
  run();
  const timer = /** @type {any} */ (setInterval(run, RULES.forgetEvery));
  timer.unref?.();
  return () => {
    clearInterval(timer);
    return running;
  };
}

/**
 * A call that nobody has answered yet.
 *
 * @template C
 * @typedef {{ call: C, since: number, resolve: (answer: any) => void, reject: (error: any) => void }} Waiting
 */

/**
 * Sends calls that come while others are under way together: one statement for all of them costs little more than one for each,
 * and the disk is waited for once. Calls that change the same are sent one after the other.
 *
 * @template C
 */
class Together {
  #of;
  /** @type {Waiting<C>[]} */
  #waiting = [];
  /** What the calls under way change. */
  #changing = new Set();
  #underWay = 0;
  #isStarting = false;
  /** @type {any} */
  #timer;
  /** @type {(() => void)[]} */
  #whenIdle = [];

  /**
   * @param {object} of
   * @param {{ most: number, atOnce: number, patience: number }} of.together how calls are sent together
   * @param {number} of.patience how long calls are repeated while the database is away, in milliseconds
   * @param {(call: C) => string[]} of.changes what a call changes
   * @param {(calls: C[], patience: number) => Promise<any[]>} of.send answers calls, in their order
   * @param {(error: any) => boolean} of.isTemporary whether the database was away, and not against the calls
   * @param {(error: any) => any} of.meaning what a failure means for whoever has asked
   */
  constructor(of) {
    this.#of = of;
  }

  /**
   * The answer to a call.
   *
   * @param {C} call
   * @returns {Promise<any>}
   */
  ask(call) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ call, since: performance.now(), resolve, reject });
      this.#startSoon();
    });
  }

  /** Waits until every call is answered. */
  async idle() {
    while (this.#waiting.length > 0 || this.#underWay > 0) await new Promise((resolve) => this.#whenIdle.push(() => resolve(null)));
  }

  /** Whatever else arrives in this turn of the event loop is sent with the first call. */
  #startSoon() {
    if (this.#isStarting) return;
    this.#isStarting = true;
    setImmediate(() => {
      this.#isStarting = false;
      this.#start();
    });
  }

  #start() {
    clearTimeout(this.#timer);
    while (this.#underWay < this.#of.together.atOnce) {
      const first = this.#waiting.find(({ call }) => this.#isFree(this.#of.changes(call)));
      if (!first) break;
      // While a statement is under way calls gather, unless it takes so long that it seems to be held up.
      const left = this.#underWay > 0 ? this.#of.together.patience - (performance.now() - first.since) : 0;
      if (left > 0) {
        this.#timer = setTimeout(() => this.#start(), left);
        break;
      }
      const group = this.#group();
      this.#underWay += 1;
      this.#answer(group).then(() => {
        this.#underWay -= 1;
        for (const { call } of group) for (const change of this.#of.changes(call)) this.#changing.delete(change);
        // Whoever has just been answered may ask again in this turn.
        this.#startSoon();
      });
    }
    if (this.#underWay === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  /** Whether what a call changes is changed by no call under way. @param {string[]} changes */
  #isFree(changes) {
    return !changes.some((change) => this.#changing.has(change));
  }

  /** Takes the first calls that can be sent together, and marks what they change. */
  #group() {
    /** @type {Waiting<C>[]} */
    const group = [];
    /** @type {Waiting<C>[]} */
    const later = [];
    for (const waiting of this.#waiting) {
      const changes = this.#of.changes(waiting.call);
      if (group.length === this.#of.together.most || !this.#isFree(changes)) {
        later.push(waiting);
        continue;
      }
      for (const change of changes) this.#changing.add(change);
      group.push(waiting);
    }
    this.#waiting = later;
    return group;
  }

  /** @param {Waiting<C>[]} group */
  async #answer(group) {
    const { patience, send, isTemporary, meaning } = this.#of;
    // As long as the call that came last may wait.
    const left = patience - (performance.now() - Math.max(...group.map(({ since }) => since)));
    try {
      const answers = await send(group.map(({ call }) => call), left);
      group.forEach(({ resolve }, at) => resolve(answers[at]));
    } catch (error) {
      for (const { call, resolve, reject } of group) {
        // A call that the database refuses is not the end of those that are sent with it.
        if (isTemporary(error) || group.length === 1) reject(meaning(error));
        else await send([call], left).then(([answer]) => resolve(answer), (error) => reject(meaning(error)));
      }
    }
  }
}

/**
 * Claims, and the ends of claims, that a store sends together. A claim changes its key and its order, and an end its key.
 *
 * @param {object} store
 * @param {{ most: number, atOnce: number, patience: number }} store.together how they are sent together
 * @param {(bids: any[], patience: number) => Promise<any[]>} store.claimAll
 * @param {(ended: any[], patience: number) => Promise<any[]>} store.settleAll
 * @param {(error: any) => boolean} store.isTemporary
 * @param {(error: any) => any} store.meaning
 */
export function claimsTogether({ claimAll, settleAll, ...failures }) {
  const changes = (/** @type {any} */ { key, order }) => (order ? [key, order] : [key]);
  return {
    claims: new Together({ patience: RULES.retry, changes, send: claimAll, ...failures }),
    ends: new Together({ patience: RULES.retrySettle, changes, send: settleAll, ...failures }),
  };
}
