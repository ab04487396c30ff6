import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, rupiahValue, texts, until, useDemo } from "./harness.mjs";

const demo = useDemo();

const prices = async (page) => (await texts(page, ".kartu .harga")).map(rupiahValue);

/** A category with more products than one page shows. */
async function bigCategory() {
  const [first] = await demo.api("/app/kategori");
  const rows = await demo.apiAll("/app/produk", { id_kategori: first.id_kategori });
  assert.ok(rows.length > 100, `${rows.length} rows`);
  return { id: first.id_kategori, rows };
}

for (const [name, sign] of [
  ["Harga terendah", 1],
  ["Harga tertinggi", -1],
]) {
  test(`"${name}" sorts the whole list, not only the rows that were loaded`, async (t) => {
    const { id, rows } = await bigCategory();
    const expected = rows.map((row) => row.harga_produk).sort((a, b) => sign * (a - b)).slice(0, 30);
    const { page, requests } = await demo.open(t, { at: `/kategori/${id}` });
    await cards(page);
    await page.getByRole("combobox", { name: "Urutkan" }).selectOption(name);
    await until(async () => (await prices(page)).join() === expected.join(), "the sorted rows");
    const sizes = (await requests("/app/produk")).slice(1).map((params) => params.total_data);
    assert.deepEqual(sizes, sizes.map(() => "100"), "a hundred rows a request");
  });
}

test("while the whole list is loading, progress is shown and can be cancelled", async (t) => {
  const { id } = await bigCategory();
  const { page } = await demo.open(t, {
    at: `/kategori/${id}`,
    // The second page of a hundred never comes.
    prepare: (page) => page.route((url) => url.searchParams.get("total_data") === "100" && url.searchParams.get("page") === "2", () => {}),
  });
  await cards(page);
  const before = await prices(page);
  await page.getByRole("combobox", { name: "Urutkan" }).selectOption("Harga terendah");
  await page.getByText("100 produk dimuat").waitFor();
  assert.ok((await page.locator("progress").evaluate((bar) => bar.value)) > 0);
  await page.getByRole("button", { name: "Batal" }).click();
  await until(async () => (await page.locator("progress").count()) === 0 && (await prices(page)).join() === before.join(), "the first order to be back");
  assert.equal(await page.getByRole("combobox", { name: "Urutkan" }).inputValue(), "terbaru");
});

test("a search can be sorted too", async (t) => {
  const { page } = await demo.open(t, { at: "/cari?q=kopi" });
  const rows = await demo.apiAll("/app/produk", { cari_nama_produk: "kopi" });
  await cards(page);
  await page.getByRole("combobox", { name: "Urutkan" }).selectOption("Harga terendah");
  const expected = rows.map((row) => row.harga_produk).sort((a, b) => a - b).slice(0, 30);
  await until(async () => (await prices(page)).join() === expected.join(), "the sorted results");
});
