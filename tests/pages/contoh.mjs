// Every example to paste. (What each promises in detail, in today's Chromium: tests/contoh.)
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { asFile, EXAMPLES, isSettled } from "../contoh/contoh.mjs";
import { root } from "../support/mock-server.mjs";
import { MEMBERS, TOKEN } from "../support/mock-shop.mjs";
import { isShort } from "../support/scope.mjs";
import { overflow } from "./in-page.mjs";

/** What a page shows to a member, and to nobody: how many of what, and a word. */
const SHOWN = {
  beranda: { member: [".kartu[href] .harga", 20, "Baru di toko"] },
  "kategori-elemen": { member: [".kartu[href] .harga", 40, "Makanan & Minuman"] },
  "kategori-skrip": { member: [".kartu[href] .harga", 40, "Paket Data"] },
  pulsa: { member: [".nominal .harga", 60, "Pulsa Telkomsel 5.000"] },
  anggota: { member: [".mutasi[tipe=saldo] .jumlah, div.mutasi .jumlah", 20, "Budi Santoso"], nobody: [".jumlah", 0, "Masuk dulu di aplikasi"] },
  transaksi: { member: [".baris[href] .nama", 100, "Lunas"], nobody: [".baris", 0, "Masuk dulu di aplikasi"] },
  promo: { member: ["#promo-rak .kartu[href] .harga", 20, "Potongan harga"] },
  voucher: { member: ["a.nominal[aria-disabled]", 38, "Keduanya ada di profil game Anda."] },
  member: { member: [".baris b", 50, "Lihat saldo"], nobody: [".baris", 0, "Masuk dulu di aplikasi"] },
  cari: { member: ["#cari-rak .kartu[href] .harga", 100, "Hanya yang bisa dibeli"] },
  riwayat: { member: [".pesanan[href] .tanda", 100, "Beli lagi"], nobody: [".pesanan", 0, "Masuk dulu di aplikasi"] },
  "tautan-luar": { member: [".utama", 1, "Buka akun layanan"], nobody: [".utama[href], button", 0, "Masuk dulu di aplikasi"] },
};

/**
 * In the short run, every example is opened by a member in the app. These two, one of each version, are also opened by
 * nobody, from a file, and after a failure.
 */
const SAMPLES = ["anggota-elemen", "transaksi-skrip"];

function shownBy(name, isMember) {
  const { member, nobody = member } = SHOWN[name] ?? SHOWN[name.replace(/-[a-z]+$/, "")];
  return isMember ? member : nobody;
}

/** Runs in the page: it shows so many of this, and this word. */
function isShown(selector, count, word) {
  return document.querySelectorAll(selector).length === count && document.body.innerText.indexOf(word) >= 0;
}

/** Runs in the page: presses the button that asks again, where there is one on the screen. */
function askAgain() {
  const isOnScreen = (node) => node.getClientRects().length > 0;
  const button = Array.from(document.querySelectorAll("button")).filter((node) => isOnScreen(node) && node.textContent === "Coba lagi")[0];
  if (button) button.click();
  return button !== undefined;
}

/** Declares the tests for one browser. */
export function examplePages(browser) {
  /** Opens an example, once everything that it asked for has come. */
  async function open(t, url) {
    const page = await browser.newPage(t);
    await page.goto(url);
    await page.waitFor(isSettled);
    return page;
  }

  async function shows(page, name, isMember) {
    await page.waitFor(isShown, ...shownBy(name, isMember));
    assert.equal(await page.evaluate(overflow), 0);
  }

  for (const name of EXAMPLES) {
    const isThorough = !isShort || SAMPLES.includes(name);
    for (const as of isThorough ? ["budi", "tamu"] : ["budi"]) {
      test(`${name}, as ${as}`, async (t) => {
        const page = await open(t, `${browser.shop.url}/app/${as}/contoh/${name}.html`);
        await shows(page, name, as === "budi");
      });
    }

    if (!isThorough) continue;
    for (const member of [MEMBERS.budi, undefined]) {
      test(`${name}, from a file, as ${member ? "a member" : "nobody"}`, async (t) => {
        const folder = mkdtempSync(join(tmpdir(), "contoh-"));
        t.after(() => rmSync(folder, { recursive: true }));
        copyFileSync(join(root, "pkg/bukaolshop.min.js"), join(folder, "bukaolshop.min.js"));
        const file = join(folder, "halaman.html");
        const { baseUrl } = browser.shop.session();
        writeFileSync(file, asFile(name, { library: "bukaolshop.min.js", token: TOKEN, baseUrl, member }));
        await shows(await open(t, pathToFileURL(file).href), name, member !== undefined);
      });
    }

    // The external link asks the API nothing.
    if (name.startsWith("tautan-luar")) continue;
    test(`${name} says why it shows nothing, and does once it is asked again`, async (t) => {
      const page = await open(t, browser.shop.session("code:401,times:1").inApp("budi", `contoh/${name}.html`));
      await page.waitFor(() => document.body.innerText.indexOf("Bagian ini sedang tidak bisa ditampilkan.") >= 0 || document.body.innerText.indexOf("Token olshop ditolak") >= 0);
      assert.equal(await page.evaluate(overflow), 0);
      // What is asked for next may fail, too: once for each endpoint.
      while (await page.evaluate(askAgain)) await page.waitFor(isSettled);
      await shows(page, name, true);
    });
  }
}
