/** The store in PostgreSQL. A shop installs its driver: `npm install pg`. */

import type { Bid, Claim, DatabaseOptions, Found, Reservation, Settled, Store, Unfinished } from "./index.js";

export type { DatabaseOptions } from "./index.js";

/** Options of {@link PostgresStore}. */
export interface PostgresOptions extends DatabaseOptions {
  /** The most connections that the store has at once. Default 10. */
  connections?: number | undefined;
}

/**
 * Keeps claims in PostgreSQL, for one machine or many. The database's clock decides when a lease is over. A call that meets a
 * lost connection is repeated; while the database is away, calls fail after some seconds, and the next ones find it again.
 *
 * Every error is a BukaOlshopError of kind `store`, or of kind `invalid_argument` for an address or an option that is not
 * allowed. No error holds the password.
 */
export class PostgresStore implements Store {
  private constructor();
  /**
   * Connects to a database, `postgres://USER:PASSWORD@HOST/DATABASE`, and creates the tables of the store in it where they
   * are missing: their names begin with `bukaolshop_`.
   */
  static connect(url: string, options?: PostgresOptions): Promise<PostgresStore>;
  claim(bid: Bid): Promise<Claim>;
  settle(ended: Settled): Promise<void>;
  /** By the clock of the database; the argument is not needed. */
  unfinished(now?: number): Promise<Unfinished[]>;
  givenUp(): Promise<Unfinished[]>;
  find(key: string): Promise<Found | null>;
  reserve(reservation: Reservation): Promise<number | null>;
  checkSecret(secret: string, previous?: string): Promise<boolean>;
  /** Closes the connections when all that was asked before is answered. */
  close(): Promise<void>;
}
