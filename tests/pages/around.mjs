// Pages whose own scripts get in the way: variables with the names of the engine's, old libraries that put functions of their
// own in the engine's place, exceptions where none is expected, and parts of the page that lie over the document's methods.
import assert from "node:assert/strict";
import { test } from "node:test";
import { tagFor } from "../elements/harness.mjs";

/** What a page has in front of the library, by what it is. */
const BEFORE = {
  "variables called as constructors of the engine are":
    "<script>var URL = 'https://toko.contoh.id/', Map = { zoom: 3 }, Set = 7, Request = 'x', Headers = [], Response = null, WeakMap = 0, URLSearchParams = {}, AbortController = 1, CustomEvent = '', TextDecoder = 1, TextEncoder = 2, Uint8Array = 8, DataView = 'tabel', Performance = 1;</script>",
  "functions and classes called so":
    "<script>function URL() {} function Set() { return []; } function Request() {} function Headers() {} function AbortController() {} function CustomEvent() {} class Map {} class WeakMap {} class TextDecoder {}</script>",
  "constants called so": "<script>const URL = '/produk'; const performance = { skor: 90 }; const Request = 1, Response = 2; let Map, Set; const origin = 'Bandung', Element = 0, HTMLElement = 1, self = {};</script>",
  "variables called performance, origin, name, status, top": "<script>var performance = { now: '08.00' }, origin = location.origin + '.contoh.id', name = 'Toko', status = 'buka', Performance = 5;</script>",
  "Array.from of MooTools":
    "<script>Array.from = function (item) { if (item == null) return []; return typeof item === 'object' && 'length' in item ? Array.prototype.slice.call(item) : [item]; };</script>",
  "Array.prototype.reduce and toJSON of an old Prototype":
    "<script>Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; }; Array.prototype.toJSON = function () { return '[' + this.join(',') + ']'; }; String.prototype.toJSON = function () { return '\"' + this + '\"'; };</script>",
  "methods that are added to arrays, functions and elements":
    "<script>[Array, Function, Element, String].forEach(function (type) { type.prototype.each = type.prototype.pluck = function () { return 1; }; }); Function.prototype.bind = function (to) { var call = this; return function () { return call.apply(to, arguments); }; };</script>",
  "a getItem that gives objects":
    "<script>(function () { var own = Storage.prototype.getItem; Storage.prototype.getItem = function (key) { var text = own.call(this, key); try { return JSON.parse(text); } catch (error) { return text; } }; })();</script>",
  "a storage that throws": "<script>['getItem', 'setItem', 'removeItem', 'key'].forEach(function (name) { Storage.prototype[name] = function () { throw new Error('penuh'); }; });</script>",
  "a Date.now that throws": "<script>Date.now = function () { throw new Error('jam'); };</script>",
  "a Date.now that gives a date": "<script>(function () { var now = Date.now; Date.now = function () { return new Date(now()); }; })();</script>",
  "a Date.now that gives a bigint": "<script>(function () { var now = Date.now; Date.now = function () { return BigInt(now()); }; })();</script>",
  "a performance.now that throws": "<script>performance.now = function () { throw new Error('jam'); };</script>",
  "a performance whose now is none": "<script>Performance.prototype.now = function () { throw new Error('jam'); };</script>",
  "observers of the page's own": "<script>function MutationObserver() { this.observe = 1; } var IntersectionObserver = 'pengamat';</script>",
  "an append that is another library's": "<script>[Element, Document, DocumentFragment].forEach(function (type) { type.prototype.append = function () { throw new Error('append'); }; });</script>",
  "an abort that throws": "<script>AbortController.prototype.abort = function () { throw new Error('abort'); };</script>",
  "headers that throw": "<script>Headers.prototype.get = function () { throw new Error('tajuk'); };</script>",
  "fields in all objects": "<script>Object.assign(Object.prototype, { page: 3, total_data: 15, retry: 5, timeout: 'x', signal: 1, cache: 7, limit: 2, fresh: 'ya', onPage: 1, dailyLimit: -1, baseUrl: 'ftp://x', catatan: 'x', tokenUser: {}, struktur: 5, mode: 'navigate', integrity: 'x' });</script>",
  "pictures and forms called as the document's own members are":
    ["currentScript", "createElement", "querySelector", "querySelectorAll", "getElementById", "importNode", "createDocumentFragment", "addEventListener", "readyState", "head", "body", "documentElement", "adoptedStyleSheets", "implementation"]
      .map((name, i) => (i % 2 ? `<form name="${name}"></form>` : `<img name="${name}" alt="">`))
      .join(""),
};

/** Runs in the page: asks for a page, for rows, and for the quota. */
function everyKind() {
  const toko = BukaOlshop.toko;
  const calls = [toko.produk.list({}, {}), toko.produk.all({}, { limit: 15 }).toArray(), toko.quota(), toko.kategori.list({}), toko.user.info()];
  return Promise.all(calls).then(([page, rows, quota, kategori, user]) => {
    toko.clearCache();
    return [page.page, page.data.length, rows.length, typeof quota.used, kategori.length, user.jumlah_saldo];
  });
}

