// The same as a program, written in CommonJS.
const { BukaOlshop, rupiah } = require("bukaolshop");

const [token, baseUrl] = process.argv.slice(2);
const toko = new BukaOlshop({ token, baseUrl });

toko.produk.list({ total_data: 20 }).then((halaman) => {
  for (const produk of halaman.data) console.log(`${produk.nama_produk} ${rupiah(produk.harga_produk)}`);
});
