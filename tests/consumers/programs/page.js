import { BukaOlshop, rupiah } from "bukaolshop";
import { list } from "./list.js";

list(BukaOlshop, rupiah);
