import { pagesWithoutWebAssembly } from "../pages/no-webassembly.mjs";
import { onEachEngine } from "./harness.mjs";

onEachEngine(pagesWithoutWebAssembly, ["--js-flags=--noexpose-wasm"]);
