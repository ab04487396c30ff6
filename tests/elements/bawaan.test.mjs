// Elements alone: what they show without a template.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BUDI, overflow, produk, rupiah, settled, texts, useElements } from "./harness.mjs";

const elements = useElements();

test("a page of two lines shows a product grid", async (t) => {
  const { page, requests } = await elements.open(t, "\n<olshop-produk></olshop-produk>");
  await settled(page, "olshop-produk");
  const expected = await elements.rows("/app/produk", { total_data: "20" });
  assert.deepEqual(await texts(page, ".olshop-kartu .olshop-nama"), expected.map((row) => row.nama_produk.trim()));
  assert.deepEqual(await texts(page, ".olshop-harga"), expected.map((row) => rupiah(row.harga_produk)));
  assert.deepEqual(
    await page.locator(".olshop-kartu").evaluateAll((cards) => cards.map((card) => card.getAttribute("href"))),
    expected.map((row) => row.url_produk),
  );
  const boxes = await page.locator(".olshop-kartu").evaluateAll((cards) => cards.slice(0, 3).map((card) => card.getBoundingClientRect().toJSON()));
  assert.equal(boxes[0].top, boxes[1].top, "two cards beside each other");
  assert.ok(boxes[1].left > boxes[0].right && boxes[2].top > boxes[0].bottom);
  assert.equal(await overflow(page), 0);
  assert.equal((await requests("/app/produk")).length, 1);
});

test("a card tells discount and stock, and leaves out what there is not", async (t) => {
  const rows = {
    "/app/produk": [
      produk({ nama_produk: "Diskon", harga_produk: 80000, harga_produk_asli: 100000 }),
      produk({ nama_produk: "Habis", stok: 0, url_produk: null }),
      produk({ nama_produk: "Naik", harga_produk: 120, harga_produk_asli: 100 }),
    ],
  };
  const { page, warnings } = await elements.open(t, "<olshop-produk></olshop-produk>", { rows });
  await settled(page, "olshop-produk");
  const cards = page.locator(".olshop-kartu");
  assert.deepEqual(await texts(page, ".olshop-potongan"), ["-20%", ""]);
  assert.ok(!(await cards.nth(2).locator(".olshop-potongan").isVisible()), "no empty badge");
  assert.equal(await cards.nth(0).locator(".olshop-coret").textContent(), "Rp100.000");
  assert.equal(await cards.nth(0).locator(".olshop-habis").count(), 0);
  assert.equal(await cards.nth(1).locator(".olshop-habis").textContent(), "Habis");
  assert.equal(await cards.nth(1).getAttribute("href"), null);
  assert.equal(await page.locator(".olshop-kartu img").count(), 0);
  assert.deepEqual(warnings, []);
});

test("every element has a look of its own", async (t) => {
  const names = ["olshop-slide", "olshop-kategori", "olshop-kostumpage", "olshop-user", "olshop-catatan", "olshop-transaksi"];
  const { page, warnings } = await elements.open(
    t,
    names.map((name) => `<${name}></${name}>`).join("") + '<olshop-catatan id="poin" tipe="poin"></olshop-catatan>',
  );
  await settled(page, names.join());

  const slide = await elements.rows("/app/slide");
  assert.deepEqual(
    await page.locator("olshop-slide a").evaluateAll((links) => links.map((link) => link.getAttribute("href"))),
    slide.map((row) => row.url_tujuan || null),
  );
  assert.equal(await page.locator("olshop-slide img").count(), slide.length);

  const kategori = await elements.rows("/app/kategori");
  assert.deepEqual(await texts(page, "olshop-kategori a"), kategori.map((row) => row.nama_kategori));

  const kostumpage = await elements.rows("/app/kostumpage");
  assert.deepEqual(await texts(page, "olshop-kostumpage a"), kostumpage.map((row) => row.nama_page));

  const info = await elements.rows("/user/info", BUDI);
  assert.equal(await page.locator("olshop-user .olshop-judul").textContent(), info.nama_user);
  assert.deepEqual(await texts(page, "olshop-user dd"), ["Rp1.250.000", "3.400"]);

  const saldo = await elements.rows("/user/catatan", { ...BUDI, total_data: "20" });
  assert.deepEqual(await texts(page, "olshop-catatan:not([tipe]) .olshop-judul"), saldo.map((row) => row.informasi_catatan));
  assert.deepEqual(await texts(page, "olshop-catatan:not([tipe]) .olshop-jumlah"), saldo.map((row) => rupiah(Number(row.jumlah_dana))));

  const poin = await elements.rows("/user/catatan", { ...BUDI, tipe: "poin", total_data: "20" });
  assert.deepEqual(await texts(page, "#poin .olshop-judul"), poin.map((row) => row.kategori_poin));
  assert.deepEqual(await texts(page, "#poin .olshop-jumlah"), poin.map((row) => Number(row.jumlah_poin).toLocaleString("id-ID")));

  const transaksi = await elements.rows("/user/transaksi", { ...BUDI, total_data: "20" });
  assert.deepEqual(await texts(page, "olshop-transaksi .olshop-judul"), transaksi.map((row) => row.nama_barang));
  assert.deepEqual(await texts(page, "olshop-transaksi .olshop-status"), transaksi.map((row) => ({ pending: "Belum dibayar", lunas: "Lunas", "di batalkan": "Dibatalkan" })[row.status_bayar]));

  assert.equal(await overflow(page), 0);
  assert.deepEqual(warnings, []);
});

test("struktur=flat shows sub-categories beside the others", async (t) => {
  const { page } = await elements.open(t, '<olshop-kategori struktur="flat"></olshop-kategori>');
  await settled(page, "olshop-kategori");
  const expected = await elements.rows("/app/kategori", { struktur: "flat" });
  assert.equal(expected.length, 30);
  assert.deepEqual(await texts(page, ".olshop-label"), expected.map((row) => row.nama_kategori));
});

