import assert from "node:assert/strict";
import { test } from "node:test";
import { ALIKE, produk, rupiah, says, TOKEN, useGuide } from "./harness.mjs";

const EXAMPLE = "1. Daftar produk";
const { open, api } = useGuide();

const cards = (page) =>
  page.locator("#terbaru .kartu").evaluateAll((nodes) =>
    nodes.map((node) => {
      const text = (selector) => node.querySelector(selector).textContent;
      return {
        name: text(".nama"),
        price: text(".harga"),
        before: text(".asli"),
        discount: text(".diskon"),
        stock: text(".stok"),
        link: node.getAttribute("href"),
        picture: node.querySelector("img").src,
      };
    }),
  );

for (const as of ALIKE) {
  test(`shows ${as} the newest products with price, discount and stock, for one request`, async (t) => {
    const { page, requests } = await open(t, EXAMPLE, { as });
    await page.locator("#terbaru .kartu").nth(19).waitFor();
    const rows = await api("/app/produk", { total_data: "20" });
    const expected = rows.map((row) => {
      const before = row.harga_produk_asli > row.harga_produk ? row.harga_produk_asli : null;
      return {
        name: row.nama_produk,
        price: rupiah(row.harga_produk),
        before: before ? rupiah(before) : "",
        discount: before ? `-${Math.floor((1 - row.harga_produk / before) * 100 + 1e-9)}%` : "",
        stock: row.status_produk === "gangguan" ? "Gangguan" : row.stok === 0 ? "Habis" : row.status_produk === "closed" ? "Tutup" : row.stok <= 5 ? `Sisa ${row.stok}` : "",
        link: row.url_produk,
        picture: row.gambar_utama,
      };
    });
    assert.deepEqual(await cards(page), expected);
    assert.ok(expected.some(({ discount }) => discount), "one of them is discounted");
    assert.deepEqual(await requests(), [{ token: TOKEN, page: "1", total_data: "20" }]);
  });
}

test("edges of discount and stock", async (t) => {
  const answers = {
    "/app/produk": [
      produk({ harga_produk: 50000, harga_produk_asli: 100000 }),
      produk({ harga_produk: 1, harga_produk_asli: 100000 }),
      produk({ harga_produk: 99999, harga_produk_asli: 100000 }),
      produk({ harga_produk: 50000, harga_produk_asli: 50000 }),
      produk({ harga_produk: 50000, harga_produk_asli: 40000 }),
      produk({ stok: 0 }),
      produk({ stok: 0, kondisi_produk: "GANGGUAN" }),
      produk({ stok: -2 }),
      produk({ stok: 6, status_produk: "gangguan" }),
      produk({ stok: 6, status_produk: "closed" }),
      produk({ stok: 5, status_produk: "live" }),
      produk({ stok: 6 }),
    ],
  };
  const { page } = await open(t, EXAMPLE, { answers });
  await page.locator("#terbaru .kartu").nth(11).waitFor();
  const badges = (await cards(page)).map(({ discount, stock }) => discount + stock);
  assert.deepEqual(badges, ["-50%", "-99%", "-1%", "", "", "Habis", "Gangguan", "Habis", "Gangguan", "Tutup", "Sisa 5", ""]);
  const shown = page.locator("#terbaru .kartu").nth(3).locator("span:visible, b:visible, s:visible");
  const classes = await shown.evaluateAll((nodes) => nodes.map((node) => node.className));
  assert.deepEqual(classes, ["foto", "nama", "harga"], "empty badges take no room");
});

test("a shop without products says so", async (t) => {
  const { page } = await open(t, EXAMPLE, { answers: { "/app/produk": [] } });
  await says(page, "#terbaru .keadaan", "Belum ada produk.");
});

test("a wrong token is named, with the cure", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:401" });
  await page.getByText("Periksa token Open API di aplikasi bukaOlshop").waitFor();
});

test("after a failure, the button tries again", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:503,times:3" });
  await page.getByText("Server bukaOlshop sedang offline atau dirawat.").waitFor();
  await page.getByRole("button", { name: "Coba lagi" }).tap();
  await page.locator("#terbaru .kartu").nth(19).waitFor();
  await says(page, "#terbaru .keadaan", "");
  assert.equal(await page.getByRole("button").count(), 0, "the button is gone");
});
