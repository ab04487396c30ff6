// @ts-check
// What the clients of this entry share: each calls an object of the WebAssembly module, its binding, with plain objects.

import { load, loaded } from "./load.js";
import { BukaOlshopError, argument, demandServer } from "./errors.js";

/** Objects may lie so deep in each other: more than anybody sends, and less than the module's stack holds. */
const DEEPEST = 100;

/**
 * A copy of a call's input that holds nothing but what JSON can. A value that JSON cannot hold would be left out
 * silently, so it is refused.
 *
 * @param {any} input
 * @param {string} [name] of the field that holds it
 * @param {number} [depth]
 * @returns {any}
 */
export function plain(input, name = "argumen", depth = 0) {
  const value = typeof input?.toJSON === "function" ? input.toJSON() : input;
  const isLost = typeof value === "number" ? !Number.isFinite(value) : /^(bigint|function|symbol)$/.test(typeof value);
  if (isLost) throw argument(name + " harus angka biasa, teks, objek atau daftar");
  if (typeof value !== "object" || value === null) return value;
  if (depth === DEEPEST) throw argument(name + " bersarang terlalu dalam");
  if (Array.isArray(value)) return value.map((item, at) => plain(item, String(at), depth + 1) ?? null);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, plain(field, name, depth + 1)]));
}

/**
 * The error to throw for something that the module has thrown: its own errors are plain objects of their fields.
 *
 * @param {any} thrown
 */
export function toError(thrown) {
  if (typeof thrown?.kind !== "string" || thrown instanceof Error) return thrown;
  const { message, ...fields } = thrown;
  return new BukaOlshopError(message, fields);
}

/**
 * Calls a function of the module. Its errors become a BukaOlshopError.
 *
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
export function callModule(call) {
  try {
    return call();
  } catch (error) {
    throw toError(error);
  }
}

/**
 * Makes a binding at once if the module is loaded, and otherwise when the returned function is called first. Each
 * client has one binding: it holds what calls share, such as the queues of members.
 *
 * @template T
 * @param {(glue: any) => T} make
 * @returns {() => Promise<T>}
 */
export function lazyBinding(make) {
  const glue = loaded();
  let binding = glue && callModule(() => make(glue));
  return async () => {
    if (binding) return binding;
    const glue = await load();
    // Another call may have made the binding while this one waited for the module.
    binding ||= callModule(() => make(glue));
    return binding;
  };
}

/**
 * The functions with which a client calls its binding: `ask` for one answer, `walk` for an iterable of a list.
 *
 * @param {(glue: any) => any} make
 */
export function bindingCalls(make) {
  demandServer();
  const binding = lazyBinding(make);

  /**
   * @param {string} operation
   * @param {any} [input]
   */
  async function ask(operation, input = {}) {
    const copy = plain(input);
    const client = await binding();
    try {
      return await client.ask(operation, copy);
    } catch (error) {
      throw toError(error);
    }
  }

  /**
   * @param {string} operation
   * @param {any} [input]
   */
  function walk(operation, input = {}) {
    const copy = plain(input);
    return { [Symbol.asyncIterator]: () => steps(operation, copy) };
  }

  /**
   * @param {string} operation
   * @param {any} input
   */
  async function* steps(operation, input) {
    const client = await binding();
    const walk = callModule(() => client.walk(operation, input));
    try {
      for (;;) {
        const step = await walk.next();
        if (step === undefined) return;
        yield step;
      }
    } catch (error) {
      throw toError(error);
    } finally {
      walk.free();
    }
  }

  return { ask, walk };
}

/**
 * The options that every client has, as the module reads them.
 *
 * @param {any} options
 */
export function clientOptions({ retry, baseUrl, ...options }) {
  if (retry === false) retry = { attempts: 1 };
  return plain({ ...options, retry, baseUrl: baseUrl === undefined ? undefined : String(baseUrl) });
}

/**
 * Returns the options of a constructor, and refuses what is not an object. Refuses to work in a page, too.
 *
 * @param {any} options
 */
export function demandOptions(options) {
  demandServer();
  if (typeof options !== "object" || options === null) throw argument("opsi harus objek");
  return options;
}

/**
 * Refuses options that the caller does not know.
 *
 * @param {object} unknown
 */
export function refuseUnknown(unknown) {
  for (const name of Object.keys(unknown)) throw argument(name + " tidak dikenal; periksa ejaannya");
}

/**
 * Returns a text, and refuses what is not one or is blank.
 *
 * @param {any} key
 * @param {string} name
 */
export function demandText(key, name) {
  if (typeof key !== "string" || key.trim() === "") throw argument(name + " harus diisi (teks)");
  return key;
}

/** The smallest length of a key. The module checks the same; here it is checked before the module is loaded. */
const SHORTEST = 4;

/**
 * Returns a key or a secret, and refuses what is too short to be one: masked in messages, it would change ordinary words.
 *
 * @param {any} key
 * @param {string} name
 */
export function demandKey(key, name) {
  if (demandText(key, name).trim().length < SHORTEST) throw argument(name + " terlalu pendek (minimal " + SHORTEST + " karakter)");
  return key;
}

/**
 * Returns a base address as a text, and refuses what is neither a text nor a URL.
 *
 * @param {any} baseUrl
 */
export function demandAddress(baseUrl) {
  return demandText(baseUrl instanceof URL ? String(baseUrl) : baseUrl, "baseUrl");
}
