// @ts-check
// The options of a client, checked and completed. A constructor throws at once, before there is a
// module to ask.

import { argument, demand } from "./errors.js";
import { received } from "./identity.js";

const OPEN_API = "https://openapi.bukaolshop.net/v1";

/** The longest time a timer can hold; more would ring at once. */
const LONGEST = 2147483647;

/**
 * @typedef {object} Settings
 * @property {string} token
 * @property {string | null} tokenUser
 * @property {string | null} idUser
 * @property {string} baseUrl
 * @property {number} timeout
 * @property {number} attempts
 * @property {number} baseDelay
 * @property {number} maxDelay
 * @property {number | null} fresh milliseconds; null: nothing is kept
 * @property {number} stale
 * @property {boolean} local whether what is kept outlives the page
 * @property {number | null} dailyLimit
 */

/**
 * @param {any} options
 * @returns {Settings}
 */
export function check(options) {
  demand(
    typeof options === "object" && options !== null,
    'options harus objek, misalnya { token: "..." }',
  );
  const tokenRule = "token harus diisi dengan token Open API olshop (teks, tidak kosong)";
  const token = received(options.token, tokenRule);
  if (token === null) throw argument(tokenRule);

  const timeout = numberOf(options.timeout, 30000, "timeout", 1);
  return Object.assign(
    {
      token,
      tokenUser: received(options.tokenUser, "tokenUser harus teks dari shortcode token_user"),
      // Without quotes around the shortcode, the app leaves a number.
      idUser: received(
        Number.isSafeInteger(options.idUser) ? String(options.idUser) : options.idUser,
        "idUser harus teks dari shortcode id_user",
      ),
      baseUrl: checkBaseUrl(options.baseUrl),
      timeout,
      dailyLimit: checkLimit(options.dailyLimit),
    },
    checkRetry(options.retry),
    checkCache(options.cache),
  );
}

/**
 * A number of milliseconds or the like, or what stands in for one.
 *
 * @param {any} value
 * @param {number} missing
 * @param {string} name
 * @param {number} least
 */
function numberOf(value, missing, name, least) {
  if (value === undefined) return missing;
  const good = typeof value === "number" && value >= least && value <= LONGEST;
  demand(good, name + " harus angka dari " + least + " sampai " + LONGEST);
  return value;
}

/** @param {any} value */
function checkBaseUrl(value) {
  if (value === undefined || value === null) return OPEN_API;
  const rule = "baseUrl harus alamat https (http hanya untuk localhost), tanpa ? dan tanpa #";
  demand(typeof value === "string" || value instanceof URL, rule);
  const text = String(value).trim();
  let url;
  try {
    url = new URL(text);
  } catch (error) {
    throw argument(rule);
  }
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  const safe = url.protocol === "https:" || (url.protocol === "http:" && loopback);
  demand(safe && /^https?:\/\/[^/?#@\\\s][^?#@\\\s]*$/i.test(text), rule);
  return url.href.replace(/\/+$/, "");
}

/** @param {any} retry */
function checkRetry(retry) {
  if (retry === false) return { attempts: 1, baseDelay: 0, maxDelay: 0 };
  const rule = "retry harus false atau objek { attempts, baseDelay, maxDelay }";
  demand(retry === undefined || (typeof retry === "object" && retry !== null), rule);
  const wanted = retry || {};
  const attempts = numberOf(wanted.attempts, 3, "retry.attempts", 1);
  demand(Number.isInteger(attempts), "retry.attempts harus bilangan bulat mulai dari 1");
  return {
    attempts,
    baseDelay: numberOf(wanted.baseDelay, 400, "retry.baseDelay", 0),
    maxDelay: numberOf(wanted.maxDelay, 8000, "retry.maxDelay", 0),
  };
}

/** @param {any} cache */
function checkCache(cache) {
  if (cache === false) return { fresh: null, stale: 0, local: false };
  demand(
    cache === undefined || (typeof cache === "object" && cache !== null),
    "cache harus false atau objek { fresh, stale, storage }",
  );
  const wanted = cache || {};
  const storage = wanted.storage === undefined ? "local" : wanted.storage;
  demand(storage === "local" || storage === "memory", 'cache.storage harus "local" atau "memory"');
  return {
    fresh: numberOf(wanted.fresh, 60000, "cache.fresh", 0),
    stale: numberOf(wanted.stale, 86400000, "cache.stale", 0),
    local: storage === "local",
  };
}

/** @param {any} limit */
function checkLimit(limit) {
  if (limit === undefined || limit === null) return null;
  const good = Number.isInteger(limit) && limit >= 0 && limit <= LONGEST;
  demand(good, "dailyLimit harus bilangan bulat mulai dari 0, atau null");
  return limit;
}