test("ordinary CSS of the page beats the defaults, wherever it stands", async (t) => {
  const css = `<style>
    olshop-produk { display: flex; flex-direction: column; }
    .olshop-kartu { border-radius: 3px; }
    .olshop-nama { height: 40px; font-size: 20px; }
    .olshop-gambar { object-fit: contain; }
    .olshop-bingkai { border-radius: 5px; }
    .olshop-harga { color: rgb(1, 2, 3); }
    .olshop-jumlah { color: rgb(4, 5, 6); }
    .olshop-tombol { background: rgb(7, 8, 9); }
    olshop-kategori { grid-template-columns: 1fr; }
  </style>`;
  const body = '<olshop-produk muat-lagi total-data="10"></olshop-produk><olshop-kategori></olshop-kategori><olshop-catatan></olshop-catatan>';
  for (const place of [(tag) => css + tag + body, (tag) => tag + body + css]) {
    const { page } = await elements.open(t, place);
    await settled(page, "olshop-produk, olshop-kategori, olshop-catatan");
    const style = (selector, ...names) =>
      page.locator(selector).first().evaluate((node, names) => names.map((name) => getComputedStyle(node)[name]), names);
    assert.deepEqual(await style("olshop-produk", "display", "flexDirection"), ["flex", "column"]);
    assert.deepEqual(await style(".olshop-kartu", "borderTopLeftRadius"), ["3px"]);
    assert.deepEqual(await style(".olshop-nama", "height", "fontSize"), ["40px", "20px"]);
    assert.deepEqual(await style(".olshop-gambar", "objectFit"), ["contain"]);
    assert.deepEqual(await style("olshop-kategori .olshop-bingkai", "borderTopLeftRadius"), ["5px"]);
    assert.deepEqual(await style(".olshop-harga", "color"), ["rgb(1, 2, 3)"]);
    assert.deepEqual(await style(".olshop-jumlah[data-tipe=tambah]", "color"), ["rgb(4, 5, 6)"]);
    assert.deepEqual(await style(".olshop-tombol", "backgroundColor"), ["rgb(7, 8, 9)"]);
    assert.equal((await style("olshop-kategori", "gridTemplateColumns"))[0].split(" ").length, 1);
  }
});

test("--olshop-warna gives the shop's colour, from the page or for one element", async (t) => {
  const { page } = await elements.open(
    t,
    `<style>:root { --olshop-warna: rgb(200, 0, 0) } #satu { --olshop-warna: rgb(0, 0, 200) }</style>
    <olshop-user></olshop-user><olshop-user id="satu"></olshop-user>
    <olshop-produk muat-lagi total-data="10"><template><b data-isi="nama_produk"></b></template></olshop-produk>`,
  );
  await settled(page, "olshop-user, olshop-produk");
  const colour = (selector) => page.locator(selector).first().evaluate((node) => getComputedStyle(node).color);
  assert.equal(await colour("olshop-user:not(#satu) dd"), "rgb(200, 0, 0)");
  assert.equal(await colour("#satu dd"), "rgb(0, 0, 200)");
  assert.equal(await colour(".olshop-lagi"), "rgb(200, 0, 0)", "also beside a template of the page's own");
});

test("hidden elements stay hidden, and one with a template is a plain block", async (t) => {
  const { page } = await elements.open(
    t,
    '<olshop-produk hidden id="a"></olshop-produk><olshop-produk id="b"><template><i data-isi="nama_produk"></i></template></olshop-produk>',
  );
  await settled(page, "olshop-produk");
  const display = (selector) => page.locator(selector).evaluate((node) => getComputedStyle(node).display);
  assert.equal(await display("#a"), "none");
  assert.equal(await display("#b"), "block");
});

test("boxes as the app makes them show the elements well", async (t) => {
  const boxes = {
    "WRAP_CONTENT": "",
    "MATCH_PARENT": "html, body { height: 100%; margin: 0 } body { overflow: auto }",
    "a fixed height": "html, body { height: 300px; margin: 0 } body { overflow: auto }",
    "narrow, in a row": "body { display: flex; width: 200px } body > * { flex: 1; min-width: 0 }",
  };
  for (const [name, css] of Object.entries(boxes)) {
    const { page } = await elements.open(t, `<style>${css}</style><olshop-produk total-data="10"></olshop-produk>`);
    await settled(page, "olshop-produk");
    const { height, last } = await page.evaluate(() => {
      const host = document.querySelector("olshop-produk").getBoundingClientRect();
      const last = document.querySelector(".olshop-kartu:last-child").getBoundingClientRect();
      return { height: host.height, last: host.bottom - last.bottom };
    });
    assert.ok(height > 500, `${name}: ${height}`);
    assert.ok(Math.abs(last) < 2, `${name}: the element is as high as its rows`);
    assert.equal(await overflow(page), 0, name);
  }
});

test("slides keep the place of pictures that have not come yet", async (t) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const { page } = await elements.open(t, "<olshop-slide></olshop-slide><p>di bawahnya</p>", {
    pictures: true,
    prepare: (page) =>
      page.route("**/gambar/slide/**", async (route) => {
        await held;
        await route.continue();
      }),
  });
  await settled(page, "olshop-slide");
  const below = () => page.locator("p").evaluate((node) => Math.round(node.getBoundingClientRect().top));
  const before = await below();
  assert.ok(before > 140, `${before} px`);
  release();
  await page.waitForFunction(() => Array.from(document.querySelectorAll(".olshop-spanduk")).every((picture) => picture.naturalWidth > 0));
  assert.equal(await below(), before);
});
