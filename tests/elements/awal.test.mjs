// Contents from the start: pages that hold the cards which their elements showed, before any script.
import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { overflow, produk, settled, texts, told, until, useElements } from "./harness.mjs";

const elements = useElements();

const HEADERS = { "access-control-allow-origin": "*" };
const NAME = '<template><b data-isi="nama_produk" style="display: block; height: 60px"></b></template>';

/** A shop whose products a test changes, and what it was asked. */
function shop(products) {
  const state = { products, asked: [], isDown: false, wait: null };
  const prepare = (page) =>
    page.route((url) => url.pathname.endsWith("/app/produk"), async (route) => {
      state.asked.push(new URL(route.request().url()).searchParams.get("page"));
      if (state.isDown) return route.abort();
      await state.wait;
      const at = Number(state.asked[state.asked.length - 1]) - 1;
      return route.fulfill({ json: { code: 200, status: "ok", data: state.products.slice(20 * at, 20 * at + 20) }, headers: HEADERS });
    });
  return { state, prepare };
}

const products = (number, more = () => ({})) =>
  Array.from({ length: number }, (_, i) => produk({ id_produk: `${i + 1}`, nama_produk: `Barang ${i + 1}`, harga_produk: 1000 * (i + 1), stok: i % 7, ...more(i) }));

/** The body's HTML as it should be pasted, once its elements show something. */
async function written(t, body, options) {
  const { page } = await elements.open(t, body, options);
  await settled(page, "olshop-produk, olshop-kategori, olshop-slide, olshop-kostumpage, olshop-user");
  return page.evaluate(() => BukaOlshop.isiAwal());
}

const MINUTE = 60_000;

/** Opens what was written, some time later; keeps what moved in the page, and the cards that were there when it was parsed. */
function paste(t, html, { later = 10 * MINUTE, ...options } = {}) {
  const prepare = async (page) => {
    await page.addInitScript((later) => {
      const { now } = Date;
      Date.now = () => now() + later;
    }, later);
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shift += value))).observe({ type: "layout-shift", buffered: true });
      new MutationObserver((_, observer) => {
        const cards = document.querySelectorAll("olshop-produk > :not(template):not(style):not(script)");
        if (cards.length < 20 || window.cards) return;
        window.cards = [...cards];
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    if (options.prepare) await options.prepare(page);
  };
  return elements.open(t, () => html, { ...options, prepare });
}

const rows = (page) => page.evaluate(() => document.querySelector("olshop-produk").data);
const fewFields = ({ id_produk, nama_produk, harga_produk, stok, url_produk }) => [id_produk, nama_produk, harga_produk, stok, url_produk];

test("cards are there before any script, look the same, and stay where no script comes", async (t) => {
  const html = await written(t, '<main><olshop-kategori></olshop-kategori><olshop-produk muat-lagi></olshop-produk></main>');
  const bare = html.replace(/<script src[^]*?<\/script>/, "");
  const { page } = await elements.open(t, () => bare, { context: { javaScriptEnabled: false } });
  assert.equal(await page.locator("olshop-produk > .olshop-kartu").count(), 20);
  const box = await page.locator(".olshop-kartu").first().boundingBox();
  assert.ok(box.width > 140 && box.width < 180 && box.height > 180, JSON.stringify(box));
  assert.equal(await page.locator("olshop-produk > .olshop-kartu").nth(1).evaluate((card) => getComputedStyle(card).borderTopWidth), "1px");
});

for (const [what, template] of Object.entries({ "the default cards": "", "a template of the page's own": NAME })) {
  test(`${what} are taken over without a flash, a shift or a lost place`, async (t) => {
    const { state, prepare } = shop(products(45));
    const html = await written(t, (tag) => `<main>${tag}<olshop-produk muat-lagi>${template}</olshop-produk></main>`, { prepare });
    state.asked.length = 0;
    let release;
    state.wait = new Promise((resolve) => (release = resolve));
    const { page } = await paste(t, html, { prepare });
    await page.waitForFunction(() => document.querySelector("olshop-produk").data);
    await page.evaluate(() => scrollTo(0, 120));
    assert.deepEqual((await rows(page)).map(fewFields), products(20).map(fewFields), "as if it had just loaded");
    assert.deepEqual((await told(page)).map(({ name, rows }) => [name, rows]), [["olshop:muat", 20]]);
    const same = () => page.evaluate(() => [...document.querySelectorAll("olshop-produk > :not(template):not(button)")].every((card, at) => card === window.cards[at]));
    assert.ok(await same(), "the very cards of the page");
    release();
    await settled(page, "olshop-produk");
    assert.ok(await same());
    assert.deepEqual(state.asked, ["1"], "old as they are, one question renews them");
    assert.deepEqual(await page.evaluate(() => [window.shift, scrollY]), [0, 120]);
    assert.equal(await page.locator("[data-awal]").count(), 0);
    // Sorting, and the next page.
    await page.getByRole("button", { name: "Muat lagi" }).click();
    await page.waitForFunction(() => document.querySelector("olshop-produk").data.length === 40);
    await page.evaluate(() => document.querySelector("olshop-produk").setAttribute("urut", "-harga_produk"));
    const first = page.locator(template ? "olshop-produk > b" : ".olshop-nama").first();
    await until(async () => (await first.textContent()) === "Barang 40", "the dearest first");
  });
}

