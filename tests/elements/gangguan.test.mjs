// Elements where the page, the server or the rows are not as anybody would wish.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { count, produk, settled, texts, told, until, useElements } from "./harness.mjs";

const elements = useElements();
const json = (data, more = {}) => ({ json: { code: 200, status: "ok", data, ...more }, headers: { "access-control-allow-origin": "*" } });
const products = (from, number, fields = () => ({})) => Array.from({ length: number }, (_, i) => produk({ id_produk: String(from + i), nama_produk: `Produk ${from + i}`, ...fields(i) }));

/** Answers a page's requests to an endpoint. */
const answerWith = (endpoint, answer) => (page) =>
  page.route((url) => url.pathname.endsWith(endpoint), (route) => answer(route, new URL(route.request().url()).searchParams));

// ---------------------------------------------------------------- drawn as soon as it is whole

/** A host whose page holds back a file until the test is done. */
async function slowHost(t) {
  const server = createServer((request, answer) => {
    if (request.url !== "/lambat") answer.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/lambat`;
}

for (const [what, tag] of Object.entries({
  "a script that does not come": (url) => `<script src="${url}"></script>`,
  "a style sheet that does not come, and a script behind it": (url) => `<link rel="stylesheet" href="${url}"><script>window.later = 1;</script>`,
})) {
  test(`${what}: the element in front of it is drawn, with its own template`, async (t) => {
    const url = await slowHost(t);
    const { page } = await elements.open(t, (tagOfLibrary) => `${tagOfLibrary}<main><olshop-produk total-data="10"><template><i data-isi="nama_produk"></i></template></olshop-produk></main>${tag(url)}<p>akhir</p>`, {
      prepare: (page) => {
        const { goto } = page;
        page.goto = (address) => goto.call(page, address, { waitUntil: "commit" });
      },
    });
    await count(page, "olshop-produk > i", 10);
    assert.deepEqual(await page.evaluate(() => [document.readyState, document.querySelector("p")]), ["loading", null]);
  });
}

test("a page that is written by a script, and never closed, is drawn; a template that comes after all is used", async (t) => {
  const { page } = await elements.open(t, "<p>tunggu</p>");
  const library = await page.evaluate(() => document.querySelector("script[data-token]").outerHTML);
  await page.evaluate((html) => {
    document.open();
    document.write(html);
  }, `<!doctype html><head></head>${library}<olshop-produk total-data="10">`);
  await count(page, "olshop-produk > .olshop-kartu", 10);
  assert.equal(await page.evaluate(() => document.readyState), "loading");
  await page.evaluate(() => {
    document.write('<template><i data-isi="nama_produk"></i></template></olshop-produk>');
    document.close();
  });
  await count(page, "olshop-produk > i", 10);
  assert.equal(await page.locator(".olshop-kartu").count(), 0);
});

// ---------------------------------------------------------------- what nobody waits for is given up

test("a search that changes ten times while the server fails: only what is waited for is repeated", async (t) => {
  const seen = [];
  const { page } = await elements.open(t, '<olshop-produk id="p" total-data="10" cari="kata 0"></olshop-produk>', {
    prepare: answerWith("/app/produk", (route, query) => {
      seen.push(query.get("cari_nama_produk"));
      return route.fulfill({ status: 503, body: "{}", headers: { "access-control-allow-origin": "*" } });
    }),
  });
  await until(() => seen.length > 0, "the first request");
  for (let i = 1; i <= 10; i++) {
    await page.evaluate((i) => p.setAttribute("cari", `kata ${i}`), i);
    await until(() => seen.includes(`kata ${i}`), `the request for word ${i}`);
  }
  await page.waitForFunction(() => window.told.length === 1);
  for (let i = 0; i < 10; i++) assert.ok(seen.filter((word) => word === `kata ${i}`).length < 3, `word ${i}: ${seen}`);
  assert.equal(seen.filter((word) => word === "kata 10").length, 3);
  assert.ok(seen.length < 20, `${seen.length} requests`);
});

test("an element that goes while the server fails: nothing is repeated", async (t) => {
  let asked = 0;
  const { page } = await elements.open(t, '<div id="t"><olshop-produk total-data="10"></olshop-produk></div><olshop-kategori></olshop-kategori>', {
    prepare: async (page) => {
      await page.clock.install();
      await answerWith("/app/produk", (route) => {
        asked += 1;
        return route.fulfill({ status: 503, body: "{}", headers: { "access-control-allow-origin": "*" } });
      })(page);
    },
  });
  await settled(page, "olshop-kategori");
  await until(() => asked > 0, "a request");
  await page.evaluate(() => t.remove());
  const before = asked;
  await page.clock.runFor(60_000);
  await page.evaluate(() => BukaOlshop.toko.slide.list());
  assert.equal(asked, before);
  assert.deepEqual((await told(page)).filter(({ from }) => from === "olshop-produk"), []);
});

// ---------------------------------------------------------------- lists of servers that repeat themselves

const REPEATS = {
  "ignores page, and one field differs each time": (page, turn) => products(1, 10, () => ({ stok: turn })),
  "gives rows in another order": (page, turn) => products(1, 10).sort((a, b) => (Number(a.id_produk) * 7 + turn) % 10 - (Number(b.id_produk) * 7 + turn) % 10),
};

for (const [what, rowsOf] of Object.entries(REPEATS)) {
  test(`muat-lagi on a server that ${what}: a page that brings nothing new ends the list`, async (t) => {
    let turn = 0;
    const { page } = await elements.open(t, '<olshop-produk total-data="10" muat-lagi></olshop-produk>', {
      prepare: answerWith("/app/produk", (route, query) => route.fulfill(json(rowsOf(Number(query.get("page")), ++turn)))),
    });
    await count(page, ".olshop-kartu", 10);
    await page.getByRole("button", { name: "Muat lagi" }).click();
    await count(page, ".olshop-lagi", 0);
    await settled(page, "olshop-produk");
    assert.equal(await page.locator(".olshop-kartu").count(), 10);
    assert.equal(await page.evaluate(() => document.querySelector("olshop-produk").data.length), 10);
  });
}

test("pages that go round (A, B, A, B) end after one round; each row is shown once", async (t) => {
  const { page } = await elements.open(t, '<olshop-produk total-data="10" gulir></olshop-produk>', {
    prepare: answerWith("/app/produk", (route, query) => route.fulfill(json(products(Number(query.get("page")) % 2 ? 1 : 11, 10)))),
  });
  await page.waitForFunction(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    return window.told.length >= 3;
  });
  assert.equal(await page.locator(".olshop-kartu").count(), 20);
});

test("an order that comes between two pages shows no row twice", async (t) => {
  const row = (i) => ({ nomor_pembayaran: `T${i}`, status_bayar: "lunas", status_pengiriman: "dikirim", tanggal: "2024-01-02 00:00:00", nama_barang: `Barang ${i}`, url_gambar_produk: null, link_transaksi: null });
  const { page } = await elements.open(t, '<olshop-transaksi total-data="10" muat-lagi></olshop-transaksi>', {
    prepare: answerWith("/user/transaksi", (route, query) => {
      const first = query.get("page") === "1" ? 0 : 8;
      return route.fulfill(json(Array.from({ length: query.get("page") === "1" ? 10 : 9 }, (_, i) => row(first + i))));
    }),
  });
  await count(page, ".olshop-baris", 10);
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await count(page, ".olshop-baris", 17);
});

// ---------------------------------------------------------------- drawing fails

test("forms in a template whose fields are called as methods are: every row is drawn", async (t) => {
  const names = ["remove", "setAttribute", "removeAttribute", "attributes", "tagName", "parentNode", "textContent", "nextElementSibling", "getAttribute", "hasAttribute", "replaceWith", "nextSibling", "isEqualNode", "querySelectorAll"];
  const fields = names.map((name) => `<input name="${name}">`).join("");
  const template = `<template><form data-attr-title="nama_produk" data-jika="stok">${fields}<b data-isi="nama_produk"></b></form></template>`;
  const { page } = await elements.open(t, `<olshop-produk>${template}</olshop-produk>`, { rows: { "/app/produk": products(1, 3, (i) => ({ stok: i })) } });
  await settled(page, "olshop-produk");
  assert.deepEqual(await texts(page, "olshop-produk > form > b"), ["Produk 2", "Produk 3"]);
  await page.evaluate(() => document.querySelector("olshop-produk").muatUlang());
  await settled(page, "olshop-produk");
  assert.equal(await page.locator("olshop-produk > form").count(), 2);
});

test("a row that cannot be drawn says so, and the others are drawn", async (t) => {
  const { page, warnings } = await elements.open(t, '<olshop-produk><template><b data-attr-title="nama_produk" data-isi="nama_produk"></b></template></olshop-produk>', {
    rows: { "/app/produk": products(1, 3) },
    prepare: (page) =>
      page.addInitScript(() => {
        const { setAttribute } = Element.prototype;
        Element.prototype.setAttribute = function (name, value) {
          if (value === "Produk 2") throw new Error("tidak bisa");
          return setAttribute.call(this, name, value);
        };
      }),
  });
  await settled(page, "olshop-produk");
  assert.deepEqual(await texts(page, "olshop-produk > :not(template)"), ["Produk 1", "Bagian ini gagal ditampilkan.", "Produk 3"]);
  assert.equal(warnings.filter((text) => /gagal ditampilkan/.test(text)).length, 1);
});

test("values that are objects, also such as no text can be made of, are sorted and shown as nothing", async (t) => {
  const odd = [{ toString: 1, valueOf: 2 }, [], "b", { a: 1 }];
  const { page } = await elements.open(t, '<olshop-produk urut="warna_baru"><template><b data-isi="nama_produk"></b><i data-isi="warna_baru"></i></template></olshop-produk>', {
    rows: { "/app/produk": products(1, 4, (i) => ({ warna_baru: odd[i] })) },
  });
  await settled(page, "olshop-produk");
  assert.equal(await page.locator("olshop-produk > b").count(), 4);
  assert.deepEqual((await told(page)).map(({ name }) => name), ["olshop:muat"]);
});

test("where an element cannot be drawn at all, it says that it failed", async (t) => {
  const { page } = await elements.open(t, '<olshop-produk id="p" total-data="10" urut="nama_produk"></olshop-produk>', {
    prepare: (page) =>
      page.addInitScript(() => {
        String.prototype.normalize = () => {
          throw new Error("tidak bisa");
        };
      }),
  });
  await count(page, "#p > [role=alert]", 1);
  assert.equal(await page.locator(".olshop-tunggu").count(), 0);
  assert.deepEqual((await told(page)).map(({ name }) => name), ["olshop:gagal"]);
});

test("every row was refused: the element says so, and the console why, once", async (t) => {
  const { page, warnings } = await elements.open(t, '<olshop-produk id="a"></olshop-produk><olshop-produk id="b" total-data="40"></olshop-produk><olshop-kategori></olshop-kategori>', {
    rows: { "/app/produk": products(1, 2, () => ({ harga_produk: "21.000 rb" })), "/app/kategori": [{ id_kategori: [] }] },
  });
  await settled(page, "olshop-produk, olshop-kategori");
  assert.deepEqual(await texts(page, "#a [role=alert] p"), ["Bagian ini sedang tidak bisa ditampilkan."]);
  assert.equal(await page.locator("[role=alert]").count(), 3);
  assert.deepEqual((await told(page)).map(({ name, kind }) => `${name} ${kind}`), Array(3).fill("olshop:gagal invalid_response"));
  assert.equal(warnings.filter((text) => /^bukaolshop: ada baris produk .*harga_produk/.test(text)).length, 1);
});

// ---------------------------------------------------------------- moved, and a head that is replaced

test("an element with gulir that is taken out and put elsewhere goes on", async (t) => {
  const { page } = await elements.open(t, '<olshop-transaksi id="p" total-data="20" gulir></olshop-transaksi><div id="t" style="margin-top: 3000px"></div>');
  await settled(page, "#p");
  await page.evaluate(() => {
    window.p0 = document.getElementById("p");
    window.p0.remove();
  });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  const before = await page.evaluate(() => {
    document.getElementById("t").append(window.p0);
    return window.p0.data.length;
  });
  await page.waitForFunction((before) => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    return window.p0.data.length > before;
  }, before);
});

/** Whether the default look is there: cards have a border. */
const isStyled = () => getComputedStyle(document.querySelector(".olshop-kartu")).borderTopWidth === "1px";

for (const [what, replace] of Object.entries({
  "its content is replaced": () => (document.head.innerHTML = "<title>Lain</title>"),
  "it is replaced": () => document.head.replaceWith(document.createElement("head")),
  "it is replaced twice": () => {
    document.head.replaceWith(document.createElement("head"));
    return Promise.resolve().then(() => document.head.replaceWith(document.createElement("head")));
  },
})) {
  test(`the default look comes back when the head goes: ${what}`, async (t) => {
    const { page } = await elements.open(t, '<olshop-produk total-data="10"></olshop-produk>');
    await count(page, ".olshop-kartu", 10);
    await page.evaluate(replace);
    await page.waitForFunction(isStyled);
    assert.equal(await page.evaluate(() => document.head.querySelectorAll("style").length), 1);
  });
}

const policy = (content) => `<meta http-equiv="Content-Security-Policy" content="${content}">`;

test("a policy that allows no inline style: the look is there, and rules of the page win", async (t) => {
  const own = '<link rel="stylesheet" href="/gaya.css">';
  const { page, warnings } = await elements.open(t, (tag) => `<head>${policy("style-src 'self'")}${own}</head>${tag}<olshop-produk total-data="10"></olshop-produk>`, {
    prepare: (page) => page.route("**/gaya.css", (route) => route.fulfill({ contentType: "text/css", body: ".olshop-kartu{border-radius:3px}" })),
  });
  await count(page, ".olshop-kartu", 10);
  assert.equal(await page.evaluate(isStyled), true);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".olshop-kartu")).borderTopLeftRadius), "3px");
  assert.deepEqual(warnings, []);
});

test("a policy with a nonce: the script's own is used", async (t) => {
  const { page } = await elements.open(t, (tag) => `<head>${policy("style-src 'nonce-abc'")}</head>${tag.replace("<script", '<script nonce="abc"')}<olshop-produk total-data="10"></olshop-produk>`);
  await count(page, ".olshop-kartu", 10);
  assert.equal(await page.evaluate(isStyled), true);
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
});

test("where no style can be given, the console says so, once", async (t) => {
  const { page, warnings } = await elements.open(t, (tag) => `<head>${policy("style-src 'self'")}</head>${tag}<olshop-produk total-data="10"></olshop-produk><olshop-kategori></olshop-kategori>`, {
    prepare: (page) =>
      page.addInitScript(() => {
        // As before Chromium 73.
        delete window.CSSStyleSheet.prototype.replaceSync;
      }),
  });
  await count(page, ".olshop-kartu", 10);
  await settled(page, "olshop-kategori");
  assert.equal(warnings.filter((text) => /style-src.*nonce/.test(text)).length, 1);
});

// ---------------------------------------------------------------- what owners type, and who is told of the page

test("names that turn the direction of writing turn nothing behind them", async (t) => {
  const { page } = await elements.open(t, '<olshop-produk><template><p><b data-isi="nama_produk"></b> <i data-isi="harga_produk" data-format="rupiah"></i></p></template></olshop-produk>', {
    rows: { "/app/produk": [produk({ nama_produk: "Tas \u202e" }), produk({ id_produk: "2", nama_produk: "Tas" }), produk({ id_produk: "3", nama_produk: "\u05d0\u05d1" })] },
  });
  await settled(page, "olshop-produk");
  assert.deepEqual(
    await page.evaluate(() => Array.from(document.querySelectorAll("olshop-produk b"), (node) => [node.dir, getComputedStyle(node).unicodeBidi])),
    [["auto", "isolate"], ["", "normal"], ["auto", "isolate"]],
  );
  const [turned, plain] = await page.evaluate(() =>
    Array.from(document.querySelectorAll("olshop-produk p"), (p) => {
      // Where the digit behind "Rp" is drawn tells in which direction the price is written.
      const text = p.querySelector("i").firstChild;
      const left = (at) => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().left;
      };
      return left(0) < left(2);
    }),
  );
  assert.deepEqual([turned, plain], [true, true]);
});

test("pictures and links tell nobody the page's address", async (t) => {
  const referers = [];
  const { page } = await elements.open(t, (tag) => `<meta name="referrer" content="no-referrer-when-downgrade">${tag}<olshop-slide></olshop-slide><olshop-produk total-data="10"></olshop-produk>`, {
    prepare: (page) => {
      page.on("request", (request) => {
        if (request.resourceType() === "image") referers.push(request.headers().referer ?? "");
      });
    },
  });
  await settled(page, "olshop-slide, olshop-produk");
  await until(() => referers.length > 3, "pictures");
  const { origin } = new URL(page.url());
  assert.deepEqual([...new Set(referers)], [`${origin}/`]);
  const links = await page.evaluate(() => Array.from(document.querySelectorAll("olshop-slide a[href], olshop-produk a[href]"), (a) => a.referrerPolicy));
  assert.deepEqual([...new Set(links)], ["strict-origin"]);
});

// ---------------------------------------------------------------- memory

test("a walk that nobody goes on with ends: nothing of it is kept where engines do not clear up themselves", async (t) => {
  const { page } = await elements.open(t, '<olshop-produk id="p" total-data="10" muat-lagi></olshop-produk>', {
    prepare: (page) =>
      page.addInitScript(() => {
        // As before Chromium 84.
        delete window.FinalizationRegistry;
        window.ended = 0;
        window.walks = 0;
        const follow = () => {
          const list = BukaOlshop.toko.produk;
          const { pages } = list;
          list.pages = (...given) => {
            const walk = pages(...given)[Symbol.asyncIterator]();
            const over = walk.return;
            window.walks += 1;
            walk.return = function () {
              return over.apply(this, arguments).then((it) => {
                window.ended += 1;
                return it;
              });
            };
            return { [Symbol.asyncIterator]: () => walk };
          };
        };
        document.addEventListener("DOMContentLoaded", follow);
      }),
  });
  await count(page, ".olshop-kartu", 10);
  for (let i = 1; i <= 5; i++) {
    await page.getByRole("button", { name: "Muat lagi" }).click();
    await count(page, ".olshop-kartu", 20);
    await page.evaluate(() => p.muatUlang());
    await page.waitForFunction((i) => window.ended === i, i);
    await count(page, ".olshop-kartu", 10);
  }
  assert.deepEqual(await page.evaluate(() => [window.walks, window.ended]), [5, 5]);
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await count(page, ".olshop-kartu", 20);
  await page.evaluate(() => p.remove());
  await page.waitForFunction(() => window.ended === 6);
});
