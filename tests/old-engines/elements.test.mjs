// Pages without script. (Today's Chromium: tests/elements.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { tagFor } from "../elements/harness.mjs";
import { onEachEngine } from "./harness.mjs";

/** Runs in the page: whether all elements have been answered, and their rows have come. */
function isAnswered(least) {
  const hosts = Array.from(document.querySelectorAll("body > *")).filter((host) => /^olshop-/.test(host.localName));
  return hosts.every((host) => host.getAttribute("aria-busy") === "false") && document.querySelectorAll(".olshop-kartu, .baris").length >= least;
}

onEachEngine((old) => {
  /** Pastes a page and opens it once its rows are there. */
  async function open(t, body, { as = "budi", least = 0, faults = "-" } = {}) {
    const page = await old.newPage(t);
    const api = old.shop.session(faults);
    const head = '<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';
    await page.goto(await old.shop.paste(as, head + tagFor(api.baseUrl) + body));
    await page.waitFor(isAnswered, least);
    return { page, log: () => api.log(), texts: (selector) => page.evaluate(textsOf, selector) };
  }

  test("a page of two lines shows a product grid", async (t) => {
    const { page, log } = await open(t, "\n<olshop-produk></olshop-produk>", { least: 20 });
    const cards = await page.evaluate(() => Array.from(document.querySelectorAll(".olshop-kartu"), (card) => card.getBoundingClientRect().toJSON()));
    assert.equal(cards.length, 20);
    assert.ok(cards[0].top === cards[1].top && cards[1].left > cards[0].right && cards[2].top > cards[0].bottom, "two beside each other");
    assert.equal(await page.evaluate(overflow), 0);
    assert.equal((await log()).length, 1);
  });

  test("every element by itself", async (t) => {
    const { page, texts } = await open(
      t,
      "<olshop-slide></olshop-slide><olshop-kategori></olshop-kategori><olshop-kostumpage></olshop-kostumpage><olshop-user></olshop-user><olshop-catatan></olshop-catatan><olshop-transaksi></olshop-transaksi>",
    );
    assert.equal((await texts("olshop-kategori .olshop-label")).length, 8);
    assert.equal((await texts("olshop-catatan .olshop-baris")).length, 20);
    assert.equal((await texts("olshop-transaksi .olshop-baris")).length, 20);
    assert.deepEqual(await texts("olshop-user dd"), ["Rp1.250.000", "3400"]);
    assert.ok((await texts("olshop-slide .olshop-geser")).length > 0 && (await texts("olshop-kostumpage .olshop-ubin")).length > 0);
    assert.deepEqual(await texts("[role=alert]"), []);
    assert.equal(await page.evaluate(overflow), 0);
  });

  test("a template with every binding, and states of the page's own", async (t) => {
    const { page, texts } = await open(
      t,
      `<olshop-kategori><template><h2 data-isi="nama_kategori"></h2><template data-tiap="sub_kategori"><a class="sub" data-attr-href="url_kategori" data-isi="nama_kategori"></a></template></template></olshop-kategori>
      <olshop-produk total-data="10"><template><div class="baris" data-attr-data-id="id_produk"><img width="40" data-attr-src="gambar_utama" data-attr-alt="nama_produk"><b data-isi="harga_produk" data-format="rupiah"></b><time data-isi="tanggal" data-format="tanggal"></time><i data-jika="stok">ada</i><i data-jika-tidak="stok">habis</i></div></template></olshop-produk>
      <olshop-produk cari="zzzz"><template data-saat="kosong"><em>Kosong nih</em></template></olshop-produk>
      <olshop-produk total-data="15"><template data-saat="gagal"><strong data-isi="message"></strong></template></olshop-produk>`,
      { least: 10 },
    );
    assert.equal((await texts("h2")).length, 8);
    assert.equal((await texts(".sub[href^=http]")).length, 22);
    for (const text of await texts(".baris")) assert.match(text, /^Rp[\d.]+\d+ \S+ \d{4}, \d\d\.\d\d(ada|habis)$/);
    assert.deepEqual(await texts("em"), ["Kosong nih"]);
    assert.match((await texts("strong"))[0], /total_data/);
    assert.equal(await page.evaluate(overflow), 0);
  });

  test("more rows by the button and by scrolling, search and order", async (t) => {
    const { page, log, texts } = await open(
      t,
      '<input data-cari-untuk="p"><select data-urut-untuk="p"><option value="">-<option value="-harga_produk">Termahal</select><olshop-produk id="p" muat-lagi total-data="10"></olshop-produk>',
      { least: 10 },
    );
    await page.click("[data-muat-lagi]");
    await page.waitFor(() => document.querySelectorAll(".olshop-kartu").length === 20);
    await page.evaluate(() => {
      const field = document.querySelector("input");
      for (const text of ["k", "ko", "kopi"]) {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
    await page.waitFor(() => p.getAttribute("cari") === "kopi" && p.getAttribute("aria-busy") === "false" && p.data.length > 0);
    assert.ok((await texts(".olshop-nama")).every((name) => /kopi/i.test(name)));
    await page.evaluate(() => {
      const field = document.querySelector("select");
      field.selectedIndex = 1;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    const prices = (await texts(".olshop-harga")).map((text) => Number(text.replace(/\D/g, "")));
    assert.deepEqual(prices, prices.slice().sort((a, b) => b - a));
    assert.equal((await log()).length, 3);
    await page.evaluate(() => {
      p.removeAttribute("muat-lagi");
      p.removeAttribute("cari");
      p.setAttribute("gulir", "");
    });
    await page.waitFor(() => p.data && p.data.length >= 10 && p.getAttribute("aria-busy") === "false");
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitFor(() => document.querySelectorAll(".olshop-kartu").length >= 20);
  });

  test("nobody logged in", async (t) => {
    const { texts } = await open(t, "<olshop-user></olshop-user><olshop-produk></olshop-produk>", { as: "literal", least: 20 });
    assert.deepEqual(await texts(".olshop-pesan"), ["Masuk dulu di aplikasi untuk melihat bagian ini."]);
  });
});

function textsOf(selector) {
  return Array.from(document.querySelectorAll(selector), (node) => node.textContent.trim());
}

/** Runs in the page: how far its content reaches beyond the screen's side. */
function overflow() {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}
