// The pieces of the chapter about elements, each pasted below the tag, against what the API has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces } from "./guide.mjs";
import { ALIKE, pauseClock, rupiah, texts, TOKEN, until, useGuide } from "./harness.mjs";

const { open, api } = useGuide();

const member = { token_user: "tu+budi/9f2c==", id_user: "130173" };

/** Texts of a page's elements, as soon as there are any; white space as a reader sees it. */
async function shown(page, selector) {
  await page.locator(selector).first().waitFor({ state: "attached" });
  return (await texts(page, selector)).map((text) => text.replace(/\s+/g, " ").trim());
}

test("two lines show a grid of the newest products", async (t) => {
  const { page, requests } = await open(t, "Dua baris");
  const rows = await api("/app/produk", { total_data: "20" });
  assert.deepEqual(await shown(page, ".olshop-nama"), rows.map((row) => row.nama_produk));
  const left = await page.locator(".olshop-kartu").evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().left));
  assert.equal(new Set(left).size, 2, "two beside each other on a phone");
  assert.deepEqual(await requests(), [{ token: TOKEN, page: "1", total_data: "20" }]);
});

test("a plain script behind the tag has the shop ready", async (t) => {
  const { page } = await open(t, "Satu tag");
  const rows = await api("/app/produk", { total_data: "20" });
  assert.deepEqual(await shown(page, "#daftar-harga li"), rows.map((row) => `${row.nama_produk}, ${rupiah(row.harga_produk)}`));
  assert.equal(await page.locator("#kabar-harga").textContent(), "");
});

test("the script comes from the shop's own host", async (t) => {
  const { page } = await open(t, "Satu tag (2)");
  const rows = await api("/app/kategori");
  assert.deepEqual(await shown(page, ".olshop-label"), rows.map((row) => row.nama_kategori));
});

for (const as of ALIKE) {
  test(`the script's own text can be pasted, for ${as}`, async (t) => {
    const { page } = await open(t, "Satu tag (3)", { as });
    const rows = await api("/app/kostumpage");
    assert.deepEqual(await shown(page, ".olshop-label"), rows.map((row) => row.nama_page));
  });
}

test("each of the seven elements shows something, for a request each", async (t) => {
  const { page, requests } = await open(t, "Tujuh elemen");
  const names = ["slide", "kategori", "kostumpage", "produk", "user", "catatan", "transaksi"];
  for (const name of names) await page.locator(`olshop-${name} > [class^=olshop]:not(.olshop-tunggu)`).first().waitFor();
  assert.equal(await page.locator("[role=alert]").count(), 0);
  assert.deepEqual(await requests("/app/produk"), [
    { token: TOKEN, page: "1", total_data: "10", id_kategori: "41211", cari_nama_produk: "pulsa" },
  ]);
  assert.deepEqual((await requests("/user/catatan")).map(({ tipe }) => tipe), ["poin"]);
  assert.equal((await requests()).length, 7);
});

test("a template of the page's own is copied for each row", async (t) => {
  const { page } = await open(t, "Bentuk sendiri");
  const rows = await api("/app/produk");
  assert.deepEqual(await shown(page, "olshop-produk p"), rows.map((row) => `${row.nama_produk} ${rupiah(row.harga_produk)}`));
});

test("a misspelt name is answered with the one that was meant", async (t) => {
  const { code } = pieces.find(({ title }) => title === "Bentuk sendiri");
  const warnings = [];
  const { page } = await open(t, "Dua baris", {
    prepare: (page) => page.addInitScript(() => {
      window.peringatan = [];
      console.warn = (text) => window.peringatan.push(text);
    }),
  });
  await shown(page, ".olshop-nama");
  await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), code.replace("nama_produk", "nama_prduk"));
  await page.locator("olshop-produk p").first().waitFor({ state: "attached" });
  warnings.push(...(await page.evaluate("window.peringatan")));
  assert.equal(warnings.length, 1, "once, for ten rows");
  assert.ok(warnings[0].endsWith('Mungkin maksudnya "nama_produk"?'), warnings[0]);
});

