// @ts-check
// The package's entry for browsers and for bundlers: an ES module, with the WebAssembly module in a
// file beside it.

import { provide } from "./load.js";

provide(() => {
  try {
    // Written out in one piece: bundlers look for just this, and take the file along.
    return new URL("bukaolshop_bg.wasm", import.meta.url);
  } catch (error) {
    // A page with a variable of its own that is called URL has no bundler.
    return import.meta.url.replace(/[^/]*$/, "bukaolshop_bg.wasm");
  }
});

export * from "./api.js";
export { init as default } from "./api.js";
