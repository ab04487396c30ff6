// Coming back to a page: from the order page, from another app, or to a network.
import assert from "node:assert/strict";
import { test } from "node:test";
import { count, hold, produk, settled, texts, until, useElements } from "./harness.mjs";

const elements = useElements();

const HEADERS = { "access-control-allow-origin": "*" };
const USER = { nama_user: "Budi", email_user: "b@a.id", jumlah_saldo: 1000, jumlah_poin: 0 };
const CARD = '<template><b data-isi="jumlah_saldo"></b></template>';
const NAME = '<template><b data-isi="nama_produk"></b></template>';
const order = (/** @type {number} */ number) => ({ nomor_pembayaran: `${number}`, status_bayar: "lunas", status_pengiriman: "", tanggal: "2023-07-22 00:01:38", nama_barang: `Pesanan ${number}`, url_gambar_produk: null, link_transaksi: null });

/** An API whose answers a test changes, and what it was asked. */
function shop() {
  const state = { saldo: 1000, names: ["Kopi", "Teh"], orders: Array.from({ length: 30 }, (_, i) => order(30 - i)), fails: false };
  const asked = [];
  const answer = (/** @type {URL} */ url) => {
    if (url.pathname.endsWith("/user/info")) return { ...USER, jumlah_saldo: state.saldo };
    if (url.pathname.endsWith("/app/produk")) return state.names.map((nama_produk, i) => produk({ id_produk: `${i}`, nama_produk }));
    const [page, size] = ["page", "total_data"].map((name) => Number(url.searchParams.get(name)));
    return state.orders.slice((page - 1) * size, page * size);
  };
  const prepare = (/** @type {import("playwright-core").Page} */ page) =>
    page.route((url) => /\/(user|app)\/\w+$/.test(url.pathname), (route) => {
      const url = new URL(route.request().url());
      asked.push(url.pathname.split("/").pop());
      return state.fails ? route.abort() : route.fulfill({ json: { code: 200, status: "ok", data: answer(url) }, headers: HEADERS });
    });
  return { state, asked, prepare };
}

/** Lets time pass out of sight, as an app does that shows another screen, and brings the page back. */
const leave = (/** @type {import("playwright-core").Page} */ page, /** @type {number} */ seconds) =>
  page.evaluate((seconds) => {
    const turn = (/** @type {string} */ state) => {
      Object.defineProperty(Document.prototype, "visibilityState", { value: state, configurable: true });
      Object.defineProperty(Document.prototype, "hidden", { value: state === "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    };
    turn("hidden");
    const { now } = Date;
    Date.now = () => now() + seconds * 1000;
    turn("visible");
  }, seconds);

/** What an engine does that restores the page: both events, one after the other. */
const restore = (/** @type {import("playwright-core").Page} */ page) =>
  page.evaluate(() => {
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });

const PAGE = `<olshop-user id="kartu">${CARD}</olshop-user><olshop-user id="lain">${CARD}</olshop-user><olshop-transaksi id="riwayat" total-data="10"></olshop-transaksi><olshop-produk id="rak">${NAME}</olshop-produk>`;

test("restored from the order page: member elements ask again, once each; the shop's are still fresh", async (t) => {
  const { state, asked, prepare } = shop();
  const { page } = await elements.open(t, PAGE, { prepare });
  await settled(page, "olshop-user, olshop-transaksi, olshop-produk");
  assert.deepEqual(asked.splice(0).sort(), ["info", "produk", "transaksi"]);
  state.saldo = 250;
  state.orders.unshift(order(31));
  state.names = ["Gula"];
  await page.evaluate(() => (riwayat.querySelector(".olshop-baris").lama = true));
  await restore(page);
  await page.waitForFunction(() => document.querySelector("#kartu > b").textContent === "250");
  await page.waitForFunction(() => riwayat.textContent.includes("Pesanan 31"));
  await settled(page, "olshop-user, olshop-transaksi, olshop-produk");
  assert.deepEqual(await texts(page, "olshop-user > b, #rak > b"), ["250", "250", "Kopi", "Teh"]);
  assert.equal(await page.locator("#riwayat .olshop-baris").count(), 10);
  assert.deepEqual(asked.sort(), ["info", "transaksi"]);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: false })));
  await page.evaluate(() => kartu.muatUlang());
  assert.equal(asked.length, 3, "a page that is shown for the first time asks nothing more");
});

test("an element that failed asks again when the page is back", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk id="rak" total-data="10"></olshop-produk>', { faults: "status:500,times:3" });
  await page.locator("#rak > [role=alert]").waitFor();
  const before = (await requests("/app/produk")).length;
  await restore(page);
  await count(page, "#rak .olshop-kartu", 10);
  assert.equal((await requests("/app/produk")).length, before + 1);
});

test("visible again: not after a moment, but after a while; the shop's where it is no longer fresh", async (t) => {
  const { state, asked, prepare } = shop();
  const { page } = await elements.open(t, PAGE, { prepare });
  await settled(page, "olshop-user, olshop-transaksi, olshop-produk");
  asked.length = 0;
  await leave(page, 3);
  assert.equal(await page.locator("[aria-busy=true]").count(), 0);
  state.saldo = 250;
  state.names = ["Gula"];
  await leave(page, 30);
  await page.waitForFunction(() => document.querySelector("#kartu > b").textContent === "250");
  await settled(page, "olshop-user, olshop-transaksi, olshop-produk");
  assert.deepEqual(asked.splice(0).sort(), ["info", "transaksi"]);
  await leave(page, 120);
  await page.waitForFunction(() => document.querySelector("#rak > b").textContent === "Gula");
  await settled(page, "olshop-user, olshop-transaksi, olshop-produk");
  assert.deepEqual(asked.sort(), ["info", "produk", "transaksi"]);
});