/** Declares the tests for one browser. */
export function pagesAround(browser) {
  async function open(t, htmlOf, { prepare, faults, failing } = {}) {
    const page = await browser.newPage(t, { failing });
    if (prepare) await page.prepare(prepare);
    const api = browser.shop.session(faults);
    const head = '<!doctype html><html lang="id"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Toko</title>';
    await page.goto(await browser.shop.paste("budi", head + htmlOf(tagFor(api.baseUrl))));
    return { page, api };
  }
  const isCount = (selector, number) => window.document.querySelectorAll(selector).length === number;

  for (const [what, before] of Object.entries(BEFORE)) {
    test(`${what}: elements and calls work as ever`, async (t) => {
      const { page, api } = await open(t, (tag) => `${before}${tag}<olshop-produk total-data="10"></olshop-produk>`);
      await page.waitFor(() => Document.prototype.querySelectorAll.call(document, ".olshop-kartu").length === 10);
      assert.deepEqual(await page.evaluate(everyKind), [1, 10, 15, "number", 8, 1250000]);
      const asked = (await api.log()).filter(({ path }) => path.endsWith("/app/produk"));
      assert.deepEqual(asked.map(({ params }) => params.page), asked.map(() => "1"));
    });
  }

  test("variables of these names that come later change nothing either", async (t) => {
    const { page } = await open(t, (tag) => tag + BEFORE["variables called as constructors of the engine are"] + '<olshop-produk total-data="10"></olshop-produk>');
    await page.waitFor(isCount, ".olshop-kartu", 10);
    assert.deepEqual(await page.evaluate(everyKind), [1, 10, 15, "number", 8, 1250000]);
  });

  test("the module entry, too, works where the page has variables of these names", async (t) => {
    const module = (baseUrl) => `<script type="module">
      import { BukaOlshop } from "/pkg/index.js";
      new BukaOlshop({ token: "t", baseUrl: "${baseUrl}", retry: false }).produk.list().catch((error) => error).then((it) => { window.outcome = it.kind || it.data.length; });
    </script>`;
    const { page } = await open(t, (tag) => BEFORE["constants called so"] + module(/data-base-url="([^"]*)"/.exec(tag)[1]), { failing: true });
    // The token is none of the shop's: the server says so, which it only can where everything works.
    assert.equal(await page.waitFor(() => window.outcome), "unauthorized");
  });

  test("a fetch that reads a copy of each answer later is not told of an abort", async (t) => {
    const { page } = await open(t, (tag) => tag, {
      prepare: () => {
        const own = window.fetch;
        window.copies = [];
        window.fetch = function () {
          return own.apply(window, arguments).then((answer) => {
            const copy = answer.clone();
            if (/produk/.test(answer.url)) window.copies.push(copy);
            return answer;
          });
        };
      },
    });
    assert.equal(await page.evaluate(() => BukaOlshop.toko.produk.list({ total_data: 100 }).then(({ data }) => data.length)), 100);
    assert.equal(await page.evaluate(() => window.copies[0].json().then(({ code }) => code, String)), 200);
  });

  test("no cookie goes to the page's own host, whatever the page calls origin", async (t) => {
    const { page } = await open(t, (tag) => "<script>document.cookie = 'rahasia=1'; var origin = 'Jakarta';</script>" + tag.replace(/data-base-url="[^"]*"/, `data-base-url="${browser.shop.url}/v1"`), {
      prepare: () => {
        const own = window.fetch;
        window.fetch = function (url, options) {
          window.credentials = options.credentials;
          return own.apply(window, arguments);
        };
      },
    });
    await page.evaluate(() => BukaOlshop.toko.slide.list());
    assert.equal(await page.evaluate(() => window.credentials), "omit");
  });

  test("a module that fails in the middle of its work: the call says so, and the next one begins anew", async (t) => {
    const { page } = await open(t, (tag) => tag, {
      prepare: () => {
        const original = WebAssembly.instantiate;
        window.started = 0;
        WebAssembly.instantiate = function () {
          return original.apply(WebAssembly, arguments).then((made) => {
            window.started += 1;
            const instance = made.instance || made;
            const exports = {};
            Object.keys(instance.exports).forEach((name) => {
              const work = instance.exports[name];
              exports[name] =
                typeof work === "function"
                  ? function () {
                      if (window.failsNow) {
                        window.failsNow = false;
                        throw new WebAssembly.RuntimeError("unreachable");
                      }
                      return work.apply(null, arguments);
                    }
                  : work;
            });
            return { instance: { exports }, module: made.module || arguments[0] };
          });
        };
      },
    });
    await page.evaluate(() => BukaOlshop.toko.produk.list());
    const failed = await page.evaluate(() => {
      const told = (call) => call.then(() => "ok", (error) => [error.name, error.kind, error.retryable, error.message].join(" | "));
      const toko = BukaOlshop.toko;
      // One call waits for the server, another for its turn, and the third one fails.
      const waits = told(toko.kategori.list({}, { fresh: true }));
      const pages = toko.produk.pages()[Symbol.asyncIterator]();
      return pages.next().then(() => {
        window.failsNow = true;
        const fails = told(toko.produk.list());
        return Promise.all([fails, waits, fails.then(() => told(pages.next()))]);
      });
    });
    const said = /^BukaOlshopError \| load \| true \| Modul bukaolshop terhenti karena galat.* Coba lagi/;
    assert.match(failed[0], said);
    assert.ok(failed[1] === "ok" || said.test(failed[1]), failed[1]);
    assert.match(failed[2], said);
    assert.equal(await page.evaluate(() => window.failsNow), false);
    assert.deepEqual(await page.evaluate(everyKind), [1, 10, 15, "number", 8, 1250000]);
    assert.equal(await page.evaluate(() => window.started), 2);
  });
}
