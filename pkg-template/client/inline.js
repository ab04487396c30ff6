// @ts-check
// The package's entry with the WebAssembly module inside: for bundlers that take no files along, and
// for programs, which cannot fetch a file that lies beside them. It is larger than index.js and its
// module together, so pages get it only where they ask for it.

import { provide } from "./load.js";
import { order, text } from "../module.js";
import { unpack } from "./unpack.js";

provide(() => unpack(order, text));

export * from "./api.js";
export { init as default } from "./api.js";
