// @ts-check
// Stores of callbacks, and the face that the module sees of any store.

import { load } from "./load.js";
import { BukaOlshopError, argument, demandServer } from "./refusal.js";
import { thrown } from "./desk.js";

/** How long what was done is remembered, unless told: 90 days. */
export const KEPT = 90 * 24 * 60 * 60 * 1000;

/** @param {any} options */
export function keptOf(options) {
  const { kept = KEPT } = options ?? {};
  if (!(Number.isFinite(kept) && kept >= 0)) throw argument("kept harus milidetik mulai dari 0");
  return kept;
}

/** Remembers while the program runs. */
export class MemoryStore {
  /** @type {any} */
  #notes = null;
  #room = 0;
  #kept;

  /** @param {any} [options] */
  constructor(options) {
    demandServer();
    this.#kept = keptOf(options);
  }

  async #open() {
    const glue = await load();
    return (this.#notes ??= new glue.Notes());
  }

  /** @param {any} bid */
  async claim(bid) {
    const notes = await this.#open();
    if (notes.size > this.#room) {
      notes.forget(bid.now, this.#kept);
      this.#room = notes.size * 2 + 1000;
    }
    const { claim, change } = JSON.parse(notes.claim(JSON.stringify(bid)));
    if (change) notes.apply(JSON.stringify(change));
    return claim;
  }

  /** @param {any} ended */
  async settle(ended) {
    const notes = await this.#open();
    const change = notes.settle(JSON.stringify(ended));
    if (change !== undefined) notes.apply(change);
  }

  /** @param {number} now */
  async unfinished(now) {
    const notes = await this.#open();
    return JSON.parse(notes.unfinished(now));
  }
}

/** In place of the store that needs files, where there are none. */
export class NoFileStore {
  static async open() {
    throw argument(
      "FileStore memerlukan sistem berkas, yang tidak ada di sini; pakai Store sendiri dengan basis data atau KV",
    );
  }
}

/** @param {any} store */
export function demandStore(store) {
  const isStore = ["claim", "settle", "unfinished"].every((name) => typeof store?.[name] === "function");
  if (!isStore) throw argument("store harus diisi: FileStore, MemoryStore, atau objek dengan claim, settle, unfinished");
  return store;
}

/**
 * A store as the module knows it: texts go in, texts come out. What a store throws may hold the database's password,
 * so the log gets no more than its name or code.
 *
 * @param {any} store
 */
export function keeper(store) {
  /** @param {() => Promise<string | void>} work */
  const told = async (work) => {
    try {
      return await work();
    } catch (error) {
      const { code, name } = /** @type {any} */ (error) ?? {};
      const own = thrown(error);
      throw own instanceof BukaOlshopError ? own.message : String(code ?? name ?? "Error");
    }
  };
  return {
    /** @param {string} bid */
    claim: (bid) => told(async () => JSON.stringify(await store.claim(JSON.parse(bid)))),
    /** @param {string} ended */
    settle: (ended) => told(async () => void (await store.settle(JSON.parse(ended)))),
    /** @param {number} now */
    unfinished: (now) => told(async () => JSON.stringify(await store.unfinished(now))),
  };
}
