// What the demo keeps between visits: shown at once, brought up to date in place, there without a network.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, produk, texts, until, useDemo } from "./harness.mjs";

const demo = useDemo();

const CORS = { "access-control-allow-origin": "*" };

/** Answers with these rows, by endpoint; a test may change them. */
function shelf(rows) {
  const state = { rows, asked: 0, lost: false };
  const prepare = (page) =>
    page.route(
      (url) => url.pathname.includes("/v1/app/"),
      (route) => {
        state.asked += 1;
        if (state.lost) return route.abort("connectionfailed");
        const endpoint = new URL(route.request().url()).pathname.split("/").pop();
        return route.fulfill({ json: { code: 200, status: "ok", data: state.rows[endpoint] || [] }, headers: CORS });
      },
    );
  return { state, prepare };
}

/** Lets time pass for the page: what it kept is stale from then on. */
function age(page, milliseconds) {
  return page.evaluate((milliseconds) => {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith("bukaolshop:cache:"))) {
      localStorage.setItem(key, localStorage.getItem(key).replace(/^\d+/, (time) => String(time - milliseconds)));
    }
  }, milliseconds);
}

const shop = () => ({
  produk: ["Kaos", "Topi", "Tas"].map((nama_produk, i) => produk({ id_produk: String(i + 1), nama_produk })),
  kategori: [{ id_kategori: "1", nama_kategori: "Baju", tipe_kategori: "utama", sub_kategori: [] }],
  slide: [{ url_gambar_slide: "https://contoh.id/gambar/1.svg", url_tujuan: null }],
  kostumpage: [{ nama_page: "Cara pesan", url_kostum_page: "https://contoh.id/cara" }],
});

const names = (page) => texts(page, ".kartu-nama");
const categories = (page) => texts(page, ".ubin-nama");

test("a second visit shows the shop without asking for it", async (t) => {
  const { page, requests } = await demo.open(t);
  await cards(page, 6);
  const asked = (await requests("/app/produk")).length;
  const before = await names(page);
  await page.reload();
  await cards(page, 6);
  assert.deepEqual((await names(page)).slice(0, 6), before.slice(0, 6));
  assert.equal((await requests("/app/produk")).length, asked);
  for (const endpoint of ["/app/kategori", "/app/slide"]) assert.equal((await requests(endpoint)).length, 1, endpoint);
  await until(async () => (await requests("/user/info")).length === 2, "the member is asked for on every visit");
});

test("what has changed since is brought up to date in place", async (t) => {
  const { state, prepare } = shelf(shop());
  const { page } = await demo.open(t, { as: "tamu", prepare });
  await cards(page, 3);
  await page.locator(".ubin-nama").first().waitFor();
  await age(page, 3_600_000);
  state.rows.produk = [produk({ id_produk: "9", nama_produk: "Baru datang" }), state.rows.produk[0], { ...state.rows.produk[1], nama_produk: "Topi biru" }];
  state.rows.kategori[0].nama_kategori = "Busana";
  state.rows.slide.push({ url_gambar_slide: "https://contoh.id/gambar/2.svg", url_tujuan: null });
  await page.addInitScript(() => {
    new MutationObserver(() => {
      const shown = document.querySelectorAll(".kartu");
      if (!window.first && shown.length === 3) window.first = Array.from(shown);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await until(async () => (await names(page)).join() === "Baru datang,Kaos,Topi biru", "the products are those of now");
  assert.deepEqual(await page.evaluate(() => window.first.map((card) => card.isConnected)), [true, false, false], "what is as it was is the same node");
  await until(async () => (await categories(page))[0] === "Busana", "the categories, too");
  await until(async () => (await page.locator(".slide-gambar").count()) === 2, "and the slides");
});

test("other views that show the same list hear of it, too", async (t) => {
  const { state, prepare } = shelf(shop());
  const { page } = await demo.open(t, { at: "/halaman", as: "tamu", prepare });
  await page.getByText("Cara pesan").waitFor();
  await age(page, 3_600_000);
  state.rows.kostumpage = [{ nama_page: "Cara bayar", url_kostum_page: "https://contoh.id/bayar" }];
  await page.reload();
  await page.getByText("Cara bayar").waitFor();
  assert.equal(await page.getByText("Cara pesan").count(), 0);
});

test("in a tunnel the shop is still there, and says that the network is not", async (t) => {
  const { state, prepare } = shelf(shop());
  const { page } = await demo.open(t, { as: "tamu", prepare });
  await cards(page, 3);
  await page.locator(".ubin-nama").first().waitFor();
  await age(page, 30 * 86_400_000);
  state.lost = true;
  // The page itself is held by the app; only the shop's server is out of reach.
  await page.addInitScript(() => Object.defineProperty(navigator, "onLine", { get: () => false }));
  await page.reload();
  await cards(page, 3);
  assert.deepEqual(await names(page), ["Kaos", "Topi", "Tas"]);
  await until(async () => (await categories(page))[0] === "Baju", "the categories, too");
  assert.equal(await page.getByRole("alert").count(), 0);
  await page.getByRole("status").filter({ hasText: "data terakhir" }).waitFor();
});
