/** The store in Redis. A shop installs its driver: `npm install redis`. */

import type { Bid, Claim, DatabaseOptions, Found, Reservation, Settled, Store, Unfinished } from "./index.js";

export type { DatabaseOptions } from "./index.js";

/**
 * Keeps claims in Redis, for one machine or many. Redis must write to disk (`appendonly yes`, `appendfsync always`) and evict
 * nothing (`maxmemory-policy noeviction`): what it forgets is done a second time. The store warns of a Redis that is set
 * otherwise. Redis's clock decides when a lease is over. A call that meets a lost connection is repeated; while Redis is away,
 * calls fail after some seconds, and the next ones find it again.
 *
 * Every error is a BukaOlshopError of kind `store`, or of kind `invalid_argument` for an address or an option that is not
 * allowed. No error holds the password.
 */
export class RedisStore implements Store {
  private constructor();
  /** Connects to Redis, `redis://USER:PASSWORD@HOST:PORT/NUMBER`; `rediss://` asks for TLS. */
  static connect(url: string, options?: DatabaseOptions): Promise<RedisStore>;
  claim(bid: Bid): Promise<Claim>;
  settle(ended: Settled): Promise<void>;
  /** By the clock of Redis; the argument is not needed. */
  unfinished(now?: number): Promise<Unfinished[]>;
  givenUp(): Promise<Unfinished[]>;
  find(key: string): Promise<Found | null>;
  reserve(reservation: Reservation): Promise<number | null>;
  checkSecret(secret: string, previous?: string): Promise<boolean>;
  /** Closes the connection when all that was asked before is answered. */
  close(): Promise<void>;
}