test("contents that are fresh by the tag's rule cost no request", async (t) => {
  const { state, prepare } = shop(products(20));
  const tag = (more) => (it) => `${it.replace("data-token=", `${more} data-token=`)}<olshop-produk></olshop-produk>`;
  const html = await written(t, tag('data-cache-fresh="6 jam"'), { prepare });
  state.asked.length = 0;
  const { page } = await paste(t, html, { prepare });
  await page.waitForFunction(() => document.querySelector("olshop-produk").data);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(state.asked, []);
  assert.equal((await rows(page)).length, 20);
});

test("what has changed is changed in place, and without a network the page still shows the shop", async (t) => {
  const { state, prepare } = shop(products(20));
  const html = await written(t, (tag) => `${tag}<olshop-produk>${NAME}</olshop-produk>`, { prepare });
  state.products = products(20, (i) => (i === 3 ? { nama_produk: "Baru" } : {}));
  const { page } = await paste(t, html, { prepare });
  await page.waitForFunction(() => document.querySelector("olshop-produk").children[4].textContent === "Baru");
  const kept = await page.evaluate(() => [...document.querySelectorAll("olshop-produk > b")].map((card, at) => card === window.cards[at]));
  assert.deepEqual(kept, kept.map((_, at) => at !== 3));
  state.isDown = true;
  const offline = await paste(t, html, { prepare });
  await settled(offline.page, "olshop-produk");
  assert.equal(await offline.page.locator("olshop-produk > b").count(), 20);
  assert.equal(await offline.page.locator("[role=alert]").count(), 0);
});

