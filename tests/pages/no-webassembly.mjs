// Browsers with WebAssembly switched off. (Today's Chromium: tests/classic/no-webassembly.test.mjs.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { attributesFor, FILE, shopPage, tagWithSource, whatIsShown } from "../classic/shop-page.mjs";
import { everyCall, everyHelper, HELPED } from "../support/every-call.mjs";
import { MEMBERS, TOKEN } from "../support/mock-shop.mjs";

const MESSAGE = /Perangkat ini tidak bisa menjalankan WebAssembly, .* buka lagi\.$/;

/** Declares the tests for one browser. */
export function pagesWithoutWebAssembly(browser) {
  test("every call is rejected with a load error that a page can show, and nothing is sent", async (t) => {
    const page = await browser.newPage(t);
    const api = browser.shop.session();
    const library = `<script src="/pkg/${FILE}"></script><script>window.Paket = Object.assign({ BukaOlshop: BukaOlshop }, BukaOlshop);</script>`;
    await page.goto(await browser.shop.paste("budi", `<!doctype html><link rel="icon" href="data:,">${library}`));
    assert.equal(await page.evaluate(() => typeof WebAssembly), "undefined");

    const { tokenUser, idUser } = MEMBERS.budi;
    const options = { token: TOKEN, baseUrl: api.baseUrl, tokenUser, idUser };
    for (const [call, outcome] of Object.entries(await page.evaluate(everyCall, "Paket", options))) {
      assert.deepEqual([outcome.name, outcome.kind, outcome.retryable], ["BukaOlshopError", "load", false], call);
      assert.match(outcome.message, MESSAGE, call);
    }
    assert.deepEqual(await page.evaluate(everyHelper, "Paket", options), HELPED);
    assert.deepEqual(await api.log(), []);
  });

  test("a page that shows errors shows this one", async (t) => {
    const page = await browser.newPage(t);
    const tag = tagWithSource(`/pkg/${FILE}`, attributesFor(browser.shop.session().baseUrl));
    await page.goto(await browser.shop.paste("budi", shopPage(tag)));
    assert.match((await page.waitFor(whatIsShown)).error, MESSAGE);
  });

  test("the demo says what to do", async (t) => {
    const page = await browser.newPage(t);
    await page.goto(`${browser.shop.url}/app/budi/index.html`);
    await page.waitFor(() => document.body.innerText.includes("Perbarui Android System WebView"));
  });
}
