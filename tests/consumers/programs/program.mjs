// The same as a program, written as an ES module.
import { BukaOlshop, rupiah } from "bukaolshop";

const [token, baseUrl] = process.argv.slice(2);
const toko = new BukaOlshop({ token, baseUrl });

const halaman = await toko.produk.list({ total_data: 20 });
for (const produk of halaman.data) console.log(`${produk.nama_produk} ${rupiah(produk.harga_produk)}`);
