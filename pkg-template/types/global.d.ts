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

/** The client's class, with all else that the package offers on it: a classic script exports nothing. */
export type ClassicBukaOlshop = typeof bukaolshop.BukaOlshop & Omit<typeof bukaolshop, "BukaOlshop" | "default">;

/**
 * An element of the script: `<olshop-produk>` and its like. It fires `olshop:muat` when it has loaded
 * rows or renewed those that it showed, and `olshop:gagal` when it could not; both bubble.
 *
 * ```ts
 * const daftar = document.querySelector("olshop-produk");
 * daftar?.addEventListener("olshop:muat", ({ detail }) => console.log(detail.data));
 * ```
 */
export interface OlshopElement<T> extends HTMLElement {
  /** What was loaded so far; null before the first answer, and where the first page failed. */
  readonly data: T | null;
  /** Which rows are shown: those for which this is true, beside the attribute `saring`. Null: all of them. */
  saring: ((baris: RowOf<T>) => unknown) | null;
  /** In which order they are shown, as for `Array.sort`, in place of the attribute `urut`. Null: as loaded. */
  urutan: ((a: RowOf<T>, b: RowOf<T>) => number) | null;
  /** Asks the server anew, from the first page, whatever the cache holds. What is shown stays until the answer is there. Never rejects: a failure is shown, and told by `olshop:gagal`. */
  muatUlang(): Promise<void>;
  addEventListener<K extends keyof OlshopEvents<T>>(
    type: K,
    listener: (this: this, event: OlshopEvents<T>[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: this, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** One of an element's rows. */
export type RowOf<T> = T extends readonly (infer R)[] ? R : T;

/** What an element tells. */
export interface OlshopEvents<T> {
  /** Rows came: the first, or more. `data` is all of the element's. */
  "olshop:muat": CustomEvent<{ data: T }>;
  /** What is shown has changed, by rows that came, an order, a filter or a state. The page may change the nodes of a row. */
  "olshop:tampil": CustomEvent<{
    data: RowOf<T>[];
    added: RowOf<T>[];
    moved: RowOf<T>[];
    removed: RowOf<T>[];
    nodes(row: RowOf<T>): Node[];
  }>;
  /** They did not; a `BukaOlshopError` wherever the library knows why. */
  "olshop:gagal": CustomEvent<{ error: bukaolshop.BukaOlshopError }>;
}

declare global {
  /** The client of the page's script tag is `BukaOlshop.toko`. */
  var BukaOlshop: ClassicBukaOlshop;

  interface HTMLElementTagNameMap {
    "olshop-produk": OlshopElement<bukaolshop.Produk[]>;
    "olshop-kategori": OlshopElement<bukaolshop.Kategori[]>;
    "olshop-slide": OlshopElement<bukaolshop.Slide[]>;
    "olshop-kostumpage": OlshopElement<bukaolshop.KostumPage[]>;
    "olshop-user": OlshopElement<bukaolshop.UserInfo>;
    "olshop-catatan": OlshopElement<bukaolshop.CatatanSaldo[] | bukaolshop.CatatanPoin[]>;
    "olshop-transaksi": OlshopElement<bukaolshop.Transaksi[]>;
  }
}
