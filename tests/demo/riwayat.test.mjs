import assert from "node:assert/strict";
import { test } from "node:test";
import { BUDI, texts, until, useDemo } from "./harness.mjs";

const demo = useDemo();

const shown = (page) => page.locator(".baris").count();
const chip = (page, name) => page.getByRole("button", { name, exact: true });

async function scrollToEnd(page) {
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
}

test("transactions come newest first, with their state, and link to their page", async (t) => {
  const rows = await demo.api("/user/transaksi", { ...BUDI, total_data: "20" });
  const { page } = await demo.open(t, { at: "/riwayat" });
  await until(async () => (await shown(page)) >= 20, "the first rows");
  assert.deepEqual((await texts(page, ".baris-judul")).slice(0, 20), rows.map((row) => row.nama_barang.trim()));
  const link = await page.locator(".baris a").first().getAttribute("href");
  assert.equal(link, rows[0].link_transaksi);
  const names = { pending: "Menunggu bayar", lunas: "Lunas", "di batalkan": "Dibatalkan" };
  assert.deepEqual((await texts(page, ".status")).slice(0, 20), rows.map((row) => names[row.status_bayar]));
});

test("a status filter shows all transactions of that state, those not loaded yet included", async (t) => {
  const all = await demo.apiAll("/user/transaksi", BUDI);
  const { page } = await demo.open(t, { at: "/riwayat" });
  await chip(page, "Menunggu bayar").click();
  const pending = all.filter((row) => row.status_bayar === "pending");
  assert.ok(pending.length > 0 && pending.length < all.length);
  await until(async () => {
    await scrollToEnd(page);
    return (await shown(page)) === pending.length;
  }, "all pending transactions");
  await page.getByText(`Itu semua: ${pending.length} transaksi`).waitFor();
  assert.deepEqual(new Set(await texts(page, ".status")), new Set(["Menunggu bayar"]));
  assert.equal(await chip(page, "Menunggu bayar").getAttribute("aria-pressed"), "true");
});

test("each page is fetched once, whatever is filtered afterwards", async (t) => {
  const { page, requests } = await demo.open(t, { at: "/riwayat" });
  const field = page.getByRole("searchbox", { name: "Cari di riwayat transaksi" });
  await field.fill("tidak ada barang begini");
  await page.getByText("Tidak ada yang cocok").waitFor();
  await field.fill("");
  await until(async () => (await shown(page)) >= 20, "the rows");
  await chip(page, "Lunas").click();
  await until(async () => new Set(await texts(page, ".status")).size === 1, "only paid ones");
  const pages = (await requests("/user/transaksi")).map((params) => params.page);
  assert.deepEqual(pages, ["1", "2", "3", "4", "5"]);
});

test("the search finds by name and by number, in all transactions", async (t) => {
  const all = await demo.apiAll("/user/transaksi", BUDI);
  const last = all[all.length - 1];
  const { page } = await demo.open(t, { at: "/riwayat" });
  const field = page.getByRole("searchbox", { name: "Cari di riwayat transaksi" });
  await field.fill(last.nomor_pembayaran);
  await until(async () => (await texts(page, ".baris")).length === 1, "the oldest transaction");
  assert.match(await page.locator(".baris").innerText(), new RegExp(last.nomor_pembayaran));

  const word = "SAMBAL";
  const expected = all.filter((row) => row.nama_barang.toLowerCase().includes("sambal"));
  assert.ok(expected.length > 0);
  await field.fill(word);
  await until(async () => {
    await scrollToEnd(page);
    return (await shown(page)) === expected.length;
  }, "all that match");
});

test("a status that the documentation does not know gets a name and a chip", async (t) => {
  const row = {
    nomor_pembayaran: "1",
    status_bayar: "menunggu konfirmasi",
    status_pengiriman: "",
    tanggal: "bukan tanggal",
    nama_barang: "Barang uji",
    url_gambar_produk: null,
    link_transaksi: null,
  };
  const { page } = await demo.open(t, { at: "/riwayat", rows: { "/user/transaksi": [row] } });
  await chip(page, "Menunggu konfirmasi").click();
  await until(async () => (await shown(page)) === 1, "its row");
  assert.match(await page.locator(".baris").innerText(), /bukan tanggal/);
  await chip(page, "Lunas").click();
  await page.getByText("Tidak ada yang cocok").waitFor();
});

test("a member without transactions is led to the shop", async (t) => {
  const { page } = await demo.open(t, { as: "siti", at: "/riwayat" });
  await page.getByText("Belum ada transaksi").waitFor();
  await page.getByRole("link", { name: "Mulai belanja" }).click();
  await page.locator(".pita-judul").waitFor();
});
