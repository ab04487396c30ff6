/**
 * The package with the WebAssembly module inside, for bundlers that take no files along (esbuild, plain
 * Rollup): `import { BukaOlshop } from "bukaolshop/inline"`. It offers what `"bukaolshop"` offers.
 *
 * @packageDocumentation
 */
export * from "./index.js";
export { default } from "./index.js";
