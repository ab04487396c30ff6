// @ts-check
// The store of answers in a file, for the front of the Open API.

import { argument, demandServer } from "./core.js";
import { ANSWERS } from "./generated-answers.js";
import { createForOwner, fileError, inTransaction, onlyForOwner, openDatabase, whenFree } from "./sqlite-file.js";

/** What only this file has: others cannot call the constructor. */
const OPENING = Symbol("opening");

export class SqliteAnswers {
  #path;
  /** @type {import("./sqlite-drivers.js").Connection} */
  #connection;
  #isClosed = false;

  /**
   * @param {symbol} opening
   * @param {string} path
   * @param {import("./sqlite-drivers.js").Connection} connection
   */
  constructor(opening, path, connection) {
    if (opening !== OPENING) throw argument("buka dengan await SqliteAnswers.open(path)");
    this.#path = path;
    this.#connection = connection;
  }

  /** @param {string | URL} place */
  static async open(place) {
    demandServer();
    const { fileURLToPath } = await import("node:url");
    if (!(place instanceof URL) && (typeof place !== "string" || place === "")) throw argument("path harus teks atau URL berkas");
    const path = place instanceof URL ? fileURLToPath(place) : place;
    try {
      await createForOwner(path);
      const connection = await openDatabase(path, ANSWERS);
      await onlyForOwner(path);
      return new SqliteAnswers(OPENING, path, connection);
    } catch (error) {
      throw fileError(path, error);
    }
  }

  /** @param {string} key */
  load(key) {
    return this.#ask(() => this.#rows("load", { key })[0]?.text ?? null);
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  save(key, text) {
    return this.#ask(() =>
      inTransaction(this.#connection, () => {
        this.#rows("save", { key, text, now: Date.now() });
        this.#rows("trim", { most: ANSWERS.most });
      }),
    );
  }

  /**
   * @param {string} key
   * @param {string | null | undefined} before
   * @param {string} text
   */
  swap(key, before, text) {
    const isNew = before === null || before === undefined;
    return this.#ask(() => this.#rows(isNew ? "create" : "replace", isNew ? { key, text } : { key, text, before }).length > 0);
  }

  /** Closes the file. */
  async close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#connection.close();
  }

  /**
   * The rows of one of the statements.
   *
   * @param {"load" | "save" | "trim" | "create" | "replace"} name
   * @param {Record<string, unknown>} values
   */
  #rows(name, values) {
    return this.#connection.all(ANSWERS[name].sql, values);
  }

  /**
   * @template T
   * @param {() => T} work
   * @returns {Promise<T>}
   */
  async #ask(work) {
    try {
      return await whenFree(() => {
        if (this.#isClosed) throw argument("store sudah ditutup");
        return work();
      });
    } catch (error) {
      throw fileError(this.#path, error);
    }
  }
}
