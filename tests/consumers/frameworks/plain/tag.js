const address = new URLSearchParams(location.search);
const tag = document.querySelector("script");
tag.dataset.token = address.get("token");
tag.dataset.baseUrl = address.get("api");
document.querySelector("ul").innerHTML = '<olshop-produk><template><li><span data-isi="nama_produk"></span> <b data-isi="harga_produk" data-format="rupiah"></b></li></template></olshop-produk>';
document.querySelector("olshop-produk").addEventListener("olshop:muat", ({ detail }) => (document.title = detail.data.length === 20 ? "selesai" : "baris lain"));
import("./lib/elements.js");
