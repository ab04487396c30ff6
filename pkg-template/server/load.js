// @ts-check
// Loads the WebAssembly module once for all calls, and again if loading has failed.

import start, * as glue from "./bukaolshop_server.js";
import { BukaOlshopError, demandServer } from "./errors.js";

/** @type {Promise<typeof glue> | null} */
let loading = null;
let isLoaded = false;

/** The module's place for this entry; `init` can be called with another one. */
let ownModule = () => /** @type {any} */ (undefined);
/** Reads a file, on servers with a file system. */
let readFile = /** @type {((file: URL) => Promise<Uint8Array>) | undefined} */ (undefined);
/** Whether there is a file, on servers that can tell at once. */
let isThere = /** @type {((file: URL) => boolean) | undefined} */ (undefined);

/**
 * Tells where an entry finds the module.
 *
 * @param {() => any} module
 * @param {(file: URL) => Promise<Uint8Array>} [read]
 * @param {(file: URL) => boolean} [exists]
 */
export function provide(module, read, exists) {
  ownModule = module;
  readFile = read;
  isThere = exists;
}

/**
 * Throws if the module's file is missing, which is what a bundler leaves behind that has copied the JavaScript alone. Each
 * client asks this when it is made, so that a server says so when it starts, and not at its first callback. A program that
 * gives the module to `init` itself does so before it makes its clients.
 */
export function demandModule() {
  if (loading || !isThere) return;
  const file = ownModule();
  if (file instanceof URL && file.protocol === "file:" && !isThere(file)) throw failed(new Error("tidak ada: " + file.href), false);
}

/** The module's exports; `null` before the module is loaded. */
export function loaded() {
  return isLoaded ? glue : null;
}

/**
 * Loads the module if it is not loaded yet, and returns its exports.
 *
 * @param {any} [source]
 * @returns {Promise<typeof glue>}
 */
export function load(source) {
  loading ??= begin(source).then(
    () => {
      isLoaded = true;
      return glue;
    },
    (error) => {
      loading = null;
      throw failed(error);
    },
  );
  return loading;
}

/** @param {any} [source] */
export async function init(source) {
  demandServer();
  await load(source);
}

/** @param {any} source */
async function begin(source) {
  source = (await source) ?? ownModule();
  const isAddress = typeof source === "string" || source instanceof URL;
  if (isAddress && readFile && String(source).startsWith("file:")) source = await readFile(new URL(source));
  if (source instanceof Response && !source.ok) throw new Error("HTTP " + source.status);
  await start({ module_or_path: source });
}

/**
 * @param {any} error
 * @param {boolean} [retryable] a file that is missing stays missing
 */
function failed(error, retryable = true) {
  const reason = error?.message ? " (" + error.message + ")" : "";
  return new BukaOlshopError(
    "Modul bukaolshop/server gagal dimuat" +
      reason +
      ". Pastikan berkas bukaolshop_server_bg.wasm ikut terpasang di sebelah berkas JavaScript-nya, atau berikan " +
      "isinya kepada init() sebelum membuat klien.",
    { kind: "load", retryable },
  );
}
