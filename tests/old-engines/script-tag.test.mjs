// The script tag, by every way that it gets into a page. (Today's Chromium: tests/classic/ways.test.mjs.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { newFolder } from "../classic/harness.mjs";
import { WAYS_IN_A_FILE, WAYS_IN_THE_APP, whatIsShown } from "../classic/shop-page.mjs";
import { onEachEngine } from "./harness.mjs";

const MEMBER = { budi: "Saldo Rp1.250.000", tamu: "Belum masuk", literal: "Belum masuk", oneil: "Saldo Rp75.500" };

onEachEngine((old) => {
  for (const [way, pageOf] of Object.entries(WAYS_IN_THE_APP)) {
    for (const siapa of ["budi", "tamu", "literal"]) {
      test(`${way}: ${siapa} sees products and what belongs to them`, async (t) => {
        const page = await old.newPage(t);
        const api = old.shop.session();
        await page.goto(await pageOf(old.shop, siapa, api.baseUrl));
        const shown = await page.waitFor(whatIsShown);
        assert.deepEqual([shown.rows.length, shown.member, shown.error], [20, MEMBER[siapa], ""]);
        assert.match(shown.rows[0], / Rp[1-9][\d.]*$/);
        assert.equal((await api.log()).length, siapa === "budi" ? 2 : 1);
      });
    }
  }

  test("pasted into the page: a name that breaks the page's own script leaves the library alone", async (t) => {
    const page = await old.newPage(t);
    await page.goto(await WAYS_IN_THE_APP["pasted into the page"](old.shop, "oneil", old.shop.session().baseUrl));
    const shown = await page.waitFor(whatIsShown);
    assert.deepEqual([shown.rows.length, shown.member, shown.error], [20, MEMBER.oneil, ""]);
    const [theirs, ...more] = page.messages.splice(0);
    assert.match(theirs.text, /SyntaxError/);
    assert.deepEqual(more, []);
  });

  for (const [way, pageOf] of Object.entries(WAYS_IN_A_FILE)) {
    test(`a file opened by a double-click, the script ${way}`, async (t) => {
      const page = await old.newPage(t);
      await page.goto(pageOf(newFolder(t), old.shop.session().baseUrl));
      const shown = await page.waitFor(whatIsShown);
      assert.deepEqual([shown.rows.length, shown.member, shown.error], [20, "Belum masuk", ""]);
    });
  }
});
