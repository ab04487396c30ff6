// Mistakes that were met with silence: the page's author is told once, with the element and the nearest right name.
import assert from "node:assert/strict";
import { test } from "node:test";
import { produk, settled, until, useElements } from "./harness.mjs";

const elements = useElements();

const BRACES = "{".repeat(2);
const NAME = '<template><i data-isi="nama_produk"></i></template>';
const ROWS = { "/app/produk": [produk({ nama_produk: "a" }), produk({ nama_produk: "b", id_produk: "2" })] };

for (const [page, ...told] of [
  ['<olshop-produk id_kategori="2"></olshop-produk>', '<olshop-produk>: atribut "id_kategori" tidak berlaku di sini. Mungkin maksudnya "id-kategori"?'],
  ['<olshop-produk kategori="2"></olshop-produk>', '<olshop-produk>: atribut "kategori" tidak berlaku di sini. Mungkin maksudnya "id-kategori"?'],
  ['<olshop-produk total_data="20"></olshop-produk>', '<olshop-produk>: atribut "total_data" tidak berlaku di sini. Mungkin maksudnya "total-data"?'],
  ['<olshop-produk id="rak" muat_lagi></olshop-produk>', '<olshop-produk id="rak">: atribut "muat_lagi" tidak berlaku di sini. Mungkin maksudnya "muat-lagi"?'],
  ['<olshop-produk sort="harga_produk"></olshop-produk>', '<olshop-produk>: atribut "sort" tidak berlaku di sini. Mungkin maksudnya "urut"?'],
  ['<olshop-produk search="kopi"></olshop-produk>', '<olshop-produk>: atribut "search" tidak berlaku di sini. Mungkin maksudnya "cari"?'],
  ['<olshop-produk limit="10"></olshop-produk>', '<olshop-produk>: atribut "limit" tidak berlaku di sini. Mungkin maksudnya "total-data"?'],
  ['<olshop-produk></olshop-produk><olshop-slide cari="kopi"></olshop-slide>', '<olshop-slide>: atribut "cari" tidak berlaku di sini.'],
  ["<olshop-produk sort=a></olshop-produk><olshop-produk sort=b></olshop-produk>", '<olshop-produk>: atribut "sort" tidak berlaku di sini. Mungkin maksudnya "urut"?'],
  ['<olshop-produk><template data-saat="kosng">x</template></olshop-produk>', '<olshop-produk>: data-saat="kosng" tidak dikenal. Mungkin maksudnya "kosong"?'],
  [`<olshop-produk><div class="daftar">${NAME}</div></olshop-produk>`, "<olshop-produk>: <template> di dalam <div> tidak terbaca: taruh langsung di dalam elemennya."],
  [`<olshop-produk><table><tbody>${NAME}</tbody></table></olshop-produk>`, "<olshop-produk>: <template> di dalam <tbody> tidak terbaca: taruh langsung di dalam elemennya."],
  [`<olshop-produk>${NAME}${NAME}</olshop-produk>`, "<olshop-produk>: <template> kedua untuk hal yang sama tidak dipakai."],
  [`<olshop-produk>${NAME}<template data-saat="kosong">1</template><template data-saat="kosong">2</template></olshop-produk>`, "<olshop-produk>: <template> kedua untuk hal yang sama tidak dipakai."],
  ['<olshop-produk><b data-isi="nama_produk"></b></olshop-produk>', '<olshop-produk>: data-isi="nama_produk" di luar <template> tidak diisi.'],
  [`<olshop-produk><template><b>${BRACES}nama_produk}}</b></template></olshop-produk>`, '<olshop-produk>: isian "nama_produk" dalam kurung kurawal tidak diisi. Tulis data-isi="nama_produk".'],
  [`<olshop-produk><template><b>${BRACES} nama }}</b></template></olshop-produk>`, '<olshop-produk>: isian "nama" dalam kurung kurawal tidak diisi. Tulis data-isi="nama_produk".'],
  [`<olshop-produk><template><a href="${BRACES}url_produk}}">x</a></template></olshop-produk>`, '<olshop-produk>: isian "url_produk" dalam kurung kurawal tidak diisi. Tulis data-isi="url_produk".'],
  ['<section id="rak"></section><olshop-produk id="rak"></olshop-produk>', '<olshop-produk id="rak">: id ini dipakai dua elemen.'],
  [`<table><olshop-produk><template><tr><td data-isi="nama_produk"></td></tr></template></olshop-produk></table>`, "<olshop-produk>: HTML memindahkannya ke luar <table>: taruh <table> di luar, atau pakai <div>."],
  ["<olshop-produk></olshop-produk><olshop-prodok></olshop-prodok>", '<olshop-prodok> tidak dikenal. Mungkin maksudnya "olshop-produk"?'],
  ["<olshop-produk></olshop-produk><olshop_transaksi id=t></olshop_transaksi>", '<olshop_transaksi id="t"> tidak dikenal. Mungkin maksudnya "olshop-transaksi"?'],
  ["<olshop-produk><template><i></i><olshop-kategory></olshop-kategory></template></olshop-produk>", '<olshop-kategory> tidak dikenal. Mungkin maksudnya "olshop-kategori"?'],
  ['<div data-cari-untuk="rak"></div><olshop-produk id="rak"></olshop-produk>', "data-cari-untuk tidak bisa di <div>: pakai <input> atau <select>."],
  ['<button id="u" data-urut-untuk="rak" value="stok">x</button><olshop-produk id="rak"></olshop-produk>', 'data-urut-untuk tidak bisa di <button id="u">: pakai <input> atau <select>.'],
  ['<input data-cari-untuk="k"><olshop-produk></olshop-produk><olshop-slide id="k"></olshop-slide>', 'data-cari-untuk tidak berlaku untuk <olshop-slide id="k">.'],
  ['<input data-cari-untuk="k"><olshop-produk></olshop-produk><p id="k"></p>', 'data-cari-untuk tidak berlaku untuk <p id="k">.'],
  ['<olshop-kategori data-kategori-untuk="rak"></olshop-kategori><olshop-produk></olshop-produk>', 'tidak ada elemen dengan id "rak" untuk data-kategori-untuk.', "tap"],
]) {
  const [text, tap] = told;
  test(`told once: ${page}`, async (t) => {
    const { page: opened, warnings } = await elements.open(t, page, { rows: ROWS });
    await settled(opened, "olshop-produk");
    if (tap) await opened.locator(".olshop-cip").first().click();
    await until(() => warnings.length > 0, "a warning");
    // What is said at the next answer would be said twice.
    await opened.evaluate(() => Promise.all(Array.from(document.querySelectorAll("olshop-produk, olshop-slide"), (host) => host.muatUlang())));
    assert.deepEqual(warnings, [`bukaolshop: ${text}`]);
  });
}

