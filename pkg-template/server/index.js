// The entry of `bukaolshop/server` for Node.js, Deno and Bun: the module is a file beside this one.

import { provide } from "./core.js";

provide(
  () => new URL("./bukaolshop_server_bg.wasm", import.meta.url),
  // `fetch` reads no files; a package that was loaded from a host has none.
  async (file) => (await import("node:fs/promises")).readFile(file),
);

export * from "./public.js";
export { init as default } from "./core.js";
export { FileStore } from "./file-store.js";
