import { BukaOlshop } from "bukaolshop";
import { setToko } from "bukaolshop/elements";

const address = new URLSearchParams(location.search);
const toko = new BukaOlshop({ token: address.get("token"), baseUrl: address.get("api") });

// The element is in the page before it has a client, and asks once it has one.
const rak = document.createElement("olshop-produk");
rak.innerHTML = '<template><li><span data-isi="nama_produk"></span> <b data-isi="harga_produk" data-format="rupiah"></b></li></template>';
document.querySelector("ul").append(rak);
rak.addEventListener("olshop:muat", async () => {
  const { data } = await toko.produk.list({ total_data: 20 });
  document.title = data.length === rak.data.length ? "selesai" : "baris lain";
});
setToko(toko);
