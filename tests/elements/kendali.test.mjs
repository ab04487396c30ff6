// Fields of the page that search and sort.
import assert from "node:assert/strict";
import { test } from "node:test";
import { count, hold, produk, settled, texts, told, until, useElements } from "./harness.mjs";

const elements = useElements();

const NAME = '<template><i data-isi="nama_produk"></i></template>';

test("typing searches once, when the typing pauses", async (t) => {
  const { page, requests } = await elements.open(
    t,
    '<input type="search" data-cari-untuk="daftar"><input id="lain"><olshop-produk id="daftar" total-data="10"></olshop-produk>',
    { prepare: (page) => page.clock.install() },
  );
  await settled(page, "olshop-produk");
  // From here on, time passes only when the test says so.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000));
  for (const letter of "kopi susu") {
    await page.locator("[data-cari-untuk]").pressSequentially(letter);
    await page.clock.runFor(299);
  }
  await page.locator("#lain").evaluate((field) => field.dispatchEvent(new InputEvent("input", { bubbles: true })));
  assert.equal(await page.locator("#daftar").getAttribute("cari"), null, "nothing is searched for while somebody types");
  await page.clock.runFor(1);
  await page.clock.resume();
  await settled(page, "olshop-produk");
  const expected = await elements.rows("/app/produk", { cari_nama_produk: "kopi susu", total_data: "10" });
  assert.equal(await page.evaluate(() => daftar.data.length), expected.length);
  await page.waitForTimeout(400);
  assert.deepEqual((await requests("/app/produk")).map((request) => request.cari_nama_produk), [undefined, "kopi susu"]);
  await page.locator("[data-cari-untuk]").fill("");
  await page.waitForFunction(() => daftar.getAttribute("cari") === "");
  await settled(page, "olshop-produk");
  assert.equal(await page.locator(".olshop-kartu").count(), 10);
  assert.equal((await requests("/app/produk")).length, 2, "what was shown at first is kept");
});

test("the enter key searches at once, also inside of a form, which is sent nowhere", async (t) => {
  const { page } = await elements.open(t, `<form><input name="q" data-cari-untuk="daftar"><button>Cari</button></form><olshop-produk id="daftar" total-data="10">${NAME}</olshop-produk>`);
  await settled(page, "olshop-produk");
  const address = page.url();
  await page.locator("input").fill("kopi");
  await page.locator("input").press("Enter");
  assert.equal(await page.locator("#daftar").getAttribute("cari"), "kopi");
  await settled(page, "olshop-produk");
  assert.ok((await texts(page, "#daftar > i")).every((name) => /kopi/i.test(name)));
  assert.equal(page.url(), address);
});

test("a search that another one follows is given up, so its answer does not come late", async (t) => {
  const slow = hold((url) => url.searchParams.get("cari_nama_produk") === "lambat");
  const answer = { json: { code: 200, status: "ok", data: [produk({ nama_produk: "Terlambat" })] }, headers: { "access-control-allow-origin": "*" } };
  const { page } = await elements.open(t, `<olshop-produk id="daftar" total-data="10">${NAME}</olshop-produk>`, {
    prepare: async (page) => {
      await page.route(/cari_nama_produk=lambat/, (route) => route.fulfill(answer));
      await slow.prepare(page); // asked before the other, for it came last
    },
  });
  await settled(page, "olshop-produk");
  const isSlow = (request) => request.url().includes("lambat");
  const asked = page.waitForEvent("request", isSlow);
  await page.evaluate(() => daftar.setAttribute("cari", "lambat"));
  await asked;
  const givenUp = page.waitForEvent("requestfailed", isSlow);
  await page.evaluate(() => daftar.setAttribute("cari", "kopi"));
  await givenUp;
  slow.release();
  await page.waitForFunction(() => daftar.getAttribute("aria-busy") === "false" && daftar.data !== null && daftar.data.length > 0);
  const names = await texts(page, "#daftar > i");
  assert.ok(names.length > 0 && names.every((name) => /kopi/i.test(name)), names.join());
  assert.deepEqual((await told(page)).map(({ name }) => name), ["olshop:muat", "olshop:muat"], "no failure of what was given up");
});

const ROWS = [
  produk({ nama_produk: "Pulsa 10", harga_produk: 10000, id_produk: "10", tanggal: "2024-01-02 00:00:00" }),
  produk({ nama_produk: "apel", harga_produk: 9000, id_produk: "9", tanggal: "2023-01-02 00:00:00" }),
  produk({ nama_produk: "Pulsa 5", harga_produk: 100000, id_produk: "100", deskripsi_singkat: "b" }),
  produk({ nama_produk: "Zebra", harga_produk: 9000, id_produk: "2", deskripsi_singkat: "a" }),
];