test("what pages and frameworks write beside our attributes is nothing to be told of", async (t) => {
  const body = `<olshop-produk id="rak" class="a" style="color: red" title="x" role="list" tabindex="0" lang="id" dir="ltr" hidden slot="s" part="p" data-x="1" aria-label="Rak"
      key="1" ref="r" name="rak" is="x" onclick="" v-if="a" x-data="{}" :class="b" @click="c" wire:id="9" _ngcontent-abc="" ng-if="d"
      urut="harga_produk" muat-lagi gulir id-kategori="2" cari="a" total-data="10" use-raw-html>
      <h2>Judul</h2><template><i data-isi="nama_produk"></i><template data-tiap="ukuran"><b data-isi="."></b></template><a href="?t=${BRACES}token_user}}">x</a></template>
      <template data-saat="kosong">1</template><template data-saat="tersaring">2</template><template data-saat="kelompok">3</template></olshop-produk>
    <olshop-user mata></olshop-user>
    <olshop-kategori data-kategori-untuk="rak"><template><button data-attr-data-kategori="id_kategori"></button></template></olshop-kategori>
    <olshop-catatan tipe="poin"></olshop-catatan><table><tr><td>x</td></tr></table>`;
  const { page, warnings } = await elements.open(t, body, { rows: ROWS });
  await settled(page, "olshop-produk, olshop-user, olshop-kategori, olshop-catatan");
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.deepEqual(warnings, []);
});

test("an element inside of another is told of by its own name", async (t) => {
  const body = '<olshop-produk id="luar"><template><i></i></template><olshop-transaksi id="dalam"><p data-isi="nama_barang"></p><template></template><template></template></olshop-transaksi></olshop-produk>';
  const { page, warnings } = await elements.open(t, body, { rows: ROWS });
  await settled(page, "olshop-produk, olshop-transaksi");
  assert.deepEqual(warnings.sort(), [
    'bukaolshop: <olshop-transaksi id="dalam">: <template> kedua untuk hal yang sama tidak dipakai.',
    'bukaolshop: <olshop-transaksi id="dalam">: data-isi="nama_barang" di luar <template> tidak diisi.',
  ]);
});

