/** The store in PostgreSQL. A shop installs its driver: `npm install pg`. */

import type { DatabaseOptions, DatabaseStore } from "./index.js";

export type { DatabaseOptions, DatabaseStore } from "./index.js";

/** Options of {@link PostgresStore}. */
export interface PostgresOptions extends DatabaseOptions {
  /** The most connections that the store has at once. Default 10. */
  connections?: number | undefined;
}

/**
 * Keeps claims in PostgreSQL, for one machine or many. The database's clock decides when a lease is over. A call that meets a
 * lost connection is repeated; while the database is away, calls fail after some seconds, and the next ones find it again.
 */
export class PostgresStore {
  private constructor();
  /**
   * Connects to a database, `postgres://USER:PASSWORD@HOST/DATABASE`, and creates the tables of the store in it where they
   * are missing: their names begin with `bukaolshop_`.
   */
  static connect(url: string, options?: PostgresOptions): Promise<PostgresStore>;
}
export interface PostgresStore extends DatabaseStore {}
