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

// Elements of the script are known by their names.
const daftar = document.createElement("olshop-produk");
daftar.addEventListener("olshop:muat", ({ detail }) => {
  const harga: number | undefined = detail.data[0]?.harga_produk;
  return harga;
});
daftar.addEventListener("olshop:gagal", ({ detail }) => detail.error.kind);
daftar.addEventListener("click", (event) => event.clientX);

export async function balance(): Promise<number | undefined> {
  const member = document.querySelector("olshop-user");
  await member?.muatUlang();
  return member?.data?.jumlah_saldo;
}

// @ts-expect-error: a row has no such field
daftar.data?.[0]?.nama_user.length satisfies number;
