// @ts-check
// The file of an SqliteStore before its first use: who may read it, what it is, and its schema.

import { storeError, sleep } from "./database.js";
import { BukaOlshopError } from "./errors.js";
import { SENTENCES, SQLITE } from "./generated-stores.js";
import { connect, failureOf } from "./sqlite-drivers.js";

/** How a database of SQLite begins. */
const SQLITE_HEADER = "SQLite format 3\0";

/** How long to wait for a file that another program has locked, in milliseconds. */
const PATIENCE = 10_000;

/** What failures of the file system mean. */
const OF_SYSTEM = {
  EACCES: SENTENCES.readOnly,
  EPERM: SENTENCES.readOnly,
  EROFS: SENTENCES.readOnly,
  ENOSPC: SENTENCES.full,
  EDQUOT: SENTENCES.full,
};

/** What failures of SQLite mean. */
const OF_SQLITE = {
  FULL: SENTENCES.full,
  READONLY: SENTENCES.readOnly,
  CANTOPEN: SENTENCES.readOnly,
  PERM: SENTENCES.readOnly,
  BUSY: SENTENCES.busy,
  LOCKED: SENTENCES.busy,
  NOTADB: SENTENCES.foreignFile,
};

/**
 * What a failure means for the owner of the shop.
 *
 * @param {string} path
 * @param {any} error
 */
export function fileError(path, error) {
  if (error instanceof BukaOlshopError) return error;
  const name = failureOf(error);
  const known = name === undefined ? OF_SYSTEM[/** @type {"EACCES"} */ (error.code)] : OF_SQLITE[/** @type {"FULL"} */ (name)];
  const about = { what: path, why: name === undefined ? String(error.code ?? error.message) : "SQLITE_" + name };
  return storeError(known ?? (name === undefined ? SENTENCES.unreachable : SENTENCES.failed), about);
}

/** @param {any} error */
export function isNoDatabase(error) {
  return failureOf(error) === "NOTADB";
}

/** @param {any} error */
export function isBusy(error) {
  return ["BUSY", "LOCKED"].includes(failureOf(error) ?? "");
}

/**
 * Does something that another program's lock on a file may keep from being done, and lets this program's other work run
 * in the meantime.
 *
 * @template T
 * @param {() => T | Promise<T>} work
 * @param {number} [patience] in milliseconds
 * @returns {Promise<T>}
 */
export async function whenFree(work, patience = PATIENCE) {
  const begun = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() - begun >= patience) throw error;
    }
    // Programs that wait for the same file do not ask all at once.
    await sleep(1 + Math.random() * 4);
  }
}

/**
 * Creates a file where there is none. Only its owner can read it.
 *
 * A file that exists is not opened: systems take all locks on a file from a process that closes it once, also those that
 * SQLite holds for another store of this program.
 *
 * @param {string} path
 */
export async function createForOwner(path) {
  const fs = await import("node:fs/promises");
  const file = await fs.open(path, "wx", 0o600).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  await file?.close();
  await restrict(path);
}

/**
 * Takes a file from everybody but its owner.
 *
 * @param {string} path
 */
async function restrict(path) {
  const [fs, { platform }] = await Promise.all([import("node:fs/promises"), import("node:process")]);
  if (platform === "win32") return;
  const { mode } = await fs.stat(path);
  if ((mode & 0o077) !== 0) await fs.chmod(path, mode & 0o700);
}

/**
 * Takes the file and those that SQLite keeps beside it from everybody but their owner. New files beside it get the rights
 * of the file itself.
 *
 * @param {string} path
 */
export async function onlyForOwner(path) {
  for (const end of ["", "-wal", "-shm"]) {
    await restrict(path + end).catch((error) => {
      if (error.code !== "ENOENT") throw error;
    });
  }
}

/**
 * The bytes of a file that is no database; `null` where it is one, or empty.
 *
 * @param {string} path
 */
export async function bytesOfOther(path) {
  const [fs, connection] = await Promise.all([import("node:fs"), connect(path)]);
  try {
    connection.all("PRAGMA application_id");
    return null;
  } catch (error) {
    if (!isNoDatabase(error)) throw error;
    // Only now: no store of this program has the file open, see createForOwner.
    const bytes = fs.readFileSync(path);
    // Another program may have put a database there meanwhile.
    return bytes.subarray(0, SQLITE_HEADER.length).equals(Buffer.from(SQLITE_HEADER)) ? null : bytes;
  } finally {
    connection.close();
  }
}

/**
 * What a file is: the number that marks it, and its schema.
 *
 * @typedef {{ applicationId: number, setup: string[], migrations: string[] }} Schema
 */

/**
 * Opens a file and moves its schema to the newest version.
 *
 * @param {string} path
 * @param {Schema} [schema]
 */
export function openDatabase(path, schema = SQLITE) {
  return whenFree(async () => {
    const connection = await connect(path);
    try {
      demandOurs(connection, path, schema);
      // Before anything is changed, the file's mode of journal included.
      demandVersion(connection, path, schema);
      for (const setup of schema.setup) connection.all(setup);
      migrate(connection, path, schema);
      // From now on this program waits without standing still.
      connection.all("PRAGMA busy_timeout = 0");
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

/**
 * @param {import("./sqlite-drivers.js").Connection} connection
 * @param {string} path
 * @param {Schema} schema
 */
function demandOurs(connection, path, schema) {
  const [{ application_id: id }] = connection.all("PRAGMA application_id");
  const [{ tables }] = connection.all("SELECT count(*) AS tables FROM sqlite_schema");
  if (id !== schema.applicationId && !(id === 0 && tables === 0)) throw storeError(SENTENCES.foreignFile, { what: path });
}

/**
 * The version of the schema, which must be one that this program knows.
 *
 * @param {import("./sqlite-drivers.js").Connection} connection
 * @param {string} path
 * @param {Schema} schema
 */
function demandVersion(connection, path, schema) {
  const [{ user_version: version }] = connection.all("PRAGMA user_version");
  if (version < 0 || version > schema.migrations.length) throw storeError(SENTENCES.newerSchema, { what: path, version });
  return version;
}

/**
 * Moves the schema to the newest version, unless another program has done it.
 *
 * @param {import("./sqlite-drivers.js").Connection} connection
 * @param {string} path
 * @param {Schema} [schema]
 */
export function migrate(connection, path, schema = SQLITE) {
  if (demandVersion(connection, path, schema) === schema.migrations.length) return;
  inTransaction(connection, () => {
    for (const migration of schema.migrations.slice(demandVersion(connection, path, schema))) connection.script(migration);
    connection.all("PRAGMA user_version = " + schema.migrations.length);
  });
}

/**
 * Does something in a transaction, which is on disk afterwards.
 *
 * @param {import("./sqlite-drivers.js").Connection} connection
 * @param {() => void} work
 */
export function inTransaction(connection, work) {
  connection.all("BEGIN IMMEDIATE");
  try {
    work();
    connection.all("COMMIT");
  } catch (error) {
    try {
      connection.all("ROLLBACK");
    } catch {
      // After some failures, such as a full disk, SQLite has rolled back by itself.
    }
    throw error;
  }
}
