// The contract, test by test, as tests/browser has it for today's browsers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { followContractTests, OTHER_ENGINES, READ_RESULTS } from "../browser/page.mjs";
import { launchOldChromium } from "../support/old-chromium.mjs";
import { chosenEngines } from "./engines.mjs";

for (const engine of chosenEngines()) {
  test(`Chromium ${engine.major}`, async (t) => {
    const open = async (url) => {
      const browser = await launchOldChromium(engine);
      const page = await browser.newPage();
      await page.goto(url);
      return { read: (offset) => page.evaluate(`function () { ${READ_RESULTS} }`, offset), close: () => browser.close() };
    };
    const report = ({ name, ok, error, skipped }) => t.test(name, { skip: skipped ?? false }, () => assert.ok(ok, error));
    await followContractTests(open, [], report, OTHER_ENGINES);
  });
}
