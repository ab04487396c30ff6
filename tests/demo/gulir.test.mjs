import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, texts, until, useDemo } from "./harness.mjs";

const demo = useDemo();

const toEnd = (page) => page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));

test("the list goes on when its end comes near, in order and without doubles", async (t) => {
  const { page, requests } = await demo.open(t);
  await cards(page, 30);
  assert.equal(await page.locator(".kartu").count(), 30, "no more than asked for");
  await toEnd(page);
  await cards(page, 60);
  await toEnd(page);
  await cards(page, 90);
  const expected = (await demo.api("/app/produk", { total_data: "90" })).map((row) => row.nama_produk);
  const names = await page.locator(".kartu-nama").evaluateAll((nodes) => nodes.map((node) => node.textContent));
  assert.deepEqual(names.slice(0, 90), expected);
  const pages = (await requests("/app/produk")).map((params) => params.page);
  assert.deepEqual(pages.slice(0, 3), ["1", "2", "3"]);
});

test("at the end it says so and asks no more", async (t) => {
  const rows = await demo.apiAll("/app/produk", { cari_nama_produk: "kaos" });
  const { page, requests } = await demo.open(t, { at: "/cari?q=kaos" });
  await until(async () => {
    await toEnd(page);
    return (await page.locator(".kartu").count()) === rows.length;
  }, "all rows");
  await page.getByText(`Itu semua: ${rows.length} produk`).waitFor();
  assert.equal((await requests("/app/produk")).length, Math.floor(rows.length / 30) + 1);
});

test("a page that fails leaves the rows alone, and the retry goes on with it", async (t) => {
  let broken = true;
  const { page, requests } = await demo.open(t, {
    prepare: (page) =>
      page.route(
        (url) => url.pathname.endsWith("/app/produk") && url.searchParams.get("page") === "2",
        (route) => (broken ? route.fulfill({ status: 400, json: { code: 400, status: "Rusak" } }) : route.fallback()),
      ),
  });
  await cards(page, 30);
  await toEnd(page);
  const retry = page.getByRole("button", { name: "Coba lagi" });
  await retry.waitFor();
  assert.equal(await page.locator(".kartu").count(), 30);
  broken = false;
  await retry.click();
  await cards(page, 60);
  assert.equal(await page.getByRole("button", { name: "Coba lagi" }).count(), 0);
  const pages = (await requests("/app/produk")).map((params) => params.page);
  assert.deepEqual(pages.slice(0, 2), ["1", "2"], "the first page is not asked for again");
});

test("a view that is left asks no more, and goes on when it is back", async (t) => {
  const { page, requests } = await demo.open(t);
  await cards(page, 30);
  await page.getByRole("link", { name: "Akun", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Akun" }).waitFor();
  const before = (await requests("/app/produk")).length;
  await toEnd(page);
  await page.getByRole("link", { name: "Halaman khusus" }).click();
  await page.locator(".menu-ganda").first().waitFor();
  assert.equal((await requests("/app/produk")).length, before);
  await page.goBack();
  await page.goBack();
  await cards(page, 30);
  await until(async () => {
    await toEnd(page);
    return (await page.locator(".kartu").count()) >= 60;
  }, "the next page");
  assert.equal((await texts(page, ".kartu")).length % 30, 0);
});
