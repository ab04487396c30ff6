import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, produk, texts, until, useDemo } from "./harness.mjs";

const demo = useDemo();

const UJI = produk({
  id_produk: "77",
  nama_produk: "Kaos uji",
  harga_produk: 90000,
  harga_produk_asli: 120000,
  deskripsi_singkat: "Singkat saja",
  deskripsi_panjang: "Baris satu\nBaris dua\n\n<b>bukan tebal</b>",
  berat: 1500,
  ukuran: ["M", "L"],
  warna: ["Biru", "Hitam"],
  gambar_utama: "https://contoh.invalid/1.jpg",
  list_gambar: ["https://contoh.invalid/1.jpg", "https://contoh.invalid/2.jpg", "https://contoh.invalid/3.jpg"],
  url_produk: "https://olshopgue.bukaolshop.site/produk/uji-77",
});

/** Opens the sheet of a product of our own. */
async function openSheet(t, row = UJI, options = {}) {
  const opened = await demo.open(t, { at: "/cari?q=uji", rows: { "/app/produk": [row] }, ...options });
  await opened.page.locator(".kartu a").click();
  const sheet = opened.page.getByRole("dialog", { name: row.nama_produk });
  await sheet.waitFor();
  return { ...opened, sheet };
}

const buyUrl = async (sheet) => new URL(await sheet.getByRole("link", { name: "Beli sekarang" }).getAttribute("href"));

test("the sheet shows what the row holds", async (t) => {
  const { sheet } = await openSheet(t);
  assert.equal(await sheet.locator(".harga").innerText(), "Rp90.000");
  assert.match(await sheet.locator(".lembar-lencana").innerText(), /25%/);
  await sheet.getByText("Singkat saja").waitFor();
  assert.deepEqual(await sheet.locator(".fakta dd").allInnerTexts(), ["Baru", "100", "1,5 kg", "22 Jul 2023"]);
  assert.equal(await sheet.locator("legend", { hasText: "Ukuran" }).count(), 1);
  assert.deepEqual(await sheet.locator(".opsi-satu").allInnerTexts(), ["M", "L", "Biru", "Hitam"]);
});

test("the description keeps its line breaks and is text, not markup", async (t) => {
  const { sheet } = await openSheet(t);
  assert.equal(await sheet.locator(".uraian-teks").innerText(), "Baris satu\nBaris dua\n\n<b>bukan tebal</b>");
  assert.equal(await sheet.locator(".uraian-teks b").count(), 0);
});

test("each picture is shown once and can be chosen", async (t) => {
  const { sheet } = await openSheet(t);
  assert.equal(await sheet.locator(".galeri-gambar").count(), 3);
  await sheet.getByRole("button", { name: "Gambar 3" }).click();
  await until(async () => (await sheet.getByRole("button", { name: "Gambar 3" }).getAttribute("aria-current")) === "true", "the third picture");
  const offset = () =>
    sheet.locator(".galeri-gambar").nth(2).evaluate((node) => {
      return node.getBoundingClientRect().left - node.parentElement.getBoundingClientRect().left;
    });
  await until(async () => Math.abs(await offset()) < 2, "the third picture to stand at the start");
});

test("a product without pictures has a placeholder", async (t) => {
  const { sheet } = await openSheet(t, produk({ nama_produk: "Tanpa gambar uji" }));
  assert.equal(await sheet.locator(".galeri .bingkai-kosong").count(), 1);
});

test("the buy link carries what was typed and chosen as catatan", async (t) => {
  const { sheet } = await openSheet(t);
  const plain = await buyUrl(sheet);
  assert.equal(plain.origin + plain.pathname, "https://olshopgue.bukaolshop.site/produk/uji-77");
  assert.equal(plain.searchParams.get("catatan"), null);

  await sheet.getByLabel("Catatan untuk penjual").fill("untuk & kado + pita");
  await sheet.getByRole("radio", { name: "L", exact: true }).check();
  await sheet.getByRole("radio", { name: "Hitam" }).check();
  assert.equal((await buyUrl(sheet)).searchParams.get("catatan"), "untuk & kado + pita, Ukuran L, Warna Hitam");
});

test("a digital product asks for the phone number or game id", async (t) => {
  const { sheet } = await openSheet(t, produk({ nama_produk: "Pulsa uji", berat: 0, url_produk: "https://toko.invalid/p?dari=uji" }));
  await sheet.getByLabel("Nomor HP / ID game").fill("081234567890");
  assert.deepEqual([...(await buyUrl(sheet)).searchParams], [["dari", "uji"], ["catatan", "081234567890"]]);
});

