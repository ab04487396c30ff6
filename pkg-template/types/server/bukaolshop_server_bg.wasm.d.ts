/**
 * The server's WebAssembly module as a runtime or bundler hands it over: compiled (workers), its bytes, or its
 * address. Whichever it is, `init(wasm)` takes it.
 *
 * @packageDocumentation
 */
declare const wasm: string | BufferSource | WebAssembly.Module;
export default wasm;
