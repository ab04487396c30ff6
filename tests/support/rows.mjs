// Rows for tests that script the API's answers themselves.

/** A product. */
export function produk(fields = {}) {
  return {
    id_produk: "1",
    id_kategori: "2",
    nama_produk: "Produk uji",
    harga_produk: 21000,
    harga_produk_asli: 0,
    deskripsi_singkat: "",
    deskripsi_panjang: "",
    kondisi_produk: "Baru",
    stok: 100,
    berat: 100,
    tanggal: "2023-07-22 00:01:38",
    ukuran: null,
    warna: null,
    gambar_utama: null,
    list_gambar: [],
    url_produk: "https://olshopgue.bukaolshop.site/produk/uji-1",
    ...fields,
  };
}
