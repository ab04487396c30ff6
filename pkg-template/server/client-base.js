// @ts-check
// What the clients of this entry share: each calls an object of the WebAssembly module, its binding, with JSON in texts.

import { load, loaded } from "./load.js";
import { BukaOlshopError, argument, demandServer } from "./errors.js";

/**
 * The input of a call as JSON. A value that JSON cannot hold would be left out silently, so it is refused.
 *
 * @param {any} input
 */
export function toJson(input) {
  return JSON.stringify(input, (name, value) => {
    const isLost = typeof value === "number" ? !Number.isFinite(value) : /^(bigint|function|symbol)$/.test(typeof value);
    if (isLost) throw argument((name || "argumen") + " harus angka biasa, teks, objek atau daftar");
    return value;
  });
}

/**
 * The error to throw for something that the module has thrown: its own errors are JSON in a text.
 *
 * @param {any} thrown
 */
export function toError(thrown) {
  if (typeof thrown !== "string") return thrown;
  const { message, ...fields } = JSON.parse(thrown);
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
    const text = toJson(input);
    const client = await binding();
    try {
      return JSON.parse(await client.ask(operation, text));
    } catch (error) {
      throw toError(error);
    }
  }

  /**
   * @param {string} operation
   * @param {any} [input]
   */
  function walk(operation, input = {}) {
    const text = toJson(input);
    return { [Symbol.asyncIterator]: () => steps(operation, text) };
  }

  /**
   * @param {string} operation
   * @param {string} text
   */
  async function* steps(operation, text) {
    const client = await binding();
    const walk = callModule(() => client.walk(operation, text));
    try {
      for (;;) {
        const step = await walk.next();
        if (step === undefined) return;
        yield JSON.parse(step);
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
 * The options that every client has, as JSON for the module.
 *
 * @param {any} options
 */
export function optionsJson({ retry, baseUrl, ...options }) {
  if (retry === false) retry = { attempts: 1 };
  return toJson({ ...options, retry, baseUrl: baseUrl === undefined ? undefined : String(baseUrl) });
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
 * Returns a key, and refuses what is not a text or is blank. The module checks the key itself.
 *
 * @param {any} key
 * @param {string} name
 */
export function demandText(key, name) {
  if (typeof key !== "string" || key.trim() === "") throw argument(name + " harus diisi (teks)");
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
