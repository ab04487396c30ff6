// What tests of whole pages start from, in whichever browser: the mock shop, one browser, and pages in it.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { startMockShop } from "../support/mock-shop.mjs";

/** What Chromium says on the console of a request that failed. Firefox says nothing there. */
const FAILED_REQUEST = /Failed to load resource/;

/**
 * @typedef {object} Browser
 * @property {Awaited<ReturnType<typeof startMockShop>>} shop
 * @property {(t: import("node:test").TestContext, options?: { failing?: boolean }) => Promise<import("../support/driven-page.mjs").DrivenPage>} newPage
 *   a page of a phone's size, with storage of its own. It closes with the test, which fails if anything went wrong in it:
 *   an uncaught error, an error on the console. `failing`: requests of this page may fail
 */

/**
 * Declares tests for one browser, which runs while they do.
 *
 * @param {() => Promise<{ newPage(): Promise<any>, close(): Promise<void> }>} launch
 * @param {(browser: Browser) => void} declare
 */
export function withBrowser(launch, declare) {
  let shop;
  let browser;
  before(async () => {
    shop = await startMockShop();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await shop?.stop();
  });
  declare({
    get shop() {
      return shop;
    },
    async newPage(t, { failing = false } = {}) {
      const page = await browser.newPage();
      t.after(async () => {
        await page.close();
        const wrong = page.errors.filter((error) => !failing || !FAILED_REQUEST.test(error));
        assert.deepEqual(wrong, [], "nothing went wrong in the page");
      });
      return page;
    },
  });
}
