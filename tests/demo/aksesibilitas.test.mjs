// axe-core over every view and state, light and dark.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { setContextOffline } from "../support/offline.mjs";
import { inTurn } from "../support/scope.mjs";
import { isApi, until, useDemo } from "./harness.mjs";

const demo = useDemo();
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Name, how to open it, what to wait for, and what to do before looking. */
const STATES = [
  ["beranda", {}, ".kartu"],
  ["beranda, saldo tampak", {}, ".kartu", (page) => page.getByRole("button", { name: "Tampilkan saldo dan poin" }).click()],
  ["beranda, tamu", { as: "tamu" }, ".kartu"],
  ["kategori", { at: "/kategori" }, ".rak-satu"],
  ["satu kategori", { at: "/kategori/41300" }, ".keping + .keping"],
  ["cari", { at: "/cari?q=kaos" }, ".kartu"],
  ["cari, kosong", { at: "/cari?q=zzzqqq" }, ".keadaan"],
  ["lembar produk", { at: "/cari?q=kemeja" }, ".kartu", (page) => page.locator(".kartu a").first().click().then(() => page.locator(".cukup-ya, .tombol[disabled]").first().waitFor())],
  ["lembar produk, saldo kurang", { at: "/cari?q=voucher", as: "siti" }, ".kartu", (page) => page.locator(".kartu:not(.kartu-habis) a").first().click().then(() => page.locator(".cukup-tidak").waitFor())],
  ["katalog, awal", { at: "/katalog" }, ".katalog-awal"],
  ["katalog, penuh", { at: "/katalog" }, ".katalog-awal", (page) => page.locator(".katalog-awal button").click().then(() => page.locator(".katalog-baris").first().waitFor())],
  ["katalog, memuat", { at: "/katalog", prepare: (page) => page.route((url) => url.searchParams.get("page") === "2", () => {}) }, ".katalog-awal", (page) => page.locator(".katalog-awal button").click().then(() => page.getByText("100 produk dimuat").waitFor())],
  ["riwayat", { at: "/riwayat" }, ".baris"],
  ["riwayat, tamu", { at: "/riwayat", as: "tamu" }, ".keadaan"],
  ["riwayat, kosong", { at: "/riwayat", as: "siti" }, ".keadaan"],
  ["mutasi saldo", { at: "/mutasi/saldo" }, ".hari"],
  ["mutasi poin", { at: "/mutasi/poin" }, ".hari"],
  ["halaman khusus", { at: "/halaman" }, ".menu-ganda"],
  ["akun", { at: "/akun" }, ".member-kartu"],
  ["memuat", { prepare: (page) => page.route(isApi, () => {}) }, ".tulang-kartu"],
  ["gagal", { prepare: (page) => page.route(isApi, (route) => route.fulfill({ status: 401, json: { code: 401 } })) }, ".keadaan"],
  ["luring", { at: "/akun" }, ".member-kartu", (page) => setContextOffline(page.context(), true).then(() => page.locator(".luring-tampak").waitFor())],
  ["alamat yang tidak ada", { at: "/entah" }, ".keadaan"],
];

for (const [place, [name, options, ready, act]] of STATES.entries()) {
  const schemes = inTurn(["light", "dark"], place);
  test(`${name}: no serious problem, ${schemes.join(" and ")}`, async (t) => {
    const { page } = await demo.open(t, options);
    await page.locator(ready).first().waitFor();
    await act?.(page);
    await page.addScriptTag({ path: AXE });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const bad = found.violations
        .filter((rule) => ["serious", "critical"].includes(rule.impact))
        .map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).join("; ")}`);
      assert.deepEqual(bad, [], colorScheme);
    }
  });
}

test("dark and light differ, and the page speaks Indonesian", async (t) => {
  const { page } = await demo.open(t, { at: "/akun" });
  await page.locator(".member-kartu").waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "id");
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  await until(async () => (await background()) !== light, "a dark background");
});

test("whoever asked for less motion gets none", async (t) => {
  const { page } = await demo.open(t, { prepare: (page) => page.route(isApi, () => {}) });
  await page.locator(".tulang-kartu").first().waitFor();
  const animation = (selector) => page.locator(selector).first().evaluate((node) => getComputedStyle(node).animationName);
  assert.equal(await animation(".tulang-kartu"), "none");
  assert.equal(await animation(".tampilan"), "none");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await until(async () => (await animation(".tulang-kartu")) === "denyut", "the motion of whoever did not ask");
});
