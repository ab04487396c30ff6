// What an element shows instead of rows, by itself and as the page wants it; and what it tells.
import assert from "node:assert/strict";
import { test } from "node:test";
import { count, hold, isApi, settled, texts, told, useElements, waiting } from "./harness.mjs";

const elements = useElements();

const STATES = `
  <template data-saat="memuat"><em class="keadaan">Sebentar…</em></template>
  <template data-saat="kosong"><em class="keadaan">Kosong nih</em></template>
  <template data-saat="gagal"><div class="keadaan"><i data-isi="message"></i>|<i data-isi="kind"></i>|<i data-isi="code"></i><button data-muat-ulang>Ulangi</button></div></template>
  <template data-saat="belum-masuk"><em class="keadaan">Masuk dulu ya</em></template>`;
const ROW = '<template><b class="baris" data-isi="nama_produk"></b></template>';

test("memuat, while the answer is on its way; then only rows", async (t) => {
  const api = hold(isApi);
  const { page } = await elements.open(t, `<olshop-produk>${STATES}${ROW}</olshop-produk>`, { prepare: api.prepare });
  await page.locator(".keadaan").waitFor();
  assert.equal(await page.locator("olshop-produk").getAttribute("aria-busy"), "true");
  assert.deepEqual(await texts(page, ".keadaan"), ["Sebentar…"]);
  api.release();
  await count(page, ".baris", 20);
  assert.equal(await page.locator("olshop-produk").getAttribute("aria-busy"), "false");
  assert.equal(await page.locator(".keadaan").count(), 0);
});

test("memuat shows skeletons by itself, which readers of screens do not hear of", async (t) => {
  const api = hold(isApi);
  const { page } = await elements.open(t, "<olshop-produk></olshop-produk><olshop-slide></olshop-slide><olshop-user></olshop-user>", { prepare: api.prepare });
  for (const name of ["produk", "slide", "user"]) await page.locator(`olshop-${name} .olshop-tunggu`).first().waitFor();
  assert.equal(await page.locator("olshop-produk .olshop-tunggu-kartu[aria-hidden=true]").count(), 4);
  assert.equal(await page.locator("olshop-slide .olshop-tunggu-geser[aria-hidden=true]").count(), 1);
  api.release();
  await settled(page, "olshop-produk, olshop-slide, olshop-user");
  assert.equal(await page.locator(".olshop-tunggu").count(), 0);
});

test("kosong, by itself and by the page", async (t) => {
  const { page } = await elements.open(t, `<olshop-produk cari="zzz"></olshop-produk><olshop-produk cari="zzz">${STATES}</olshop-produk><olshop-transaksi></olshop-transaksi><olshop-catatan></olshop-catatan>`, { as: "siti" });
  await settled(page, "olshop-produk, olshop-transaksi, olshop-catatan");
  assert.deepEqual(await texts(page, ".olshop-pesan, .keadaan"), ["Belum ada produk yang cocok.", "Kosong nih", "Belum ada transaksi.", "Belum ada catatan."]);
  assert.deepEqual((await told(page)).map(({ name, rows }) => [name, rows]), Array(4).fill(["olshop:muat", 0]));
});

test("gagal says why, and its button asks again", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk total-data="10"></olshop-produk>', { faults: "status:400,times:1" });
  const alert = page.locator("olshop-produk > [role=alert]");
  await alert.waitFor();
  assert.ok((await alert.locator("p").textContent()).length > 10);
  await alert.getByRole("button", { name: "Coba lagi" }).click();
  await count(page, ".olshop-kartu", 10);
  assert.equal(await alert.count(), 0);
  assert.equal((await requests("/app/produk")).length, 2);
});

