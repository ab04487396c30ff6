// Pages without script. (Every detail, in today's Chromium: tests/elements.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { tagFor } from "../elements/harness.mjs";
import { produk } from "../support/rows.mjs";
import { overflow, textsOf } from "./in-page.mjs";

/** Runs in the page before anything else: keeps what the elements tell. */
function listen() {
  window.told = [];
  for (const name of ["olshop:muat", "olshop:gagal"]) {
    document.addEventListener(name, (event) => {
      const data = event.detail.data;
      const error = event.detail.error;
      const what = error ? error.kind : Array.isArray(data) ? data.length : data.nama_user;
      window.told.push([name, event.target.id || event.target.localName, what].join(" "));
    });
  }
}

/** Runs in the page before anything else: keeps the API's answers back until `window.release` is called. */
function holdAnswers() {
  const fetch = window.fetch;
  const released = new Promise((resolve) => (window.release = resolve));
  window.fetch = function () {
    const answer = fetch.apply(window, arguments);
    return released.then(() => answer);
  };
}

/** Runs in the page: whether all elements have been answered, and their rows have come. */
function isAnswered(least) {
  const hosts = Array.from(document.querySelectorAll("body > *")).filter((host) => /^olshop-/.test(host.localName));
  return hosts.every((host) => host.getAttribute("aria-busy") === "false") && document.querySelectorAll(".olshop-kartu, .baris").length >= least;
}

/** Runs in the page: how many there are of a selector is what is wanted. */
const isCount = (selector, number) => document.querySelectorAll(selector).length === number;