test("texts keep their line breaks", async (t) => {
  const { page } = await open(t, "Mengisi template");
  const rows = await api("/app/produk", { cari_nama_produk: "sepatu" });
  await shown(page, "olshop-produk p");
  assert.deepEqual(await texts(page, "olshop-produk p"), rows.map((row) => row.deskripsi_panjang));
  assert.ok((await page.locator("olshop-produk p").first().innerText()).includes("\n"));
});

test("prices, discounts and dates are formatted", async (t) => {
  const { page } = await open(t, "Mengisi template (2)");
  const rows = await api("/app/produk");
  assert.deepEqual(await shown(page, "olshop-produk b"), rows.map((row) => rupiah(row.harga_produk)));
  const discounts = (await shown(page, "olshop-produk i")).map((text) => text !== "");
  assert.deepEqual(discounts, rows.map((row) => row.harga_produk_asli > row.harga_produk));
  const dates = await shown(page, "olshop-produk small");
  const day = new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeZone: "UTC" });
  assert.deepEqual(dates, rows.map(({ tanggal }) => {
    const [date, time] = tanggal.split(" ");
    return `${day.format(new Date(date))}, ${time.slice(0, 5).replace(":", ".")}`;
  }));
});

test("links, pictures and attributes for style sheets are set", async (t) => {
  const { page } = await open(t, "Mengisi template (3)");
  const rows = await api("/user/transaksi", { ...member, total_data: "20" });
  await shown(page, "a.status");
  const links = await page.locator("a.status").evaluateAll((nodes) =>
    nodes.map((node) => [node.href, node.dataset.status, node.querySelector("img").src, node.querySelector("img").alt]),
  );
  assert.deepEqual(links, rows.map((row) => [row.link_transaksi, row.status_bayar, row.url_gambar_produk, row.nama_barang]));
});

test("what has nothing in it is dropped", async (t) => {
  const { page } = await open(t, "Mengisi template (4)");
  const rows = await api("/app/produk");
  const expected = rows.map(({ nama_produk, harga_produk_asli, stok, status_produk }) =>
    [nama_produk, harga_produk_asli ? rupiah(harga_produk_asli) : "", status_produk === "gangguan" ? "Gangguan" : !stok ? "Habis" : status_produk === "closed" ? "Tutup" : `Sisa ${stok}`].filter(Boolean).join(" "),
  );
  assert.deepEqual(await shown(page, "olshop-produk p"), expected);
});

test("dots reach inside", async (t) => {
  const { page } = await open(t, "Mengisi template (5)");
  const rows = await api("/app/kategori");
  const expected = rows.map(({ nama_kategori, sub_kategori = [] }) => [nama_kategori, sub_kategori[0]?.nama_kategori].filter(Boolean).join(" "));
  assert.deepEqual(await shown(page, "olshop-kategori p"), expected);
});

test("lists inside of rows are copied for each item", async (t) => {
  const { page } = await open(t, "Mengisi template (6)");
  const kategori = await api("/app/kategori");
  assert.deepEqual(await shown(page, "a.sub"), kategori.flatMap(({ sub_kategori = [] }) => sub_kategori.map((sub) => sub.nama_kategori)));
  const produk = await api("/app/produk");
  await shown(page, ".kecil");
  const pictures = await page.locator(".kecil").evaluateAll((nodes) => nodes.map((node) => [node.src, node.alt]));
  assert.deepEqual(pictures, produk.flatMap((row) => row.list_gambar.map((picture) => [picture, row.nama_produk])));
  assert.deepEqual(await texts(page, "olshop-produk code"), produk.flatMap(({ ukuran }) => ukuran ?? []));
});

const STATES = [
  ["kosong", { as: "siti" }, "Belum pernah belanja? Yuk, mulai."],
  ["belum-masuk", { as: "tamu" }, "Masuk dulu untuk melihat belanjaan Anda."],
  ["memuat", { faults: "stall:headers" }, "Sebentar…"],
  ["gagal", { faults: "status:401" }, "Bagian ini sedang tidak bisa ditampilkan."],
];

for (const [state, options, text] of STATES) {
  test(`${state}: the page's own template is shown`, async (t) => {
    const { page } = await open(t, "Keadaan", options);
    await page.locator("olshop-transaksi").getByText(text).waitFor();
    assert.equal(await page.locator("olshop-transaksi > :not(template)").count(), state === "gagal" ? 2 : 1);
  });
}

