// 1,200 products with the package: page after page, a card each. Runs in the page.
import { BukaOlshop, rupiah } from "/pkg/index.js";

window.semua = async function () {
  const toko = new BukaOlshop({ token: TOKEN, baseUrl: API });
  let rows = [];
  for await (const halaman of toko.produk.pages({ total_data: 100 })) {
    rows = rows.concat(halaman.data);
    tambah(halaman.data, rupiah);
  }
  return rows;
};
