// @ts-check
// The front of the Open API: it reads requests and writes responses. The module decides what may be asked, what is kept, and
// when bukaOlshop is asked.

import { demandKey, demandOptions, lazyBinding, plain, refuseUnknown, toError } from "./client-base.js";
import { BukaOlshopError, argument, demandServer } from "./errors.js";

/** The methods of a store of answers. */
const STORE = /** @type {const} */ (["load", "save", "swap"]);

/** How long the Cache API is told to keep an answer and the day's count, in seconds. */
const WEEK = 7 * 24 * 60 * 60;

/** The options that go to the module as they are: whole numbers from 1. */
const NUMBERS = /** @type {const} */ (["fresh", "stale", "timeout", "memory", "firstPerMinute", "membersPerMinute"]);

/** @param {any} options */
export function openApiCache(options) {
  const { token, baseUrl, basePath = "", dailyLimit, store = edgeStore(), fetch: own, log, ...more } = demandOptions(options);
  const { fresh, stale, timeout, memory, firstPerMinute, membersPerMinute, ...unknown } = more;
  refuseUnknown(unknown);
  demandKey(token, "token");
  if (typeof basePath !== "string" || !/^(\/[^/?#]+)*$/.test(basePath)) throw argument('basePath harus seperti "/openapi", tanpa garis miring di akhir');
  const isLimit = dailyLimit === undefined || dailyLimit === null || dailyLimit === Infinity || isWhole(dailyLimit, 0);
  if (!isLimit) throw argument("dailyLimit harus bilangan bulat mulai dari 0, atau null untuk paket tanpa batas");
  for (const name of NUMBERS) if (more[name] !== undefined && !isWhole(more[name], 1)) throw argument(name + " harus bilangan bulat mulai dari 1");
  if (own !== undefined && typeof own !== "function") throw argument("fetch harus fungsi");
  if (log !== undefined && typeof log !== "function") throw argument("log harus fungsi");
  if (store !== null && !STORE.every((name) => typeof store?.[name] === "function")) {
    throw argument("store harus CacheAnswers, SqliteAnswers, atau objek dengan load, save dan swap");
  }
  const checked = plain({
    token,
    baseUrl: baseUrl === undefined ? undefined : String(baseUrl),
    dailyLimit: dailyLimit === Infinity ? null : dailyLimit,
    ...{ fresh, stale, timeout, memory, firstPerMinute, membersPerMinute },
  });

  /** @param {string} line */
  const warn = (line) => {
    try {
      log?.(line);
    } catch {
      // Visitors get their answers even if the program's log fails.
    }
  };
  const binding = lazyBinding((glue) => new glue.OpenApiCacheBinding(checked, store === null ? undefined : storeForModule(store), own, warn));

  /**
   * @param {string} method
   * @param {string} address a path with its query, or a whole address
   * @param {string | null | undefined} tags
   * @param {boolean} hasBody
   */
  async function answer(method, address, tags, hasBody) {
    try {
      const front = await binding();
      const [path, query] = parts(address);
      return await front.answer(method, path, query, tags ?? undefined, hasBody);
    } catch (error) {
      // The module could not be loaded. Its errors name no secret.
      warn("openApiCache: " + String(/** @type {any} */ (toError(error))?.message ?? error));
      return UNAVAILABLE;
    }
  }

  /**
   * The path behind the place of the front, and the query. A path that is elsewhere becomes one that the API does not have.
   *
   * @param {string} address
   */
  function parts(address) {
    const [, whole, query = ""] = /** @type {RegExpMatchArray} */ (address.match(/^(?:https?:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/i));
    const isHere = whole.startsWith(basePath + "/");
    return [isHere ? whole.slice(basePath.length) : "", query];
  }

  /**
   * @param {Request} request
   * @param {any[]} more what the platform gives beside the request: on edge workers there is a context among it, which waits for what is left to do
   */
  async function fetch(request, ...more) {
    const { method, url, headers, body } = request;
    const hasBody = Boolean(body) || isSent(headers.get("content-length"), headers.get("transfer-encoding"));
    // An edge worker cancels a request that waits for nothing of its own, as one does that shares the question of another
    // request. A timer is its own.
    const timer = setInterval(() => {}, 1000);
    const reply = await answer(method, url, headers.get("if-none-match"), hasBody).finally(() => clearInterval(timer));
    const context = more.find((one) => typeof one?.waitUntil === "function");
    if (reply.remaining) context?.waitUntil(reply.remaining);
    return new Response(reply.body === "" ? null : reply.body, { status: reply.status, headers: reply.headers });
  }

  /**
   * @param {any} request
   * @param {any} response
   */
  async function node(request, response) {
    const { method, url, headers } = request;
    const hasBody = isSent(headers["content-length"], headers["transfer-encoding"]);
    const reply = await answer(String(method), String(url), headers["if-none-match"], hasBody);
    const head = Object.fromEntries(reply.headers);
    // A body that nobody reads stands in the way of the next request of its connection.
    if (hasBody) head.connection = "close";
    response.writeHead(reply.status, head);
    response.end(reply.body === "" ? undefined : reply.body);
  }

  async function status() {
    return (await binding()).status();
  }

  return { fetch, node, status };
}

/** The reply where the module could not be loaded. */
const UNAVAILABLE = {
  status: 503,
  headers: [
    ["access-control-allow-origin", "*"],
    ["access-control-expose-headers", "Retry-After"],
    ["cache-control", "no-store"],
    ["content-type", "application/json; charset=utf-8"],
    ["retry-after", "30"],
  ],
  body: JSON.stringify({ code: 503, status: "Server toko belum siap. Coba lagi nanti" }),
  remaining: undefined,
};

/**
 * @param {any} value
 * @param {number} from
 */
function isWhole(value, from) {
  return Number.isInteger(value) && value >= from && value < 2 ** 32;
}

/**
 * Whether a request has a body, as its headers say.
 *
 * @param {string | null | undefined} length
 * @param {string | null | undefined} encoding
 */
function isSent(length, encoding) {
  return Number(length ?? 0) !== 0 || Boolean(encoding);
}

/**
 * A store in the form in which the module calls it. The message of an error of the store may hold a password, so the module,
 * and with it the log, gets only the error's code or name.
 *
 * @param {any} store
 */
function storeForModule(store) {
  /** @param {() => any} work */
  const guarded = async (work) => {
    try {
      return await work();
    } catch (error) {
      const { code, name } = /** @type {any} */ (error) ?? {};
      throw error instanceof BukaOlshopError ? error.message : String(code ?? name ?? "Error");
    }
  };
  return {
    /** @param {string} key */
    load: (key) => guarded(() => store.load(key)),
    /** @param {string} key @param {string} text */
    save: (key, text) => guarded(() => store.save(key, text)),
    /** @param {string} key @param {string | undefined} before @param {string} text */
    swap: (key, before, text) => guarded(() => store.swap(key, before ?? null, text)),
  };
}

/** The store of an edge worker whose platform has a cache of its own; else none. */
function edgeStore() {
  return platformCache() ? new CacheAnswers() : null;
}

/** @returns {any} */
function platformCache() {
  return /** @type {any} */ (globalThis.caches)?.default;
}

export class CacheAnswers {
  /** @type {any} */
  #cache;

  /** @param {any} [cache] */
  constructor(cache = platformCache()) {
    demandServer();
    if (typeof cache?.match !== "function" || typeof cache.put !== "function") {
      throw argument("CacheAnswers memerlukan cache, misalnya await caches.open(nama); caches.default hanya ada di edge worker");
    }
    this.#cache = cache;
  }

  /** @param {string} key */
  async load(key) {
    const found = await this.#cache.match(place(key));
    return found === undefined ? null : found.text();
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  async save(key, text) {
    const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=" + WEEK };
    await this.#cache.put(place(key), new Response(text, { headers }));
  }

  /**
   * @param {string} key
   * @param {string | null} before
   * @param {string} text
   */
  async swap(key, before, text) {
    // The Cache API cannot compare and put at once, so two programs that count at the same moment may count one request for two.
    if ((await this.load(key)) !== before) return false;
    await this.save(key, text);
    return true;
  }
}

/**
 * The address under which a cache has a key. Nobody answers there: names in `.invalid` never exist.
 *
 * @param {string} key
 */
function place(key) {
  return "https://bukaolshop.invalid/" + encodeURIComponent(key);
}
