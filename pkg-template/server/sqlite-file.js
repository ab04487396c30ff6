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
 * Opens a file, which is created where it is missing. Only its owner can read it.
 *
 * @param {string} path
 */
export async function createForOwner(path) {
  const fs = await import("node:fs/promises");
  const { O_CREAT, O_RDWR } = fs.constants;
  const file = await fs.open(path, O_CREAT | O_RDWR, 0o600);
  await file.close();
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
 * The bytes of a file that may be a journal of an earlier version; `null` where it is empty or a database.
 *
 * @param {string} path
 */
export async function bytesOfOther(path) {
  const { open } = await import("node:fs/promises");
  const file = await open(path, "r");
  try {
    const start = Buffer.alloc(SQLITE_HEADER.length);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    if (bytesRead === 0 || start.equals(Buffer.from(SQLITE_HEADER))) return null;
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/**
 * Opens a file and moves its schema to the newest version.
 *
 * @param {string} path
 */
export function openDatabase(path) {
  return whenFree(async () => {
    const connection = await connect(path);
    try {
      demandOurs(connection, path);
      // Before anything is changed, the file's mode of journal included.
      demandVersion(connection, path);
      for (const setup of SQLITE.setup) connection.run(setup);
      migrate(connection, path);
      // From now on this program waits without standing still.
      connection.run("PRAGMA busy_timeout = 0");
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
 */
function demandOurs(connection, path) {
  const [{ application_id: id }] = connection.all("PRAGMA application_id");
  const [{ tables }] = connection.all("SELECT count(*) AS tables FROM sqlite_schema");
  if (id !== SQLITE.applicationId && !(id === 0 && tables === 0)) throw storeError(SENTENCES.foreignFile, { what: path });
}

/**
 * The version of the schema, which must be one that this program knows.
 *
 * @param {import("./sqlite-drivers.js").Connection} connection
 * @param {string} path
 */
function demandVersion(connection, path) {
  const [{ user_version: version }] = connection.all("PRAGMA user_version");
  if (version < 0 || version > SQLITE.migrations.length) throw storeError(SENTENCES.newerSchema, { what: path, version });
  return version;
}

/**
 * Moves the schema to the newest version, unless another program has done it.
 *
 * @param {import("./sqlite-drivers.js").Connection} connection
 * @param {string} path
 */
export function migrate(connection, path) {
  if (demandVersion(connection, path) === SQLITE.migrations.length) return;
  inTransaction(connection, () => {
    for (const migration of SQLITE.migrations.slice(demandVersion(connection, path))) connection.run(migration);
    connection.run("PRAGMA user_version = " + SQLITE.migrations.length);
  });
}

/**
 * Does something in a transaction, which is on disk afterwards.
 *
 * @param {import("./sqlite-drivers.js").Connection} connection
 * @param {() => void} work
 */
export function inTransaction(connection, work) {
  connection.run("BEGIN IMMEDIATE");
  try {
    work();
    connection.run("COMMIT");
  } catch (error) {
    try {
      connection.run("ROLLBACK");
    } catch {
      // After some failures, such as a full disk, SQLite has rolled back by itself.
    }
    throw error;
  }
}