test("the state's own button tries again", async (t) => {
  const { page } = await open(t, "Keadaan", { faults: "status:401,times:1" });
  await page.getByRole("button", { name: "Coba lagi" }).tap();
  await page.locator(".olshop-baris").nth(19).waitFor();
  assert.equal(await page.getByRole("button").count(), 0);
});

test("the page's own button brings more", async (t) => {
  const { page, requests } = await open(t, "Muat lagi dan gulir");
  await page.getByRole("button", { name: "Tampilkan 40 lagi" }).tap();
  await page.locator(".olshop-kartu").nth(79).waitFor();
  assert.deepEqual((await requests()).map(({ page, total_data }) => [page, total_data]), [["1", "40"], ["2", "40"]]);
});

test("scrolling brings more", async (t) => {
  const { page, requests } = await open(t, "Muat lagi dan gulir (2)");
  await page.locator(".olshop-baris").nth(49).waitFor();
  assert.equal((await requests()).length, 1, "nothing before anybody scrolls");
  await page.locator(".olshop-baris").nth(49).scrollIntoViewIfNeeded();
  await page.locator(".olshop-baris").nth(99).waitFor();
});

test("a field searches, another sorts", async (t) => {
  const { page, requests } = await open(t, "Cari dan urutkan", { prepare: (page) => page.clock.install() });
  const rows = await api("/app/produk", { total_data: "100" });
  await page.locator(".olshop-kartu").nth(99).waitFor();
  const prices = rows.map((row) => row.harga_produk);
  for (const [label, sign] of [["Termurah", 1], ["Termahal", -1]]) {
    await page.getByLabel("Urutkan").selectOption({ label });
    const expected = prices.slice().sort((a, b) => sign * (a - b)).map(rupiah);
    await until(async () => (await texts(page, ".olshop-harga")).join() === expected.join(), label);
  }
  await page.getByLabel("Urutkan").selectOption({ label: "Terbaru" });
  await until(async () => (await texts(page, ".olshop-nama")).join() === rows.map((row) => row.nama_produk).join(), "the newest first");
  assert.equal((await requests()).length, 1, "sorting asks nothing");

  await pauseClock(page);
  await page.getByLabel("Cari produk").pressSequentially("sepatu");
  await page.clock.resume();
  const found = await api("/app/produk", { total_data: "100", cari_nama_produk: "sepatu" });
  await until(async () => (await page.locator(".olshop-nama").count()) === found.length, "what was found");
  assert.deepEqual(await texts(page, ".olshop-nama"), found.map((row) => row.nama_produk));
  assert.deepEqual((await requests()).map((query) => query.cari_nama_produk), [undefined, "sepatu"]);
});

test("a script changes attributes, asks anew, and hears of both ends", async (t) => {
  const { page, requests } = await open(t, "Mengatur dari JavaScript", { faults: "status:401,skip:2", failing: true });
  await page.getByText("20 produk").waitFor();
  assert.equal(await page.locator("#etalase").evaluate((element) => element.data.length), 20);
  await page.getByRole("button", { name: "Hanya pulsa" }).tap();
  await until(async () => (await requests()).length === 2, "the second question");
  assert.equal((await requests())[1].cari_nama_produk, "pulsa");
  await until(async () => (await page.locator("#etalase").getAttribute("aria-busy")) === "false", "the answer");
  await page.getByRole("button", { name: "Segarkan" }).tap();
  await page.locator("#jumlah", { hasText: "Token Open API" }).waitFor();
});

test("one line of colour, and ordinary style sheets, reach the elements", async (t) => {
  for (const [colorScheme, colour] of [["light", "rgb(122, 31, 92)"], ["dark", "rgb(242, 181, 216)"]]) {
    const { page } = await open(t, "Warna dan gaya", { context: { colorScheme } });
    await shown(page, ".olshop-harga");
    const style = (selector, name) => page.locator(selector).first().evaluate((node, name) => getComputedStyle(node)[name], name);
    assert.equal(await style(".olshop-harga", "color"), colour);
    assert.equal(await style(".olshop-kartu", "borderTopLeftRadius"), "20px");
    assert.equal(await style("olshop-produk", "columnGap"), "8px");
  }
});
