// The entry of `bukaolshop/server` for Vercel's edge functions, which ask for a module in their own way.

import { provide } from "./core.js";
import module from "./bukaolshop_server_bg.wasm?module";

provide(() => module);

export * from "./public.js";
export { init as default } from "./core.js";
export { NoFileStore as FileStore } from "./core.js";