for (const [order, expected] of [
  ["harga_produk", ["apel", "Zebra", "Pulsa 10", "Pulsa 5"]],
  ["-harga_produk", ["Pulsa 5", "Pulsa 10", "apel", "Zebra"]],
  ["nama_produk", ["apel", "Pulsa 5", "Pulsa 10", "Zebra"]],
  ["-nama_produk", ["Zebra", "Pulsa 10", "Pulsa 5", "apel"]],
  ["id_produk", ["Zebra", "apel", "Pulsa 10", "Pulsa 5"]],
  ["deskripsi_singkat", ["Zebra", "Pulsa 5", "Pulsa 10", "apel"]],
  ["-deskripsi_singkat", ["Pulsa 5", "Zebra", "Pulsa 10", "apel"]],
  ["", ["Pulsa 10", "apel", "Pulsa 5", "Zebra"]],
]) {
  test(`sorted by "${order}"`, async (t) => {
    const { page } = await elements.open(
      t,
      `<select data-urut-untuk="daftar"><option value="stok">-<option value="${order}">x</select><olshop-produk id="daftar">${NAME}</olshop-produk>`,
      { rows: { "/app/produk": ROWS } },
    );
    await settled(page, "olshop-produk");
    await page.locator("select").selectOption(order);
    assert.deepEqual(await texts(page, "#daftar > i"), expected);
  });
}

test("sorting asks for nothing, and holds for pages that come later", async (t) => {
  const { page, requests } = await elements.open(t, `<olshop-produk id="daftar" urut="-harga_produk" muat-lagi total-data="10"></olshop-produk>`);
  await count(page, ".olshop-kartu", 10);
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await count(page, ".olshop-kartu", 20);
  const expected = (await elements.rows("/app/produk", { total_data: "20" })).map((row) => row.harga_produk).sort((a, b) => b - a);
  const prices = (await texts(page, ".olshop-harga")).map((text) => Number(text.replace(/\D/g, "")));
  assert.deepEqual(prices, expected);
  await page.evaluate(() => daftar.setAttribute("urut", "harga_produk"));
  assert.equal(Number((await texts(page, ".olshop-harga"))[0].replace(/\D/g, "")), expected[19]);
  assert.equal((await requests("/app/produk")).length, 2);
});

test("what the fields hold from the start is taken over", async (t) => {
  const { page } = await elements.open(
    t,
    `<input data-cari-untuk="daftar" value="kopi"><select data-urut-untuk="daftar"><option value="-harga_produk">Termahal</select><olshop-produk id="daftar" total-data="10">${NAME}</olshop-produk>`,
  );
  await page.waitForFunction(() => daftar.getAttribute("cari") === "kopi" && daftar.getAttribute("urut") === "-harga_produk");
  await settled(page, "olshop-produk");
  assert.ok((await texts(page, "#daftar > i")).every((name) => /kopi/i.test(name)));
});

test("a field that steers nothing says so", async (t) => {
  const { page, warnings } = await elements.open(t, '<select data-urut-untuk="tidak-ada"><option>a<option>b</select>');
  await page.locator("select").selectOption("b");
  await until(() => warnings.length > 0, "a warning");
  assert.ok(warnings.every((text) => text.includes('"tidak-ada"')), warnings.join());
});

test("an order by a field that no row has is warned of once, and leaves the rows as they came", async (t) => {
  const { page, warnings } = await elements.open(t, `<olshop-produk id="daftar" urut="-harga" total-data="10">${NAME}</olshop-produk>`);
  await settled(page, "olshop-produk");
  await page.evaluate(() => daftar.setAttribute("urut", "harga"));
  const expected = await elements.rows("/app/produk", { total_data: "10" });
  assert.deepEqual(await texts(page, "#daftar > i"), expected.map((row) => row.nama_produk.trim()));
  assert.deepEqual(warnings, ['bukaolshop: tidak ada isian "harga" untuk urut.']);
});

test("one field searches several lists, and sorts several", async (t) => {
  const { page, requests, warnings } = await elements.open(
    t,
    `<input data-cari-untuk="a  b"><select data-urut-untuk="a b"><option value=""><option value="-harga_produk">Termahal</select>
      <olshop-produk id="a" total-data="10">${NAME}</olshop-produk><olshop-produk id="b" total-data="20">${NAME}</olshop-produk>`,
  );
  await settled(page, "olshop-produk");
  await page.locator("input").fill("kopi");
  await page.waitForFunction(() => a.getAttribute("cari") === "kopi" && b.getAttribute("cari") === "kopi");
  await page.locator("select").selectOption("-harga_produk");
  assert.deepEqual(await page.evaluate(() => [a.getAttribute("urut"), b.getAttribute("urut")]), ["-harga_produk", "-harga_produk"]);
  await settled(page, "olshop-produk");
  assert.deepEqual((await requests("/app/produk")).filter((query) => query.cari_nama_produk === "kopi").map((query) => query.total_data).sort(), ["10", "20"]);
  assert.deepEqual(warnings, []);
});

test("an element that comes late takes over what a field for several lists holds", async (t) => {
  const { page } = await elements.open(t, '<input data-cari-untuk="a b" value="kopi"><olshop-produk id="a"></olshop-produk>');
  await settled(page, "olshop-produk");
  await page.evaluate(() => {
    const late = document.createElement("olshop-produk");
    late.id = "b";
    document.body.append(late);
  });
  await page.waitForFunction(() => document.getElementById("b").getAttribute("cari") === "kopi");
});

