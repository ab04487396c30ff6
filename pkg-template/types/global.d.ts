/**
 * What the classic script `bukaolshop.min.js` defines, for programs that find it in the page:
 *
 * ```ts
 * /// <reference types="bukaolshop/global" />
 * BukaOlshop.toko?.produk.list().then((halaman) => console.log(BukaOlshop.rupiah(halaman.data[0].harga_produk)));
 * ```
 *
 * @packageDocumentation
 */
import type * as bukaolshop from "./index.js";
import type {} from "./elements.js";

/** The client's class, with all else that the package offers on it: a classic script exports nothing. */
export type ClassicBukaOlshop = typeof bukaolshop.BukaOlshop & Omit<typeof bukaolshop, "BukaOlshop" | "default">;

export type { OlshopElement, OlshopEvents, RowOf } from "./elements.js";

declare global {
  /** The client of the page's script tag is `BukaOlshop.toko`. */
  var BukaOlshop: ClassicBukaOlshop;
}
