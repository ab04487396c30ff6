import { BukaOlshop } from "bukaolshop";
import { setToko, type OlshopProdukElementAttributes } from "bukaolshop/elements";

setToko(new BukaOlshop({ token: "t" }));
// @ts-expect-error A text is no client.
setToko("t");

const rak = document.querySelector("olshop-produk")!;
rak.data?.map(({ harga_produk }) => harga_produk.toFixed());
rak.muatUlang().then(() => rak.data);
// @ts-expect-error What was loaded is not set.
rak.data = [];
rak.addEventListener("olshop:gagal", ({ detail }) => detail.error.kind);
document.createElement("olshop-user").addEventListener("olshop:muat", ({ detail }) => detail.data.jumlah_saldo + 1);

export const attributes: OlshopProdukElementAttributes = { "id-kategori": "2", "total-data": 20, "muat-lagi": true };
// @ts-expect-error Rows come by tens.
export const odd: OlshopProdukElementAttributes = { "total-data": 25 };