const chips = (page) =>
  page.locator("[data-kategori]").evaluateAll((nodes) => nodes.filter((node) => node.getAttribute("aria-pressed") === "true").map((node) => node.textContent));

test("chips choose a category of another element, and a second tap takes it back", async (t) => {
  const { page, requests, warnings } = await elements.open(
    t,
    '<olshop-kategori data-kategori-untuk="rak"><button class="olshop-tombol olshop-cip" data-kategori="">Semua</button></olshop-kategori><olshop-produk id="rak" total-data="10"></olshop-produk>',
  );
  await settled(page, "olshop-produk, olshop-kategori");
  const categories = await elements.rows("/app/kategori");
  assert.deepEqual(await texts(page, ".olshop-cip"), ["Semua", ...categories.map((row) => row.nama_kategori)]);
  assert.deepEqual(await chips(page), ["Semua"]);
  const [, , third] = categories;
  const asked = () => page.evaluate(() => rak.getAttribute("id-kategori"));
  await page.getByRole("button", { name: third.nama_kategori }).click();
  assert.deepEqual([await asked(), await chips(page)], [third.id_kategori, [third.nama_kategori]]);
  await settled(page, "olshop-produk");
  const expected = await elements.rows("/app/produk", { id_kategori: third.id_kategori, total_data: "10" });
  assert.deepEqual(await texts(page, ".olshop-nama"), expected.map((row) => row.nama_produk.trim()));
  await page.getByRole("button", { name: third.nama_kategori }).click();
  assert.deepEqual([await asked(), await chips(page)], ["", ["Semua"]]);
  await page.getByRole("button", { name: third.nama_kategori }).click();
  await page.getByRole("button", { name: "Semua" }).click();
  assert.deepEqual([await asked(), await chips(page)], ["", ["Semua"]]);
  assert.equal((await requests("/app/kategori")).length, 1);
  assert.deepEqual(warnings, []);
});

test("the chip of the category that is shown from the start is marked, in a template of the page's own too", async (t) => {
  const [, second] = await elements.rows("/app/kategori");
  const { page } = await elements.open(
    t,
    `<olshop-produk id="rak" id-kategori="${second.id_kategori}"></olshop-produk><olshop-kategori data-kategori-untuk="rak"><template><button data-attr-data-kategori="id_kategori"><b data-isi="nama_kategori"></b></button></template></olshop-kategori>`,
  );
  await settled(page, "olshop-produk, olshop-kategori");
  assert.deepEqual(await chips(page), [second.nama_kategori]);
  await page.locator("[data-kategori] b").first().click();
  assert.equal((await chips(page)).length, 1);
  assert.notDeepEqual(await chips(page), [second.nama_kategori]);
});

test("chips stand in a row that scrolls, each large enough for a finger", async (t) => {
  const { page } = await elements.open(t, '<olshop-kategori data-kategori-untuk="rak"></olshop-kategori><olshop-produk id="rak"></olshop-produk>');
  await settled(page, "olshop-produk, olshop-kategori");
  const boxes = await page.locator(".olshop-cip").evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON()));
  assert.equal(new Set(boxes.map(({ top }) => top)).size, 1);
  assert.ok(boxes.every(({ height }) => height >= 44));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
});

test("the eye hides the balance from eyes and ears until somebody taps it, and stays as it is when the card is renewed", async (t) => {
  const { page, warnings } = await elements.open(t, "<olshop-user mata></olshop-user>");
  await settled(page, "olshop-user");
  const seen = () => page.locator("olshop-user dd").first().innerText();
  const eye = page.getByRole("button");
  assert.equal(await seen(), "Rp••••••");
  assert.equal(await eye.innerText(), "Lihat saldo");
  await page.getByRole("button", { name: "Lihat saldo", exact: true }).click();
  assert.equal(await seen(), "Rp1.250.000");
  await page.getByRole("button", { name: "Tutup saldo", exact: true }).waitFor();
  await page.evaluate(() => document.querySelector("olshop-user").muatUlang());
  assert.equal(await seen(), "Rp1.250.000", "still open");
  await eye.click();
  assert.equal(await seen(), "Rp••••••");
  assert.deepEqual(warnings, []);
});

test("without the attribute there is no eye, and a template of the page's own may have one", async (t) => {
  const own = '<template><b data-mata="tutup">•••</b><b data-mata="buka" style="display: block" data-isi="jumlah_saldo"></b><button data-mata><svg width="9" height="9"></svg></button></template>';
  const { page } = await elements.open(t, `<olshop-user id="a"></olshop-user><olshop-user id="b" mata>${own}</olshop-user>`);
  await settled(page, "olshop-user");
  assert.equal(await page.locator("#a button").count(), 0);
  assert.equal(await page.locator("#a dd").first().innerText(), "Rp1.250.000");
  assert.equal(await page.locator("#b").innerText(), "•••");
  await page.locator("#b svg").click();
  assert.equal(await page.locator("#b").innerText(), "1250000");
});
