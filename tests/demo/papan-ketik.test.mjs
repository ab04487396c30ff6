// The shop without a finger or a mouse: only keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, loaded, until, useDemo } from "./harness.mjs";

const demo = useDemo();

/** What has the focus: its name, and whether a ring shows it. */
const focus = (page) =>
  page.evaluate(() => {
    const node = document.activeElement;
    const style = getComputedStyle(node);
    return {
      name: (node.getAttribute("aria-label") || node.innerText || "").trim(),
      tag: node.tagName.toLowerCase(),
      inSheet: Boolean(node.closest("dialog")),
      ring: parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none",
    };
  });

/** Presses Tab until something has the focus. */
async function tabTo(page, matches, what) {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    const now = await focus(page);
    if (matches(now)) return now;
  }
  assert.fail(`Tab never came to ${what}`);
}

test("the first Tab offers to skip to the content", async (t) => {
  const { page } = await demo.open(t);
  await cards(page);
  await page.keyboard.press("Tab");
  assert.equal((await focus(page)).name, "Langsung ke isi");
  assert.ok(await page.locator(".lompat").evaluate((node) => node.getBoundingClientRect().top >= 0), "it is visible");
  const before = page.url();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "isi");
  assert.equal(page.url(), before);
});

test("from the home page to a product, its note, and back to the card", async (t) => {
  const { page } = await demo.open(t);
  await loaded(page);
  const card = await tabTo(page, (now) => /Rp[0-9]/.test(now.name) && now.tag === "a", "a product card");
  assert.ok(card.ring, "the card shows a ring");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await until(async () => (await focus(page)).name === "Tutup", "the focus to be in the sheet");

  await tabTo(page, (now) => now.tag === "input", "the note or an option");
  const buy = await tabTo(page, (now) => now.name === "Beli sekarang", "the way to buy");
  assert.ok(buy.ring);
  // Past the last control the focus may visit the browser's own, but never the page behind.
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("Tab");
    const now = await focus(page);
    assert.ok(now.inSheet || now.tag === "body", `Tab left the sheet for ${now.name}`);
  }
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.equal((await focus(page)).name, card.name, "the focus is back on the card");
});

test("options are chosen with the arrow keys", async (t) => {
  const { page } = await demo.open(t, { at: "/cari?q=kemeja" });
  await cards(page);
  const withSizes = (await demo.api("/app/produk", { cari_nama_produk: "kemeja" })).find((row) => row.ukuran && row.stok > 0);
  await page.getByRole("link", { name: withSizes.nama_produk }).first().focus();
  await page.keyboard.press("Enter");
  await tabTo(page, (now) => now.tag === "input", "the first size");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  const href = await page.getByRole("link", { name: "Beli sekarang" }).getAttribute("href");
  assert.equal(new URL(href).searchParams.get("catatan"), "Ukuran " + withSizes.ukuran[1]);
});

test("a change of view puts the focus on its heading, and going back returns it", async (t) => {
  const { page } = await demo.open(t);
  await loaded(page);
  await tabTo(page, (now) => now.name === "Semua", "the tile of all categories");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Kategori" }).waitFor();
  await until(async () => (await focus(page)).tag === "h1", "the heading to have the focus");
  await page.goBack();
  await until(async () => (await focus(page)).name === "Semua", "the focus to be back on the tile");
});

test("slides scroll and the eye opens with keys", async (t) => {
  const { page } = await demo.open(t);
  await loaded(page);
  await tabTo(page, (now) => now.name === "Geser untuk melihat promo", "the slides");
  await page.keyboard.press("ArrowRight");
  await page.locator('.titik:nth-child(2)[aria-current="true"]').waitFor();
  await tabTo(page, (now) => now.name === "Tampilkan saldo dan poin", "the eye");
  await page.keyboard.press("Enter");
  assert.equal((await focus(page)).name, "Sembunyikan saldo dan poin");
});

test("a filter keeps the focus on the chip that was pressed", async (t) => {
  const { page } = await demo.open(t, { at: "/riwayat" });
  await page.locator(".baris").first().waitFor();
  await tabTo(page, (now) => now.name === "Lunas", "a status");
  await page.keyboard.press("Enter");
  await page.locator('.keping[aria-pressed="true"]', { hasText: "Lunas" }).waitFor();
  await page.locator(".baris").first().waitFor();
  assert.equal((await focus(page)).name, "Lunas");
});

test("the whole catalogue can be walked with Tab", async (t) => {
  const { page } = await demo.open(t, { at: "/katalog" });
  await page.getByRole("button", { name: "Muat seluruh katalog" }).click();
  await page.locator(".katalog-baris").first().waitFor();
  await page.locator('[aria-posinset="45"] a').focus();
  await page.locator('[aria-posinset="49"]').waitFor({ state: "attached" });
  for (let step = 0; step < 8; step += 1) await page.keyboard.press("Tab");
  const place = await page.evaluate(() => document.activeElement.closest("[aria-posinset]").getAttribute("aria-posinset"));
  assert.equal(place, "53", "across the border of two chunks");
});

test("results are announced", async (t) => {
  const { page } = await demo.open(t);
  await cards(page);
  const live = page.locator('[aria-live="polite"]');
  await page.getByRole("searchbox", { name: "Cari produk" }).fill("zzzqqq");
  await until(async () => (await live.textContent()) === "Tidak ada produk", "the announcement");
  await page.getByRole("searchbox", { name: "Cari produk" }).fill("kopi");
  await until(async () => /^\d+ produk ditampilkan$/.test(await live.textContent()), "the announcement");
});
