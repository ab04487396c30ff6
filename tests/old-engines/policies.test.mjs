// Pages with a Content-Security-Policy. (Today's Chromium: tests/classic/policies.test.mjs.) Chromium before 97 does not
// know 'wasm-unsafe-eval', and lets WebAssembly run only where a page allows 'unsafe-eval'.
import assert from "node:assert/strict";
import { test } from "node:test";
import { attributesFor, FILE, tagWithSource } from "../classic/shop-page.mjs";
import { onEachEngine } from "./harness.mjs";

onEachEngine((old) => {
  async function open(t, policy) {
    const page = await old.newPage(t);
    const library = tagWithSource(`/pkg/${FILE}`, attributesFor(old.shop.session().baseUrl));
    const head = `<meta charset="utf-8"><link rel="icon" href="data:,"><meta http-equiv="Content-Security-Policy" content="${policy}">`;
    await page.goto(await old.shop.paste("budi", `<!doctype html>${head}${library}`));
    const answer = await page.evaluate(() =>
      BukaOlshop.toko.produk.list().then((page) => page.data.length, (error) => error.kind + ": " + error.message),
    );
    // What the engine says about words of the policy that it does not know.
    const unknown = page.messages.splice(0).filter(({ text }) => !/invalid source|Unrecognized Content-Security-Policy/.test(text));
    return { answer, unknown };
  }

  test("only scripts of its own host, and eval: everything works", async (t) => {
    assert.deepEqual(await open(t, "script-src 'self' 'unsafe-eval'"), { answer: 10, unknown: [] });
  });

  test("Trusted Types enforced, and none to be had: everything works", async (t) => {
    assert.deepEqual(await open(t, "require-trusted-types-for 'script'; trusted-types 'none'"), { answer: 10, unknown: [] });
  });

  test("WebAssembly allowed in words that came later: a load error says that it is not", async (t) => {
    const { answer, unknown } = await open(t, "script-src 'self' 'wasm-unsafe-eval'");
    assert.match(answer, /^load: .*Wasm code generation disallowed/);
    assert.deepEqual(unknown, []);
  });
});
