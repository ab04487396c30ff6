// What every test of the classic script starts from: the mock shop, today's Chromium, and pages in it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { startMockShop } from "../support/mock-shop.mjs";
import { PATIENCE } from "../support/wait.mjs";

export { until } from "../support/wait.mjs";

/** Starts server and browser for the tests of one file. */
export function useShop({ args = [] } = {}) {
  /** @type {Awaited<ReturnType<typeof startMockShop>>} */
  let shop;
  let browser;
  before(async () => {
    shop = await startMockShop();
    browser = await launchChromium({ args });
  });
  after(async () => {
    await browser?.close();
    await shop?.stop();
  });

  return {
    get shop() {
      return shop;
    },

    /**
     * A page of a phone's size that closes with the test, and what goes wrong in it.
     *
     * @param {import("node:test").TestContext} t
     */
    async newPage(t) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
      context.setDefaultTimeout(PATIENCE);
      t.after(() => context.close());
      const page = await context.newPage();
      /** @type {string[]} uncaught errors */
      const crashes = [];
      /** @type {string[]} what was written to the console as an error */
      const complaints = [];
      /** @type {string[]} and as a warning */
      const warnings = [];
      page.on("pageerror", (error) => crashes.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
        if (message.type() === "warning") warnings.push(message.text());
      });
      return { page, crashes, complaints, warnings };
    },
  };
}

/** A folder that is gone after the test. */
export function newFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), "bukaolshop-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