test("unknown fields of a query are told of once, with the one that was meant, and asked without", async (t) => {
  const { page, warnings, requests } = await elements.open(t, "");
  await page.evaluate(async () => {
    const { toko } = BukaOlshop;
    for (let i = 0; i < 2; i++) await toko.produk.list({ kategori: 2, total_data: 10, fresh: true });
    for await (const page of toko.produk.pages({ limit: 10 })) break;
    await toko.produk.all({ cari: "kopi" }, { limit: 1 }).toArray();
    await toko.kategori.list({ Struktur: "flat" });
    await toko.user.catatan.list({ type: "poin" });
    await toko.user.transaksi.list({ total: 10 });
    // Nothing that is known is told of.
    await toko.produk.list({ page: 1, total_data: 10, id_kategori: 2, cari_nama_produk: "a", use_raw_html: true });
    await toko.kategori.list({ struktur: "flat" });
    await toko.user.catatan.list({ page: 1, total_data: 10, tipe: "saldo" });
    await toko.user.transaksi.list({ page: 1, total_data: 10 });
    await toko.slide.list({ fresh: true });
  });
  assert.deepEqual(warnings.map((text) => text.replace(/^bukaolshop: /, "")), [
    '/app/produk: query tidak mengenal "kategori". Mungkin maksudnya "id_kategori"?',
    '/app/produk: query tidak mengenal "fresh". Yang dikenal: page, total_data, id_kategori, cari_nama_produk, use_raw_html.',
    '/app/produk: query tidak mengenal "limit". Yang dikenal: page, total_data, id_kategori, cari_nama_produk, use_raw_html.',
    '/app/produk: query tidak mengenal "cari". Mungkin maksudnya "cari_nama_produk"?',
    '/app/kategori: query tidak mengenal "Struktur". Mungkin maksudnya "struktur"?',
    '/user/catatan: query tidak mengenal "type". Mungkin maksudnya "tipe"?',
    '/user/transaksi: query tidak mengenal "total". Mungkin maksudnya "total_data"?',
  ]);
  assert.equal((await requests("/app/produk"))[0].kategori, undefined);
});

const LOW = '<template><p style="margin: 0; height: 20px" data-isi="nama_produk"></p></template>';

test("of two lists that load by scrolling, the first gives way after three pages, so that the second can be reached; the author is told how much was loaded", async (t) => {
  const body = `<olshop-produk id="a" gulir total-data="10">${LOW}</olshop-produk><olshop-produk id="b" gulir total-data="20">${LOW}</olshop-produk>`;
  const { page, warnings, requests } = await elements.open(t, body);
  await settled(page, "olshop-produk");
  await page.waitForFunction(() => {
    window.dispatchEvent(new Event("scroll"));
    a.scrollIntoView({ block: "end" });
    return document.querySelector("#a > [data-muat-lagi]");
  });
  await page.waitForFunction(() => {
    window.dispatchEvent(new Event("scroll"));
    window.scrollTo(0, document.documentElement.scrollHeight);
    return b.data.length >= 100;
  });
  const pages = (await requests("/app/produk")).filter((query) => query.total_data === "10").map((query) => Number(query.page));
  // Three where nobody was seen to touch the page before it gave way.
  const last = Math.max(...pages);
  assert.ok(last === 3 || last === 4, `${last} pages`);
  assert.deepEqual(warnings, [`bukaolshop: <olshop-produk id="a">: gulir berhenti sesudah ${last} halaman: ${last * 10} baris, ${last * 10} tampil, 2 daftar dengan gulir. Pakai muat-lagi.`]);
  await page.locator("#a > [data-muat-lagi]").click();
  await page.waitForFunction((more) => a.data.length === more, (last + 1) * 10);
});

test("a list behind a tab that is not open holds no other back", async (t) => {
  const { page } = await elements.open(t, `<olshop-produk id="a" gulir total-data="10">${LOW}</olshop-produk><div hidden><olshop-produk gulir total-data="20">${LOW}</olshop-produk></div>`, {
    // Somebody scrolls from the start: a busy machine may load three pages before the test's first look, and the button would take over.
    prepare: (page) => page.addInitScript(() => setInterval(() => window.dispatchEvent(new Event("scroll")), 5)),
  });
  await settled(page, "olshop-produk");
  await page.waitForFunction(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    return a.data.length >= 70;
  });
});

test("a filter that hides nearly all is told of, with the numbers, and asks for no more than three pages in vain", async (t) => {
  const { page, warnings, requests } = await elements.open(t, `<olshop-produk gulir total-data="10" saring="nama_produk~tidakadabegini">${LOW}</olshop-produk>`);
  await page.locator("[data-muat-lagi]").waitFor();
  const asked = (await requests("/app/produk")).length;
  assert.ok(asked <= 4, `${asked} requests`);
  assert.deepEqual(warnings, [`bukaolshop: <olshop-produk>: gulir berhenti sesudah ${asked} halaman: ${asked * 10} baris, 0 tampil, 1 daftar dengan gulir. Pakai muat-lagi.`]);
});
