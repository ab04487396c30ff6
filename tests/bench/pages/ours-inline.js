// The package as an ES module with the WebAssembly module inside. FILES stands for where its files lie.
import { BukaOlshop, rupiah } from "FILES/pkg/inline.js";

const toko = new BukaOlshop({ token: TOKEN, baseUrl: API });
toko.produk.list({ total_data: 10 }).then((halaman) => tampilkan(halaman.data, rupiah), gagal);