test("gagal in the page's own words: message, kind and code, and a button of its own", async (t) => {
  const { page } = await elements.open(t, `<olshop-produk>${STATES}${ROW}</olshop-produk>`, { faults: "code:404,status:404,times:1" });
  await page.locator(".keadaan button").waitFor();
  const [message, kind, code] = await texts(page, ".keadaan i");
  assert.ok(message.length > 10);
  assert.deepEqual([kind, code], ["not_found", "404"]);
  await page.click(".keadaan button");
  await count(page, ".baris", 20);
});

for (const as of ["tamu", "literal"]) {
  test(`belum-masuk where nobody is logged in (${as}), and nothing is asked for`, async (t) => {
    const { page, requests } = await elements.open(
      t,
      `<olshop-user></olshop-user><olshop-catatan tipe="poin"></olshop-catatan><olshop-transaksi>${STATES}</olshop-transaksi><olshop-produk total-data="10"></olshop-produk>`,
      { as },
    );
    await settled(page, "olshop-user, olshop-catatan, olshop-transaksi, olshop-produk");
    const masuk = "Masuk dulu di aplikasi untuk melihat bagian ini.";
    assert.deepEqual(await texts(page, ".olshop-pesan, .keadaan"), [masuk, masuk, "Masuk dulu ya"]);
    assert.equal(await page.locator(".olshop-kartu").count(), 10, "the products are for everyone");
    for (const endpoint of ["/user/info", "/user/catatan", "/user/transaksi"]) assert.deepEqual(await requests(endpoint), []);
    const failures = (await told(page)).filter(({ name }) => name === "olshop:gagal");
    assert.deepEqual(failures.map(({ kind }) => kind), Array(3).fill("not_logged_in"));
  });
}

for (const attributes of ['data-token-user="{{token_user}}" data-id-user="130173"', 'data-token-user="abc" data-id-user="{{id_user}}"']) {
  test(`belum-masuk in an app that is too old for member data says what may help: ${attributes}`, async (t) => {
    const { page, requests } = await elements.open(
      t,
      (tag) => tag.replace(/data-token-user="[^"]*" data-id-user="[^"]*"/, attributes) + `<olshop-user></olshop-user><olshop-transaksi>${STATES}</olshop-transaksi><olshop-catatan><template data-saat="belum-masuk"><i data-isi="saran"></i>|<i data-isi="message"></i></template></olshop-catatan>`,
      { as: "literal" },
    );
    await settled(page, "olshop-user, olshop-transaksi, olshop-catatan");
    const hint = "Kalau sudah masuk, perbarui aplikasi (patch 62.5 atau lebih baru), atau buka halaman ini dari dalam aplikasi.";
    assert.deepEqual(await texts(page, ".olshop-pesan, .keadaan"), ["Masuk dulu di aplikasi untuk melihat bagian ini.", hint, "Masuk dulu ya"]);
    const [saran, message] = await texts(page, "olshop-catatan > i");
    assert.equal(saran, hint);
    assert.equal(message, "Masuk dulu di aplikasi untuk melihat bagian ini.", "what the page's author has to do is not for shoppers");
    const [kind, told] = await page.evaluate(() => {
      try {
        return BukaOlshop.toko.template("{" + "{token_user}" + "}");
      } catch (error) {
        return [error.kind, error.message];
      }
    });
    assert.equal(kind, "not_logged_in");
    assert.ok(told.startsWith("Belum masuk: token_user") && told.endsWith(hint), told);
    assert.deepEqual(await requests("/user/info"), []);
  });
}

test("olshop:muat and olshop:gagal bubble and carry what was loaded, or the error", async (t) => {
  const { page } = await elements.open(
    t,
    '<div id="luar"><olshop-produk id="p" total-data="10"></olshop-produk><olshop-user id="u"></olshop-user><olshop-produk id="salah" total-data="15"></olshop-produk></div>',
  );
  await settled(page, "olshop-produk, olshop-user");
  const list = await told(page);
  assert.deepEqual(
    list.sort((a, b) => a.from.localeCompare(b.from)),
    [
      { name: "olshop:muat", from: "p", rows: 10, kind: null },
      { name: "olshop:gagal", from: "salah", rows: null, kind: "invalid_argument" },
      { name: "olshop:muat", from: "u", rows: null, kind: null },
    ],
  );
});

