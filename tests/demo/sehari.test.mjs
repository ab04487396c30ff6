// A day with the demo: opened 20 times, five categories looked at each time. How many requests is that for the shop, of
// which a FREE plan has 100 a day? A few visits tell what goes wrong; all of them tell the figure:
//
//   VISITS=20 node --test tests/demo/sehari.test.mjs
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { amount } from "../support/scope.mjs";
import { until, useDemo } from "./harness.mjs";

const demo = useDemo();

const VISITS = Number(process.env.VISITS || amount(3, 2));
const CATEGORIES = 5;
/** Between two visits: 20 of them are from seven in the morning to ten at night. */
const MINUTES = 45;

/** Opens the shop as on another minute of the day, with the client told `cache`. */
async function day(t, cache) {
  const source = await readFile(new URL("../../www/klien.js", import.meta.url), "utf8");
  const told = source.replace("timeout: 20000,", `timeout: 20000, cache: ${JSON.stringify(cache)},`);
  assert.notEqual(told, source);
  const { page, requests } = await demo.open(t, {
    async prepare(page) {
      await page.route("**/klien.js", (route) => route.fulfill({ contentType: "text/javascript", body: told }));
      await page.addInitScript(() => {
        const now = Date.now;
        const later = Number(sessionStorage.getItem("minute") || 0) * 60_000;
        Date.now = () => now() + later;
      });
    },
  });
  const categories = await demo.api("/app/kategori");
  const answered = () =>
    until(() => page.evaluate(() => document.querySelectorAll(".kartu").length > 0 && !document.querySelector("main .tulang, main [aria-busy=true]")), "the view to be there");
  for (let visit = 0; visit < VISITS; visit++) {
    await page.evaluate((minute) => sessionStorage.setItem("minute", minute), visit * MINUTES);
    await page.evaluate(() => { location.hash = "#/"; });
    if (visit > 0) await page.reload();
    await answered();
    for (let i = 0; i < CATEGORIES; i++) {
      const { id_kategori, nama_kategori } = categories[i];
      await page.evaluate((id) => { location.hash = "#/kategori/" + id; }, id_kategori);
      await until(async () => (await page.locator("main h1").innerText()) === nama_kategori, nama_kategori);
      await answered();
    }
    // What is renewed in the background comes after what is shown.
    await page.waitForLoadState("networkidle");
  }
  const count = { member: (await requests("/user/info")).length };
  count.shop = 0;
  for (const endpoint of ["/app/produk", "/app/kategori", "/app/slide", "/app/kostumpage"]) count.shop += (await requests(endpoint)).length;
  return count;
}

test("requests of a day: without a cache, with it, and with answers that are fresh for six hours", { timeout: 600_000 }, async (t) => {
  const none = await day(t, false);
  const usual = await day(t, {});
  const long = await day(t, { fresh: 6 * 3_600_000 });
  t.diagnostic(`requests for the shop's data: ${none.shop} without a cache, ${usual.shop} with it, ${long.shop} with fresh: 6 hours; for the member's: ${none.member}, ${usual.member}, ${long.member}`);
  // The member is asked for at every visit, whatever else is kept.
  for (const { member } of [none, usual, long]) assert.equal(member, VISITS);
  assert.ok(none.shop >= VISITS * (CATEGORIES + 3), `${none.shop}`);
  // Answers that are 45 minutes old are shown at once and renewed: no fewer requests, but nobody waits for them.
  assert.ok(usual.shop <= none.shop, `${usual.shop} of ${none.shop}`);
  // A whole day has three of those six hours.
  assert.ok(long.shop <= 3 * (CATEGORIES + 3), `${long.shop}`);
  assert.ok(long.shop + long.member <= 100, "inside of a FREE plan's day");
});
