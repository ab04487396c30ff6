// The demo storefront: every view, as a member and as nobody. (Today's Chromium: tests/demo.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { onEachEngine } from "./harness.mjs";

/** By address: what stands there once it has come, and how many at least; and what nobody sees in its place. */
const VIEWS = {
  "/": { rows: ".kartu", least: 10 },
  "/kategori": { rows: ".rak-satu", least: 5 },
  "/kategori/41210": { rows: ".kartu", least: 1 },
  "/cari?q=kopi": { rows: ".kartu", least: 1 },
  "/katalog": { rows: ".katalog-awal .tombol", least: 1 },
  "/halaman": { rows: ".menu-ganda", least: 1 },
  "/akun": { rows: ".menu-tautan", least: 4 },
  "/riwayat": { rows: ".baris", least: 10, nobody: "Masuk dulu di aplikasi" },
  "/mutasi/saldo": { rows: ".hari .baris", least: 10, nobody: "Masuk dulu di aplikasi" },
  "/mutasi/poin": { rows: ".hari .baris", least: 10, nobody: "Masuk dulu di aplikasi" },
};

/** Runs in the page: the view is there in full, or a sentence stands in its place. */
function isShown(rows, least, sentence) {
  const isLoading = document.querySelector(".tulang, .muat-awal");
  if (sentence) return !isLoading && document.querySelector(".isi").innerText.includes(sentence);
  return !isLoading && document.querySelectorAll(rows).length >= least;
}

/** Runs in the page: states that say what failed; parts that reach over the edge of a small screen. */
function flaws() {
  const failed = Array.from(document.querySelectorAll(".isi [role=alert]"), (state) => state.innerText).filter(Boolean);
  const width = document.documentElement.scrollWidth;
  return failed.concat(width > innerWidth ? ["wider than the screen: " + width] : []);
}

/** Runs in the page: the product's sheet has come up all the way, with its button to buy. */
function isSheetUp() {
  const sheet = document.querySelector("#lembar");
  const button = sheet.querySelector(".lembar-kaki .tombol");
  return sheet.open && button && button.getBoundingClientRect().bottom <= innerHeight;
}

onEachEngine((old) => {
  for (const siapa of ["budi", "tamu"]) {
    for (const [view, { rows, least, nobody }] of Object.entries(VIEWS)) {
      test(`${siapa} sees ${view}`, async (t) => {
        const page = await old.newPage(t);
        await page.goto(`${old.shop.url}/app/${siapa}/index.html#${view}`);
        await page.waitFor(isShown, rows, least, siapa === "tamu" ? nobody : undefined);
        assert.deepEqual(await page.evaluate(flaws), []);
      });
    }
  }

  test("the member's card shows the balance once the eye is pressed", async (t) => {
    const page = await old.newPage(t);
    await page.goto(`${old.shop.url}/app/budi/index.html#/akun`);
    await page.click(".member button");
    await page.waitFor(() => document.querySelector(".member-saldo").innerText.includes("Rp1.250.000"));
  });

  test("a product is pressed, its sheet opens, offers to buy, and closes", async (t) => {
    const page = await old.newPage(t);
    await page.goto(`${old.shop.url}/app/budi/index.html`);
    await page.waitFor(isShown, ".kartu", 10);
    await page.click(".kartu a");
    await page.waitFor(isSheetUp);
    await page.click(".lembar-tutup");
    await page.waitFor(() => !document.querySelector("#lembar").open);
  });

  test("the whole catalogue is loaded and listed", async (t) => {
    const page = await old.newPage(t);
    await page.goto(`${old.shop.url}/app/tamu/index.html#/katalog`);
    await page.click(".katalog-awal .tombol");
    await page.waitFor(() => /1\.257 produk/.test(document.querySelector(".katalog-jumlah") && document.querySelector(".katalog-jumlah").innerText));
  });

  test("scrolling brings more products", async (t) => {
    const page = await old.newPage(t);
    await page.goto(`${old.shop.url}/app/tamu/index.html`);
    const first = await page.waitFor(() => document.querySelectorAll(".kartu").length);
    await page.waitFor((count) => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      return document.querySelectorAll(".kartu").length > count;
    }, first);
  });
});
