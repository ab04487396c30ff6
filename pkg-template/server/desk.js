// @ts-check
// What all clients have in common: a desk in the module that is asked with texts of JSON.

import { load, loaded } from "./load.js";
import { BukaOlshopError, argument, demandServer } from "./refusal.js";

/**
 * What was asked for, as a text. What JSON has no word for would be lost in silence.
 *
 * @param {any} input
 */
export function written(input) {
  return JSON.stringify(input, (name, value) => {
    const isLost = typeof value === "number" ? !Number.isFinite(value) : /^(bigint|function|symbol)$/.test(typeof value);
    if (isLost) throw argument((name || "argumen") + " harus angka biasa, teks, objek atau daftar");
    return value;
  });
}

/**
 * What the module threw, as it is to be thrown on.
 *
 * @param {any} error
 */
export function thrown(error) {
  if (typeof error !== "string") return error;
  const { message, ...fields } = JSON.parse(error);
  return new BukaOlshopError(message, fields);
}

/**
 * @template T
 * @param {() => T} make
 * @returns {T}
 */
export function made(make) {
  try {
    return make();
  } catch (error) {
    throw thrown(error);
  }
}

/**
 * Whoever is asked. Its desk is made as soon as the module is there: at once, or by the first call.
 *
 * @param {(glue: any) => any} make
 */
export function opened(make) {
  demandServer();
  const glue = loaded();
  let desk = glue && made(() => make(glue));
  const open = async () => (desk ??= await load().then((glue) => made(() => make(glue))));

  /**
   * @param {string} operation
   * @param {any} [input]
   */
  async function ask(operation, input = {}) {
    const text = written(input);
    const desk = await open();
    try {
      return JSON.parse(await desk.ask(operation, text));
    } catch (error) {
      throw thrown(error);
    }
  }

  /**
   * @param {string} operation
   * @param {any} [input]
   */
  function walk(operation, input = {}) {
    const text = written(input);
    return { [Symbol.asyncIterator]: () => steps(operation, text) };
  }

  /**
   * @param {string} operation
   * @param {string} text
   */
  async function* steps(operation, text) {
    const desk = await open();
    const walk = made(() => desk.walk(operation, text));
    try {
      for (;;) {
        const step = await walk.next();
        if (step === undefined) return;
        yield JSON.parse(step);
      }
    } catch (error) {
      throw thrown(error);
    } finally {
      walk.free();
    }
  }

  return { ask, walk };
}

/**
 * A client's options, without those that are its own, as a text for the module.
 *
 * @param {any} options
 */
export function optionsText({ retry, baseUrl, ...options }) {
  if (retry === false) retry = { attempts: 1 };
  return written({ ...options, retry, baseUrl: baseUrl === undefined ? undefined : String(baseUrl) });
}

/**
 * The options themselves, where they are an object.
 *
 * @param {any} options
 */
export function demandOptions(options) {
  demandServer();
  if (typeof options !== "object" || options === null) throw argument("opsi harus objek");
  return options;
}

/**
 * A key that is a text with something in it; the module looks closer.
 *
 * @param {any} key
 * @param {string} name
 */
export function demandText(key, name) {
  if (typeof key !== "string" || key.trim() === "") throw argument(name + " harus diisi (teks)");
  return key;
}
