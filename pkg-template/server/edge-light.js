// The entry of `bukaolshop/server` for Vercel's edge functions, which import a module with `?module` behind its name.

import { provide } from "./core.js";
import module from "./bukaolshop_server_bg.wasm?module";

provide(() => module);

export * from "./public.js";
export { init as default } from "./core.js";
