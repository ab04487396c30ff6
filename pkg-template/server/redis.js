// @ts-check
// `bukaolshop/server/redis`: the store in Redis.

import { argument } from "./core.js";
import { NoAnswer, claimsTogether, compareClocks, databaseOptions, endOf, isTemporaryCode, milliseconds, missing, patiently, sentenceOf, storeError } from "./database.js";
import { BukaOlshopError } from "./errors.js";
import { REDIS, REDIS_PREFIX, RULES, SENTENCES } from "./generated-stores.js";

/** Where the version of the schema is kept, for all shops. */
const SCHEMA = "bukaolshop:schema";

/** What only this file has: others cannot call the constructor. */
const OPENING = Symbol("opening");

export class RedisStore {
  #client;
  #what;
  #prefix;
  #kept;
  #claims;
  #ends;
  /** The fingerprints by which Redis knows the scripts. */
  #fingerprints = new Map();
  /** @type {Promise<void> | null} */
  #closing = null;

  /**
   * @param {symbol} opening
   * @param {any} client
   * @param {string} what
   * @param {any} options
   */
  constructor(opening, client, what, options) {
    if (opening !== OPENING) throw argument("buka dengan await RedisStore.connect(url)");
    this.#client = client;
    this.#what = what;
    this.#prefix = REDIS_PREFIX.replace("{shop}", () => options.shop);
    this.#kept = options.kept;
    const { claims, ends } = claimsTogether({
      together: REDIS.together,
      claimAll: (bids, patience) => this.#claimAll(bids, patience),
      settleAll: (ended, patience) => this.#settleAll(ended, patience),
      isTemporary,
      meaning: (error) => failure(what, error),
    });
    this.#claims = claims;
    this.#ends = ends;
  }

  /**
   * @param {string} url
   * @param {any} [options]
   */
  static async connect(url, options) {
    const checked = databaseOptions(options);
    // @ts-ignore: a package that a shop installs where it needs it
    const { createClient } = await import("redis").catch(missing("RedisStore", "npm install redis"));
    const what = nameOf(url);
    let isOpen = false;
    /** @type {any} */
    let client;
    try {
      client = createClient({
        url,
        // While the connection is lost, calls fail at once, and are repeated here.
        disableOfflineQueue: true,
        // A server that has gone without a word is noticed.
        pingInterval: RULES.retry,
        socket: {
          connectTimeout: RULES.retry,
          socketTimeout: 3 * RULES.retry,
          reconnectStrategy: (/** @type {number} */ retries) => isOpen && Math.min(20 * 2 ** Math.min(retries, 5), 500),
        },
      });
    } catch {
      // The library's own error holds the address, and with it the password.
      throw new BukaOlshopError(SENTENCES.badUrl);
    }
    // Calls tell of each failure.
    client.on("error", () => {});
    try {
      await client.connect();
      isOpen = true;
      const version = Number(await client.sendCommand(["EVAL", REDIS.schema, "1", SCHEMA, String(REDIS.version)]));
      if (version > REDIS.version) throw storeError(SENTENCES.newerSchema, { what, version });
      await compareClocks(checked.onWarning, what, async () => {
        const [seconds, microseconds] = await client.sendCommand(["TIME"]);
        return Number(seconds) * 1000 + Number(microseconds) / 1000;
      });
      await warnOfSettings(client, checked.onWarning, what);
      return new RedisStore(OPENING, client, what, checked);
    } catch (error) {
      client.destroy();
      throw failure(what, error);
    }
  }

  /** @param {any} bid */
  async claim({ key, owner = "", lease, note, order, status }) {
    this.#demandOpen();
    return this.#claims.ask({ key, owner, lease: milliseconds(lease), note, order, status });
  }

  /** @param {any} ended */
  async settle(ended) {
    const { key, attempt, owner = "", end } = ended;
    const { delay, note } = endOf(ended);
    this.#demandOpen();
    return this.#ends.ask({ key, attempt, owner, end, delay, note });
  }

  /** @param {number} [_now] the server's time is taken */
  unfinished(_now) {
    return this.#list("listUnfinished", "open");
  }

  givenUp() {
    return this.#list("listGivenUp", "given_up");
  }

  /** @param {string} key */
  async find(key) {
    const fields = ["HMGET", this.#prefix + "claim:" + key, "attempt", "done", "note"];
    const [attempt, done, note] = await this.#alone(() => patiently(RULES.retry, isTemporary, () => this.#client.sendCommand(fields)));
    return attempt === null ? null : { attempt: Number(attempt), done: done === "1", note: note ?? "" };
  }

  /** @param {any} reservation */
  async reserve({ key, owner, length }) {
    const values = [owner, Math.max(milliseconds(length), 1)];
    const left = Number(await this.#run("reserve", [this.#prefix + "reserved:" + key], values));
    return left > 0 ? left : null;
  }

  /**
   * @param {string} secret
   * @param {string} [previous]
   */
  async checkSecret(secret, previous = "") {
    return Number(await this.#run("checkSecret", [this.#prefix + "secret"], [secret, previous])) === 1;
  }

  /** Closes the connection when all that was asked before is answered. */
  close() {
    return (this.#closing ??= this.#closed());
  }

  async #closed() {
    await this.#claims.idle();
    await this.#ends.idle();
    await (this.#client.isReady ? this.#client.close() : this.#client.destroy());
  }

  #demandOpen() {
    if (this.#closing) throw argument("store sudah ditutup");
  }

  /**
   * @param {any[]} bids
   * @param {number} patience in milliseconds
   */
  async #claimAll(bids, patience) {
    const values = bids.flatMap(({ owner, lease, note, order, status }) => [owner, lease, note, order ?? "", status ?? ""]);
    const answers = await this.#sent("claim", this.#keysOf(bids), [this.#prefix, ...values], patience);
    return answers.map((/** @type {unknown} */ answer) => {
      const number = Number(answer);
      if (number > 0) return { state: "claimed", attempt: number };
      return number === 0 ? { state: "done" } : { state: "in_progress", left: -number };
    });
  }

  /**
   * @param {any[]} ended
   * @param {number} patience in milliseconds
   */
  async #settleAll(ended, patience) {
    const values = ended.flatMap(({ attempt, owner, end, delay, note }) => [attempt, owner, end, delay, note === null ? 0 : 1, note ?? ""]);
    await this.#sent("settle", this.#keysOf(ended), [this.#prefix, Math.max(this.#kept, 1), ...values], patience);
    return ended.map(() => undefined);
  }

  /**
   * The keys of a script about claims.
   *
   * @param {any[]} calls
   */
  #keysOf(calls) {
    const prefix = this.#prefix;
    return [prefix + "open", prefix + "given_up", ...calls.map(({ key }) => prefix + "claim:" + key)];
  }

  /**
   * @param {string} name
   * @param {string} key
   */
  async #list(name, key) {
    const rows = await this.#run(name, [this.#prefix + key], [this.#prefix]);
    const listed = [];
    for (let at = 0; at < rows.length; at += 3) listed.push({ key: rows[at], note: rows[at + 1], attempt: Number(rows[at + 2]) });
    return listed;
  }

