import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, texts, until, useDemo } from "./harness.mjs";

const demo = useDemo();

/** Searches that left the page, and those that the page cancelled. */
function watch(page) {
  const sent = [];
  const cancelled = [];
  const search = (request) => new URL(request.url()).searchParams.get("cari_nama_produk");
  page.on("request", (request) => search(request) && sent.push(search(request)));
  page.on("requestfailed", (request) => search(request) && cancelled.push(search(request)));
  return { sent, cancelled };
}

test("typing asks once, after the fingers rest for 300 ms", async (t) => {
  const { page } = await demo.open(t, { prepare: (page) => page.clock.install() });
  await cards(page);
  const { sent } = watch(page);
  // From here on, time passes only when the test says so.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000));
  const field = page.getByRole("searchbox", { name: "Cari produk" });
  await field.pressSequentially("kao");
  await page.clock.runFor(299);
  await field.press("s");
  await page.clock.runFor(299);
  assert.deepEqual(sent, [], "nothing is asked while the fingers move");
  await page.clock.runFor(1);
  await until(() => sent.length > 0, "the search to be asked");
  await page.clock.resume();
  await page.getByRole("heading", { name: "Hasil untuk “kaos”" }).waitFor();
  await page.locator(".kartu-nama", { hasText: /kaos/i }).first().waitFor();
  assert.deepEqual(sent, ["kaos"]);
});

test("a new text cancels the request for the old one at once", async (t) => {
  const { page } = await demo.open(t, {
    prepare: async (page) => {
      await page.clock.install();
      // The answer to the first search never comes.
      await page.route((url) => url.searchParams.get("cari_nama_produk") === "kao", () => {});
    },
  });
  await cards(page);
  const { sent, cancelled } = watch(page);
  const field = page.getByRole("searchbox", { name: "Cari produk" });
  await field.fill("kao");
  await until(() => sent.includes("kao"), "the first search to be asked");
  assert.deepEqual(cancelled, []);
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000));
  await field.fill("kaos");
  await until(() => cancelled.includes("kao"), "the first search to be cancelled");
  assert.deepEqual(sent, ["kao"], "before the next one is asked");
  await page.clock.resume();
  await page.locator(".kartu-nama", { hasText: /kaos/i }).first().waitFor();
  assert.deepEqual(sent, ["kao", "kaos"]);
});

test("the results are what the API finds, and what is typed meanwhile stays in the field", async (t) => {
  const { page } = await demo.open(t);
  const expected = await demo.api("/app/produk", { cari_nama_produk: "sambal", total_data: "30" });
  const field = page.getByRole("searchbox", { name: "Cari produk" });
  await field.fill("sambal");
  await until(async () => (await page.locator(".kartu").count()) === expected.length && page.url().includes("sambal"), "the results");
  assert.deepEqual(await texts(page, ".kartu-nama"), expected.map((row) => row.nama_produk.trim()));
  assert.equal(await field.inputValue(), "sambal");
  assert.ok(await field.evaluate((node) => node === document.activeElement), "the field keeps the focus");
});

test("what the API does not allow in a search is left out", async (t) => {
  const { page, requests } = await demo.open(t, { at: "/cari?" + new URLSearchParams({ q: "  kaos -- \"polos\"!! " }) });
  await page.getByRole("heading", { name: "Hasil untuk “kaos polos”" }).waitFor();
  await until(async () => (await requests("/app/produk")).length === 1, "the search");
  assert.equal((await requests("/app/produk"))[0].cari_nama_produk, "kaos polos");
});

test("one letter, or none that counts, asks for more instead of searching", async (t) => {
  const { page, requests } = await demo.open(t);
  await cards(page);
  const before = (await requests("/app/produk")).length;
  await page.getByRole("searchbox", { name: "Cari produk" }).fill("k ?!");
  await page.getByText("Ketik paling sedikit dua huruf").waitFor();
  await page.getByRole("searchbox", { name: "Cari produk" }).fill("!!!");
  await page.getByText("Ketik paling sedikit dua huruf").waitFor();
  assert.equal((await requests("/app/produk")).length, before);
});

test("a search that finds nothing says so, with the words and a way on", async (t) => {
  const { page } = await demo.open(t, { at: "/cari?q=zzzqqq" });
  await page.getByText("Tidak ada produk bernama “zzzqqq”").waitFor();
  await page.getByRole("link", { name: "Lihat semua kategori" }).click();
  await page.getByRole("heading", { level: 1, name: "Kategori" }).waitFor();
});

test("a whole search is one step for the back button, and the field can be emptied", async (t) => {
  const { page } = await demo.open(t, { at: "/kategori" });
  await page.locator(".rak-satu").first().waitFor();
  const field = page.getByRole("searchbox", { name: "Cari produk" });
  await field.pressSequentially("kopi");
  await page.locator(".kartu-nama", { hasText: /kopi/i }).first().waitFor();
  await page.getByRole("button", { name: "Hapus pencarian" }).click();
  assert.equal(await field.inputValue(), "");
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Kategori" }).waitFor();
});
