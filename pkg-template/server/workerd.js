// The entry of `bukaolshop/server` for workers on workerd (Cloudflare), where an import of a module is compiled already.

import { provide } from "./core.js";
import module from "./bukaolshop_server_bg.wasm";

provide(() => module);

export * from "./public.js";
export { init as default } from "./core.js";
