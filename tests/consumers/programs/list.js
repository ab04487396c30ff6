// What every page of the tests does: it lists products, as the API of its address answers.
export function list(BukaOlshop, rupiah) {
  const address = new URLSearchParams(location.search);
  const toko = new BukaOlshop({ token: address.get("token"), baseUrl: address.get("api") });

  toko.produk.list({ total_data: 20 }).then(
    (halaman) => {
      for (const produk of halaman.data) {
        const baris = document.createElement("li");
        baris.textContent = `${produk.nama_produk} ${rupiah(produk.harga_produk)}`;
        document.querySelector("ul").append(baris);
      }
      document.title = "selesai";
    },
    (error) => {
      document.title = `${error.kind}: ${error.message}`;
    },
  );
}
