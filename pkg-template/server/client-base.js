// @ts-check
// What the clients of this entry share: each calls an object of the WebAssembly module, its binding, with plain objects.

import { SHORTEST } from "./generated.js";
import { demandModule, load, loaded } from "./load.js";
import { BukaOlshopError, argument, demandServer } from "./errors.js";

/** Objects may lie so deep in each other: more than anybody sends, and less than the module's stack holds. */
const DEEPEST = 100;

/** Names that are never fields: setting them would change what an object inherits. */
const NO_FIELDS = ["__proto__", "constructor", "prototype"];

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
  for (const [name] of fields) if (NO_FIELDS.includes(name)) throw argument(name + " tidak boleh menjadi nama isian");
  return Object.fromEntries(fields.map(([name, field]) => [name, plain(field, name, depth + 1)]));
}

/**
 * The error to throw for something that the module has thrown: its own errors are plain objects of their fields.
 *
 * @param {any} thrown
 * @param {any} [cause] why the call has ended before its answer had come
 */
export function toError(thrown, cause) {
  if (typeof thrown?.kind !== "string" || thrown instanceof Error) return thrown;
  const { message, ...fields } = thrown;
  return new BukaOlshopError(message, { ...fields, cause });
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
  demandModule();
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
 * What ends a call before its answer has come: a signal of the program, or the call's own deadline.
 *
 * @typedef {object} Stop
 * @property {Promise<void>} stopped resolves when the call is to end
 * @property {() => boolean} isStopped
 * @property {() => any} reason the error to throw then
 * @property {() => void} end lets go of the signal and of the timer
 */

/**
 * @param {any} signal
 * @param {any} timeout
 * @returns {Stop | undefined}
 */
function stopOf(signal, timeout) {
  if (signal !== undefined && signal !== null && typeof signal.addEventListener !== "function") throw argument("signal harus AbortSignal");
  if (timeout !== undefined && !(Number.isInteger(timeout) && timeout > 0)) throw argument("timeout harus milidetik mulai dari 1");
  signal?.throwIfAborted();
  if (!signal && timeout === undefined) return undefined;
  const late = () => new BukaOlshopError("Server terlalu lama menjawab. Coba lagi.", { kind: "timeout", retryable: true });
  /** @type {any} */
  let timer;
  /** @type {any} */
  let stop;
  let isStopped = false;
  const stopped = /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      stop = () => {
        isStopped = true;
        resolve();
      };
      signal?.addEventListener("abort", stop);
      if (timeout !== undefined) timer = setTimeout(stop, Math.min(timeout, 2 ** 31 - 1));
    })
  );
  return {
    stopped,
    isStopped: () => isStopped,
    reason: () => (signal?.aborted ? signal.reason : late()),
    end() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    },
  };
}

/**
 * Splits the options of a call: what ends it early, and what goes to the module, such as extra parameters.
 *
 * @param {any} input
 * @param {any} [options]
 */
function prepared(input, options) {
  if (options !== undefined && (typeof options !== "object" || options === null)) throw argument("opsi panggilan harus objek");
  const { signal, timeout, ...more } = options ?? {};
  const copy = plain({ ...input, ...more });
  return { copy, stop: stopOf(signal, timeout) };
}

/**
 * The functions with which a client calls its binding: `ask` for one answer, `walk` for an iterable of a list. `binding`
 * gives the binding itself.
 *
 * @param {(glue: any) => any} make
 */
export function bindingCalls(make) {
  demandServer();
  const binding = lazyBinding(make);

  /**
   * @param {string} operation
   * @param {any} [input]
   * @param {any} [options] `signal`, `timeout`, and what goes with the input
   */
  async function ask(operation, input = {}, options) {
    const { copy, stop } = prepared(input, options);
    try {
      const client = await binding();
      return await client.ask(operation, copy, stop?.stopped);
    } catch (error) {
      // The module throws nothing but `undefined` for a call that was stopped and has changed nothing.
      if (stop && error === undefined) throw stop.reason();
      throw toError(error, stop?.isStopped() ? stop.reason() : undefined);
    } finally {
      stop?.end();
    }
  }

  /**
   * @param {string} operation
   * @param {any} [input]
   * @param {any} [options]
   */
  function walk(operation, input = {}, options) {
    const { signal, timeout, onPage, ...more } = options ?? {};
    if (onPage !== undefined && typeof onPage !== "function") throw argument("onPage harus fungsi");
    const { copy } = prepared(input, more);
    const items = {
      /** @type {any[]} the rows that were left out so far, with the number of their page or the offset of their slice */
      rejected: [],
      /** Whether the list went on where the API ends. */
      truncated: false,
      async toArray() {
        const rows = [];
        for await (const row of items) rows.push(row);
        return rows;
      },
      [Symbol.asyncIterator]: () => steps(operation, copy, { signal, timeout, seen }),
    };
    /** @param {any} part */
    async function seen({ rejected, truncated = false, ...part }) {
      const { page, offset } = part;
      items.rejected.push(...rejected.map((/** @type {any} */ row) => ({ ...row, ...(page === undefined ? { offset } : { page }) })));
      items.truncated = truncated;
      await onPage?.({ ...part, rejected, truncated });
    }
    return items;
  }

  /**
   * @param {string} operation
   * @param {any} input
   * @param {any} options
   */
  async function* steps(operation, input, { signal, timeout, seen }) {
    const client = await binding();
    const walk = callModule(() => client.walk(operation, input));
    try {
      for (;;) {
        const stop = stopOf(signal, timeout);
        const step = await walk
          .next(stop?.stopped)
          .catch((/** @type {any} */ error) => {
            throw stop && error === undefined ? stop.reason() : error;
          })
          .finally(() => stop?.end());
        if (step === undefined) return;
        // A walk through rows gives each part of the list before its rows.
        if ("part" in step) await seen(step.part);
        else if ("row" in step) yield step.row;
        else {
          await seen(step);
          yield step;
        }
      }
    } catch (error) {
      throw toError(error);
    } finally {
      walk.free();
    }
  }

  return { ask, walk, binding };
}

/**
 * A function of the program that is told of something. Its errors change nothing.
 *
 * @param {any} told
 * @param {string} name
 */
function observer(told, name) {
  if (told === undefined) return undefined;
  if (typeof told !== "function") throw argument(name + " harus fungsi");
  return (/** @type {any} */ event) => {
    try {
      told(event);
    } catch {
      // What the program does with the event is not part of the call.
    }
  };
}

/**
 * The options that every client has, as the module reads them, and the program's own functions among them.
 *
 * @param {any} options
 */
export function clientOptions({ retry, baseUrl, fetch, onRequest, ...options }) {
  if (retry === false) retry = { attempts: 1 };
  if (fetch !== undefined && typeof fetch !== "function") throw argument("fetch harus fungsi");
  const hooks = { fetch, onRequest: observer(onRequest, "onRequest") };
  return { shared: plain({ ...options, retry, baseUrl: baseUrl === undefined ? undefined : String(baseUrl) }), hooks };
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

/**
 * Returns a key or a secret, and refuses what is too short to be one: masked in messages, it would change ordinary words.
 * The module checks the same; here it is checked before the module is loaded.
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
