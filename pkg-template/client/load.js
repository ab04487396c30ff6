// @ts-check
// Loads the WebAssembly module: once, however many ask, and again only if that or the module itself failed.

import { newGlue } from "../bukaolshop.js";
import { BukaOlshopError } from "./error.js";
import { isA, Set } from "./realm.js";

/** @typedef {new (options: any, failure: Function) => import("../bukaolshop.js").Toko} TokoClass */

/** @type {Promise<TokoClass> | null} */
let loading = null;

/** The class of the module's clients, while there is a module that works. @type {TokoClass | null} */
export let Toko = null;

/**
 * What the module was compiled to: after a failure in the middle of its work it begins anew from here.
 *
 * @type {any}
 */
let compiled;

/** Rejects what waits for the module. @type {Set<(error: BukaOlshopError) => void>} */
const waiting = new Set();

/** Where the module is when nobody says otherwise: beside an entry file, or inside it. */
let ownModule = () => /** @type {any} */ (undefined);

/** @param {() => any} module */
export function provide(module) {
  ownModule = module;
}

/** @param {any} [source] @returns {Promise<TokoClass>} */
export function load(source) {
  if (loading === null) {
    loading = begin(source).catch((error) => {
      loading = null;
      throw error instanceof BukaOlshopError
        ? error
        : failure("gagal dimuat", error, "Periksa koneksi internet dan alamat berkas bukaolshop_bg.wasm, lalu muat ulang halaman.");
    });
  }
  return loading;
}

/**
 * Does what only the module can end. Where the module fails in the middle of its work, and so will never end this, the promise
 * rejects with an error that says so.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function whileAlive(work) {
  let tell = (/** @type {BukaOlshopError} */ error) => {};
  const broken = new Promise((_, reject) => (tell = reject));
  waiting.add(tell);
  // What is told first counts first: work that the module ends with its own failure fails right behind that.
  return Promise.race([broken, work()]).finally(() => waiting.delete(tell));
}

/** @param {any} source */
async function begin(source) {
  // Some users switch it off.
  if (typeof WebAssembly !== "object") {
    const advice = "Perbarui Android System WebView dan Chrome, atau aktifkan WebAssembly, lalu buka lagi.";
    throw new BukaOlshopError("Perangkat ini tidak bisa menjalankan WebAssembly, yang diperlukan halaman ini. " + advice, { kind: "load" });
  }
  const glue = newGlue();
  const module = compiled || (await source);
  const made = await instantiate(module === undefined ? await ownModule() : module, glue.imports);
  // Of a module that was compiled already, an engine gives back the instance alone.
  compiled = made.module || module;
  glue.connect(watched((made.instance || made).exports));
  return (Toko = glue.Toko);
}

/**
 * The module's exports. One that throws has stopped in the middle of its work: the module may have something locked for ever, or
 * half written. So from then on none does anything, those who wait are told, and the next call begins with a new instance.
 *
 * @param {any} exports
 */
function watched(exports) {
  let isBroken = false;
  /** @type {any} */
  const watched = {};
  Object.keys(exports).forEach((name) => {
    const work = exports[name];
    watched[name] = typeof work !== "function" ? work : (/** @type {any[]} */ ...given) => {
      if (isBroken) return;
      try {
        return work(...given);
      } catch (error) {
        isBroken = true;
        loading = Toko = null;
        waiting.forEach((tell) => tell(stopped(error)));
        throw error;
      }
    };
  });
  return watched;
}

/** @param {any} source @param {WebAssembly.Imports} imports @returns {Promise<any>} */
async function instantiate(source, imports) {
  // Taken for what they are, not for what a page has under these names.
  const isRequest = isA("Request", source);
  if (typeof source === "string" || isA("URL", source) || isRequest) {
    source = await fetch(isRequest ? source : String(source));
  }
  if (isA("Response", source)) {
    if (!source.ok) throw new Error("HTTP " + source.status);
    // Compiled as it arrives, where the server calls the file by its type; shops' hosts often do not.
    if (source.headers.get("content-type") === "application/wasm") {
      return WebAssembly.instantiateStreaming(source, imports);
    }
    source = await source.arrayBuffer();
  }
  return WebAssembly.instantiate(source, imports);
}

/** @param {string} what has happened to the module @param {any} error why @param {string} advice */
function failure(what, error, advice) {
  const reason = error && error.message ? ` (${error.message})` : "";
  return new BukaOlshopError(`Modul bukaolshop ${what}${reason}. ${advice}`, { kind: "load", retryable: true });
}

/** The error of a module that has stopped in the middle of its work. @param {any} [error] */
export const stopped = (error) => failure("terhenti karena galat", error, "Coba lagi: modul dimulai ulang dengan sendirinya.");
