// @ts-check
// The libraries for SQLite: the one that comes with the runtime, or better-sqlite3.

import { BukaOlshopError } from "./errors.js";
import { missing } from "./database.js";

/**
 * A connection to a file. `all` runs a statement with named parameters and gives its rows; `script` runs several statements
 * without parameters, whose failures Deno does not number.
 *
 * @typedef {object} Connection
 * @property {(sql: string, values?: Record<string, unknown>) => any[]} all
 * @property {(sql: string) => void} script
 * @property {() => void} close
 */

/** The numbers that SQLite gives to the failures which have sentences of their own. */
const NAMES = { 3: "PERM", 5: "BUSY", 6: "LOCKED", 8: "READONLY", 10: "IOERR", 13: "FULL", 14: "CANTOPEN", 26: "NOTADB" };

/** The failure to make the file of the shared memory larger: the disk is full. */
const SHARED_MEMORY_IS_FULL = 4874;

/**
 * The name of a failure, such as "BUSY"; `undefined` where it is not one of SQLite's.
 *
 * @param {any} error
 * @returns {string | undefined}
 */
export function failureOf({ code, errcode, errno }) {
  if (typeof code === "string" && code.startsWith("SQLITE_")) {
    return code === "SQLITE_IOERR_SHMSIZE" ? "FULL" : code.split("_")[1];
  }
  const number = errcode ?? errno;
  if (typeof number !== "number" || code !== "ERR_SQLITE_ERROR") return undefined;
  if (number === SHARED_MEMORY_IS_FULL) return "FULL";
  return NAMES[/** @type {3} */ (number & 0xff)] ?? String(number);
}

/**
 * Keeps the prepared statements of a connection.
 *
 * @param {(sql: string) => any} prepare
 * @returns {(sql: string) => any}
 */
function prepared(prepare) {
  const statements = new Map();
  return (sql) => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = prepare(sql)));
    return statement;
  };
}

/** @returns {Promise<(path: string) => Connection>} */
async function ofBun() {
  // @ts-ignore: a module of Bun
  const { Database } = await import("bun:sqlite").catch(missing("SqliteStore di Bun", "bun upgrade"));
  return (path) => {
    const database = new Database(path, { readwrite: true, strict: true });
    const statement = prepared((sql) => database.prepare(sql));
    return {
      all: (sql, values) => statement(sql).all(values ?? {}),
      script: (sql) => database.exec(sql),
      close: () => database.close(),
    };
  };
}

/** @returns {Promise<(path: string) => Connection>} */
async function ofNode() {
  // @ts-ignore: a module of newer versions
  const { DatabaseSync } = await import("node:sqlite");
  return (path) => {
    const database = new DatabaseSync(path);
    const statement = prepared((sql) => database.prepare(sql));
    return {
      all: (sql, values) => statement(sql).all(values ?? {}),
      script: (sql) => database.exec(sql),
      close: () => database.close(),
    };
  };
}

/** @returns {Promise<(path: string) => Connection>} */
async function ofPackage() {
  // @ts-ignore: a package that a shop installs where it needs it
  const { default: Database } = await import("better-sqlite3").catch(missing("SqliteStore di Node.js ini", "npm install better-sqlite3@12"));
  return (path) => {
    const database = new Database(path, { fileMustExist: true, timeout: 0 });
    const statement = prepared((sql) => database.prepare(sql));
    return {
      all(sql, values) {
        const one = statement(sql);
        if (one.reader) return one.all(values ?? {});
        one.run(values ?? {});
        return [];
      },
      script: (sql) => database.exec(sql),
      close: () => database.close(),
    };
  };
}

/** @type {Promise<(path: string) => Connection> | undefined} */
let found;

/**
 * Opens a file that exists.
 *
 * @param {string} path
 * @returns {Promise<Connection>}
 */
export async function connect(path) {
  const { Bun } = /** @type {any} */ (globalThis);
  // A package that is installed after a failure is found the next time.
  found ??= (Bun ? ofBun() : ofNode().catch(ofPackage)).catch((error) => {
    found = undefined;
    throw error;
  });
  const open = await found;
  try {
    return open(path);
  } catch (error) {
    // better-sqlite3 looks for its compiled half only now.
    const { message } = /** @type {any} */ (error);
    if (!/bindings file|NODE_MODULE_VERSION/.test(message)) throw error;
    throw new BukaOlshopError("better-sqlite3 belum dikompilasi untuk Node.js ini; jalankan: npm rebuild better-sqlite3", { kind: "store" });
  }
}
