import assert from "node:assert/strict";
import { test } from "node:test";
import { setContextOffline } from "../support/offline.mjs";
import { cards, hold, isApi, loaded, until, useDemo } from "./harness.mjs";

const demo = useDemo();

/** Every view, and how to see that its data is there. */
const VIEWS = [
  ["beranda", "/", ".kartu"],
  ["kategori", "/kategori", ".rak-satu"],
  ["satu kategori", "/kategori/41270", ".kartu"],
  ["cari", "/cari?q=kaos", ".kartu"],
  ["riwayat", "/riwayat", ".baris"],
  ["mutasi", "/mutasi/saldo", ".hari .baris"],
  ["halaman", "/halaman", ".menu-ganda"],
  ["akun", "/akun", ".member-kartu"],
];

for (const [name, at, ready] of VIEWS) {
  test(`${name}: skeletons until the data is there, then none`, async (t) => {
    const api = hold(isApi);
    const { page } = await demo.open(t, { at, prepare: api.prepare });
    await page.locator("main .tulang").first().waitFor();
    assert.equal(await page.locator("main " + ready).count(), 0);
    api.release();
    await page.locator("main " + ready).first().waitFor();
    await loaded(page);
  });

  test(`${name}: a failure is told with a retry that works`, async (t) => {
    let broken = true;
    const { page } = await demo.open(t, {
      at,
      prepare: (page) =>
        page.route(isApi, (route) => (broken ? route.fulfill({ status: 401, json: { code: 401, status: "Token salah" } }) : route.fallback())),
    });
    const box = page.getByRole("alert").filter({ hasText: "Toko belum tersambung" });
    await box.first().waitFor();
    await loaded(page);
    broken = false;
    await box.first().getByRole("button", { name: "Coba lagi" }).click();
    await page.locator("main " + ready).first().waitFor();
    await until(async () => (await page.getByRole("alert").count()) === 0, "the failed states to be gone");
  });
}

test("each kind of failure has its own words", async (t) => {
  const kinds = [
    ["status:400", "Ada yang tidak beres"],
    ["status:404", "Halaman tidak ditemukan"],
    ["code:403", "Sesi Anda sudah berakhir"],
    ["html:1", "Jawaban toko tidak terbaca"],
    ["cut:0.5", "Toko tidak terjangkau"],
  ];
  for (const [faults, words] of kinds) {
    const { page } = await demo.open(t, { at: "/halaman", faults });
    await page.getByRole("alert").getByText(words, { exact: true }).waitFor();
  }
});

test("a server that recovers within the package's own retries is never noticed", async (t) => {
  const { page, requests } = await demo.open(t, { at: "/halaman", faults: "status:503,times:1" });
  await page.locator(".menu-ganda").first().waitFor();
  assert.equal((await requests("/app/kostumpage")).length, 2);
});

test("an empty shop is told kindly", async (t) => {
  const { page } = await demo.open(t, { rows: { "/app/produk": [], "/app/kategori": [] } });
  await page.getByText("Toko baru dibuka").waitFor();
  await page.getByRole("link", { name: "Kategori", exact: true }).click();
  await page.getByText("Belum ada kategori").waitFor();
});

test("offline: a line says so, what was opened stays, and the failed part goes on by itself", async (t) => {
  const { page } = await demo.open(t);
  await cards(page, 30);
  await setContextOffline(page.context(), true);
  await page.getByRole("status").filter({ hasText: "Anda sedang offline" }).waitFor();
  assert.equal(await page.locator(".kartu").count(), 30);
  await page.getByRole("link", { name: "Riwayat", exact: true }).click();
  await page.getByRole("alert").getByText("Anda sedang offline").waitFor();

  await setContextOffline(page.context(), false);
  await page.locator(".baris").first().waitFor();
  await until(async () => (await page.locator("#luring").innerText()) === "", "the line to be gone");
});

test("a page without the shop's token says that it is not set up", async (t) => {
  const { page } = await demo.open(t, {
    prepare: (page) => page.route("**/config.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" })),
  });
  await page.getByRole("alert").getByText("Toko belum disiapkan").waitFor();
});

test("a package that does not arrive is told, with a retry", async (t) => {
  let broken = true;
  const { page } = await demo.open(t, {
    prepare: (page) => page.route("**/pkg/index.js", (route) => (broken ? route.abort() : route.fallback())),
  });
  await page.getByRole("heading", { name: "Toko belum bisa dibuka" }).waitFor();
  broken = false;
  await page.getByRole("button", { name: "Coba lagi" }).click();
  await cards(page);
});

test("a WebAssembly module that does not arrive is told, with a retry", async (t) => {
  let broken = true;
  const { page } = await demo.open(t, {
    at: "/halaman",
    prepare: (page) => page.route("**/*.wasm", (route) => (broken ? route.fulfill({ status: 404 }) : route.fallback())),
  });
  await page.getByRole("alert").getByText("Toko belum termuat penuh").waitFor();
  broken = false;
  await page.getByRole("button", { name: "Coba lagi" }).click();
  await page.locator(".menu-ganda").first().waitFor();
});
