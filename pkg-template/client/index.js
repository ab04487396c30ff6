// @ts-check
// The package's entry for browsers and for bundlers: an ES module, with the WebAssembly module in a
// file beside it.

import { provide } from "./load.js";

// Written out in one piece: bundlers look for just this, and take the file along.
provide(() => new URL("bukaolshop_bg.wasm", import.meta.url));

export * from "./api.js";
export { init as default } from "./api.js";
