// Pages that forbid their scripts most things. (Today's Chromium: tests/classic/policies.test.mjs.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { attributesFor, FILE, tagWithSource } from "../classic/shop-page.mjs";
import { inFirefox } from "./harness.mjs";

/** Runs in the page before anything else: keeps what is against its policy. */
function watch() {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push([event.violatedDirective, event.blockedURI, event.sample].join(" "));
  });
}

/** Runs in the page: what the client answers. */
function ask() {
  const toko = BukaOlshop.toko;
  const calls = [toko.produk.list(), toko.kategori.list(), toko.user.info(), toko.user.transaksi.list(), toko.produk.all({}, { limit: 15 }).toArray()];
  return Promise.all(calls.map((call) => call.then(() => "ok", (error) => `${error.kind}: ${error.message}`)));
}

inFirefox((firefox) => {
  async function open(t, policy) {
    const page = await firefox.newPage(t);
    await page.prepare(watch);
    const library = tagWithSource(`/pkg/${FILE}`, attributesFor(firefox.shop.session().baseUrl));
    const head = `<meta charset="utf-8"><link rel="icon" href="data:,"><meta http-equiv="Content-Security-Policy" content="${policy}">`;
    const body = '<olshop-produk muat-lagi></olshop-produk><olshop-produk total-data="15"></olshop-produk>';
    await page.goto(await firefox.shop.paste("budi", `<!doctype html>${head}${library}${body}`));
    return { page, answers: await page.evaluate(ask) };
  }

  for (const [what, policy] of Object.entries({
    "only scripts of its own host, and WebAssembly": "script-src 'self' 'wasm-unsafe-eval'",
    "Trusted Types enforced, and none to be had": "require-trusted-types-for 'script'; trusted-types 'none'",
    "all of it": "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'",
  })) {
    test(`${what}: client and elements work, nothing is violated`, async (t) => {
      const { page, answers } = await open(t, policy);
      assert.deepEqual(new Set(answers), new Set(["ok"]));
      await page.waitFor(() => document.querySelectorAll(".olshop-kartu").length === 20 && document.querySelector("[role=alert]") !== null);
      assert.deepEqual(await page.evaluate(() => window.violations), []);
    });
  }

  test("a page that forbids WebAssembly gets load errors that say so, and its elements tell the author alone", async (t) => {
    const { page, answers } = await open(t, "script-src 'self'");
    for (const answer of answers) assert.match(answer, /^load: .*WebAssembly/s);
    await page.waitFor(() => document.querySelectorAll("olshop-produk > [role=alert]").length === 2);
    const said = await page.evaluate(() => Array.from(document.querySelectorAll("olshop-produk > [role=alert]"), (alert) => alert.textContent));
    for (const text of said) assert.match(text, /^Bagian ini sedang tidak bisa ditampilkan\./);
    for (const { text } of page.messages.splice(0)) assert.match(text, /^Content-Security-Policy: .*blocked WebAssembly|^bukaolshop: <olshop-produk>: .*WebAssembly/s);
  });
});
