// The package as an ES module. FILES stands for where its files lie.
import { BukaOlshop, rupiah } from "FILES/pkg/index.js";

const toko = new BukaOlshop({ token: TOKEN, baseUrl: API });
toko.produk.list({ total_data: 10 }).then((halaman) => tampilkan(halaman.data, rupiah), gagal);
