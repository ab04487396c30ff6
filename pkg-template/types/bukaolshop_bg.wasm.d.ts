/**
 * The WebAssembly module as a bundler hands it over: its address (webpack's and esbuild's files), its
 * bytes (esbuild's `binary`), or the module itself (workers). Whichever it is, `init(wasm)` takes it.
 *
 * @packageDocumentation
 */
declare const wasm: string | BufferSource | WebAssembly.Module;
export default wasm;
