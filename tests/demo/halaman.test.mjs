import assert from "node:assert/strict";
import { test } from "node:test";
import { texts, useDemo } from "./harness.mjs";

const demo = useDemo();

test("the shop's custom pages are listed, each to open in the app or in the browser", async (t) => {
  const { page } = await demo.open(t, { at: "/akun" });
  const pages = await demo.api("/app/kostumpage");
  await page.getByRole("link", { name: "Halaman khusus" }).click();
  await page.locator(".menu-ganda").first().waitFor();
  assert.deepEqual(await texts(page, ".menu-ganda"), pages.map((row) => row.nama_page));
  const links = await page.locator(".menu-ganda .menu-tautan").evaluateAll((nodes) => nodes.map((node) => node.href));
  assert.deepEqual(links, pages.map((row) => row.url_kostum_page));
  const outside = new URL(await page.getByRole("link", { name: `Buka ${pages[0].nama_page} di browser` }).getAttribute("href"));
  assert.equal(outside.searchParams.get("bukaolshop_open_browser"), "true");
});

test("a page whose address is no web address is not listed", async (t) => {
  const row = (nama_page, url_kostum_page) => ({ nama_page, icon_page: null, url_kostum_page });
  const { page } = await demo.open(t, {
    at: "/halaman",
    rows: { "/app/kostumpage": [row("Jahat", "javascript:window.diretas=1"), row("Baik", "https://toko.invalid/digital/1")] },
  });
  await page.locator(".menu-ganda").first().waitFor();
  assert.deepEqual(await texts(page, ".menu-ganda"), ["Baik"]);
});

test("a shop without custom pages says so", async (t) => {
  const { page } = await demo.open(t, { at: "/halaman", rows: { "/app/kostumpage": [] } });
  await page.getByText("Belum ada halaman").waitFor();
});
