// The script tag, by every way that it gets into a page. (More of it, in today's Chromium: tests/classic.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { newFolder } from "../classic/harness.mjs";
import { WAYS_IN_A_FILE, WAYS_IN_THE_APP, whatIsShown } from "../classic/shop-page.mjs";
import { inTurn } from "../support/scope.mjs";

const MEMBER = { budi: "Saldo Rp1.250.000", tamu: "Belum masuk", literal: "Belum masuk", oneil: "Saldo Rp75.500" };

/** Declares the tests for one browser. */
export function scriptTagPages(browser) {
  for (const [row, [way, pageOf]] of Object.entries(WAYS_IN_THE_APP).entries()) {
    for (const siapa of inTurn(["budi", "tamu", "literal"], row)) {
      test(`${way}: ${siapa} sees products and what belongs to them`, async (t) => {
        const page = await browser.newPage(t);
        const api = browser.shop.session();
        await page.goto(await pageOf(browser.shop, siapa, api.baseUrl));
        const shown = await page.waitFor(whatIsShown);
        assert.deepEqual([shown.rows.length, shown.member, shown.error], [20, MEMBER[siapa], ""]);
        assert.match(shown.rows[0], / Rp[1-9][\d.]*$/);
        assert.equal((await api.log()).length, siapa === "budi" ? 2 : 1);
      });
    }
  }

  test("pasted into the page: a name that breaks the page's own script leaves the library alone", async (t) => {
    const page = await browser.newPage(t);
    await page.goto(await WAYS_IN_THE_APP["pasted into the page"](browser.shop, "oneil", browser.shop.session().baseUrl));
    const shown = await page.waitFor(whatIsShown);
    assert.deepEqual([shown.rows.length, shown.member, shown.error], [20, MEMBER.oneil, ""]);
    const [theirs, ...more] = page.messages.splice(0);
    assert.match(theirs.text, /SyntaxError/);
    assert.deepEqual(more, []);
  });

  for (const [way, pageOf] of Object.entries(WAYS_IN_A_FILE)) {
    test(`a file opened by a double-click, the script ${way}`, async (t) => {
      const page = await browser.newPage(t);
      await page.goto(pageOf(newFolder(t), browser.shop.session().baseUrl));
      const shown = await page.waitFor(whatIsShown);
      assert.deepEqual([shown.rows.length, shown.member, shown.error], [20, "Belum masuk", ""]);
    });
  }
}
