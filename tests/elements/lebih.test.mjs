// More rows than one page: by a button, and by scrolling.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BUDI, count, produk, settled, texts, told, useElements } from "./harness.mjs";

const elements = useElements();

test("muat-lagi adds a button that brings the next page, until there is none", async (t) => {
  const expected = await elements.rows("/app/produk", { cari_nama_produk: "kopi", total_data: "100" });
  assert.ok(expected.length > 10 && expected.length < 100);
  const { page, requests } = await elements.open(t, '<olshop-produk muat-lagi cari="kopi" total-data="10"></olshop-produk>');
  const button = page.getByRole("button", { name: "Muat lagi" });
  for (let rows = 10; ; rows += 10) {
    await count(page, ".olshop-kartu", Math.min(rows, expected.length));
    await settled(page, "olshop-produk");
    if (rows > expected.length) break;
    if ((await button.count()) === 0) break;
    await button.click();
  }
  assert.equal(await button.count(), 0);
  assert.deepEqual(await texts(page, ".olshop-nama"), expected.map((row) => row.nama_produk.trim()));
  const pages = (await requests("/app/produk")).map((request) => request.page);
  assert.deepEqual(pages, pages.map((_, place) => String(place + 1)), "each page once, in order");
});

test("more rows come behind those that are there, which stay untouched", async (t) => {
  const { page } = await elements.open(t, '<olshop-produk muat-lagi total-data="10"></olshop-produk>');
  await count(page, ".olshop-kartu", 10);
  await page.evaluate(() => document.querySelectorAll(".olshop-kartu").forEach((card) => (card.lama = true)));
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await count(page, ".olshop-kartu", 20);
  const old = await page.locator(".olshop-kartu").evaluateAll((cards) => cards.map((card) => card.lama === true));
  assert.deepEqual(old, Array(10).fill(true).concat(Array(10).fill(false)));
  assert.deepEqual((await told(page)).map(({ rows }) => rows), [10, 20]);
});

test("a page whose rows were all refused does not end the list", async (t) => {
  const rows = (/** @type {number} */ from, /** @type {object} */ more) => Array.from({ length: 10 }, (_, i) => produk({ id_produk: `${from + i}`, nama_produk: `Barang ${from + i}`, ...more }));
  const pages = [rows(0, {}), rows(10, { harga_produk: "21.000 rb" }), rows(20, {}), []];
  const { page } = await elements.open(t, '<olshop-produk muat-lagi total-data="10"></olshop-produk>', {
    prepare: (page) =>
      page.route((url) => url.pathname.endsWith("/app/produk"), (route) =>
        route.fulfill({ json: { code: 200, status: "ok", data: pages[Number(new URL(route.request().url()).searchParams.get("page")) - 1] }, headers: { "access-control-allow-origin": "*" } })),
  });
  await count(page, ".olshop-kartu", 10);
  const button = page.getByRole("button", { name: "Muat lagi" });
  await button.click();
  await page.waitForFunction(() => window.told.length === 2);
  await button.click();
  await count(page, ".olshop-kartu", 20);
});

test("a button pressed twice brings one page", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-transaksi muat-lagi total-data="10"></olshop-transaksi>', { faults: "delay:150" });
  await count(page, ".olshop-baris", 10);
  await page.evaluate(() => {
    const button = document.querySelector("[data-muat-lagi]");
    button.click();
    button.click();
  });
  await count(page, ".olshop-baris", 20);
  assert.equal((await requests("/user/transaksi")).length, 2);
});

test("the button in the page's own words", async (t) => {
  const { page } = await elements.open(
    t,
    '<olshop-catatan muat-lagi total-data="10"><template><i data-isi="informasi_catatan"></i></template><template data-saat="lagi"><a href="#" class="lagi" data-muat-lagi>Selanjutnya</a></template></olshop-catatan>',
  );
  await count(page, "olshop-catatan > i", 10);
  await page.click(".lagi");
  await count(page, "olshop-catatan > i", 20);
  const expected = await elements.rows("/user/catatan", { ...BUDI, total_data: "20" });
  assert.deepEqual(await texts(page, "olshop-catatan > i"), expected.map((row) => row.informasi_catatan));
  assert.equal(await page.evaluate(() => location.hash), "", "the link leads nowhere");
});