/** Runs in the page before anything else: keeps the cards that the page has before any script of its own. */
function keepCards() {
  new MutationObserver((_, observer) => {
    const cards = document.querySelectorAll(".olshop-kartu");
    if (cards.length < 20) return;
    window.cards = Array.from(cards);
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

const STATES = `
  <template data-saat="memuat"><em class="keadaan">Sebentar…</em></template>
  <template data-saat="kosong"><em class="keadaan">Kosong nih</em></template>
  <template data-saat="gagal"><div class="keadaan"><i data-isi="message"></i>|<i data-isi="kind"></i>|<i data-isi="code"></i><button data-muat-ulang>Ulangi</button></div></template>
  <template data-saat="belum-masuk"><em class="keadaan">Masuk dulu ya</em></template>`;

const MASUK = "Masuk dulu di aplikasi untuk melihat bagian ini.";

/** What shoppers are told of a mistake that only the page's author can mend. */
const CLOSED = "Bagian ini sedang tidak bisa ditampilkan.";

const prices = (texts) => texts.map((text) => Number(text.replace(/\D/g, "")));

/** Declares the tests for one browser. */
export function elementPages(browser) {
  /**
   * Pastes a page and opens it, once its elements have been answered and the least of rows is there.
   *
   * @param {string} body behind the library's tag
   * @param {object} [options]
   * @param {string} [options.as] who is logged in
   * @param {number | null} [options.least] rows; null: nothing is waited for
   * @param {string} [options.faults] what goes wrong, in the mock server's words
   * @param {string} [options.tag] attributes of the library's tag, in place of the token
   * @param {object[]} [options.answers] the first answers of the API
   * @param {boolean} [options.hold] whether they wait for `window.release`
   */
  async function open(t, body, { as = "budi", least = 0, faults = "-", tag, answers, hold = false } = {}) {
    const page = await browser.newPage(t);
    await page.prepare(listen);
    if (hold) await page.prepare(holdAnswers);
    const api = browser.shop.session(faults);
    if (answers) await api.answerWith(answers);
    const head = '<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';
    await page.goto(await browser.shop.paste(as, head + tagFor(api.baseUrl, tag) + body));
    if (least !== null) await page.waitFor(isAnswered, least);
    return {
      page,
      texts: (selector) => page.evaluate(textsOf, selector),
      told: () => page.evaluate(() => window.told.slice().sort()),
      /** What was asked of an endpoint, or of all. */
      async requests(endpoint = "") {
        return (await api.log()).filter(({ path }) => path.endsWith(endpoint)).map(({ params }) => params);
      },
    };
  }

  test("a page of two lines shows a product grid", async (t) => {
    const { page, requests } = await open(t, "\n<olshop-produk></olshop-produk>", { least: 20 });
    const cards = await page.evaluate(() => Array.from(document.querySelectorAll(".olshop-kartu"), (card) => card.getBoundingClientRect().toJSON()));
    assert.equal(cards.length, 20);
    assert.ok(cards[0].top === cards[1].top && cards[1].left > cards[0].right && cards[2].top > cards[0].bottom, "two beside each other");
    assert.equal(await page.evaluate(overflow), 0);
    assert.equal((await requests()).length, 1);
  });

  test("contents from the start are seen without a script, and taken over as they stand", async (t) => {
    const { page: first, requests } = await open(t, "\n<olshop-kategori></olshop-kategori><olshop-produk></olshop-produk>", { least: 20 });
    const html = await first.evaluate(() => window.BukaOlshop.isiAwal());
    const boxes = () => Array.from(document.querySelectorAll(".olshop-kartu"), (card) => card.getBoundingClientRect().toJSON());
    const drawn = await first.evaluate(boxes);
    const bare = await browser.newPage(t);
    await bare.goto(await browser.shop.paste("budi", html.replace(/<script src[^]*?<\/script>/, "")));
    assert.deepEqual(await bare.evaluate(boxes), drawn, "the same boxes as with the library");
    const page = await browser.newPage(t);
    await page.prepare(keepCards);
    await page.goto(await browser.shop.paste("budi", html));
    await page.waitFor(() => (document.querySelector("olshop-produk").data || []).length === 20);
    const kept = await page.evaluate(() => window.cards.filter((card, at) => card === document.querySelectorAll(".olshop-kartu")[at]).length);
    assert.equal(kept, 20, "the very cards of the page");
    assert.deepEqual(await page.evaluate(boxes), drawn);
    assert.equal((await requests("/app/produk")).length, 1, "as fresh as they are, nobody is asked");
  });

  test("every element by itself", async (t) => {
    const { page, texts, told } = await open(
      t,
      '<olshop-slide></olshop-slide><olshop-kategori></olshop-kategori><olshop-kostumpage></olshop-kostumpage><olshop-user></olshop-user><olshop-catatan></olshop-catatan><olshop-catatan id="poin" tipe="poin"></olshop-catatan><olshop-transaksi></olshop-transaksi>',
    );
    assert.equal((await texts("olshop-kategori .olshop-label")).length, 8);
    assert.equal((await texts("olshop-catatan:not(#poin) .olshop-baris")).length, 20);
    assert.equal((await texts("olshop-transaksi .olshop-baris")).length, 20);
    assert.deepEqual(await texts("olshop-user dd"), ["Rp1.250.000", "3.400"]);
    assert.match((await texts("#poin .olshop-jumlah")).join(), /^[\d.]+(,[\d.]+){19}$/);
    const slides = await texts("olshop-slide .olshop-geser");
    const pages = await texts("olshop-kostumpage .olshop-ubin");
    assert.ok(slides.length > 0 && pages.length > 0);
    assert.deepEqual(await texts("[role=alert]"), []);
    assert.equal(await page.evaluate(overflow), 0);
    assert.deepEqual(
      await told(),
      [`kategori 8`, `kostumpage ${pages.length}`, `slide ${slides.length}`, "transaksi 20", "catatan 20", "user Budi Santoso"]
        .map((what) => `olshop:muat olshop-${what}`)
        .concat("olshop:muat poin 20")
        .sort(),
    );
  });

  test("a template with every binding", async (t) => {
    const { page, texts } = await open(
      t,
      `<olshop-kategori><template><h2 data-isi="nama_kategori"></h2><template data-tiap="sub_kategori"><a class="sub" data-attr-href="url_kategori" data-isi="nama_kategori"></a></template></template></olshop-kategori>
      <olshop-produk total-data="10"><template><div class="baris" data-attr-data-id="id_produk"><img width="40" data-attr-src="gambar_utama" data-attr-alt="nama_produk"><b data-isi="harga_produk" data-format="rupiah"></b><time data-isi="tanggal" data-format="tanggal"></time><i data-jika="stok">ada</i><i data-jika-tidak="stok">habis</i></div></template></olshop-produk>`,
      { least: 10 },
    );
    assert.equal((await texts("h2")).length, 8);
    assert.equal((await texts(".sub[href^=http]")).length, 22);
    for (const text of await texts(".baris")) assert.match(text, /^Rp[\d.]+\d+ \S+ \d{4}, \d\d\.\d\d(ada|habis)$/);
    assert.equal((await texts(".baris[data-id] > img[src^=http][alt]")).length, 10);
    assert.equal(await page.evaluate(overflow), 0);
  });

  test("filters, orders, groups and computed fields keep the nodes of rows; missing pictures give way to a plain field", async (t) => {
    const shelf = [
      produk({ id_produk: "1", nama_produk: "Kaos 1.050", harga_produk: 3000, stok: 1, gambar_utama: null }),
      produk({ id_produk: "2", nama_produk: "kaos 5", harga_produk: 2000, harga_produk_asli: 4000, stok: 0 }),
      produk({ id_produk: "3", nama_produk: "Topi", harga_produk: 1000, stok: -1, tanggal: "2024-02-01 00:00:00" }),
    ];
    const { page, texts } = await open(
      t,
      '<input data-saring-untuk="rak" data-saring="nama_produk~nilai"><olshop-produk id="rak" urut="nama_produk"><template><p class="baris"><img width="40" height="30" data-attr-src="gambar_utama"><b data-isi="nama_produk"></b> <i data-isi="potongan_persen"></i><u data-jika="harga_produk<=2000">murah</u></p></template><template data-saat="kelompok"><h4><b data-isi="nama"></b> <i data-isi="jumlah:harga_produk"></i></h4></template></olshop-produk>',
      { least: 3, answers: [{ body: { code: 200, status: "ok", data: shelf } }] },
    );
    assert.deepEqual(await texts(".baris"), ["kaos 5 50murah", "Kaos 1.050 0", "Topi 0murah"]);
    const sizes = await page.evaluate(() => Array.from(document.querySelectorAll(".baris > img"), (picture) => [picture.offsetWidth, picture.offsetHeight, getComputedStyle(picture).backgroundColor].join()));
    assert.deepEqual([...new Set(sizes)], ["40,30,rgba(128, 128, 128, 0.12)"]);
    await page.evaluate(() => {
      window.tampil = [];
      rak.addEventListener("olshop:tampil", (event) => window.tampil.push(["data", "added", "moved", "removed"].map((part) => event.detail[part].map((row) => row.id_produk).join("")).join("|")));
      document.querySelectorAll(".baris").forEach((row) => (row.lama = true));
      const field = document.querySelector("input");
      field.value = "KAOS";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      rak.setAttribute("urut", "-nama_produk");
      field.value = "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      rak.setAttribute("kelompok", "tersedia");
      rak.saring = (row) => row.id_produk !== "3";
      rak.saring = null;
    });
    assert.deepEqual(await texts(".baris"), ["Topi 0murah", "kaos 5 50murah", "Kaos 1.050 0"]);
    assert.deepEqual(await texts("h4"), ["Tidak tersedia 3000", "Tersedia 3000"]);
    assert.ok(await page.evaluate(() => Array.from(document.querySelectorAll(".baris")).every((row) => row.lama)));
    assert.deepEqual(await page.evaluate(() => window.tampil), ["21|||3", "12||1|", "312|3||", "321||2|", "12||1|3", "321|3|2|"]);
  });

  test("discounts, lists, and fields that nobody knows", async (t) => {
    const data = [produk({ nama_produk: "a", harga_produk: 80000, harga_produk_asli: 100000, ukuran: ["S", "XL"] }), produk({ nama_produk: "b", stok: 0 })];
    const { page, texts } = await open(
      t,
      '<olshop-produk><template><p class="baris"><b data-isi="harga_produk" data-format="diskon"></b>|<template data-tiap="ukuran"><i data-isi="."></i>;</template>|<u data-isi="nama_prodk">x</u></p></template></olshop-produk>',
      { least: 2, answers: [{ body: { code: 200, status: "ok", data } }] },
    );
    assert.deepEqual(await texts(".baris"), ["-20%|S;XL;|", "||"]);
    const warnings = page.messages.filter(({ type }) => type === "warning").map(({ text }) => text);
    assert.deepEqual(warnings, ['bukaolshop: tidak ada isian "nama_prodk". Mungkin maksudnya "nama_produk"?']);
  });

  test("while the answer is on its way: skeletons, or the page's own words", async (t) => {
    const { page, texts, told } = await open(t, `<olshop-produk></olshop-produk><olshop-slide>${STATES}</olshop-slide>`, { least: null, hold: true });
    await page.waitFor(
      () => document.querySelectorAll(".olshop-tunggu-kartu[aria-hidden=true]").length === 4 && document.querySelector(".keadaan") !== null,
    );
    assert.deepEqual(await texts(".keadaan"), ["Sebentar…"]);
    assert.deepEqual(await page.evaluate(() => Array.from(document.querySelectorAll("body > *[aria-busy]"), (host) => host.getAttribute("aria-busy"))), ["true", "true"]);
    assert.deepEqual(await told(), []);
    await page.evaluate(() => window.release());
    await page.waitFor(isAnswered, 20);
    assert.deepEqual(await texts(".olshop-tunggu, .keadaan"), []);
  });

  test("nothing there, by itself and in the page's own words", async (t) => {
    const body = `<olshop-produk cari="zzz"></olshop-produk><olshop-produk cari="zzz">${STATES}</olshop-produk><olshop-transaksi></olshop-transaksi>`;
    const { texts, told } = await open(t, body, { as: "siti" });
    assert.deepEqual(await texts(".olshop-pesan, .keadaan"), ["Belum ada produk yang cocok.", "Kosong nih", "Belum ada transaksi."]);
    assert.deepEqual(await told(), ["olshop:muat olshop-produk 0", "olshop:muat olshop-produk 0", "olshop:muat olshop-transaksi 0"]);
  });

  test("a failure says why, and its button asks again", async (t) => {
    const { page, texts, told, requests } = await open(t, '<olshop-produk total-data="10"></olshop-produk>', { faults: "code:404,times:1" });
    assert.equal((await texts("olshop-produk > [role=alert]")).length, 1);
    assert.deepEqual(await told(), ["olshop:gagal olshop-produk not_found"]);
    await page.click("[role=alert] button");
    await page.waitFor(isCount, ".olshop-kartu", 10);
    assert.deepEqual(await texts("[role=alert]"), []);
    assert.equal((await requests()).length, 2);
  });

  test("a failure in the page's own words, with a button of its own", async (t) => {
    const row = '<template><b class="baris" data-isi="nama_produk"></b></template>';
    const { page, texts } = await open(t, `<olshop-produk total-data="10">${STATES}${row}</olshop-produk>`, { faults: "code:404,times:1" });
    const [message, kind, code] = await texts(".keadaan i");
    assert.ok(message.length > 10);
    assert.deepEqual([kind, code], ["not_found", "404"]);
    await page.click(".keadaan button");
    await page.waitFor(isCount, ".baris", 10);
    assert.deepEqual(await texts(".keadaan"), []);
  });

  for (const as of ["tamu", "literal"]) {
    test(`nobody logged in: ${as} is told so, nothing of a member is asked for, and products are for everyone`, async (t) => {
      const body = `<olshop-user></olshop-user><olshop-catatan></olshop-catatan><olshop-transaksi>${STATES}</olshop-transaksi><olshop-produk></olshop-produk>`;
      const { texts, told, requests } = await open(t, body, { as, least: 20 });
      assert.deepEqual(await texts(".olshop-pesan, .keadaan"), [MASUK, MASUK, "Masuk dulu ya"]);
      assert.equal((await requests()).length, 1);
      const failed = (await told()).filter((what) => what.startsWith("olshop:gagal"));
      assert.deepEqual(failed, ["catatan", "transaksi", "user"].map((name) => `olshop:gagal olshop-${name} not_logged_in`));
    });
  }

  test("what is wrong in the page stops no other element, and shoppers are not told why", async (t) => {
    const body = '<olshop-produk id="a" total-data="15"></olshop-produk><olshop-kategori id="b" struktur="datar"></olshop-kategori><olshop-catatan id="c" tipe="koin"></olshop-catatan><olshop-produk total-data="10"></olshop-produk>';
    const { texts, requests } = await open(t, body, { least: 10 });
    assert.deepEqual(await texts("[role=alert] p"), [CLOSED, CLOSED, CLOSED]);
    assert.equal((await requests()).length, 1);
  });

  test("a page without a token shows no shopper why", async (t) => {
    const { texts } = await open(t, "<olshop-produk></olshop-produk>", { tag: "" });
    assert.deepEqual(await texts("[role=alert] p"), [CLOSED]);
  });

  test("more rows by the button", async (t) => {
    const { page, requests } = await open(t, '<olshop-produk muat-lagi total-data="10"></olshop-produk>', { least: 10 });
    await page.click("[data-muat-lagi]");
    await page.waitFor(isCount, ".olshop-kartu", 20);
    assert.deepEqual((await requests()).map((request) => request.page), ["1", "2"]);
  });

  test("more rows by scrolling", async (t) => {
    const { page, requests } = await open(t, '<olshop-transaksi gulir total-data="20"></olshop-transaksi>');
    await page.waitFor((least) => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      return document.querySelectorAll(".olshop-baris").length >= least;
    }, 60);
    const pages = (await requests()).map((request) => Number(request.page));
    assert.deepEqual(pages, pages.map((_, place) => place + 1), "each page once, in order");
  });

  test("a field searches when the typing pauses", async (t) => {
    const { page, texts, requests } = await open(t, '<input data-cari-untuk="p"><olshop-produk id="p" total-data="10"></olshop-produk>', { least: 10 });
    await page.evaluate(() => {
      const field = document.querySelector("input");
      for (const text of ["k", "ko", "kopi"]) {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
    await page.waitFor(() => p.getAttribute("cari") === "kopi" && p.getAttribute("aria-busy") === "false" && p.data.length > 0);
    assert.ok((await texts(".olshop-nama")).every((name) => /kopi/i.test(name)));
    assert.deepEqual((await requests()).map((request) => request.cari_nama_produk), [undefined, "kopi"]);
  });

  test("a field sorts, and asks nothing", async (t) => {
    const order = '<select data-urut-untuk="p"><option value="">-<option value="-harga_produk">Termahal</select>';
    const { page, texts, requests } = await open(t, `${order}<olshop-produk id="p"></olshop-produk>`, { least: 20 });
    const asSent = prices(await texts(".olshop-harga"));
    await page.evaluate(() => {
      const field = document.querySelector("select");
      field.selectedIndex = 1;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    assert.deepEqual(prices(await texts(".olshop-harga")), asSent.slice().sort((a, b) => b - a));
    assert.equal((await requests()).length, 1);
  });

  test("attributes changed by a script take effect, several at once with one request", async (t) => {
    const { page, texts, requests } = await open(t, '<olshop-produk id="p" total-data="10"></olshop-produk>', { least: 10 });
    await page.evaluate(() => {
      p.setAttribute("id-kategori", "41211");
      p.setAttribute("total-data", "30");
    });
    await page.waitFor(isCount, ".olshop-kartu", 30);
    assert.match((await texts(".olshop-nama"))[0], /^Pulsa /);
    const [, second, ...more] = await requests();
    assert.deepEqual([second.id_kategori, second.total_data, more.length], ["41211", "30", 0]);
  });

  test(".data, .muatUlang(), and one request for elements that ask the same", async (t) => {
    const body = '<olshop-produk id="p" total-data="10"></olshop-produk><olshop-produk total-data="10"></olshop-produk><olshop-user id="u"></olshop-user>';
    const { page, told, requests } = await open(t, body, { least: 20, faults: "delay:50" });
    assert.deepEqual(await page.evaluate(() => [p.data.length, u.data.jumlah_saldo]), [10, 1250000]);
    assert.equal((await requests("/app/produk")).length, 1);
    assert.equal(await page.evaluate(() => p.muatUlang().then(() => p.data.length)), 10);
    assert.equal((await requests("/app/produk")).length, 2);
    assert.equal(await page.evaluate(isCount, ".olshop-kartu", 20), true);
    assert.deepEqual(await told(), ["olshop:muat olshop-produk 10", "olshop:muat p 10", "olshop:muat p 10", "olshop:muat u Budi Santoso"]);
  });

  test("the page's own CSS holds, and one property gives the shop's colour", async (t) => {
    const css = "<style>:root { --olshop-warna: rgb(200, 0, 0) } .olshop-nama { font-size: 20px } olshop-produk { grid-template-columns: 1fr }</style>";
    const { page } = await open(t, `${css}<olshop-produk muat-lagi total-data="10"></olshop-produk>`, { least: 10 });
    const styles = await page.evaluate(() => {
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      return [style(".olshop-nama").fontSize, style(".olshop-harga").color, style(".olshop-lagi").color, style("olshop-produk").gridTemplateColumns.split(" ").length];
    });
    assert.deepEqual(styles, ["20px", "rgb(200, 0, 0)", "rgb(200, 0, 0)", 1]);
  });

  test("boxes as the app makes them show all of the rows", async (t) => {
    const boxes = ["", "html, body { height: 100%; margin: 0 } body { overflow: auto }", "html, body { height: 300px; margin: 0 } body { overflow: auto }"];
    for (const css of boxes) {
      const { page } = await open(t, `<style>${css}</style><olshop-produk total-data="10"></olshop-produk>`, { least: 10 });
      const below = await page.evaluate(() => {
        const last = document.querySelector(".olshop-kartu:last-child").getBoundingClientRect();
        return document.querySelector("olshop-produk").getBoundingClientRect().bottom - last.bottom;
      });
      assert.ok(Math.abs(below) < 2, `${css}: the element is as high as its rows`);
      assert.equal(await page.evaluate(overflow), 0);
    }
  });
}
