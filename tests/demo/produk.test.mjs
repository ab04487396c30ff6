import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, produk, texts, useDemo } from "./harness.mjs";

const demo = useDemo();

/** A category whose first page holds discounts and things that are out of stock. */
async function categoryWithBadges() {
  for (const { id_kategori: id } of await demo.api("/app/kategori")) {
    const rows = await demo.api("/app/produk", { id_kategori: id, total_data: "30" });
    if (rows.length === 30 && rows.some((row) => row.harga_produk_asli > 0) && rows.some((row) => row.stok === 0)) return { id, rows };
  }
  assert.fail("no category of the mock shop holds both");
}

test("cards show name, price, discount and stock of the rows that the API sent", async (t) => {
  const { id, rows } = await categoryWithBadges();
  const { page } = await demo.open(t, { at: `/kategori/${id}` });
  await cards(page, 30);
  const shown = await page.locator(".kartu").evaluateAll((nodes) =>
    nodes.slice(0, 30).map((node) => {
      const text = (selector) => node.querySelector(selector)?.textContent ?? null;
      return {
        name: text(".kartu-nama"),
        price: text(".harga"),
        before: text(".harga-asli"),
        discount: text(".lencana-diskon"),
        out: text(".lencana-habis"),
      };
    }),
  );
  const rupiah = (amount) => "Rp" + String(amount).replace(/\B(?=(\d{3})+$)/g, ".");
  const expected = rows.map((row) => {
    const isOff = row.harga_produk_asli > row.harga_produk;
    return {
      name: row.nama_produk,
      price: rupiah(row.harga_produk),
      before: isOff ? "Harga semula " + rupiah(row.harga_produk_asli) : null,
      discount: isOff ? `Diskon ${Math.round((1 - row.harga_produk / row.harga_produk_asli) * 100)}%` : null,
      out: row.stok > 0 && row.status_produk === "live" ? null : row.berat === 0 || row.status_produk === "gangguan" ? "GANGGUAN" : row.stok > 0 ? "Tutup" : "Habis",
    };
  });
  assert.deepEqual(shown, expected);
});

test("edges of discount and stock", async (t) => {
  const { page } = await demo.open(t, {
    at: "/cari?q=uji",
    rows: {
      "/app/produk": [
        produk({ id_produk: "1", nama_produk: "separuh", harga_produk: 50000, harga_produk_asli: 100000 }),
        produk({ id_produk: "2", nama_produk: "tanpa diskon", harga_produk: 50000, harga_produk_asli: 50000 }),
        produk({ id_produk: "3", nama_produk: "lebih mahal", harga_produk: 50000, harga_produk_asli: 40000 }),
        produk({ id_produk: "4", nama_produk: "hampir gratis", harga_produk: 1, harga_produk_asli: 100000 }),
        produk({ id_produk: "5", nama_produk: "habis", stok: 0, berat: 200 }),
        produk({ id_produk: "6", nama_produk: "gangguan", stok: 0, berat: 0, kondisi_produk: "GANGGUAN" }),
        produk({ id_produk: "7", nama_produk: "tinggal sedikit", stok: 3, berat: 200 }),
        produk({ id_produk: "8", nama_produk: "digital sedikit", stok: 3, berat: 0 }),
        produk({ id_produk: "9", nama_produk: "kurang dari habis", stok: -2, berat: 200, status_produk: "live" }),
        produk({ id_produk: "10", nama_produk: "ditandai gangguan", stok: 3, berat: 200, status_produk: "gangguan" }),
        produk({ id_produk: "11", nama_produk: "ditutup", stok: 3, berat: 200, status_produk: "closed" }),
      ],
    },
  });
  await cards(page, 11);
  const badges = await page.locator(".kartu").evaluateAll((nodes) =>
    nodes.map((node) => Array.from(node.querySelectorAll(".lencana"), (badge) => badge.textContent).join()),
  );
  assert.deepEqual(badges, ["Diskon 50%", "", "", "Diskon 99%", "Habis", "GANGGUAN", "Sisa 3", "", "Habis", "GANGGUAN", "Tutup"]);
  assert.equal(await page.locator(".kartu-habis").count(), 5);
});

test("a row without a readable price is left out, the others stay", async (t) => {
  const { page } = await demo.open(t, {
    at: "/cari?q=uji",
    rows: { "/app/produk": [produk({ nama_produk: "baik" }), produk({ id_produk: "2", nama_produk: "rusak", harga_produk: "gratis" })] },
  });
  await cards(page);
  assert.deepEqual(await texts(page, ".kartu-nama"), ["baik"]);
});
