import { pagesWithoutWebAssembly } from "../pages/no-webassembly.mjs";
import { inFirefox } from "./harness.mjs";

inFirefox(pagesWithoutWebAssembly, { "javascript.options.wasm": false });
