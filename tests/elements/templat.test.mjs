// Templates of the page's own, and what fills them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { produk, settled, texts, useElements } from "./harness.mjs";

const elements = useElements();

const ROW = produk({
  nama_produk: " Kopi <b>Gayo</b> & gula",
  harga_produk: 80000,
  harga_produk_asli: 100000,
  stok: 0,
  ukuran: ["S", "XL"],
  gambar_utama: "https://gambar.invalid/1.jpg",
  list_gambar: ["https://gambar.invalid/1.jpg", "https://gambar.invalid/2.jpg"],
  toko: { kota: { nama: "Takengon" } },
});

/** Opens a page with one template over rows of our own; resolves to what stands in the element. */
async function fill(t, template, data = [ROW], endpoint = "/app/produk") {
  const name = { "/app/produk": "olshop-produk", "/app/kategori": "olshop-kategori", "/user/catatan": "olshop-catatan" }[endpoint];
  const opened = await elements.open(t, `<${name}><template>${template}</template></${name}>`, { rows: { [endpoint]: data } });
  await settled(opened.page, name);
  const html = await opened.page.locator(name).evaluate((host) => {
    const shown = host.cloneNode(true);
    for (const template of shown.querySelectorAll("template")) template.remove();
    // The mark by which an element knows its own rows.
    for (const node of shown.querySelectorAll("[data-olshop-isi]")) node.removeAttribute("data-olshop-isi");
    return shown.innerHTML;
  });
  return { ...opened, html };
}

test("data-isi sets text, and only text", async (t) => {
  const { html } = await fill(t, '<b data-isi="nama_produk">diganti <i>semua</i></b>');
  assert.equal(html, "<b> Kopi &lt;b&gt;Gayo&lt;/b&gt; &amp; gula</b>");
});

test("every row is a copy of the whole template, in order, behind what the page has inside already", async (t) => {
  const rows = ["a", "b", "c"].map((nama_produk) => produk({ nama_produk }));
  const { html } = await fill(t, '<dt data-isi="nama_produk"></dt><dd>-</dd>', rows);
  assert.equal(html, "<dt>a</dt><dd>-</dd><dt>b</dt><dd>-</dd><dt>c</dt><dd>-</dd>");
});

test("data-format shows rupiah, dates and discounts", async (t) => {
  const { html } = await fill(
    t,
    '<i data-isi="harga_produk" data-format="rupiah"></i><i data-isi="tanggal" data-format="tanggal"></i><i data-isi="harga_produk" data-format="diskon"></i>' +
      '<i data-isi="harga_produk"></i><i data-attr-title="harga_produk_asli" data-format="rupiah"></i><i data-isi="nama_produk" data-format="rupiah"></i>',
  );
  assert.equal(
    html,
    '<i>Rp80.000</i><i>22 Juli 2023, 00.01</i><i>-20%</i><i>80000</i><i title="Rp100.000"></i><i> Kopi &lt;b&gt;Gayo&lt;/b&gt; &amp; gula</i>',
  );
});

test("data-attr-… sets attributes, and several on one node", async (t) => {
  const { html } = await fill(
    t,
    '<a data-attr-href="url_produk" data-attr-title="tanggal" data-attr-data-id="id_produk" data-attr-aria-label="kondisi_produk"><img data-attr-src="gambar_utama" data-attr-alt="kondisi_produk"></a><input data-attr-value="stok">',
  );
  assert.equal(
    html,
    '<a referrerpolicy="strict-origin" href="https://olshopgue.bukaolshop.site/produk/uji-1" title="2023-07-22 00:01:38" data-id="1" aria-label="Baru"><img referrerpolicy="strict-origin" src="https://gambar.invalid/1.jpg" alt="Baru"></a><input value="0">',
  );
});

test("an attribute of a missing link is left out", async (t) => {
  const { html } = await fill(t, '<a href="#awal" data-attr-href="url_produk">x</a><a data-attr-href="gambar_utama">y</a>', [
    produk({ url_produk: null, gambar_utama: "javascript:alert(1)" }),
  ]);
  assert.equal(html, '<a href="#awal">x</a><a>y</a>');
});

test("data-jika and data-jika-tidak keep or drop a node", async (t) => {
  const { html } = await fill(
    t,
    '<i data-jika="stok">ada</i><b data-jika-tidak="stok">habis</b><i data-jika="list_gambar">gambar</i><i data-jika="warna">warna</i><i data-jika-tidak="warna" data-isi="ukuran"></i><p data-jika="stok"><u data-isi="nama_produk"></u></p><i data-jika="harga_produk_asli" data-jika-tidak="deskripsi_singkat">dua</i>',
  );
  assert.equal(html, "<b>habis</b><i>gambar</i><i>S, XL</i><i>dua</i>");
});

