/**
 * The store in a file: SQLite. Newer versions of Node.js, Deno and Bun have SQLite themselves; for Node.js before 22.13 a shop
 * installs it: `npm install better-sqlite3@12`.
 */

import type { Bid, Claim, DatabaseOptions, Found, Reservation, Settled, Store, Unfinished } from "./index.js";

export type { DatabaseOptions } from "./index.js";

/**
 * Keeps claims in a file, so that they survive a restart, a crash and a loss of power. Several programs on one machine may
 * have the file open, also such in Rust. The file and those beside it (`-wal`, `-shm`) hold the callbacks that were
 * received, without the secret, so only their owner can read them. They must be on a disk of this machine, not on a network
 * file system.
 *
 * Every error is a BukaOlshopError of kind `store`, or of kind `invalid_argument` for an option that is not allowed.
 */
export class SqliteStore implements Store {
  private constructor();
  /**
   * Opens a file, or creates one in an existing folder. A journal that an earlier version of this package has kept at this
   * path is read in once: the store takes its place, and the journal stays beside it under its name with `.old` behind it.
   */
  static open(path: string | URL, options?: DatabaseOptions): Promise<SqliteStore>;
  claim(bid: Bid): Promise<Claim>;
  settle(ended: Settled): Promise<void>;
  /** By the clock of this machine; the argument is not needed. */
  unfinished(now?: number): Promise<Unfinished[]>;
  givenUp(): Promise<Unfinished[]>;
  find(key: string): Promise<Found | null>;
  reserve(reservation: Reservation): Promise<number | null>;
  checkSecret(secret: string, previous?: string): Promise<boolean>;
  /** Closes the file when all that was asked before is stored. */
  close(): Promise<void>;
}
