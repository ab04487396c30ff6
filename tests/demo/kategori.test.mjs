import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, texts, until, useDemo } from "./harness.mjs";

const demo = useDemo();

test("the home page has a tile for each of the first categories and one for all", async (t) => {
  const { page } = await demo.open(t);
  const kategori = await demo.api("/app/kategori");
  await page.locator(".ubin a").first().waitFor();
  assert.deepEqual(await texts(page, ".ubin"), [...kategori.slice(0, 7).map((row) => row.nama_kategori), "Semua"]);
  await page.locator(".ubin a").last().click();
  await page.getByRole("heading", { level: 1, name: "Kategori" }).waitFor();
});

test("a tile leads to the category and its products", async (t) => {
  const { page, requests } = await demo.open(t);
  const [first] = await demo.api("/app/kategori");
  await page.locator(".ubin a").first().click();
  await page.getByRole("heading", { level: 1, name: first.nama_kategori }).waitFor();
  await cards(page);
  const asked = (await requests("/app/produk")).map((params) => params.id_kategori).filter(Boolean);
  assert.deepEqual(asked, [first.id_kategori]);
});

test("sub-categories are chips that narrow the products down", async (t) => {
  const [first] = await demo.api("/app/kategori");
  const sub = first.sub_kategori[1];
  const { page, requests } = await demo.open(t, { at: `/kategori/${first.id_kategori}` });
  const chip = page.getByRole("button", { name: sub.nama_kategori, exact: true });
  await chip.waitFor();
  assert.deepEqual(await texts(page, ".keping"), ["Semua", ...first.sub_kategori.map((row) => row.nama_kategori)]);

  await chip.click();
  await until(async () => (await chip.getAttribute("aria-pressed")) === "true", "the chip to be chosen");
  const expected = (await demo.api("/app/produk", { id_kategori: sub.id_kategori, total_data: "30" })).map((row) => row.nama_produk.trim());
  await until(async () => (await texts(page, ".kartu-nama")).join() === expected.join(), "the sub-category's products");
  assert.deepEqual((await requests("/app/produk")).at(-1).id_kategori, sub.id_kategori);
});

test("choosing chips is no step for the back button", async (t) => {
  const { page } = await demo.open(t, { at: "/kategori" });
  await page.locator(".rak-tautan").first().click();
  await page.locator("button.keping").nth(1).click();
  await page.locator("button.keping").nth(2).click();
  await page.waitForURL(/sub=/);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Kategori", exact: true }).waitFor();
});

test("the list of categories names all of them with their sub-categories", async (t) => {
  const { page } = await demo.open(t, { at: "/kategori" });
  const kategori = await demo.api("/app/kategori");
  await page.locator(".rak-satu").first().waitFor();
  assert.deepEqual(await texts(page, ".rak-nama"), kategori.map((row) => row.nama_kategori));
  assert.deepEqual(
    await texts(page, ".rak-sub a"),
    kategori.flatMap((row) => row.sub_kategori.map((sub) => sub.nama_kategori)),
  );
});

test("a link to a sub-category opens with its chip chosen", async (t) => {
  const [first] = await demo.api("/app/kategori");
  const sub = first.sub_kategori[0];
  const { page, requests } = await demo.open(t, { at: `/kategori/${first.id_kategori}?sub=${sub.id_kategori}` });
  await page.locator('.keping[aria-pressed="true"]', { hasText: sub.nama_kategori }).waitFor();
  await cards(page);
  assert.deepEqual((await requests("/app/produk")).map((params) => params.id_kategori), [sub.id_kategori]);
});