test("dotted paths reach into objects and lists, and find nothing where there is nothing", async (t) => {
  const { html, warnings } = await fill(
    t,
    '<i data-isi="list_gambar.1"></i><i data-isi="toko.kota.nama"></i><i data-isi="list_gambar.7"></i><i data-isi="gambar_utama.x.y"></i><i data-isi="list_gambar.length"></i>',
    [{ ...ROW, gambar_utama: null }],
  );
  assert.equal(html, "<i>https://gambar.invalid/2.jpg</i><i>Takengon</i><i></i><i></i><i>2</i>");
  assert.deepEqual(warnings, []);
});

test("data-tiap repeats a nested template for each item", async (t) => {
  const { html } = await fill(
    t,
    '<ul><template data-tiap="list_gambar"><li><img data-attr-src="."></li></template></ul><template data-tiap="ukuran"><b data-isi="."></b></template><template data-tiap="warna"><u>tidak</u></template>',
  );
  assert.equal(html, '<ul><li><img referrerpolicy="strict-origin" src="https://gambar.invalid/1.jpg"></li><li><img referrerpolicy="strict-origin" src="https://gambar.invalid/2.jpg"></li></ul><b>S</b><b>XL</b>');
});

test("data-tiap goes into sub_kategori, and inside of it the row's own fields are at hand", async (t) => {
  const sub = (nama_kategori, gambar_kategori) => ({ id_kategori: "9", nama_kategori, gambar_kategori, url_kategori: "/k/9", tipe_kategori: "sub" });
  const { html, warnings } = await fill(
    t,
    '<h2 data-isi="nama_kategori"></h2><template data-tiap="sub_kategori"><a data-attr-href="url_kategori" data-isi="nama_kategori"></a><i data-isi="musim"></i></template><hr data-jika-tidak="sub_kategori">',
    [
      { id_kategori: "2", nama_kategori: "Sepatu", gambar_kategori: null, url_kategori: "/k/2", tipe_kategori: "utama", musim: "hujan", sub_kategori: [sub("Bot"), sub("Sandal")] },
      { id_kategori: "3", nama_kategori: "Pulsa", gambar_kategori: null, url_kategori: "/k/3", tipe_kategori: "utama", musim: "", sub_kategori: [] },
    ],
    "/app/kategori",
  );
  assert.equal(
    html,
    '<h2>Sepatu</h2><a referrerpolicy="strict-origin" href="/k/9">Bot</a><i>hujan</i><a referrerpolicy="strict-origin" href="/k/9">Sandal</a><i>hujan</i><h2>Pulsa</h2><hr>',
  );
  assert.deepEqual(warnings, []);
});

test("data-tiap in data-tiap, three levels deep", async (t) => {
  const { html } = await fill(t, '<template data-tiap="a"><p><template data-tiap="b"><template data-tiap="."><i data-isi="."></i></template>;</template></p></template>', [
    produk({ a: [{ b: [[1, 2], [3]] }, { b: [] }] }),
  ]);
  assert.equal(html, "<p><i>1</i><i>2</i>;<i>3</i>;</p><p></p>");
});

test("an unknown field renders nothing and is warned of once, with the nearest name", async (t) => {
  const rows = ["a", "b", "c"].map((nama_produk) => produk({ nama_produk, toko: { kota: "x" } }));
  const { html, warnings } = await fill(
    t,
    '<i data-isi="nama_prodk">lama</i><i data-isi="nama_prodk"></i><b data-isi="toko.kta"></b><u data-jika="stock">ada</u><s data-isi="constructor"></s><s data-isi="__proto__"></s>',
    rows,
  );
  assert.equal(html, "<i></i><i></i><b></b><s></s><s></s>".repeat(3));
  assert.equal(warnings.filter((text) => text === 'bukaolshop: tidak ada isian "nama_prodk". Mungkin maksudnya "nama_produk"?').length, 1);
  assert.ok(warnings.includes('bukaolshop: tidak ada isian "toko.kta". Mungkin maksudnya "kota"?'));
  assert.ok(warnings.includes('bukaolshop: tidak ada isian "stock". Mungkin maksudnya "stok"?'));
  assert.equal(warnings.length, 5);
});

