/**
 * The store in a file: SQLite. Newer versions of Node.js, Deno and Bun have SQLite themselves; for Node.js before 22.13 a shop
 * installs it: `npm install better-sqlite3@12`.
 */

import type { AnswerStore, DatabaseOptions, DatabaseStore } from "./index.js";

export type { DatabaseOptions, DatabaseStore } from "./index.js";

/**
 * Keeps claims in a file, so that they survive a restart, a crash and a loss of power. Several programs on one machine may
 * have the file open, also such in Rust. The file and those beside it (`-wal`, `-shm`) hold the callbacks that were
 * received, without the secret, so only their owner can read them. They must be on a disk of this machine, not on a network
 * file system.
 */
export class SqliteStore {
  private constructor();
  /**
   * Opens a file, or creates one in an existing folder. A journal that an earlier version of this package has kept at this
   * path is read in once: the store takes its place, and the journal stays beside it under its name with `.old` behind it.
   */
  static open(path: string | URL, options?: DatabaseOptions): Promise<SqliteStore>;
}
export interface SqliteStore extends DatabaseStore {}

/**
 * Keeps the answers of `openApiCache` and the day's count in a file, so that they survive a restart. Programs on one machine that
 * share the file share the day's budget, also such in Rust. The file is one of its own, and holds nothing about members.
 */
export class SqliteAnswers implements AnswerStore {
  private constructor();
  /** Opens a file, or creates one in an existing folder. Only its owner can read it. */
  static open(path: string | URL): Promise<SqliteAnswers>;
  load(key: string): Promise<string | null>;
  save(key: string, text: string): Promise<void>;
  swap(key: string, before: string | null, text: string): Promise<boolean>;
  /** Closes the file. */
  close(): Promise<void>;
}
