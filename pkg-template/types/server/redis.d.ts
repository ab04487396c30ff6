/** The store in Redis. A shop installs its driver: `npm install redis`. */

import type { DatabaseOptions, DatabaseStore } from "./index.js";

export type { DatabaseOptions, DatabaseStore } from "./index.js";

/**
 * Keeps claims in Redis, for one machine or many. Redis must write to disk (`appendonly yes`, `appendfsync always`) and evict
 * nothing (`maxmemory-policy noeviction`): what it forgets is done a second time. The store warns of a Redis that is set
 * otherwise. Redis's clock decides when a lease is over. A call that meets a lost connection is repeated; while Redis is away,
 * calls fail after some seconds, and the next ones find it again.
 */
export class RedisStore {
  private constructor();
  /** Connects to Redis, `redis://USER:PASSWORD@HOST:PORT/NUMBER`; `rediss://` asks for TLS. */
  static connect(url: string, options?: DatabaseOptions): Promise<RedisStore>;
}
export interface RedisStore extends DatabaseStore {}
