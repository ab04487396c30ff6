// @ts-check
// `bukaolshop/server/postgres`: the store in PostgreSQL.

import { argument } from "./core.js";
import { NoAnswer, atLeastOne, claimOf, claimsTogether, compareClocks, databaseOptions, endOf, inOrder, isTemporaryCode, milliseconds, missing, patiently, regularly, sentenceOf, storeError } from "./database.js";
import { BukaOlshopError } from "./errors.js";
import { POSTGRES, RULES, SENTENCES } from "./generated-stores.js";

/** What only this file has: others cannot call the constructor. */
const OPENING = Symbol("opening");

export class PostgresStore {
  #pool;
  #shop;
  #what;
  #stopForgetting;
  #claims;
  #ends;
  /** @type {Promise<void> | null} */
  #closing = null;

  /**
   * @param {symbol} opening
   * @param {any} pool
   * @param {string} what
   * @param {any} options
   */
  constructor(opening, pool, what, options) {
    if (opening !== OPENING) throw argument("buka dengan await PostgresStore.connect(url)");
    this.#pool = pool;
    this.#shop = options.shop;
    this.#what = what;
    this.#stopForgetting = regularly(() => forget(pool, options));
    const { claims, ends } = claimsTogether({
      together: POSTGRES.together,
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
    const checked = databaseOptions(options, ["connections"]);
    const { connections = POSTGRES.connections } = checked;
    if (!Number.isInteger(connections) || connections < 1) throw argument("connections harus bilangan bulat mulai dari 1");
    // @ts-ignore: a package that a shop installs where it needs it
    const { default: pg } = await import("pg").catch(missing("PostgresStore", "npm install pg"));
    const what = nameOf(pg, url);
    const pool = new pg.Pool({
      connectionString: url,
      application_name: "bukaolshop",
      max: connections,
      connectionTimeoutMillis: RULES.retry,
      keepAlive: true,
      allowExitOnIdle: true,
      /** @param {any} client */
      async onConnect(client) {
        for (const setup of POSTGRES.setup) await client.query(setup);
      },
    });
    // A connection that is lost while nobody uses it is replaced by the next call.
    pool.on("error", () => {});
    try {
      await migrate(pool, what);
      await compareClocks(checked.onWarning, what, async () => Number((await pool.query(POSTGRES.clock)).rows[0].now));
      return new PostgresStore(OPENING, pool, what, checked);
    } catch (error) {
      await pool.end();
      throw failure(what, error);
    }
  }

  /** @param {any} bid */
  async claim({ key, owner = "", lease, note, order = null, status = null }) {
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

  /** @param {number} [_now] the database's time is taken */
  async unfinished(_now) {
    return listed(await this.#rows("listUnfinished", {}));
  }

  async givenUp() {
    return listed(await this.#rows("listGivenUp", {}));
  }

  /** @param {string} key */
  async find(key) {
    const [found] = await this.#rows("find", { key });
    return found === undefined ? null : { ...found, attempt: Number(found.attempt) };
  }

  /** @param {any} reservation */
  async reserve({ key, owner, length }) {
    for (;;) {
      const [row] = await this.#rows("reserve", { key, owner, length: milliseconds(length) });
      if (row !== undefined) return row.left === null ? null : atLeastOne(row.left);
    }
  }

  /**
   * @param {string} secret
   * @param {string} [previous]
   */
  async checkSecret(secret, previous = "") {
    return (await this.#rows("checkSecret", { secret, previous })).length > 0;
  }

  /** Closes the connections when all that was asked before is answered. */
  close() {
    return (this.#closing ??= this.#closed());
  }

  async #closed() {
    await this.#stopForgetting();
    await this.#claims.idle();
    await this.#ends.idle();
    await this.#pool.end();
  }

  #demandOpen() {
    if (this.#closing) throw argument("store sudah ditutup");
  }

  /**
   * Claims of different keys. A claim that another program has changed in the meantime is asked for again.
   *
   * @param {any[]} bids
   * @param {number} patience in milliseconds
   */
  async #claimAll(bids, patience) {
    const rows = new Map();
    for (let left = bids; left.length > 0; left = bids.filter(({ key }) => !rows.has(key))) {
      for (const row of await this.#sent("claim", columns(left), patience)) {
        if (row.attempt !== null || row.left !== null) rows.set(row.key, row);
      }
    }
    return bids.map(({ key }) => claimOf(rows.get(key)));
  }

  /**
   * Settles claims of different keys.
   *
   * @param {any[]} ended
   * @param {number} patience in milliseconds
   */
  async #settleAll(ended, patience) {
    await this.#sent("settle", columns(ended), patience);
    return ended.map(() => undefined);
  }

  /**
   * The rows of one of the statements, for calls that are sent by themselves.
   *
   * @param {string} name
   * @param {Record<string, unknown>} values
   */
  async #rows(name, values) {
    this.#demandOpen();
    try {
      return await this.#sent(name, values, RULES.retry);
    } catch (error) {
      throw failure(this.#what, error);
    }
  }

  /**
   * The rows of one of the statements, which is repeated while the connection is lost.
   *
   * @param {string} name
   * @param {Record<string, unknown>} values
   * @param {number} patience in milliseconds
   * @returns {Promise<any[]>}
   */
  async #sent(name, values, patience) {
    const query = prepared(name, { ...values, shop: this.#shop });
    return (await patiently(patience, isTemporary, () => this.#pool.query(query))).rows;
  }
}

/**
 * One of the statements, which each connection prepares once.
 *
 * @param {string} name
 * @param {Record<string, unknown>} values
 */
function prepared(name, values) {
  const { sql, parameters } = /** @type {any} */ (POSTGRES)[name];
  return { name: "bukaolshop_" + name, text: sql, values: inOrder(parameters, values) };
}

/**
 * The values of calls as the parameters of one statement: a list of values for each name.
 *
 * @param {any[]} calls
 */
function columns(calls) {
  return Object.fromEntries(Object.keys(calls[0]).map((name) => [name, calls.map((call) => call[name])]));
}

/** @param {any[]} rows */
function listed(rows) {
  return rows.map((row) => ({ ...row, attempt: Number(row.attempt) }));
}

/**
 * What the sentences of errors call a database: without a user and a password.
 *
 * @param {any} pg
 * @param {unknown} url
 */
function nameOf(pg, url) {
  try {
    if (typeof url === "string" && /^postgres(ql)?:\/\//.test(url)) {
      const { host, port, database } = new pg.Client({ connectionString: url });
      return "PostgreSQL " + host + ":" + port + "/" + (database ?? "");
    }
  } catch {
    // The library's own error holds the address, and with it the password.
  }
  throw new BukaOlshopError(SENTENCES.badUrl);
}

/**
 * Moves the schema to the newest version, unless another program has done it.
 *
 * @param {any} pool
 * @param {string} what
 */
async function migrate(pool, what) {
  const newest = POSTGRES.migrations.length;
  const { rows } = await pool.query(POSTGRES.schemaPresent);
  if (rows[0].present && (await version(pool, what)) === newest) return;
  const client = await pool.connect();
  /** @type {any} */
  let failed;
  try {
    await client.query("BEGIN");
    await client.query(POSTGRES.schemaLock);
    await client.query(POSTGRES.schemaCreate);
    for (const migration of POSTGRES.migrations.slice(await version(client, what))) await client.query(migration);
    await client.query(POSTGRES.schemaClear);
    await client.query(POSTGRES.schemaSet.sql, [newest]);
    await client.query("COMMIT");
  } catch (error) {
    failed = error;
    throw error;
  } finally {
    // A connection in the middle of a transaction is closed.
    client.release(failed);
  }
}

/**
 * The version of the schema, which must be one that this program knows.
 *
 * @param {any} connection
 * @param {string} what
 * @returns {Promise<number>}
 */
async function version(connection, what) {
  const { rows } = await connection.query(POSTGRES.schemaVersion);
  const { version } = rows[0];
  if (version < 0 || version > POSTGRES.migrations.length) throw storeError(SENTENCES.newerSchema, { what, version });
  return version;
}

/**
 * Deletes finished work that is too old, and reservations that are over.
 *
 * @param {any} pool
 * @param {any} options
 */
async function forget(pool, { shop, kept }) {
  while ((await pool.query(prepared("forget", { shop, kept }))).rowCount >= RULES.forgetAtOnce);
  await pool.query(prepared("forgetReservations", { shop }));
}

/**
 * The code of an error of the database; `undefined` for an error of the connection to it.
 *
 * @param {any} error
 * @returns {string | undefined}
 */
function codeOf(error) {
  return typeof error.severity === "string" ? error.code : undefined;
}

/** The word of the library for a server that speaks no TLS, and of Node for certificates. */
const TLS = /SSL|certificate|^CERT_|^ERR_TLS_|SELF_SIGNED/;

/** @param {any} error */
function isOfTls({ code, message }) {
  return TLS.test(String(code)) || TLS.test(String(message));
}

/**
 * Whether a call that failed may be repeated: the connection was lost, the server is starting or stopping, or two
 * transactions were in each other's way.
 *
 * @param {any} error
 */
function isTemporary(error) {
  if (error instanceof BukaOlshopError) return false;
  const code = codeOf(error);
  if (code === undefined) return !(error instanceof TypeError) && !isOfTls(error);
  return isTemporaryCode(POSTGRES.codes, code);
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
  if (code === undefined) {
    const why = isOfTls(error) ? "TLS" : error instanceof NoAnswer ? error.message : (error.code ?? "sambungan putus");
    return storeError(SENTENCES.unreachable, { what, why });
  }
  return storeError(sentenceOf(POSTGRES.codes, code), { what, why: code });
}
