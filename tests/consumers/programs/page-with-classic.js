// The classic script exports nothing: it is imported for what it does.
import "bukaolshop/bukaolshop.min.js";
import { list } from "./list.js";

list(window.BukaOlshop, window.BukaOlshop.rupiah);
