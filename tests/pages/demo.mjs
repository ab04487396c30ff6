// The demo storefront. (Every detail, in today's Chromium: tests/demo.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { shortly } from "../support/scope.mjs";

/** By address: what stands there once it has come, and how many at least; and what nobody sees in its place. */
const VIEWS = {
  "/": { rows: ".kartu", least: 10 },
  "/kategori": { rows: ".rak-satu", least: 5 },
  "/kategori/41210": { rows: ".kartu", least: 1 },
  "/cari?q=kopi": { rows: ".kartu", least: 1 },
  // Asks nothing before its button is pressed.
  "/katalog": { rows: ".katalog-awal .tombol", least: 1, asks: false },
  "/halaman": { rows: ".menu-ganda", least: 1 },
  "/akun": { rows: ".menu-tautan", least: 4 },
  "/riwayat": { rows: ".baris", least: 10, nobody: "Masuk dulu di aplikasi" },
  "/mutasi/saldo": { rows: ".hari .baris", least: 10, nobody: "Masuk dulu di aplikasi" },
  "/mutasi/poin": { rows: ".hari .baris", least: 10, nobody: "Masuk dulu di aplikasi" },
};

/** In the short run, budi sees every view; only these are opened by nobody, and made to fail. */
const SAMPLES = ["/", "/riwayat"];

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

/** Runs in the page: a part says in these words that it failed. */
function isFailed(words) {
  return Array.from(document.querySelectorAll("[role=alert]")).some((state) => state.innerText.includes(words));
}

/** Runs in the page: presses whatever asks again, until the view is there in full. */
function askAgain(rows, least) {
  const buttons = Array.from(document.querySelectorAll("[role=alert] button"));
  for (const button of buttons) button.click();
  return buttons.length === 0 && !document.querySelector(".tulang, .muat-awal") && document.querySelectorAll(rows).length >= least;
}

/** Runs in the page: the product's sheet has come up all the way, with its button to buy. */
function isSheetUp() {
  const sheet = document.querySelector("#lembar");
  const button = sheet.querySelector(".lembar-kaki .tombol");
  return sheet.open && button && button.getBoundingClientRect().bottom <= innerHeight;
}

/** Declares the tests for one browser. */
export function demoPages(browser) {
  /** Opens a view as the app shows it. */
  async function open(t, view, { as = "budi", faults = "-", failing = false } = {}) {
    const page = await browser.newPage(t, { failing });
    await page.goto(browser.shop.session(faults).inApp(as, `index.html#${view}`));
    return page;
  }

  for (const siapa of ["budi", "tamu"]) {
    const views = shortly(Object.entries(VIEWS), ([view]) => siapa === "budi" || SAMPLES.includes(view));
    for (const [view, { rows, least, nobody }] of views) {
      test(`${siapa} sees ${view}`, async (t) => {
        const page = await open(t, view, { as: siapa });
        await page.waitFor(isShown, rows, least, siapa === "tamu" ? nobody : undefined);
        assert.deepEqual(await page.evaluate(flaws), []);
      });
    }
  }

  test("the member's card shows the balance once the eye is pressed", async (t) => {
    const page = await open(t, "/akun");
    await page.click(".member button");
    await page.waitFor(() => document.querySelector(".member-saldo").innerText.includes("Rp1.250.000"));
  });

  test("a product is pressed, its sheet opens, offers to buy, and closes", async (t) => {
    const page = await open(t, "/");
    await page.waitFor(isShown, ".kartu", 10);
    await page.click(".kartu a");
    await page.waitFor(isSheetUp);
    await page.click(".lembar-tutup");
    await page.waitFor(() => !document.querySelector("#lembar").open);
  });

  test("the whole catalogue is loaded and listed", async (t) => {
    const page = await open(t, "/katalog", { as: "tamu" });
    await page.click(".katalog-awal .tombol");
    await page.waitFor(() => /1\.257 produk/.test(document.querySelector(".katalog-jumlah") && document.querySelector(".katalog-jumlah").innerText));
  });

  test("scrolling brings more products", async (t) => {
    const page = await open(t, "/", { as: "tamu" });
    const first = await page.waitFor(() => document.querySelectorAll(".kartu").length);
    await page.waitFor((count) => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      return document.querySelectorAll(".kartu").length > count;
    }, first);
  });

  test("a product can be bought with a note, by who has enough balance", async (t) => {
    const page = await open(t, "/cari?q=kopi");
    await page.click(".kartu a");
    await page.waitFor(isSheetUp);
    await page.waitFor(() => /Saldo Anda/.test(document.querySelector("#lembar").innerText));
    const href = await page.evaluate(() => {
      const field = document.querySelector("#lembar input, #lembar textarea");
      field.value = "pedas & panas";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return document.querySelector("#lembar .lembar-kaki a").href;
    });
    assert.equal(new URL(href).searchParams.get("catatan"), "pedas & panas");
  });

  test("a search finds what is typed", async (t) => {
    const page = await open(t, "/");
    await page.waitFor(isShown, ".kartu", 10);
    await page.evaluate(() => {
      const field = document.querySelector("#cari");
      field.value = "kopi";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.waitFor(() => {
      const cards = Array.from(document.querySelectorAll("main .kartu"));
      return cards.length > 0 && cards.every((card) => /kopi/i.test(card.textContent));
    });
  });

  test("orders of one state", async (t) => {
    const page = await open(t, "/riwayat");
    await page.waitFor(isShown, ".baris", 10);
    await page.evaluate(() => {
      Array.from(document.querySelectorAll("main button")).filter((button) => button.textContent.trim() === "Lunas")[0].click();
    });
    await page.waitFor(() => {
      const states = Array.from(document.querySelectorAll(".baris .status"), (node) => node.textContent.trim());
      return states.length > 0 && states.every((state) => state === "Lunas");
    });
  });

  const asking = Object.entries(VIEWS).filter(([, { asks }]) => asks !== false);
  for (const [view, { rows, least }] of shortly(asking, ([view]) => SAMPLES.includes(view))) {
    test(`${view} fails in words, and comes back with a press`, async (t) => {
      const page = await open(t, view, { faults: "code:401,times:1" });
      await page.waitFor(isFailed, "Toko belum tersambung");
      await page.waitFor(askAgain, rows, least);
      assert.deepEqual(await page.evaluate(flaws), []);
    });
  }

  test("offline: a line says so, what was opened stays, and the failed part goes on by itself", async (t) => {
    const page = await open(t, "/", { failing: true });
    await page.waitFor(isShown, ".kartu", 10);
    await page.setOffline(true);
    await page.waitFor(() => document.querySelector("#luring").textContent.startsWith("Anda sedang offline"));
    assert.ok((await page.evaluate(() => document.querySelectorAll(".kartu").length)) >= 10);
    await page.evaluate(() => {
      location.hash = "#/riwayat";
    });
    await page.waitFor(isFailed, "Anda sedang offline");
    await page.setOffline(false);
    await page.waitFor(isShown, ".baris", 10);
    await page.waitFor(() => document.querySelector("#luring").textContent === "");
  });
}
