// ES modules: the package with the module inside, the module as a file, and where both names lead to the same types.
import start, { BukaOlshop, init } from "bukaolshop";
import * as inline from "bukaolshop/inline";
import wasm from "bukaolshop/bukaolshop_bg.wasm";

await init(wasm);
await start(wasm);

export const toko: BukaOlshop = new inline.BukaOlshop({ token: "t" });
export const same: typeof init = inline.default;

// @ts-expect-error: not every bundler makes an address of it
export const address: string = wasm;
