// Engines with WebAssembly switched off, as careful users have them: every call ends, and says why.
import assert from "node:assert/strict";
import { test } from "node:test";
import { everyCall, everyHelper, HELPED } from "../support/every-call.mjs";
import { MEMBERS, TOKEN } from "../support/mock-shop.mjs";
import { useShop } from "./harness.mjs";
import { attributesFor, FILE, shopPage, tagWithSource, whatIsShown } from "./shop-page.mjs";

// What Chromium's own setting for safer sites does.
const chromium = useShop({ args: ["--js-flags=--jitless"] });

const CLASSIC = `<script src="/pkg/${FILE}"></script><script>window.Paket = Object.assign({ BukaOlshop: BukaOlshop }, BukaOlshop);</script>`;
const MODULE = `<script type="module">import * as paket from "/pkg/index.js"; window.Paket = Object.assign({ init: paket.default }, paket);</script>`;

for (const [entry, tags] of Object.entries({ "classic script": CLASSIC, module: MODULE })) {
  test(`${entry}: every call is rejected with a load error that a page can show, and nothing is sent`, async (t) => {
    const { page, crashes } = await chromium.newPage(t);
    const api = chromium.shop.session();
    await page.goto(await chromium.shop.paste("budi", `<!doctype html><link rel="icon" href="data:,">${tags}`));
    await page.waitForFunction(() => window.Paket);
    assert.equal(await page.evaluate(() => typeof WebAssembly), "undefined");

    const { tokenUser, idUser } = MEMBERS.budi;
    const options = { token: TOKEN, baseUrl: api.baseUrl, tokenUser, idUser };
    const run = `(${everyCall})("Paket", ${JSON.stringify(options)})`;
    for (const [call, outcome] of Object.entries(await page.evaluate(run))) {
      assert.equal(outcome.name, "BukaOlshopError", `${call}: ${JSON.stringify(outcome)}`);
      assert.equal(outcome.kind, "load", call);
      assert.equal(outcome.retryable, false, call);
      assert.match(outcome.message, /^Perangkat ini tidak bisa menjalankan WebAssembly, .* buka lagi\.$/, call);
    }
    assert.deepEqual(await page.evaluate(`(${everyHelper})("Paket", ${JSON.stringify(options)})`), HELPED);
    assert.deepEqual(await api.log(), []);
    assert.deepEqual(crashes, []);
  });
}

test("a page that shows errors shows this one", async (t) => {
  const { page, crashes, complaints } = await chromium.newPage(t);
  const api = chromium.shop.session();
  await page.goto(await chromium.shop.paste("budi", shopPage(tagWithSource(`/pkg/${FILE}`, attributesFor(api.baseUrl)))));
  const shown = await (await page.waitForFunction(whatIsShown)).jsonValue();
  assert.match(shown.error, /^load: Perangkat ini tidak bisa menjalankan WebAssembly/);
  assert.deepEqual([crashes, complaints], [[], []]);
});