test(".data and .muatUlang()", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk id="p" total-data="10"></olshop-produk><olshop-user id="u"></olshop-user><script>window.awal = [p.data, u.data];</script>', { faults: "delay:200" });
  assert.deepEqual(await page.evaluate(() => window.awal), [null, null]);
  await settled(page, "olshop-produk, olshop-user");
  assert.deepEqual(
    await page.evaluate(() => p.data),
    await page.evaluate(async () => (await BukaOlshop.toko.produk.list()).data),
  );
  assert.equal(await page.evaluate(() => u.data.jumlah_saldo), 1250000);
  const before = (await requests("/app/produk")).length;
  await page.evaluate(() => p.muatUlang().then(() => p.data.length)).then((rows) => assert.equal(rows, 10));
  assert.equal((await requests("/app/produk")).length, before + 1);
  assert.equal(await page.locator("#p > .olshop-kartu").count(), 10);
});

test("a failed .muatUlang() keeps what is shown, says so behind it, and does not reject; its button asks again", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk total-data="10"></olshop-produk>', { faults: "status:400,skip:1,times:1" });
  await count(page, ".olshop-kartu", 10);
  await page.evaluate(() => document.querySelector("olshop-produk").muatUlang());
  assert.equal(await page.locator(".olshop-kartu").count(), 10);
  assert.equal(await page.locator(".olshop-kartu ~ [role=alert]").count(), 1);
  assert.equal(await page.evaluate(() => document.querySelector("olshop-produk").data.length), 10);
  assert.deepEqual((await told(page)).map(({ name }) => name), ["olshop:muat", "olshop:gagal"]);
  await page.getByRole("button", { name: "Coba lagi" }).click();
  await count(page, "[role=alert]", 0);
  assert.equal(await page.locator(".olshop-kartu").count(), 10);
  assert.deepEqual((await requests("/app/produk")).map(({ page }) => page), ["1", "1", "1"]);
});

test(".muatUlang() keeps rows, their nodes and the page's changes to them until the new ones are there, and tells that they came", async (t) => {
  const slow = hold(isApi);
  const { page } = await elements.open(t, '<olshop-produk id="p" total-data="10"></olshop-produk><olshop-user id="u"></olshop-user>');
  await settled(page, "olshop-produk, olshop-user");
  await slow.prepare(page);
  await page.evaluate(() => {
    p.querySelectorAll(".olshop-kartu").forEach((card, at) => (card.id = `kartu-${at}`));
    u.querySelector(".olshop-nilai").classList.add("tertutup");
    window.told.length = 0;
    window.done = Promise.all([p.muatUlang(), u.muatUlang()]);
  });
  await waiting(page, "olshop-produk, olshop-user", 2);
  const shown = () => page.evaluate(() => [p.querySelectorAll(".olshop-kartu[id]").length, u.querySelectorAll(".tertutup").length, p.data.length, document.querySelectorAll(".olshop-tunggu").length]);
  assert.deepEqual(await shown(), [10, 1, 10, 0]);
  slow.release();
  await page.evaluate(() => window.done);
  assert.deepEqual(await shown(), [10, 1, 10, 0], "what is the same keeps its nodes");
  assert.deepEqual((await told(page)).map(({ name, from }) => `${name} ${from}`).sort(), ["olshop:muat p", "olshop:muat u"]);
});

test("what the page has inside of an element stays", async (t) => {
  const { page } = await elements.open(t, '<olshop-produk total-data="10"><h2>Terbaru</h2></olshop-produk>');
  await settled(page, "olshop-produk");
  assert.equal(await page.locator("olshop-produk > h2 ~ .olshop-kartu").count(), 10);
  await page.evaluate(() => document.querySelector("olshop-produk").muatUlang());
  assert.equal(await page.locator("olshop-produk > h2").count(), 1);
});