test("a binding that does not hold is left out and warned of once; the others hold", async (t) => {
  const rows = [produk({ nama_produk: "a" }), produk({ nama_produk: "b" })];
  const { html, warnings } = await fill(
    t,
    '<i data-isi="nama_produk" data-format="dolar" data-attr-onclick="nama_produk" data-attr-style="nama_produk"></i><div data-tiap="ukuran"></div>',
    rows,
  );
  assert.equal(html, "<i>a</i><div></div><i>b</i><div></div>");
  assert.equal(warnings.length, 4);
  assert.ok(warnings.some((text) => text.includes('data-format="dolar"') && text.includes("rupiah, tanggal, atau diskon")));
  assert.ok(warnings.some((text) => text.includes("data-attr-onclick")));
});

test("scripts inside of a template's picture take no text from data", async (t) => {
  const { html, warnings } = await fill(t, '<svg><script data-isi="nama_produk"></script><style data-isi="nama_produk"></style></svg>', [
    produk({ nama_produk: "window.diretas=1" }),
  ]);
  assert.equal(html, "<svg><script></script><style></style></svg>");
  assert.deepEqual(warnings, ['bukaolshop: data-isi="nama_produk": data-isi tidak boleh pada script atau style']);
});

test("elements of the library stand in each other's templates", async (t) => {
  const { page } = await elements.open(
    t,
    `<olshop-kategori><template><h2 data-isi="nama_kategori"></h2><olshop-produk total-data="10"><template><i data-isi="nama_produk"></i></template></olshop-produk></template></olshop-kategori>`,
  );
  await settled(page, "olshop-kategori, olshop-produk");
  assert.equal(await page.locator("olshop-kategori > olshop-produk").count(), 8);
  assert.equal(await page.locator("olshop-kategori > olshop-produk > i").count(), 80);
});

test("names are shown as people read them, and the row keeps what came", async (t) => {
  const { html, page } = await fill(t, '<b data-isi="nama_produk" data-attr-title="nama_produk"></b>', [produk({ nama_produk: "Tas &amp; Dompet &quot;A&quot; &amp;lt;" })]);
  assert.equal(html, '<b title="Tas &amp; Dompet &quot;A&quot; &amp;lt;">Tas &amp; Dompet "A" &amp;lt;</b>');
  assert.equal(await page.evaluate(() => document.querySelector("olshop-produk").data[0].nama_produk), "Tas &amp; Dompet &quot;A&quot; &amp;lt;");
  const { page: cards } = await elements.open(t, '<olshop-produk urut="nama_produk"></olshop-produk>', {
    rows: { "/app/produk": ["Zaitun", "&eacute;clair", "&quot;Bolu&quot;", "Ayam &amp; Nasi"].map((nama_produk) => produk({ nama_produk })) },
  });
  await settled(cards, "olshop-produk");
  assert.deepEqual(await texts(cards, ".olshop-nama"), ['"Bolu"', "Ayam & Nasi", "éclair", "Zaitun"]);
});

test('data-format="teks" shows breaks, paragraphs and list items as lines, and no tag', async (t) => {
  const deskripsi_panjang = 'Kuota 5GB<br>Aktif 30 hari<br />Area 1 &amp; 2<ul><li>Cepat</li></ul><img src=x onerror="window.kena = 1">&lt;i&gt;';
  const { page, warnings } = await fill(t, '<p data-isi="deskripsi_panjang" data-format="teks"></p>', [produk({ deskripsi_panjang })]);
  const lines = ["Kuota 5GB", "Aktif 30 hari", "Area 1 & 2", "Cepat", "<i>"];
  assert.deepEqual(await page.locator("olshop-produk > p").evaluate((node) => [node.textContent, node.innerText, node.children.length]), [lines.join("\n"), lines.join("\n"), 0]);
  assert.equal(await page.evaluate((html) => BukaOlshop.teks(html), deskripsi_panjang), lines.join("\n"));
  assert.deepEqual([await page.evaluate(() => window.kena), warnings], [undefined, []]);
});

test("links as owners type them open, and those that are refused are told of once, by the name of their field", async (t) => {
  const typed = ["https://wa.me/628120000?text=Halo kak mau order", "wa.me/628120000", "promo/lebaran", "tg://resolve?domain=toko", "javascript:alert(1)", "intent://a#Intent;end", " ", ""];
  const { html, warnings } = await fill(t, '<a data-attr-href="url_produk"></a>', typed.map((url_produk) => produk({ url_produk })));
  const links = ["https://wa.me/628120000?text=Halo%20kak%20mau%20order", "https://wa.me/628120000", "promo/lebaran", "tg://resolve?domain=toko"];
  assert.equal(html, links.map((link) => `<a referrerpolicy="strict-origin" href="${link}"></a>`).join("") + "<a></a>".repeat(4));
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /^bukaolshop: .*"url_produk".*"javascript:"/);
});
