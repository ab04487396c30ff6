// Every way in which the script gets into a page, seen by everyone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { MEMBERS } from "../support/mock-shop.mjs";
import { newFolder, useShop } from "./harness.mjs";
import { library, WAYS_IN_A_FILE, WAYS_IN_THE_APP, whatIsShown } from "./shop-page.mjs";

const chromium = useShop();

// O'Neil's name ends the string that the page's own script puts it into; the library's tag is another.
const BROKEN_BY_NAME = { oneil: 1 };

for (const [way, pageOf] of Object.entries(WAYS_IN_THE_APP)) {
  for (const siapa of ["budi", "siti", "oneil", "tamu", "literal"]) {
    test(`${way}: ${siapa} sees products and what belongs to them`, async (t) => {
      const { page, crashes, complaints } = await chromium.newPage(t);
      const api = chromium.shop.session();
      await page.goto(await pageOf(chromium.shop, siapa, api.baseUrl));
      const shown = await (await page.waitForFunction(whatIsShown)).jsonValue();

      assert.equal(shown.rows.length, 20);
      assert.match(shown.rows[0], / Rp[1-9][\d.]*$/);
      const member = MEMBERS[siapa];
      assert.equal(shown.member, member ? `Saldo Rp${member.saldo.toLocaleString("id-ID")}` : "Belum masuk");
      assert.equal(shown.error, "");
      assert.deepEqual([crashes.length, complaints], [BROKEN_BY_NAME[siapa] ?? 0, []]);

      const log = await api.log();
      assert.deepEqual(log.map(({ path }) => path).sort(), member ? ["/v1/app/produk", "/v1/user/info"] : ["/v1/app/produk"]);
      for (const { params } of log.filter(({ path }) => path === "/v1/user/info")) {
        assert.deepEqual([params.token_user, params.id_user], [member.tokenUser, member.idUser]);
      }
    });
  }
}

for (const siapa of ["budi", "oneil", "tamu"]) {
  test(`pasted into the page: the app rewrites nothing of the library for ${siapa}`, async () => {
    const address = await WAYS_IN_THE_APP["pasted into the page"](chromium.shop, siapa, "https://contoh.id/v1");
    const served = await (await fetch(address)).text();
    const [before, after, ...more] = served.split(library);
    assert.deepEqual([typeof after, more], ["string", []]);
    if (siapa === "tamu") return;
    assert.ok(before.includes(`data-token-user="${MEMBERS[siapa].tokenUser}"`), "the tag's attributes are filled");
    assert.ok(!library.includes(MEMBERS[siapa].tokenUser));
  });
}

for (const [way, pageOf] of Object.entries(WAYS_IN_A_FILE)) {
  test(`a file opened by a double-click, the script ${way}`, async (t) => {
    const { page, crashes, complaints } = await chromium.newPage(t);
    const api = chromium.shop.session();
    await page.goto(pageOf(newFolder(t), api.baseUrl));
    const shown = await (await page.waitForFunction(whatIsShown)).jsonValue();
    assert.deepEqual([shown.rows.length, shown.member, shown.error], [20, "Belum masuk", ""]);
    assert.deepEqual([crashes, complaints], [[], []]);
    const [request] = await api.log();
    assert.equal(request.headers.origin, "null");
  });
}
