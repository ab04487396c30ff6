// @ts-check
// `bukaolshop/server/sqlite`: the store in a file.

// Old journals are read in by the module, which this entry finds.
import "./index.js";
import { argument, demandServer } from "./core.js";
import { claimOf, databaseOptions, endOf, atLeastOne, milliseconds, regularly } from "./database.js";
import { RULES, SQLITE } from "./generated-stores.js";
import { createForOwner, fileError, inTransaction, isBusy, isNoDatabase, onlyForOwner, openDatabase, whenFree } from "./sqlite-file.js";
import { readJournalIn } from "./sqlite-import.js";

export { SqliteAnswers } from "./sqlite-answers.js";

/** How many calls are stored in one transaction at most. */
const TOGETHER = 512;

/** What only this file has: others cannot call the constructor. */
const OPENING = Symbol("opening");

export class SqliteStore {
  #path;
  /** @type {import("./sqlite-drivers.js").Connection} */
  #connection;
  #shop;
  #kept;
  /** @type {{ work: () => any, resolve: (answer: any) => void, reject: (error: any) => void }[]} */
  #waiting = [];
  /** @type {Promise<void> | null} */
  #storing = null;
  #isClosed = false;
  #stopForgetting;

  /**
   * @param {symbol} opening
   * @param {string} path
   * @param {import("./sqlite-drivers.js").Connection} connection
   * @param {any} options
   */
  constructor(opening, path, connection, options) {
    if (opening !== OPENING) throw argument("buka dengan await SqliteStore.open(path)");
    this.#path = path;
    this.#connection = connection;
    this.#shop = options.shop;
    this.#kept = options.kept;
    this.#stopForgetting = regularly(() => this.#forget());
  }

  /**
   * @param {string | URL} place
   * @param {any} [options]
   */
  static async open(place, options) {
    demandServer();
    const checked = databaseOptions(options);
    const { fileURLToPath } = await import("node:url");
    if (!(place instanceof URL) && (typeof place !== "string" || place === "")) throw argument("path harus teks atau URL berkas");
    const path = place instanceof URL ? fileURLToPath(place) : place;
    try {
      await createForOwner(path);
      const connection = await openDatabase(path).catch(async (error) => {
        if (!isNoDatabase(error)) throw error;
        await readJournalIn(path, checked.shop);
        return openDatabase(path);
      });
      await onlyForOwner(path);
      return new SqliteStore(OPENING, path, connection, checked);
    } catch (error) {
      throw fileError(path, error);
    }
  }

  /** @param {any} bid */
  claim(bid) {
    return this.#ask(() => {
      const { key, note, owner = "", order, status } = bid;
      const now = Date.now();
      const values = { key, note, owner, now, lease: milliseconds(bid.lease), order, status };
      const [granted] = this.#rows("claim", values);
      if (granted === undefined) {
        const [taken] = this.#rows("taken", values);
        return claimOf({ ...taken, attempt: null });
      }
      if (order != null) this.#rows("forgetOtherStatuses", values);
      return claimOf(granted);
    });
  }

  /** @param {any} ended */
  async settle(ended) {
    const { name, delay, note } = endOf(ended);
    return this.#ask(() => {
      const { key, attempt, owner = "" } = ended;
      this.#rows(name, { key, attempt, owner, now: Date.now(), delay, note });
    });
  }

  /** @param {number} [_now] the machine's time is taken */
  unfinished(_now) {
    return this.#ask(() => this.#rows("listUnfinished", { now: Date.now() }).map((row) => ({ ...row })));
  }

  givenUp() {
    return this.#ask(() => this.#rows("listGivenUp", {}).map((row) => ({ ...row })));
  }

  /** @param {string} key */
  find(key) {
    return this.#ask(() => {
      const [found] = this.#rows("find", { key });
      return found === undefined ? null : { ...found, done: Boolean(found.done) };
    });
  }

  /** @param {any} reservation */
  reserve({ key, owner, length }) {
    return this.#ask(() => {
      const values = { key, owner, now: Date.now(), length: milliseconds(length) };
      const [granted] = this.#rows("reserve", values);
      if (granted !== undefined) return null;
      const [reserved] = this.#rows("reserved", values);
      return atLeastOne(reserved.left);
    });
  }

  /**
   * @param {string} secret
   * @param {string} [previous]
   */
  checkSecret(secret, previous = "") {
    return this.#ask(() => this.#rows("checkSecret", { secret, previous }).length > 0);
  }

  /** Closes the file when all that was asked before is stored. */
  async close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#stopForgetting();
    while (this.#storing) await this.#storing;
    this.#connection.close();
  }

  /**
   * The rows of one of the statements.
   *
   * @param {string} name
   * @param {Record<string, unknown>} values
   * @returns {any[]}
   */
  #rows(name, values) {
    const { sql, parameters } = /** @type {any} */ (SQLITE)[name];
    const all = { ...values, shop: this.#shop };
    return this.#connection.all(sql, Object.fromEntries(parameters.map((/** @type {"shop"} */ name) => [name, all[name] ?? null])));
  }

  /**
   * Has something done in the next transaction. The answer comes when that transaction is on disk.
   *
   * @template T
   * @param {() => T} work
   * @returns {Promise<T>}
   */
  #ask(work) {
    if (this.#isClosed) return Promise.reject(argument("store sudah ditutup"));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve, reject });
      this.#storing ??= this.#storeAll();
    });
  }

  async #storeAll() {
    // Whatever else arrives in this turn of the event loop is stored with the first call.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, TOGETHER);
      try {
        await this.#store(together);
      } catch (error) {
        // One call that SQLite refuses must not be the end of those that wait with it.
        const isOfAll = together.length === 1 || isBusy(error);
        for (const call of together) {
          await (isOfAll ? Promise.reject(error) : this.#store([call])).catch((error) => call.reject(fileError(this.#path, error)));
        }
      }
    }
    this.#storing = null;
  }

  /**
   * Does what calls ask for in one transaction, and answers them.
   *
   * @param {{ work: () => any, resolve: (answer: any) => void }[]} together
   */
  async #store(together) {
    const answers = await whenFree(() => this.#storeTogether(together));
    together.forEach(({ resolve }, at) => resolve(answers[at]));
  }

  /** @param {{ work: () => any }[]} together */
  #storeTogether(together) {
    /** @type {any[]} */
    let answers = [];
    inTransaction(this.#connection, () => {
      answers = together.map(({ work }) => work());
    });
    return answers;
  }

  /** Deletes finished work that is too old, and reservations that are over. */
  async #forget() {
    const times = { now: Date.now(), kept: this.#kept };
    for (;;) {
      const forgotten = await this.#ask(() => {
        this.#rows("forget", times);
        return this.#connection.all("SELECT changes() AS count")[0].count;
      });
      if (forgotten < RULES.forgetAtOnce) break;
    }
    await this.#ask(() => void this.#rows("forgetReservations", times));
  }
}