test("what is the same stays as it is, the pages behind it too, and nobody is told", async (t) => {
  const { state, asked, prepare } = shop();
  const { page } = await elements.open(t, '<olshop-transaksi id="riwayat" total-data="10" muat-lagi></olshop-transaksi>', { prepare });
  await settled(page, "#riwayat");
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await count(page, ".olshop-baris", 20);
  await page.evaluate(() => {
    window.told.length = 0;
    window.nodes = Array.from(document.querySelectorAll(".olshop-baris"));
  });
  await restore(page);
  await until(() => asked.length === 3, "the member's data is asked for");
  await settled(page, "#riwayat");
  assert.equal(await page.evaluate(() => window.nodes.every((node, i) => node === document.querySelectorAll(".olshop-baris")[i])), true);
  assert.deepEqual(await page.evaluate(() => window.told), []);
  state.orders.unshift(order(31));
  await restore(page);
  await count(page, ".olshop-baris", 10);
  assert.deepEqual(await page.evaluate(() => [riwayat.data.length, riwayat.data[0].nomor_pembayaran, window.told.length]), [10, "31", 1]);
  // The next page begins where the new first one ends.
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await count(page, ".olshop-baris", 20);
  assert.deepEqual(await page.evaluate(() => riwayat.data.map((row) => Number(row.nomor_pembayaran))), Array.from({ length: 20 }, (_, i) => 31 - i));
});

test("a return while the next page is on its way leaves that page alone", async (t) => {
  const { asked, prepare } = shop();
  const slow = hold((url) => url.searchParams.get("page") === "2");
  const { page } = await elements.open(t, '<olshop-transaksi id="riwayat" total-data="10" muat-lagi></olshop-transaksi>', {
    prepare: async (page) => {
      await prepare(page);
      await slow.prepare(page); // asked before the other, for it came last
    },
  });
  await settled(page, "#riwayat");
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await restore(page);
  slow.release();
  await count(page, ".olshop-baris", 20);
  assert.deepEqual(asked, ["transaksi", "transaksi"]);
});

test("a list that fails to be renewed shows what it had, and is renewed once there is a network", async (t) => {
  const { state, prepare } = shop();
  const { page } = await elements.open(t, `<olshop-user id="kartu">${CARD}</olshop-user>`, { prepare });
  await settled(page, "#kartu");
  state.saldo = 250;
  state.fails = true;
  await restore(page);
  await page.waitForFunction(() => kartu.getAttribute("aria-busy") === "true");
  await settled(page, "#kartu");
  assert.deepEqual(await texts(page, "#kartu > b"), ["1000"]);
  state.fails = false;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.waitForFunction(() => document.querySelector("#kartu > b").textContent === "250");
});

test("what failed for want of a network mends itself when there is one: first pages, next pages, pictures", async (t) => {
  let offline = false;
  const { page, requests } = await elements.open(
    t,
    '<button id="tambah">+</button><olshop-produk id="rak" total-data="10" muat-lagi></olshop-produk><main></main><olshop-kategori id="salah" struktur="ngawur"></olshop-kategori>',
    { prepare: (page) => page.route((url) => url.pathname.startsWith("/uji/") || url.pathname === "/foto.svg", (route) => (offline ? route.abort("internetdisconnected") : route.fallback())) },
  );
  await page.route("**/foto.svg", (route) => (offline ? route.abort() : route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>' })));
  await settled(page, "#rak, #salah");
  offline = true;
  await page.evaluate(() => {
    document.querySelector("main").innerHTML = '<olshop-slide></olshop-slide>';
    const picture = new Image();
    picture.src = "/foto.svg";
    rak.append(picture);
  });
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await page.locator("#rak > [role=alert]").waitFor();
  await page.locator("olshop-slide > [role=alert]").waitFor();
  const before = (await requests("/app/kategori")).length;
  offline = false;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await count(page, "#rak .olshop-kartu", 20);
  await page.locator("olshop-slide > .olshop-geser").first().waitFor();
  await page.waitForFunction(() => rak.querySelector("img[src='/foto.svg']").naturalWidth === 1);
  assert.equal(await page.locator("[role=alert]").count(), 1, "what failed for another reason stays");
  assert.equal((await requests("/app/kategori")).length, before);
});

test("rows out of the cache because there was no network are renewed when there is one", async (t) => {
  const { state, asked, prepare } = shop();
  const { page } = await elements.open(t, "<main></main>", { prepare });
  await page.evaluate(() => BukaOlshop.toko.produk.list({ total_data: 20 }));
  state.fails = true;
  state.names = ["Gula"];
  await page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 120_000;
    document.querySelector("main").innerHTML = '<olshop-produk id="rak"><template><b data-isi="nama_produk"></b></template></olshop-produk>';
  });
  await settled(page, "#rak");
  assert.deepEqual(await texts(page, "#rak > b"), ["Kopi", "Teh"]);
  await until(() => asked.length >= 4, "the renewal has failed with all its attempts");
  state.fails = false;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.waitForFunction(() => document.querySelector("#rak > b").textContent === "Gula");
  const before = asked.length;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.evaluate(() => BukaOlshop.toko.produk.list({ total_data: 20 }));
  assert.equal(asked.length, before, "what is up to date is not asked for");
});
