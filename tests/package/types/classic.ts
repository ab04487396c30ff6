/// <reference types="bukaolshop/global" />
// A script beside the classic script's tag: the client and all else hang on one global.
const toko = BukaOlshop.toko || new BukaOlshop({ token: "t" });

export async function show(): Promise<string> {
  await window.BukaOlshop.init();
  const { data } = await toko.produk.list();
  const [first] = data;
  if (!first) throw new BukaOlshop.BukaOlshopError();
  return BukaOlshop.rupiah(first.harga_produk) + BukaOlshop.urlBeli(first, { catatan: "0812" });
}

// @ts-expect-error: a number has no text to read a date in
BukaOlshop.tanggalWib(1);
