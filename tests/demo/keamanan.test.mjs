import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, produk, until, useDemo } from "./harness.mjs";

const demo = useDemo();

const isHacked = (page) => page.evaluate(() => "diretas" in window);

/** Rows whose every text is an attack, and whose every link is a script. */
const ATTACK = '"><img src=x onerror="window.diretas=1"><script>window.diretas=1</script>';
const SCRIPT = "javascript:window.diretas=1";

test("the catalogue's hostile names stand in the page as text and do nothing", async (t) => {
  const { page } = await demo.open(t, { at: "/katalog" });
  const hostile = (await demo.apiAll("/app/produk")).filter((row) => /diretas|<b>/.test(row.nama_produk));
  assert.ok(hostile.length >= 4);
  await page.getByRole("button", { name: "Muat seluruh katalog" }).click();
  for (const row of hostile) {
    await page.getByRole("searchbox", { name: "Saring katalog" }).fill(row.nama_produk);
    await page.locator(".katalog-baris").first().click();
    const sheet = page.getByRole("dialog");
    await sheet.waitFor();
    assert.equal(await sheet.locator(".lembar-judul").textContent(), row.nama_produk);
    assert.equal(await sheet.locator(".uraian-teks").textContent(), row.deskripsi_panjang);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
  }
  assert.ok(!(await isHacked(page)));
});

test("no text and no link of any row runs or becomes markup", async (t) => {
  const rows = {
    "/app/slide": [{ url_gambar_slide: SCRIPT, url_tujuan: SCRIPT }],
    "/app/kategori": [
      {
        id_kategori: ATTACK,
        nama_kategori: ATTACK,
        gambar_kategori: SCRIPT,
        url_kategori: SCRIPT,
        tipe_kategori: "utama",
        sub_kategori: [{ id_kategori: "9", nama_kategori: ATTACK, gambar_kategori: SCRIPT, url_kategori: SCRIPT, tipe_kategori: "sub" }],
      },
    ],
    "/app/kostumpage": [{ nama_page: ATTACK, icon_page: SCRIPT, url_kostum_page: "https://toko.invalid/" + ATTACK }],
    "/app/produk": [
      produk({
        id_produk: ATTACK,
        nama_produk: ATTACK,
        deskripsi_singkat: ATTACK,
        deskripsi_panjang: ATTACK,
        kondisi_produk: ATTACK,
        tanggal: ATTACK,
        ukuran: [ATTACK],
        warna: [ATTACK],
        gambar_utama: SCRIPT,
        list_gambar: [SCRIPT, "data:text/html," + ATTACK],
        url_produk: SCRIPT,
      }),
    ],
    "/user/transaksi": [
      {
        nomor_pembayaran: ATTACK,
        status_bayar: ATTACK,
        status_pengiriman: ATTACK,
        tanggal: ATTACK,
        nama_barang: ATTACK,
        url_gambar_produk: SCRIPT,
        link_transaksi: SCRIPT,
      },
    ],
    "/user/catatan": [
      {
        informasi_catatan: ATTACK,
        jumlah_dana: "1",
        tipe_jumlah: "tambah",
        tipe_mutasi: ATTACK,
        tanggal: ATTACK,
        saldo_terakhir: "1",
        link_transaksi: SCRIPT,
        nomor_pembayaran: ATTACK,
        catatan_saldo: ATTACK,
      },
    ],
  };
  const { page } = await demo.open(t, { rows });
  await cards(page);
  for (const [at, ready] of [
    ["#/kategori", ".rak-satu"],
    ["#/kategori/" + encodeURIComponent(ATTACK), ".keping"],
    ["#/halaman", ".menu-ganda"],
    ["#/riwayat", ".baris"],
    ["#/mutasi/saldo", ".hari .baris"],
    ["#/cari?q=" + encodeURIComponent(ATTACK), ".kartu"],
    ["#/", ".kartu"],
  ]) {
    await page.evaluate((hash) => (window.location.hash = hash), at);
    await page.locator("main " + ready).first().waitFor();
    await harmless(page, at);
  }
  await page.locator(".kartu a").click();
  await page.getByRole("dialog").locator(".uraian-teks").waitFor();
  await harmless(page, "the sheet");
});

async function harmless(page, where) {
  assert.ok(!(await isHacked(page)), where);
  const links = await page.evaluate(() =>
    Array.from(document.querySelectorAll("[href], [src]"), (node) => node.getAttribute("href") || node.getAttribute("src")),
  );
  const odd = links.filter((link) => /^(?:javascript|data:text)/i.test(link));
  assert.deepEqual(odd, [], where);
  assert.equal(await page.locator('main img[src="x"], dialog img[src="x"], main script, dialog script').count(), 0, where);
}

test("an address of the page can carry no markup either", async (t) => {
  const { page } = await demo.open(t, { at: "/cari?" + new URLSearchParams({ q: ATTACK }) });
  await page.getByText("Belum ketemu").waitFor();
  await page.evaluate((text) => (window.location.hash = "#/" + encodeURIComponent(text) + "/%zz"), ATTACK);
  await page.getByText("Kami tidak menemukannya").waitFor();
  assert.ok(!(await isHacked(page)));
});

test("the token of the member appears nowhere in what the page shows or links to", async (t) => {
  const { page } = await demo.open(t);
  await cards(page);
  const links = await page.evaluate(() => Array.from(document.querySelectorAll("main [href], main [src]"), (node) => node.outerHTML).join());
  assert.ok(!links.includes("tu+budi") && !links.includes("tu%2Bbudi"));
  assert.ok(!(await page.locator("body").innerText()).includes("tu+budi"));
  await until(async () => (await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).includes("tu+budi") === false, "no token stored");
});