test("what is out of stock, or has no safe link, cannot be bought", async (t) => {
  const cases = [
    [{ stok: 0, berat: 200 }, "Stok habis"],
    [{ stok: 0, berat: 0 }, "Sedang gangguan"],
    [{ url_produk: null }, "Tidak dijual lewat aplikasi"],
    [{ url_produk: "javascript:window.diretas=1" }, "Tidak dijual lewat aplikasi"],
  ];
  for (const [fields, text] of cases) {
    const { page, sheet } = await openSheet(t, produk(fields));
    assert.ok(await sheet.getByRole("button", { name: text }).isDisabled(), text);
    assert.equal(await sheet.getByRole("link", { name: "Beli sekarang" }).count(), 0);
    assert.equal(await page.locator('[href^="javascript"]').count(), 0);
  }
});

test("the price is compared with the member's balance", async (t) => {
  // Budi has Rp1.250.000, Siti nothing.
  const rich = await openSheet(t, UJI);
  await rich.sheet.getByText("Saldo Anda cukup.", { exact: true }).waitFor();
  const poor = await openSheet(t, UJI, { as: "siti" });
  await poor.sheet.getByText("Saldo Anda belum cukup.", { exact: true }).waitFor();
  const topUp = await poor.sheet.getByRole("link", { name: "Isi saldo" }).getAttribute("href");
  assert.equal(topUp, "https://olshopgue.bukaolshop.site/akun/?page=topup");
  const exact = await openSheet(t, produk({ harga_produk: 1250000 }));
  await exact.sheet.getByText("Saldo Anda cukup.", { exact: true }).waitFor();
  const over = await openSheet(t, produk({ harga_produk: 1250001 }));
  await over.sheet.getByText("Saldo Anda belum cukup.", { exact: true }).waitFor();
});

test("how much is missing is said only after the eye was opened", async (t) => {
  const { page } = await demo.open(t, { as: "oneil", rows: { "/app/produk": [UJI] } });
  await page.getByRole("button", { name: "Tampilkan saldo dan poin" }).click();
  await page.locator(".kartu a").click();
  await page.getByRole("dialog").getByText("Saldo Anda belum cukup, kurang Rp14.500.").waitFor();
});

test("nobody logged in: the sheet says how to pay with the balance", async (t) => {
  const { sheet } = await openSheet(t, UJI, { as: "tamu" });
  await sheet.getByText("Masuk dulu di aplikasi untuk membayar dengan saldo.").waitFor();
});

test("the back button closes the sheet and leaves the list where it was", async (t) => {
  const { page } = await demo.open(t);
  await cards(page, 30);
  const card = page.locator(".kartu a").nth(10);
  await card.scrollIntoViewIfNeeded();
  const scroll = await page.evaluate(() => window.scrollY);
  await card.click();
  await page.getByRole("dialog").waitFor();
  await page.goBack();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => window.scrollY), scroll);
  assert.equal(await page.locator(".kartu").count(), 30);
  assert.ok(await card.evaluate((node) => node === document.activeElement), "the focus is back on the card");
});

test("closing leaves no step behind: the next back leaves the view", async (t) => {
  const { page } = await demo.open(t, { at: "/akun" });
  await page.getByRole("link", { name: "Beranda", exact: true }).click();
  await page.locator(".kartu a").first().click();
  await page.getByRole("button", { name: "Tutup" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Akun" }).waitFor();
});

test("closing twice in a hurry is one step", async (t) => {
  const { page } = await demo.open(t, { at: "/akun" });
  await page.getByRole("link", { name: "Beranda", exact: true }).click();
  await page.locator(".kartu a").first().click();
  await page.getByRole("button", { name: "Tutup" }).evaluate((button) => {
    button.click();
    button.click();
  });
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.ok(page.url().endsWith("#/"), page.url());
  assert.equal(await page.locator(".pita-judul").count(), 1);
});

test("the address of a sheet opens it again, found by its name", async (t) => {
  const [row] = (await demo.api("/app/produk", { page: "9" })).slice(-1);
  const at = "/?" + new URLSearchParams({ produk: row.id_produk, nama: row.nama_produk });
  const { page } = await demo.open(t, { at });
  await page.getByRole("dialog", { name: row.nama_produk }).waitFor();
  await page.getByRole("button", { name: "Tutup" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.ok(page.url().endsWith("#/"), page.url());
  await cards(page);
});

test("an address of a product that is gone says so", async (t) => {
  const { page } = await demo.open(t, { at: "/?produk=1&nama=tidak+pernah+ada" });
  await page.getByRole("dialog", { name: "Produk tidak ditemukan" }).waitFor();
  assert.match((await texts(page, "dialog .keadaan-judul")).join(), /Produk tidak ditemukan/);
});

test("a tap beside the sheet closes it", async (t) => {
  const { page } = await openSheet(t);
  await page.mouse.click(180, 10);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});
