// @ts-check
// The store in memory, and the form in which the module calls a store.

import { answer } from "./answers.js";
import { load } from "./load.js";
import { BukaOlshopError, argument, demandServer } from "./errors.js";
import { toError } from "./client-base.js";

/**
 * The option `kept` of a store: how long it remembers finished work, in milliseconds. The module has the default.
 *
 * @param {any} options
 */
export function keptOf(options) {
  const { kept } = options ?? {};
  if (kept !== undefined && !(Number.isFinite(kept) && kept >= 0)) throw argument("kept harus milidetik mulai dari 0");
  return kept;
}

/**
 * The module's part of a store in memory; `null` for any other store, and for one whose methods the program has replaced.
 *
 * @type {(store: any, glue: any) => any}
 */
let inModule;

/** Keeps claims in memory, as long as the program runs. */
export class MemoryStore {
  /** @type {any} */
  #claims = null;
  #kept;

  static {
    const { constructor, ...own } = Object.getOwnPropertyDescriptors(MemoryStore.prototype);
    inModule = (store, glue) => {
      if (!(#claims in store)) return null;
      const isOwn = Object.entries(own).every(([name, { value }]) => Reflect.get(store, name) === value);
      return isOwn ? store.#claimsOf(glue) : null;
    };
  }

  /** @param {any} [options] */
  constructor(options) {
    demandServer();
    this.#kept = keptOf(options);
  }

  /** @param {any} glue */
  #claimsOf(glue) {
    return (this.#claims ??= new glue.MemoryStoreBinding(this.#kept));
  }

  async #loaded() {
    return this.#claimsOf(await load());
  }

  /** @param {any} bid */
  async claim({ key, note, now, lease, owner = "", order, status }) {
    const claims = await this.#loaded();
    const claim = claims.claim({ key, note, now, lease, owner, order, status });
    if (claim > 0) return { state: "claimed", attempt: claim };
    return claim < 0 ? { state: "in_progress", left: -claim } : { state: "done" };
  }

  /** @param {any} ended */
  async settle({ key, attempt, end, now, next = 0, owner = "", note }) {
    const claims = await this.#loaded();
    claims.settle({ key, attempt, end, now, next, owner, note });
  }

  /** @param {number} now */
  async unfinished(now) {
    const claims = await this.#loaded();
    return claims.unfinished(now);
  }

  async givenUp() {
    const claims = await this.#loaded();
    return claims.givenUp();
  }

  /** @param {string} key */
  async find(key) {
    const claims = await this.#loaded();
    return claims.find(key);
  }

  /** @param {any} reservation */
  async reserve(reservation) {
    const claims = await this.#loaded();
    return claims.reserve(reservation) ?? null;
  }

  /**
   * @param {string} secret
   * @param {string} [previous]
   */
  async checkSecret(secret, previous) {
    const claims = await this.#loaded();
    return claims.checkSecret(secret, previous);
  }
}

/**
 * Returns a store, and refuses what has not the five methods of one.
 *
 * @param {any} store
 */
export function demandStore(store) {
  const isStore = ["claim", "settle", "unfinished", "givenUp", "find"].every((name) => typeof store?.[name] === "function");
  if (!isStore) {
    throw argument("store harus diisi: SqliteStore, PostgresStore, RedisStore, MemoryStore, atau objek dengan claim, settle, unfinished, givenUp, find");
  }
  return store;
}

/**
 * The module's number for the answer to a claim. Nothing else than the three kinds of answers has a number.
 *
 * @param {any} claim
 */
function numberOf(claim) {
  const { state, attempt, left } = claim ?? {};
  if (state === "claimed") return attempt > 0 ? attempt : NaN;
  if (state === "in_progress") return left >= 0 ? -Math.max(left, 1) : NaN;
  return state === "done" ? 0 : NaN;
}

/**
 * What the module gets of an error of a store. The message may hold the database's password, so the module, and with it the log,
 * gets only the error's code or name.
 *
 * @param {any} error
 */
function failureOf(error) {
  const { code, name } = error ?? {};
  const own = toError(error);
  return own instanceof BukaOlshopError ? own.message : String(code ?? name ?? "Error");
}

/** @param {any} answer */
const same = (answer) => answer;

/**
 * A store in the form in which the module calls it: with the number of a question, and texts for the store's objects.
 *
 * @param {any} store
 * @param {any} glue
 */
export function storeForModule(store, glue) {
  const memory = inModule(store, glue);
  if (memory) return { memory: memory.share() };
  return {
    /** @param {number} number @param {string} bid */
    claim: (number, bid) => answer(number, () => store.claim(JSON.parse(bid)), numberOf, failureOf),
    /** @param {number} number @param {string} ended */
    settle: (number, ended) => answer(number, () => store.settle(JSON.parse(ended)), same, failureOf),
    /** @param {number} number @param {number} now */
    unfinished: (number, now) => answer(number, () => store.unfinished(now), same, failureOf),
    /** @param {number} number */
    givenUp: (number) => answer(number, () => store.givenUp(), same, failureOf),
    /** @param {number} number @param {string} key */
    find: (number, key) => answer(number, () => store.find(key), same, failureOf),
    // A store without this method grants every reservation: then each program keeps the pace of balances by itself.
    /** @param {number} number @param {string} reservation */
    reserve: (number, reservation) => answer(number, () => store.reserve?.(JSON.parse(reservation)), same, failureOf),
    // A store without this method is that of one shop.
    /** @param {number} number @param {string} secret @param {string} [previous] */
    checkSecret: (number, secret, previous) => answer(number, () => store.checkSecret?.(secret, previous), same, failureOf),
  };
}
