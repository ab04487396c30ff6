// The entry of `bukaolshop/server` for Node.js, Deno and Bun, which read the module from a file beside this one.

import { provide } from "./core.js";

provide(
  () => new URL("./bukaolshop_server_bg.wasm", import.meta.url),
  // Node's `fetch` cannot read files. A package that was loaded over HTTP does not call this function.
  async (file) => (await import("node:fs/promises")).readFile(file),
  // Old versions cannot look at once: there a missing file is told at the first call.
  globalThis.process?.getBuiltinModule?.("node:fs")?.existsSync,
);

export * from "./public.js";
export { init as default } from "./core.js";
