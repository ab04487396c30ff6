// The classic script, imported by a bundler for what it does.
import "bukaolshop/bukaolshop.min.js";

export const text: string = BukaOlshop.rupiah(21000);
