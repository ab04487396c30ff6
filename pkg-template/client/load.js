// @ts-check
// Loads the WebAssembly module: once, however many ask, and again only if that failed.

import { Toko, connect, imports } from "../bukaolshop.js";
import { BukaOlshopError } from "./errors.js";

/** @type {Promise<typeof Toko> | null} */
let loading = null;

let loaded = false;

/** Where the module is when nobody says otherwise: beside an entry file, or inside it. */
let ownModule = () => /** @type {any} */ (undefined);

/** @param {() => any} module */
export function provide(module) {
  ownModule = module;
}

/** @param {any} [source] @returns {Promise<typeof Toko>} */
export function load(source) {
  if (loading === null) {
    loading = begin(source).then(
      () => Toko,
      (error) => {
        loading = null;
        throw failed(error);
      },
    );
  }
  return loading;
}

/** Whether the module is there. */
export function isLoaded() {
  return loaded;
}

/** @param {any} source */
async function begin(source) {
  // Some users switch it off.
  if (typeof WebAssembly !== "object") throw unsupported();
  const made = await instantiate(await source);
  // Of a module that was compiled already, an engine gives back the instance alone.
  connect((made.instance || made).exports);
  loaded = true;
}

/** @param {any} source @returns {Promise<any>} */
async function instantiate(source) {
  if (source === undefined) source = ownModule();
  const isRequest = typeof Request === "function" && source instanceof Request;
  if (typeof source === "string" || source instanceof URL || isRequest) {
    source = await fetch(isRequest ? source : String(source));
  }
  if (typeof Response === "function" && source instanceof Response) {
    if (!source.ok) throw new Error("HTTP " + source.status);
    // Compiled as it arrives, where the server calls the file by its type; shops' hosts often do not.
    if (source.headers.get("content-type") === "application/wasm") {
      return WebAssembly.instantiateStreaming(source, imports);
    }
    source = await source.arrayBuffer();
  }
  return WebAssembly.instantiate(source, imports);
}

function unsupported() {
  const advice = "Perbarui Android System WebView dan Chrome, atau aktifkan WebAssembly, lalu buka lagi.";
  return new BukaOlshopError(`Perangkat ini tidak bisa menjalankan WebAssembly, yang diperlukan halaman ini. ${advice}`, { kind: "load" });
}

/** @param {any} error */
function failed(error) {
  if (error instanceof BukaOlshopError) return error;
  const reason = error && error.message ? ` (${error.message})` : "";
  const advice = "Periksa koneksi internet dan alamat berkas bukaolshop_bg.wasm, lalu muat ulang halaman.";
  return new BukaOlshopError(`Modul bukaolshop gagal dimuat${reason}. ${advice}`, { kind: "load", retryable: true });
}
