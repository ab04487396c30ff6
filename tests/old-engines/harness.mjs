// What every test on old engines starts from: the mock shop, one browser of each engine, and pages in it.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { startMockShop } from "../support/mock-shop.mjs";
import { launchOldChromium } from "../support/old-chromium.mjs";
import { chosenEngines } from "./engines.mjs";

/**
 * @typedef {object} Old
 * @property {Awaited<ReturnType<typeof startMockShop>>} shop
 * @property {(t: import("node:test").TestContext) => Promise<Page>} newPage a page that closes with the test, which fails
 *   if anything went wrong in it: an uncaught error, an error on the console
 */

/** @typedef {Awaited<ReturnType<Awaited<ReturnType<typeof launchOldChromium>>["newPage"]>>} Page */

/**
 * Declares tests once for every chosen engine.
 *
 * @param {(old: Old) => void} declare
 * @param {string[]} [options] of the browser's command line
 */
export function onEachEngine(declare, options) {
  for (const engine of chosenEngines()) {
    describe(`Chromium ${engine.major}`, () => {
      let shop;
      let browser;
      before(async () => {
        shop = await startMockShop();
        browser = await launchOldChromium(engine, options);
      });
      after(async () => {
        await browser?.close();
        await shop?.stop();
      });
      declare({
        get shop() {
          return shop;
        },
        async newPage(t) {
          const page = await browser.newPage();
          t.after(async () => {
            await page.close();
            assert.deepEqual(page.errors, [], "nothing went wrong in the page");
          });
          return page;
        },
      });
    });
  }
}
