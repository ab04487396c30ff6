import { join } from "node:path";
import { root } from "../support/mock-server.mjs";

/** Where the compiled WebAssembly tests lie. */
export const TEST_MODULE = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "wasm-tests/suite.wasm");
