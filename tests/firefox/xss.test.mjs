import { xssPages } from "../pages/xss.mjs";
import { inFirefox } from "./harness.mjs";

const policy = "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";

inFirefox((firefox) => xssPages(firefox, { policy }));
