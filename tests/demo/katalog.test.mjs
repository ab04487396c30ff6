import assert from "node:assert/strict";
import { test } from "node:test";
import { amount } from "../support/scope.mjs";
import { hold, rupiahValue, texts, until, useDemo } from "./harness.mjs";

const demo = useDemo();

const load = (page) => page.getByRole("button", { name: "Muat seluruh katalog" }).click();
const thousands = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ".");
const tally = (page) => page.locator(".katalog-jumlah").innerText();

/** Holds back the answers from a page number on, until released. */
const gate = (from) => hold((url) => url.searchParams.get("total_data") === "100" && Number(url.searchParams.get("page")) >= from);

test("nothing is loaded before it is asked for; then all of it, with progress", async (t) => {
  const all = await demo.apiAll("/app/produk");
  assert.ok(all.length >= 1200);
  const { prepare, release } = gate(4);
  const { page, requests } = await demo.open(t, { at: "/katalog", prepare });
  await page.getByRole("button", { name: "Muat seluruh katalog" }).waitFor();
  assert.deepEqual(await requests("/app/produk"), []);

  await load(page);
  await page.getByText("300 produk dimuat").waitFor();
  const share = await page.locator("progress").evaluate((bar) => bar.value / bar.max);
  assert.ok(share > 0.1 && share < 1, `the bar stands at ${share}`);
  release();
  await until(async () => (await page.locator(".katalog-jumlah").count()) && (await tally(page)) === `${thousands(all.length)} produk`, "the whole catalogue");
  assert.equal((await requests("/app/produk")).length, Math.floor(all.length / 100) + 1);
});

test("the page stays light, and any part of the list can be scrolled to", async (t) => {
  const all = await demo.apiAll("/app/produk");
  const { page } = await demo.open(t, { at: "/katalog" });
  await load(page);
  await page.locator(".katalog-baris").first().waitFor();
  assert.equal((await texts(page, ".baris-judul"))[0], all[0].nama_produk);
  assert.ok((await page.locator(".katalog-baris").count()) < 200, "rows far away are not in the page");

  // Down to the end of the list, as a thumb would scroll: rows that are far behind are let go.
  await page.evaluate(async (step) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let at = 0; at < document.documentElement.scrollHeight; at += step) {
      window.scrollTo(0, at);
      await frame();
      await frame();
    }
    window.scrollTo(0, document.documentElement.scrollHeight);
  }, amount(1500, 6000));
  const last = page.locator(`[aria-posinset="${all.length}"]`);
  await last.waitFor();
  assert.equal(await last.locator(".baris-judul").textContent(), all.at(-1).nama_produk);
  assert.equal(await last.getAttribute("aria-setsize"), String(all.length));
  await until(async () => (await page.locator(".katalog-baris").count()) < 200, "the first rows to be let go");
  const bottom = await last.evaluate((row) => row.getBoundingClientRect().bottom - document.querySelector(".jendela").getBoundingClientRect().bottom);
  assert.ok(Math.abs(bottom) < 1, "the rows fill their place exactly");
});

test("filter and sort work on all of it at once", async (t) => {
  const all = await demo.apiAll("/app/produk");
  const { page, requests } = await demo.open(t, { at: "/katalog" });
  await load(page);
  await page.locator(".katalog-baris").first().waitFor();
  const before = (await requests("/app/produk")).length;

  const kopi = all.filter((row) => row.nama_produk.toLowerCase().includes("kopi"));
  await page.getByRole("searchbox", { name: "Saring katalog" }).fill("Kopi");
  await until(async () => (await tally(page)) === `${kopi.length} produk`, "the filter");
  await page.getByRole("combobox", { name: "Urutkan" }).selectOption("Harga tertinggi");
  const dearest = Math.max(...kopi.map((row) => row.harga_produk));
  await until(async () => rupiahValue((await texts(page, ".katalog-baris .harga"))[0] ?? "0") === dearest, "the dearest on top");
  await page.getByRole("searchbox", { name: "Saring katalog" }).fill("zzzqqq");
  await page.getByText("Tidak ada yang cocok").waitFor();
  assert.equal((await requests("/app/produk")).length, before, "without asking the server");
});

test("stopping keeps what has come, and going on asks for the rest only", async (t) => {
  const { prepare, release } = gate(3);
  const { page, requests } = await demo.open(t, { at: "/katalog", prepare });
  await load(page);
  await page.getByText("200 produk dimuat").waitFor();
  await page.getByRole("button", { name: "Berhenti" }).click();
  await page.getByText("200 produk sudah ada di sini").waitFor();
  release();
  await page.getByRole("button", { name: "Lanjutkan" }).click();
  await page.locator(".katalog-baris").first().waitFor();
  const all = await demo.apiAll("/app/produk");
  assert.equal(await tally(page), `${thousands(all.length)} produk`);
  const pages = (await requests("/app/produk")).map((params) => Number(params.page));
  assert.equal(pages.filter((number) => number < 3).length, 2, "the first two pages were asked for once");
});

test("a failure in the middle is told, and the retry goes on from there", async (t) => {
  let broken = true;
  const { page, requests } = await demo.open(t, {
    at: "/katalog",
    prepare: (page) =>
      page.route(
        (url) => url.searchParams.get("total_data") === "100" && url.searchParams.get("page") === "5",
        (route) => (broken ? route.fulfill({ status: 400, json: { code: 400, status: "Rusak" } }) : route.fallback()),
      ),
  });
  await load(page);
  const retry = page.getByRole("button", { name: "Coba lagi" });
  await retry.waitFor();
  broken = false;
  await retry.click();
  await page.locator(".katalog-baris").first().waitFor();
  const pages = (await requests("/app/produk")).map((params) => Number(params.page));
  assert.deepEqual(pages, [...new Set(pages)], "no page was asked for twice");
});

test("a row opens its product's sheet, and back returns to the same place", async (t) => {
  const { page } = await demo.open(t, { at: "/katalog" });
  await load(page);
  await page.locator(".katalog-baris").first().waitFor();
  await page.evaluate(() => window.scrollTo(0, 3000));
  const row = page.locator('[aria-posinset="40"] a');
  await row.click();
  await page.getByRole("dialog").waitFor();
  await page.goBack();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.ok((await page.evaluate(() => window.scrollY)) > 1500);
  assert.ok(await row.evaluate((node) => node === document.activeElement));
});
