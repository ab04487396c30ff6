// @ts-check
// The store in memory, and the form in which the module calls a store.

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

/** Keeps claims in memory, as long as the program runs. */
export class MemoryStore {
  /** @type {any} */
  #table = null;
  /** The number of keys that there may be before old ones are looked for. */
  #maxKeys = 0;
  #kept;

  /** @param {any} [options] */
  constructor(options) {
    demandServer();
    this.#kept = keptOf(options);
  }

  async #claimTable() {
    const glue = await load();
    return (this.#table ??= new glue.ClaimTableBinding());
  }

  /** @param {any} bid */
  async claim({ key, note, now, lease, owner = "", order, status }) {
    const table = await this.#claimTable();
    if (table.size > this.#maxKeys) {
      table.forget(now, this.#kept);
      this.#maxKeys = table.size * 2 + 1000;
    }
    const claim = table.claim(key, note, now, lease, owner, order, status);
    if (claim > 0) return { state: "claimed", attempt: claim };
    return claim < 0 ? { state: "in_progress", left: -claim } : { state: "done" };
  }

  /** @param {any} ended */
  async settle({ key, attempt, end, now, next = 0, owner = "", note }) {
    const table = await this.#claimTable();
    table.settle(key, attempt, end, now, next, owner, note);
  }

  /** @param {number} now */
  async unfinished(now) {
    const table = await this.#claimTable();
    return table.unfinished(now);
  }

  async givenUp() {
    const table = await this.#claimTable();
    return table.givenUp();
  }

  /** @param {string} key */
  async find(key) {
    const table = await this.#claimTable();
    return table.find(key);
  }

  /** @param {any} reservation */
  async reserve(reservation) {
    const table = await this.#claimTable();
    return table.reserve(reservation) ?? null;
  }

  /**
   * @param {string} secret
   * @param {string} [previous]
   */
  async checkSecret(secret, previous) {
    const table = await this.#claimTable();
    return table.checkSecret(secret, previous);
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
 * A store in the form in which the module calls it. The message of an error of the store may hold the
 * database's password, so the module, and with it the log, gets only the error's code or name.
 *
 * @param {any} store
 */
export function storeForModule(store) {
  /** @param {() => Promise<any>} work */
  const guarded = async (work) => {
    try {
      return await work();
    } catch (error) {
      const { code, name } = /** @type {any} */ (error) ?? {};
      const own = toError(error);
      throw own instanceof BukaOlshopError ? own.message : String(code ?? name ?? "Error");
    }
  };
  return {
    /** @param {any} bid */
    claim: (bid) => guarded(async () => store.claim(bid)),
    /** @param {any} ended */
    settle: (ended) => guarded(async () => store.settle(ended)),
    /** @param {number} now */
    unfinished: (now) => guarded(async () => store.unfinished(now)),
    givenUp: () => guarded(async () => store.givenUp()),
    /** @param {string} key */
    find: (key) => guarded(async () => store.find(key)),
    // A store without this method grants every reservation: then each program keeps the pace of balances by itself.
    /** @param {any} reservation */
    reserve: (reservation) => guarded(async () => store.reserve?.(reservation) ?? null),
    // A store without this method is that of one shop.
    /** @param {string} secret @param {string} [previous] */
    checkSecret: (secret, previous) => guarded(async () => store.checkSecret?.(secret, previous) ?? true),
  };
}
