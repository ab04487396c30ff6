// @ts-check
// Reading in the journal in which earlier versions of this package kept their claims.
//
// The claims are written into a database beside the journal, which then takes the journal's place. At every moment there is
// either the whole journal or the whole store at the path, so a program that is killed in between loses nothing: the next one
// begins anew.

import { load } from "./core.js";
import { sleep, storeError } from "./database.js";
import { SENTENCES, SQLITE } from "./generated-stores.js";
import { bytesOfOther, createForOwner, inTransaction, isBusy, migrate } from "./sqlite-file.js";
import { connect, failureOf } from "./sqlite-drivers.js";

/** How long to wait while another program reads the journal in, in milliseconds. */
const PATIENCE = 60_000;

/**
 * The rows of a journal at a path; `null` where an empty file or a database is there.
 *
 * @param {string} path
 * @returns {Promise<any[] | null>}
 */
async function rowsOfJournal(path) {
  const bytes = await bytesOfOther(path);
  if (bytes === null) return null;
  const { readJournal } = await load();
  const rows = readJournal(bytes);
  if (rows === null) throw storeError(SENTENCES.foreignFile, { what: path });
  if (rows === "damaged") throw storeError(SENTENCES.damagedJournal, { what: path });
  return rows;
}

/**
 * Puts a store in the place of a journal, where one is at the path.
 *
 * @param {string} path
 * @param {string} shop
 */
export async function readJournalIn(path, shop) {
  const { rm } = await import("node:fs/promises");
  const begun = performance.now();
  while ((await rowsOfJournal(path)) !== null) {
    const lock = await lockOf(path);
    if (lock === null) {
      if (performance.now() - begun >= PATIENCE) throw storeError(SENTENCES.busy, { what: path });
      await sleep(20);
      continue;
    }
    try {
      // Another program may have read it in meanwhile.
      const rows = await rowsOfJournal(path);
      if (rows !== null) await replaceJournal(path, rows, shop);
    } finally {
      lock.close();
    }
    // A program that has the lock of a deleted file finds that nothing is left to be done.
    for (const end of [".import-lock", ".import-lock-journal"]) await rm(path + end, { force: true }).catch(() => {});
  }
}

/**
 * The lock of those who read a journal in; `null` where another program has it. It is one of SQLite's, which programs in Rust
 * have, too.
 *
 * @param {string} path
 */
async function lockOf(path) {
  const lockPath = path + ".import-lock";
  await createForOwner(lockPath);
  const lock = await connect(lockPath);
  try {
    lock.all("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    // The file may just have been deleted, which systems tell in several ways.
    if (isBusy(error) || ["IOERR", "READONLY", "CANTOPEN"].includes(failureOf(error) ?? "")) return null;
    throw error;
  }
}

/**
 * @param {string} path
 * @param {any[]} rows
 * @param {string} shop
 */
async function replaceJournal(path, rows, shop) {
  const { rm } = await import("node:fs/promises");
  const release = await holdOldLocks(path);
  try {
    await rm(path + ".import", { force: true });
    await rm(path + ".import-journal", { force: true });
    await write(path + ".import", rows, shop);
    await replace(path);
  } finally {
    await release();
  }
}

/**
 * Writes rows into a new database, which is a single file: its changes are not kept beside it.
 *
 * @param {string} path
 * @param {any[]} rows
 * @param {string} shop
 */
async function write(path, rows, shop) {
  await createForOwner(path);
  const database = await connect(path);
  try {
    database.all("PRAGMA synchronous = FULL");
    migrate(database, path);
    inTransaction(database, () => {
      for (const row of rows) {
        const values = { ...row, shop, done: Number(row.done) };
        database.all(SQLITE.import.sql, Object.fromEntries(SQLITE.import.parameters.map((name) => [name, values[name] ?? null])));
      }
    });
  } finally {
    database.close();
  }
}

/**
 * Keeps the journal under another name and puts the database in its place.
 *
 * @param {string} path
 */
async function replace(path) {
  const [fs, { dirname }, { platform }] = await Promise.all([import("node:fs/promises"), import("node:path"), import("node:process")]);
  const old = path + ".old";
  await fs.rm(old, { force: true });
  // Not every file system has links.
  await fs.link(path, old).catch(() => fs.copyFile(path, old));
  // What was received may hold a member's data.
  await fs.chmod(old, 0o600);
  await fs.rename(path + ".import", path);
  // Only then do the files' names survive a loss of power. Windows stores folders by itself.
  if (platform === "win32") return;
  const folder = await fs.open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

/**
 * Takes the locks of a journal, so that no program of an earlier version writes to it any more. Returns what releases them.
 *
 * @param {string} path
 * @returns {Promise<() => Promise<void>>}
 */
async function holdOldLocks(path) {
  const { platform } = await import("node:process");
  if (platform !== "linux") return async () => {};
  if (await isFileLocked(path + ".lock")) throw storeError(SENTENCES.journalInUse, { what: path });
  return holdAddress(path);
}

/**
 * Whether a program in Rust or in Deno has locked a file. Node cannot lock files, but Linux lists the locks.
 *
 * @param {string} path
 */
async function isFileLocked(path) {
  const fs = await import("node:fs/promises");
  const file = await fs.stat(path).catch(() => null);
  if (file === null) return false;
  const locks = await fs.readFile("/proc/locks", "utf8").catch(() => "");
  return locks.split("\n").some((line) => line.includes(" FLOCK ") && line.includes(":" + file.ino + " "));
}

/**
 * Listens on the address with which programs in Node have locked a journal.
 *
 * @param {string} path
 * @returns {Promise<() => Promise<void>>}
 */
async function holdAddress(path) {
  const [net, { createHash }, { realpath }] = await Promise.all([import("node:net"), import("node:crypto"), import("node:fs/promises")]);
  const digits = createHash("sha256").update(await realpath(path)).digest("hex").slice(0, 32);
  const server = net.createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once("error", (/** @type {any} */ error) => {
      // Runtimes without such addresses have no such locks.
      if (error.code === "EADDRINUSE") reject(storeError(SENTENCES.journalInUse, { what: path }));
      else resolve(async () => {});
    });
    server.listen("\0bukaolshop-" + digits, () => {
      resolve(() => new Promise((closed) => server.close(() => closed())));
    });
  });
}
