import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, loaded, until, useDemo } from "./harness.mjs";

const demo = useDemo();

test("the navigation says where one is, and so does the title", async (t) => {
  const { page } = await demo.open(t);
  for (const name of ["Kategori", "Katalog", "Riwayat", "Akun", "Beranda"]) {
    await page.getByRole("navigation", { name: "Utama" }).getByRole("link", { name, exact: true }).click();
    await until(async () => (await page.locator('[data-nav][aria-current="page"]').allInnerTexts()).join() === name, name);
    assert.equal(await page.locator("h1").count(), 1);
    assert.match(await page.title(), /· Manggis$/);
  }
});

test("back brings the list as it was left: rows, place and focus", async (t) => {
  const { page, requests } = await demo.open(t);
  await cards(page, 30);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await cards(page, 60);
  await page.evaluate(() => window.scrollTo(0, 2500));
  const before = (await requests("/app/produk")).length;
  await page.getByRole("link", { name: "Kategori", exact: true }).click();
  await page.locator(".rak-satu").first().waitFor();
  assert.equal(await page.evaluate(() => window.scrollY), 0, "a new view begins at its top");
  await page.goBack();
  await page.locator(".kartu").first().waitFor();
  assert.equal(await page.evaluate(() => window.scrollY), 2500);
  assert.ok((await page.locator(".kartu").count()) >= 60);
  assert.equal((await requests("/app/produk")).length, before, "without asking again");
});

test("tapping the entry of the view that is shown brings its top back", async (t) => {
  const { page, requests } = await demo.open(t);
  await page.getByRole("link", { name: "Beranda", exact: true }).click();
  await cards(page);
  await page.evaluate(() => window.scrollTo(0, 1000));
  const before = (await requests("/app/produk")).length;
  await page.getByRole("link", { name: "Beranda", exact: true }).click();
  assert.equal(await page.evaluate(() => window.scrollY), 0);
  assert.equal((await requests("/app/produk")).length, before, "without loading it again");
});

test("categories, slides and the member are fetched once for all views", async (t) => {
  const { page, requests } = await demo.open(t);
  await loaded(page);
  await page.getByRole("link", { name: "Kategori", exact: true }).click();
  await page.locator(".rak-tautan").first().click();
  await page.locator(".keping").nth(1).waitFor();
  await page.getByRole("link", { name: "Beranda", exact: true }).click();
  await page.locator(".ubin a").first().waitFor();
  for (const endpoint of ["/app/kategori", "/app/slide", "/user/info"]) {
    assert.equal((await requests(endpoint)).length, 1, endpoint);
  }
});

test("a reload stays where one was", async (t) => {
  const { page } = await demo.open(t);
  await page.getByRole("link", { name: "Akun", exact: true }).click();
  await page.getByRole("link", { name: "Mutasi poin" }).click();
  await page.getByRole("heading", { level: 1, name: "Mutasi poin" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Mutasi poin" }).waitFor();
  await page.getByRole("button", { name: "Kembali" }).click();
  await page.getByRole("heading", { level: 1, name: "Akun" }).waitFor();
});

test("an arrow back leads somewhere even where the visit began there", async (t) => {
  const { page } = await demo.open(t, { at: "/kategori/41270" });
  await page.getByRole("button", { name: "Kembali" }).click();
  await page.getByRole("heading", { level: 1, name: "Kategori", exact: true }).waitFor();
});

test("an address that leads nowhere says so", async (t) => {
  const { page } = await demo.open(t, { at: "/entah/apa" });
  await page.getByRole("link", { name: "Ke beranda", exact: true }).click();
  await cards(page);
});
