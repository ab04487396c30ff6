import assert from "node:assert/strict";
import { test } from "node:test";
import { ALIKE, hold, rupiah, says, until, useGuide } from "./harness.mjs";

const EXAMPLE = "8. Semua produk";
const { open, apiAll } = useGuide();

const rows = (page) =>
  page.locator("#katalog .baris").evaluateAll((nodes) =>
    nodes.map((node) => ({
      name: node.querySelector(".nama").textContent,
      price: node.querySelector(".harga").textContent,
      link: node.getAttribute("href"),
    })),
  );

function expected(products) {
  const shown = products.slice(0, 100);
  return shown.map((row) => ({ name: row.nama_produk, price: rupiah(row.harga_produk), link: row.url_produk }));
}

const count = (amount) => rupiah(amount).slice(2);
const start = (page) => page.getByRole("button", { name: "Muat semua produk" });

/** Lets requests for a page of the list wait until they are released. */
const holdPage = (number) => hold((url) => url.searchParams.get("page") === String(number));

for (const as of ALIKE) {
  test(`${as} loads everything with one tap, a hundred per request, and sees how far it is`, async (t) => {
    const third = holdPage(3);
    const { page, requests } = await open(t, EXAMPLE, { as, prepare: third.prepare });
    const products = await apiAll("/app/produk");
    await start(page).waitFor();
    assert.deepEqual(await requests(), [], "nothing is sent before the tap");

    await start(page).tap();
    await page.getByText("200 produk dimuat…").waitFor();
    assert.ok(await page.getByRole("progressbar", { name: "Memuat semua produk" }).isVisible());
    third.release();

    await says(page, "#katalog .keadaan", `${count(products.length)} produk, 100 pertama ditampilkan.`);
    assert.deepEqual(await rows(page), expected(products));
    assert.equal(await page.getByRole("progressbar").count(), 0);
    assert.equal((await requests()).length, Math.ceil(products.length / 100));
  });
}

test("searching and sorting what is there sends nothing", async (t) => {
  const { page, requests } = await open(t, EXAMPLE);
  const products = await apiAll("/app/produk");
  await start(page).tap();
  await page.getByText("100 pertama ditampilkan").waitFor();
  const sent = (await requests()).length;

  const sorted = (compare) => expected(products.slice().sort(compare));
  await page.getByLabel("Urutkan").selectOption({ label: "Termurah" });
  assert.deepEqual(await rows(page), sorted((a, b) => a.harga_produk - b.harga_produk));
  await page.getByLabel("Urutkan").selectOption({ label: "Termahal" });
  assert.deepEqual(await rows(page), sorted((a, b) => b.harga_produk - a.harga_produk));
  await page.getByLabel("Urutkan").selectOption({ label: "Terbaru" });
  assert.deepEqual(await rows(page), expected(products));

  await page.getByRole("searchbox").fill(" Jahe ");
  const found = products.filter((row) => row.nama_produk.toLowerCase().includes("jahe"));
  await says(page, "#katalog .keadaan", `${found.length} produk.`);
  assert.deepEqual(await rows(page), expected(found));
  await page.getByRole("searchbox").fill("tidak ada ini");
  await says(page, "#katalog .keadaan", "0 produk.");
  assert.deepEqual(await rows(page), []);
  assert.equal((await requests()).length, sent);
});

test("stopped, it keeps what has come, sends nothing more, and can begin anew", async (t) => {
  const third = holdPage(3);
  const { page, requests } = await open(t, EXAMPLE, { prepare: third.prepare });
  const products = await apiAll("/app/produk");
  await start(page).tap();
  await page.getByText("200 produk dimuat…").waitFor();
  await page.getByRole("button", { name: "Berhenti" }).tap();
  await page.getByText("Dihentikan. 200 produk, 100 pertama ditampilkan.").waitFor();
  assert.equal(await page.getByRole("progressbar").count(), 0);
  await page.getByRole("searchbox").fill("a");
  const found = products.slice(0, 200).filter((row) => row.nama_produk.toLowerCase().includes("a"));
  await page.getByText(`Dihentikan. ${found.length} produk`).waitFor();
  assert.equal((await requests()).length, 2);

  third.release();
  await page.getByRole("searchbox").fill("");
  await page.getByRole("button", { name: "Muat lagi dari awal" }).tap();
  await says(page, "#katalog .keadaan", `${count(products.length)} produk, 100 pertama ditampilkan.`);
  assert.deepEqual(await rows(page), expected(products));
});

test("a failure in the middle keeps what has come and offers to begin anew", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:503,page:3,times:3" });
  const products = await apiAll("/app/produk");
  await start(page).tap();
  await page.getByText(/Server bukaOlshop sedang offline atau dirawat.* 200 produk, 100 pertama ditampilkan\./).waitFor();
  assert.deepEqual(await rows(page), expected(products));
  await page.getByRole("button", { name: "Muat lagi dari awal" }).tap();
  await says(page, "#katalog .keadaan", `${count(products.length)} produk, 100 pertama ditampilkan.`);
});

test("a failure at the start offers to begin anew", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:503,times:3" });
  await start(page).tap();
  await page.getByRole("button", { name: "Muat lagi dari awal" }).tap();
  await until(async () => (await rows(page)).length === 100, "the products");
});