test("what an owner typed becomes no shortcode, no markup and no script", async (t) => {
  const names = ["{{token_user}}", "{{{id_user}}}", "</script><script>window.kena = 1</script>", "<img src=x onerror='window.kena = 1'>", '"><template>x', "~~|~ & < \" '", "<!--", "{{ nama_user }}\u2028"];
  const odd = products(20, (i) => ({ nama_produk: names[i % names.length], kondisi_produk: names[(i + 3) % names.length], url_produk: i % 2 ? "javascript:window.kena=1" : "https://a.id/{{token_user}}" }));
  const { prepare } = shop(odd);
  const html = await written(t, (tag) => `${tag}<olshop-produk>${'<template><a data-attr-href="url_produk" data-attr-title="kondisi_produk" data-isi="nama_produk"></a></template>'}</olshop-produk>`, { prepare });
  const inside = html.slice(html.indexOf("</template>"));
  assert.doesNotMatch(inside, /\{\{/);
  const { page } = await paste(t, html, { prepare });
  await page.waitForFunction(() => document.querySelector("olshop-produk").data);
  assert.deepEqual((await rows(page)).map(({ nama_produk }) => nama_produk), odd.map(({ nama_produk }) => nama_produk));
  assert.deepEqual(await texts(page, "olshop-produk > a"), odd.map(({ nama_produk }) => nama_produk.trim()));
  assert.equal(await page.evaluate(() => window.kena), undefined);
  assert.equal(await page.locator("olshop-produk img, a[href^=javascript]").count(), 0);
});

test("a member's data are in no page, and the member's shortcodes are as their author wrote them", async (t) => {
  const html = await written(t, (tag) => `${tag}<olshop-user></olshop-user><olshop-transaksi></olshop-transaksi><olshop-slide></olshop-slide>`);
  assert.match(html, /<olshop-user[^>]*><\/olshop-user>/);
  assert.match(html, /<olshop-transaksi[^>]*><\/olshop-transaksi>/);
  assert.match(html, new RegExp('data-token-user="\\{\\{token_user}}" data-id-user="\\{\\{id_user}}"'));
  assert.doesNotMatch(html, /Budi|tu\+budi|130173/);
  assert.match(html, /<olshop-slide [^>]*data-awal=/);
});

const BROKEN = {
  "a block that was cut": (html) => html.replace(/(<script type="json"[^>]*>[^<]{60})[^<]*/, "$1"),
  "a card that was edited": (html) => html.replace("Barang 3<", "Barang tiga<"),
  "another edition of the format": (html) => html.replace('data-awal="1 ', 'data-awal="9 '),
  "another time": (html) => html.replace(/data-awal="1 \w/, 'data-awal="1 z'),
  "a mark of nothing": (html) => html.replace(/data-awal="1[^"]*"/, 'data-awal=""'),
  "no block": (html) => html.replace(/<script type="json"[^]*?<\/script>/, ""),
  "a block of nonsense": (html) => html.replace(/(<script type="json"[^>]*>)[^<]*/, '$1[1,["a"],["~zzz|"]]'),
  "a template inside": (html) => html.replace(/(<script type="json"[^>]*>)/, '<template data-saat="kosong"></template>$1').replace(/(<script type="json"[^>]*>)[^<]{9}/, "$1"),
  "ten thousand rows": (html) => html.replace(/(<script type="json"[^>]*>)[^<]*/, `$1[0,["id_produk"],[${Array(10000).fill('"1"')}]]`),
  "another question": (html) => html.replace("<olshop-produk ", '<olshop-produk total-data="10" '),
  "another shop's token": (html) => html.replace(/data-token="[^"]*"/, 'data-token="lain"'),
};

test("contents that cannot be used are dropped, and the element loads as usual", async (t) => {
  const { state, prepare } = shop(products(20));
  const html = await written(t, (tag) => `${tag}<olshop-produk></olshop-produk>`, { prepare });
  for (const [what, spoil] of Object.entries(BROKEN)) {
    const spoilt = spoil(html);
    assert.notEqual(spoilt, html, what);
    state.asked.length = 0;
    const { page } = await elements.open(t, () => spoilt, { prepare });
    await settled(page, "olshop-produk");
    assert.deepEqual(await texts(page, ".olshop-nama"), products(20).map(({ nama_produk }) => nama_produk), what);
    assert.equal(state.asked.length, 1, what);
    assert.equal(await page.locator("[data-awal]").count(), 0, what);
    assert.deepEqual((await told(page)).map(({ name }) => name), ["olshop:muat"], what);
    await page.close();
  }
});

test("contents older than a limit are shown and marked until they are renewed", async (t) => {
  const { state, prepare } = shop(products(20));
  const html = await written(t, (tag) => `${tag}<olshop-produk></olshop-produk>`, { prepare });
  for (const [limit, days, isOld] of [["", 29, false], ["", 31, true], ['data-batas-awal="2 jam" ', 1, true], ['data-batas-awal="40 hari" ', 31, false]]) {
    let release;
    state.wait = new Promise((resolve) => (release = resolve));
    const { page } = await paste(t, html.replace("<olshop-produk ", `<olshop-produk ${limit}`), { prepare, later: days * 24 * 60 * MINUTE });
    await page.waitForFunction(() => document.querySelector("olshop-produk").data);
    assert.equal(await page.locator("olshop-produk[data-olshop-lama] > .olshop-kartu").count(), isOld ? 20 : 0, limit + days);
    release();
    await settled(page, "olshop-produk");
    assert.equal(await page.locator("[data-olshop-lama]").count(), 0);
    await page.close();
  }
});

test("twenty products weigh a fifth more than the HTML that shows them, at most", async (t) => {
  const { page } = await elements.open(t, "<olshop-produk></olshop-produk>");
  await settled(page, "olshop-produk");
  const [html, cards] = await page.evaluate(() => {
    const host = document.querySelector("olshop-produk");
    return [BukaOlshop.isiAwal(host), [...host.children].map((card) => card.outerHTML).join("")];
  });
  const [, style] = html.match(/<style[^>]*>([^]*?)<\/style>/);
  assert.ok(html.length <= 1.2 * (cards.length + style.length), `${html.length} for ${cards.length + style.length}`);
  assert.ok(html.length < 16_000 && brotliCompressSync(html).length < 4_000, `${html.length}`);
  assert.match(html, /^<olshop-produk [^]*<\/olshop-produk>$/);
  assert.equal(await overflow(page), 0);
});

test("what is no part of a page is refused", async (t) => {
  const { page } = await elements.open(t, "<p>a</p>");
  for (const root of ["null", '"body"', "document", "{}", "7"]) {
    const error = await page.evaluate(`(() => { try { BukaOlshop.isiAwal(${root}); } catch ({ kind, message }) { return kind + ": " + message; } })()`);
    assert.match(String(error), /^invalid_argument: .*isiAwal/, root);
  }
  assert.match(await page.evaluate(() => BukaOlshop.isiAwal()), /<p>a<\/p>/);
});
