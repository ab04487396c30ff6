// Periksa: each kind of finding on a page that has it, with the line; none on one that does not; and one tap mends it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findings, inBoth, TAG, textOf } from "./harness.mjs";

const script = (code) => `<p id="kotak"></p>\n${TAG}\n<script>\n${code}\n</script>\n`;
const produk = (template) => `<olshop-produk>\n<template>${template}</template>\n</olshop-produk>\n${TAG}\n`;
const OPEN = "https://openapi.bukaolshop.net/v1";

/** Rule, the line that it names, a page with it, a page without it, and what the mended page holds. */
const CASES = [
  ["shortcode-di-skrip", 4, script('const nama = "Halo {{nama_user}}!"; kotak.textContent = nama;'), script('const nama = "Halo!"; kotak.textContent = nama;'), /"Halo " \+ document\.getElementById\("isian-nama-user"\)\.getAttribute\("data-nama-user"\) \+ "!"/],
  ["shortcode-di-skrip", 4, script("const saldo = {{saldo_user}};"), `<p data-saldo="{{saldo_user}}">x</p>`, /const saldo = Number\(document\.getElementById\("isian-saldo-user"\)/],
  ["shortcode-di-skrip", 1, `<button type="button" onclick="sapa('{{nama_user}}')">Sapa</button>`, `<button type="button" data-nama="{{id_user}}" onclick="sapa(this.dataset.nama)">Sapa</button>`, /onclick="sapa\(this\.getAttribute\('data-nama-user'\)\)" data-nama-user="\{\{nama_user\}\}"/],
  ["api-mentah", 4, script(`fetch("${OPEN}/app/produk?token=TOKEN_OLSHOP_ANDA&total_data=20").then((r) => r.json()).then(({ data }) => { kotak.textContent = data.length; });`), script("BukaOlshop.toko.produk.list({ total_data: 20 }).then(({ data }) => { kotak.textContent = data.length; });"), /BukaOlshop\.toko\.produk\.list\(\{ total_data: 20 \}\)\.then/],
  ["api-mentah", 4, script(`const x = new XMLHttpRequest(); x.open("GET", "${OPEN}/app/kategori?token=TOKEN_OLSHOP_ANDA"); x.send();`), script('const x = new XMLHttpRequest(); x.open("GET", "https://contoh.id/"); x.send();'), /<olshop-kategori><\/olshop-kategori>/],
  ["html-dari-data", 4, script("BukaOlshop.toko.produk.list().then(({ data }) => { kotak.innerHTML = data.map((p) => `<b>${p.nama_produk}</b>`).join(''); });"), script("BukaOlshop.toko.produk.list().then(({ data }) => { kotak.textContent = data[0].nama_produk; });"), /\$\{amanTeks\(p\.nama_produk\)\}/],
  ["html-dari-data", 4, script("function isi(p) { kotak.insertAdjacentHTML('beforeend', '<a href=\"' + p.url_produk + '\">x</a>'); }"), script("function isi(p) { kotak.insertAdjacentHTML('beforeend', '<hr>'); }"), /amanTautan\(p\.url_produk\)/],
  ["elemen-tak-dikenal", 1, `<olshop-produks></olshop-produks>\n${TAG}`, `<olshop-produk></olshop-produk>\n${TAG}`, /^<olshop-produk><\/olshop-produk>/],
  ["atribut-tak-dikenal", 1, `<olshop-produk totaldata="20"></olshop-produk>\n${TAG}`, `<olshop-produk total-data="20" class="rak" data-apa="1"></olshop-produk>\n${TAG}`, /<olshop-produk total-data="20">/],
  ["nilai-tak-dikenal", 1, `<olshop-produk total-data="25"></olshop-produk>\n${TAG}`, `<olshop-produk total-data="30"></olshop-produk>\n${TAG}`, /total-data="30"/],
  ["format-tak-dikenal", 2, produk('<b data-isi="harga_produk" data-format="rupia"></b>'), produk('<b data-isi="harga_produk" data-format="rupiah"></b>'), /data-format="rupiah"/],
  ["isian-tak-dikenal", 2, produk('<b data-isi="nama_prodk"></b>'), produk('<b data-isi="nama_produk"></b>'), /data-isi="nama_produk"/],
  ["isian-tak-dikenal", 1, `<olshop-transaksi urut="-tanggl"></olshop-transaksi>\n${TAG}`, `<olshop-transaksi urut="-tanggal"></olshop-transaksi>\n${TAG}`, /urut="-tanggal"/],
  ["isian-tak-boleh", 2, produk('<b data-attr-onclick="nama_produk">x</b>'), produk('<b data-attr-title="nama_produk">x</b>'), /<b>x<\/b>/],
  ["isian-di-luar-template", 1, `<olshop-produk><b data-isi="nama_produk"></b></olshop-produk>\n${TAG}`, produk('<b data-isi="nama_produk"></b>'), /<olshop-produk><template><b data-isi="nama_produk"><\/b><\/template><\/olshop-produk>/],
  ["isian-kurung-kurawal", 2, produk("<b>{{nama_produk}}</b>"), produk("<b>{{nama_user}}</b>"), /<b><span data-isi="nama_produk"><\/span><\/b>/],
  ["isian-kurung-kurawal", 2, produk('<img alt="" src="{{gambar_utama}}">'), produk('<img alt="" data-attr-src="gambar_utama">'), /data-attr-src="gambar_utama"/],
  ["syarat-tak-terbaca", 1, `<olshop-produk saring="harga_produk<<5"></olshop-produk>\n${TAG}`, `<olshop-produk saring="harga_produk<=50000; stok"></olshop-produk>\n${TAG}`, /^<olshop-produk><\/olshop-produk>/],
  ["kunci-rahasia", 2, '<script>\nconst apiKey = "a8f3kd92lsk2jd82";\n</script>', '<script>\nconst apaKey = "a8f3kd92lsk2jd82";\n</script>', /const apiKey = "KUNCI_INI_TEMPATNYA_DI_SERVER"/],
  ["kunci-rahasia", 2, '<script>\nfetch("https://contoh.id/", { headers: { Authorization: "Bearer a8f3kd92lsk2jd82" } });\n</script>', '<script>\nfetch("https://contoh.id/", { headers: { Accept: "text/plain, text/html" } });\n</script>', /"Bearer KUNCI_INI_TEMPATNYA_DI_SERVER"/],
  ["terlalu-baru", 4, script("const nama = kotak?.dataset.nama;"), script("const nama = kotak && kotak.dataset.nama;"), /const nama = \(kotak == null \? undefined : kotak\.dataset\.nama\)/],
  ["terlalu-baru", 4, script("const nama = kotak.title ?? 'x';"), script("const nama = kotak.title || 'x';"), /\(kotak\.title != null \? kotak\.title : 'x'\)/],
  ["terlalu-baru", 4, script("class Rak { isi = 1; #rahasia = 2; baca() { return this.#rahasia; } }"), script("class Rak { constructor() { this.isi = 1; } }"), /constructor\(\) \{ this\.isi = 1; this\._rahasia = 2; \}/],
  ["terlalu-baru", 4, script("const harga = 1_000_000;"), script("const harga = 1000000;"), /const harga = 1000000/],
  ["terlalu-baru", 2, '<script type="module">\nconst jawab = await Promise.resolve(1);\n</script>', '<script type="module">\n(async function () { const jawab = await Promise.resolve(1); })();\n</script>', /\(async function \(\) \{\n {2}const jawab = await/],
  ["css-terlalu-baru", 1, "<style>.a { inset: 0 4px; }</style>", "<style>.a { top: 0; }</style>", /top: 0; right: 4px; bottom: 0; left: 4px/],
  ["css-terlalu-baru", 1, "<style>.a { height: 100dvh; }</style>", "<style>.a { height: 100vh; height: 100dvh; }</style>", /height: 100vh; height: 100dvh/],
  ["css-terlalu-baru", 1, "<style>.a { display: flex; gap: 8px; }</style>", "<style>.a { display: grid; gap: 8px; }</style>", /\.a > \* \+ \* \{ margin-left: 8px; \}/],
  ["gambar-http", 1, '<img alt="" src="http://contoh.id/a.png">', '<img alt="" src="https://contoh.id/a.png">', /src="https:\/\/contoh\.id\/a\.png"/],
  ["gambar-http", 1, "<style>.a { background: url(http://contoh.id/a.png); }</style>", "<style>.a { background: url(https://contoh.id/a.png); }</style>", /url\(https:/],
  ["tanpa-alt", 2, produk('<img data-attr-src="gambar_utama">'), produk('<img data-attr-src="gambar_utama" data-attr-alt="nama_produk">'), /<img data-attr-src="gambar_utama" data-attr-alt="nama_produk">/],
  ["tanpa-alt", 1, '<img src="https://contoh.id/a.png">', '<img src="https://contoh.id/a.png" alt="Etalase">', /alt=""/],
  ["tag-tak-ditutup", 1, "<div><p>Halo", "<div><p>Halo</div>", /<\/div>$/],
  ["tag-tak-ditutup", 1, "<b>a</b><!-- sisa", "<b>a</b><!-- sisa -->", /sisa -->/],
  ["akhir-skrip-di-teks", 2, "<script>\nconst t = \"<b></script>\";\n</script>", '<script>\nconst t = "<b><\\/script>";\n</script>', /"<b><\\\/script>"/],
];

inBoth(({ open }) => {
  for (const [rule, line, bad, good, mended] of CASES) {
    test(`${rule}: ${bad.replace(/\s+/g, " ").slice(0, 50)}…`, async (t) => {
      const page = await open(t, bad);
      const found = (await findings(page)).filter((finding) => finding.rule === rule);
      assert.ok(found.length > 0, "the page has it");
      assert.equal(found[0].line, line);
      const before = found.length;
      await page.click(`.temuan[data-aturan="${rule}"] .perbaiki`);
      await page.waitFor((old) => localStorage.getItem("bengkel:halaman") !== old, bad);
      const text = await textOf(page);
      assert.match(text, mended);
      const left = (await findings(page)).filter((finding) => finding.rule === rule);
      assert.ok(left.length < before, `one tap mends it: ${JSON.stringify(left)}`);

      const fine = await open(t, good);
      assert.deepEqual((await findings(fine)).filter((finding) => finding.rule === rule), []);
    });
  }
}, { isLong: true });

inBoth(({ open }) => {
  test("what ships with the package has nothing dangerous in it, and all of a page is mended at once", async (t) => {
    const page = await open(t, CASES.slice(0, 12).map(([, , bad]) => bad).join("\n"));
    assert.ok((await findings(page)).length > 5);
    await page.click("#perbaiki-semua");
    await page.waitFor(() => document.querySelector(".aman") !== null);
  });
}, { isLong: true });
