// Rows that are shown and rows that are not: the attribute `saring`, the page's fields, the page's function.
import assert from "node:assert/strict";
import { test } from "node:test";
import { produk, settled, texts, useElements } from "./harness.mjs";

const elements = useElements();

const NAME = '<template><i data-isi="nama_produk"></i></template>';
const SHELF = {
  "/app/produk": [
    produk({ id_produk: "1", nama_produk: "Kaos Merah", harga_produk: 50000, harga_produk_asli: 80000, stok: 3, warna: ["Merah", "Biru tua"] }),
    produk({ id_produk: "2", nama_produk: "Topi merah muda", harga_produk: 25000, stok: 0, kondisi_produk: "bekas" }),
    produk({ id_produk: "3", nama_produk: "Tas", harga_produk: 120000, stok: -2, tanggal: "2024-02-01 00:00:00" }),
    produk({ id_produk: "4", nama_produk: "Kaos &amp; Topi", harga_produk: 50001, stok: 7, warna: ["Hijau"] }),
  ],
};

/** Ids of the rows that are shown, by the names that the page shows. */
const shown = (page, selector = "#rak > i") =>
  texts(page, selector).then((names) => names.map((name) => String(["Kaos Merah", "Topi merah muda", "Tas", "Kaos & Topi"].indexOf(name) + 1)).join(""));

for (const [expression, expected] of [
  ["", "1234"],
  ["harga_produk<=50000", "12"],
  ["harga_produk < 50.000", "2"],
  ["harga_produk>Rp50.000", "34"],
  ["harga_produk>=50000", "134"],
  ["harga_produk=50000", "1"],
  ["harga_produk!=50000", "234"],
  ["harga_produk=lima", ""],
  ["harga_produk!=lima", "1234"],
  ["nama_produk~merah", "12"],
  ["nama_produk~'merah m'", "2"],
  ['nama_produk~"KAOS & T"', "4"],
  ["nama_produk=tas", "3"],
  ["!nama_produk~merah", "34"],
  ["! nama_produk ~ merah", "34"],
  ["stok", "14"],
  ["tersedia", "14"],
  ["!tersedia", "23"],
  ["kosong_stok", "23"],
  ["potongan_persen>=37; potongan=30000", "1"],
  ["warna=merah", "1"],
  ["warna~biru", "1"],
  ["warna!=merah", "234"],
  ["warna", "14"],
  ["hari=2024-02-01", "3"],
  ["tanggal>=2024-01-31", "3"],
  ["kondisi_produk=bekas;", "2"],
  ["harga_produk<=50000; stok; nama_produk~merah", "1"],
  [";; stok ;\n nama_produk~kaos ; ", "14"],
  ["kondisi_produk=''", ""],
  ["nama_produk~nilai", ""],
]) {
  test(`saring="${expression}" shows ${expected || "nothing"}`, async (t) => {
    const { page, warnings, requests } = await elements.open(t, `<olshop-produk id="rak">${NAME}</olshop-produk>`, { rows: SHELF });
    await settled(page, "#rak");
    await page.evaluate((expression) => document.querySelector("#rak").setAttribute("saring", expression), expression);
    assert.equal(await shown(page), expected);
    assert.deepEqual(warnings, []);
    assert.equal((await requests("/app/produk")).length, 0, "the answer is the test's own");
  });
}
