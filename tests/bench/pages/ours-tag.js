// The package as a classic script, whose tag stands before this one.
BukaOlshop.toko.produk.list({ total_data: 10 }).then(function (halaman) {
  tampilkan(halaman.data, BukaOlshop.rupiah);
}, gagal);
