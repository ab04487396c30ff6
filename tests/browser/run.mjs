// Contract tests in Chromium. Usage: node run.mjs [PART-OF-A-FILE-NAME...]
import { launchChromium } from "../support/chromium.mjs";
import { READ_RESULTS, runContractTests } from "./page.mjs";

await runContractTests(async (url) => {
  const browser = await launchChromium();
  const page = await browser.newPage();
  await page.goto(url);
  return {
    read: (offset) => page.evaluate(`(function () { ${READ_RESULTS} })(${offset})`),
    close: () => browser.close(),
  };
});