  /**
   * Runs a script by itself.
   *
   * @param {string} name
   * @param {string[]} keys
   * @param {unknown[]} values
   */
  #run(name, keys, values) {
    return this.#alone(() => this.#sent(name, keys, values, RULES.retry));
  }

  /**
   * Runs a script, which is repeated while the connection is lost.
   *
   * @param {string} name
   * @param {string[]} keys
   * @param {unknown[]} values
   * @param {number} patience in milliseconds
   */
  async #sent(name, keys, values, patience) {
    const script = /** @type {any} */ (REDIS)[name];
    const more = [String(keys.length), ...keys, ...values.map(String)];
    const fingerprint = await this.#fingerprint(name, script);
    return patiently(patience, isTemporary, async () => {
      try {
        return await this.#client.sendCommand(["EVALSHA", fingerprint, ...more]);
      } catch (error) {
        // Redis forgets scripts when it is started anew.
        if (codeOf(error) !== "NOSCRIPT") throw error;
        return this.#client.sendCommand(["EVAL", script, ...more]);
      }
    });
  }

  /**
   * @param {string} name
   * @param {string} script
   */
  async #fingerprint(name, script) {
    if (!this.#fingerprints.has(name)) {
      const { createHash } = await import("node:crypto");
      this.#fingerprints.set(name, createHash("sha1").update(script).digest("hex"));
    }
    return this.#fingerprints.get(name);
  }

  /**
   * A call that is sent by itself.
   *
   * @param {() => Promise<any>} call
   */
  async #alone(call) {
    this.#demandOpen();
    try {
      return await call();
    } catch (error) {
      throw failure(this.#what, error);
    }
  }
}

/**
 * What the sentences of errors call a server: without a user and a password.
 *
 * @param {unknown} url
 */
function nameOf(url) {
  try {
    const { protocol, hostname, port } = new URL(/** @type {string} */ (url));
    if (["redis:", "rediss:"].includes(protocol) && hostname !== "") return "Redis " + hostname + ":" + (port || 6379);
  } catch {
    // The error of the parser holds the address, and with it the password.
  }
  throw new BukaOlshopError(SENTENCES.badUrl);
}

/**
 * Warns of a Redis that may forget claims. Where Redis does not tell its settings, nothing is said.
 *
 * @param {any} client
 * @param {(sentence: string) => void} onWarning
 * @param {string} what
 */
async function warnOfSettings(client, onWarning, what) {
  const ask = (/** @type {string[]} */ command) => client.sendCommand(command).catch(() => "");
  const info = String(await ask(["INFO"]));
  const fsync = await ask(["CONFIG", "GET", "appendfsync"]);
  // A list of a name and its value, or an object, by the version of the protocol.
  const setting = Array.isArray(fsync) ? fsync[1] : fsync?.appendfsync;
  const isLazy = setting !== undefined && setting !== "always";
  if (info.includes("aof_enabled:0") || isLazy) onWarning(storeError(SENTENCES.redisMemory, { what }).message);
  const policy = /^maxmemory_policy:(.*)$/m.exec(info)?.[1].trim();
  if (policy !== undefined && policy !== "noeviction") onWarning(storeError(SENTENCES.redisEviction, { what }).message);
}

/**
 * The first word of an error that Redis has answered; `undefined` for an error of the connection.
 *
 * @param {any} error
 * @returns {string | undefined}
 */
function codeOf(error) {
  return /^[A-Z]{2,}(?= )/.exec(error.message)?.[0];
}

/**
 * Whether a call that failed may be repeated: the connection was lost, or Redis is starting or changing places.
 *
 * @param {any} error
 */
function isTemporary(error) {
  if (error instanceof BukaOlshopError || error instanceof TypeError) return false;
  const code = codeOf(error);
  return code === undefined || isTemporaryCode(REDIS.codes, code);
}

/**
 * What a failure means for the owner of the shop. Of the library's own words only its codes are told.
 *
 * @param {string} what
 * @param {any} error
 */
function failure(what, error) {
  if (error instanceof BukaOlshopError) return error;
  const code = codeOf(error);
  if (code !== undefined) return storeError(sentenceOf(REDIS.codes, code), { what, why: code });
  const why = error instanceof NoAnswer ? error.message : (error.code ?? "sambungan putus");
  return storeError(isTemporary(error) ? SENTENCES.unreachable : SENTENCES.failed, { what, why });
}
