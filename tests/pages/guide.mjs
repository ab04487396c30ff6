// Every page of the guide, pasted into the app. (What each does, in today's Chromium: tests/guide.) Nobody answers for
// other servers here, so the addresses of the CDN and of the API are written into the pages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CDN, pages } from "../guide/guide.mjs";
import { CLASSIC, OWN_FOLDER, TOKEN } from "../guide/harness.mjs";
import { isShort } from "../support/scope.mjs";
import { overflow } from "./in-page.mjs";

/** What a page shows to budi, and what has to be tapped for it. */
const SHOWN = {
  "Dua baris": { selector: ".olshop-kartu[href] .olshop-harga", count: 20 },
  "Satu tag": { selector: "#daftar-harga li", count: 20 },
  "Satu tag (2)": { selector: ".olshop-ubin[href] .olshop-label", count: 8 },
  "Satu tag (3)": { selector: ".olshop-ubin[href] .olshop-label", count: 6 },
  "A. Beranda": { selector: "#depan .olshop-kartu[href] .olshop-harga", count: 20 },
  "B. Katalog": { selector: "#rak .baris[href] .harga", count: 50 },
  "C. Akun": { selector: "#akun .belanja[href] .status", count: 20, says: "Rp1.250.000" },
  "1. Daftar produk": { selector: "#terbaru .kartu[href] .harga", count: 20 },
  "2. Kategori dan pencarian": { selector: "#cari .baris[href] .harga", count: 50 },
  "3. Slide dan kategori": { selector: "#beranda .kategori a[href] span", count: 8 },
  "4. Harga pulsa": { selector: "#pulsa .nominal .harga", count: 60 },
  "5. Kartu member": { selector: "#member .isi:not([hidden]) .saldo", count: 1, tap: "#member .mata", says: "Rp1.250.000" },
  "6. Riwayat transaksi": { selector: "#riwayat .baris[href] .nama", count: 100 },
  "7. Mutasi saldo": { selector: "#mutasi .baris .jumlah", count: 50, says: "November 2026" },
  "8. Semua produk": { selector: "#katalog .baris[href] .harga", count: 100, tap: "#katalog .keadaan button" },
  "9. Tautan keluar": { selector: "#tautan a[href*='tu%2Bbudi%2F9f2c%3D%3D&id_user=130173']", count: 1 },
  Shortcode: { selector: "#sapaan", count: 1, says: "Selamat datang kembali!" },
  "Shortcode (2)": { selector: "#saldo", count: 1, says: "Saldo Anda Rp1.250.000" },
  "Kalau gagal": { selector: "#coba li", count: 10 },
  "Tampil seketika, juga tanpa sinyal": { selector: "#daftar li", count: 10 },
};

/** In the short run, budi opens every page; only these are opened by nobody: an element, and scripts for members. */
const SAMPLES = ["Dua baris", "5. Kartu member", "6. Riwayat transaksi"];

/** Declares the tests for one browser. */
export function guidePages(browser) {
  /** Pastes a page and opens it. */
  async function open(t, code, as) {
    const html = code
      .replaceAll(CDN, `${browser.shop.url}/pkg/`)
      .replaceAll(OWN_FOLDER, `${browser.shop.url}/pkg/`)
      .replaceAll("ISI_BUKAOLSHOP_MIN_JS", () => CLASSIC)
      .replaceAll('data-token="TOKEN_OLSHOP_ANDA"', `data-token="${TOKEN}" data-base-url="${browser.shop.url}/v1"`)
      .replaceAll('token: "TOKEN_OLSHOP_ANDA"', `token: "${TOKEN}", baseUrl: "${browser.shop.url}/v1"`);
    const page = await browser.newPage(t);
    await page.goto(await browser.shop.paste(as, html));
    return page;
  }

  for (const { title, code } of pages) {
    test(title, async (t) => {
      const { selector, count, tap, says = "" } = SHOWN[title];
      const page = await open(t, code, "budi");
      if (tap) await page.click(tap);
      await page.waitFor(
        (selector, count, says) =>
          document.querySelectorAll(selector).length === count && document.body.innerText.includes(says),
        selector,
        count,
        says,
      );
      assert.equal(await page.evaluate(overflow), 0);
    });

    if (isShort && !SAMPLES.includes(title)) continue;
    test(`${title}, with nobody logged in`, async (t) => {
      const page = await open(t, code, "literal");
      await page.waitFor(
        () =>
          !Array.from(document.querySelectorAll("[role=status]")).some((node) => node.textContent.includes("…")) &&
          !document.querySelector("[aria-busy=true]"),
      );
      assert.equal(await page.evaluate(overflow), 0);
    });
  }
}