test("where the next page fails, the rows stay and its button asks for just that page", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk muat-lagi total-data="10"></olshop-produk>', { faults: "status:400,page:2,times:1" });
  await count(page, ".olshop-kartu", 10);
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await page.locator("olshop-produk > [role=alert]").waitFor();
  assert.equal(await page.locator(".olshop-kartu").count(), 10);
  await page.getByRole("button", { name: "Coba lagi" }).click();
  await count(page, ".olshop-kartu", 20);
  assert.equal(await page.locator("[role=alert]").count(), 0);
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await count(page, ".olshop-kartu", 30);
  assert.deepEqual((await requests("/app/produk")).map(({ page }) => page), ["1", "2", "2", "3"]);
  const expected = await elements.rows("/app/produk", { total_data: "30" });
  assert.deepEqual(await texts(page, ".olshop-nama"), expected.map((row) => row.nama_produk.trim()));
});

test("gulir loads on as somebody scrolls, and two lists do so each for itself", async (t) => {
  const { page, requests } = await elements.open(
    t,
    '<style>.layar { height: 3000px }</style><olshop-produk gulir total-data="20"></olshop-produk><div class="layar"></div><olshop-transaksi gulir total-data="20"></olshop-transaksi>',
  );
  await settled(page, "olshop-produk, olshop-transaksi");
  await page.waitForTimeout(400);
  assert.equal((await requests("/app/produk")).length, 1, "the end of the list is far away");
  await page.locator("olshop-produk .olshop-kartu").nth(19).scrollIntoViewIfNeeded();
  await count(page, "olshop-produk .olshop-kartu", 40);
  await page.locator("olshop-transaksi").scrollIntoViewIfNeeded();
  await page.locator("olshop-transaksi .olshop-baris").nth(19).scrollIntoViewIfNeeded();
  await page.locator("olshop-transaksi .olshop-baris").nth(20).waitFor();
  await page.locator("olshop-produk .olshop-kartu").nth(39).scrollIntoViewIfNeeded();
  await page.locator("olshop-produk .olshop-kartu").nth(40).waitFor();
});

const SMALL = '<olshop-produk gulir total-data="10"><template><p style="margin:0;height:20px" data-isi="nama_produk"></p></template></olshop-produk>';
const ROWS = "olshop-produk > p";
const tall = { context: { viewport: { width: 360, height: 20_000 } } };

test("gulir fills a screen that one page does not fill", async (t) => {
  const { page } = await elements.open(t, SMALL);
  await count(page, ROWS, 30);
});

test("gulir gives way to the button where the box grows with its content and nobody touches it", async (t) => {
  const { page, requests } = await elements.open(t, SMALL, tall);
  const button = page.getByRole("button", { name: "Muat lagi" });
  await button.waitFor();
  assert.equal(await page.locator(ROWS).count(), 30);
  assert.equal((await requests("/app/produk")).length, 3);
  // From here on, a page for each time that somebody wants one.
  for (const rows of [40, 50]) {
    await button.click();
    await count(page, ROWS, rows);
    await button.waitFor();
  }
  assert.equal((await requests("/app/produk")).length, 5);
  await page.evaluate(() => document.querySelector("olshop-produk").muatUlang());
  await button.waitFor();
  assert.equal(await page.locator(ROWS).count(), 30, "a new list begins anew");
});

for (const name of ["touchstart", "pointerdown", "wheel", "scroll", "keydown"]) {
  test(`gulir goes on where somebody is there: ${name}`, async (t) => {
    const { page } = await elements.open(t, SMALL, {
      ...tall,
      prepare: (page) =>
        page.addInitScript((name) => {
          // With the second page.
          document.addEventListener("olshop:muat", ({ detail }) => {
            if (detail.data.length === 20) document.body.dispatchEvent(new Event(name));
          });
        }, name),
    });
    await page.getByRole("button", { name: "Muat lagi" }).waitFor();
    assert.equal(await page.locator(ROWS).count(), 50);
  });
}

test("gulir is back where the end of the list gets out of sight after all", async (t) => {
  const { page } = await elements.open(t, SMALL, tall);
  const button = page.getByRole("button", { name: "Muat lagi" });
  await button.waitFor();
  await page.setViewportSize({ width: 360, height: 200 });
  // The end lies 400 px below what is seen, which is near; the rows that come lie further down.
  await page.evaluate(() => document.querySelectorAll("olshop-produk > p").forEach((row) => (row.style.height = "100px")));
  await page.locator(ROWS).nth(29).scrollIntoViewIfNeeded();
  await page.locator(ROWS).nth(30).waitFor();
});

test("gulir does not knock again and again where the next page fails", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk gulir total-data="10"></olshop-produk>', { faults: "status:400,skip:1" });
  await page.locator(".olshop-kartu").nth(9).scrollIntoViewIfNeeded();
  await page.locator("[role=alert]").waitFor();
  const before = (await requests("/app/produk")).length;
  await page.mouse.wheel(0, 500);
  await page.waitForTimeout(500);
  assert.equal((await requests("/app/produk")).length, before);
});
