// A program in CommonJS: it requires the package, and gets the declarations of a CommonJS file.
import bukaolshop = require("bukaolshop");
import type { Page, Produk } from "bukaolshop";

const { BukaOlshop, BukaOlshopError, init, rupiah } = bukaolshop;

export async function prices(token: string): Promise<string[]> {
  await init();
  await bukaolshop.default();
  const page: Page<Produk> = await new BukaOlshop({ token }).produk.list({ total_data: 20 });
  return page.data.map((produk) => rupiah(produk.harga_produk));
}

export function kind(error: unknown): bukaolshop.ErrorKind | null {
  return error instanceof BukaOlshopError ? error.kind : null;
}

// @ts-expect-error: there is no such name
bukaolshop.rupee;
