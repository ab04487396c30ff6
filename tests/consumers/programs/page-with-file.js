// For bundlers that turn the import of a file into its address.
import { BukaOlshop, init, rupiah } from "bukaolshop";
import wasm from "bukaolshop/bukaolshop_bg.wasm";
import { list } from "./list.js";

init(wasm);
list(BukaOlshop, rupiah);
