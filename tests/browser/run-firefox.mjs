// Contract tests in Firefox. Usage: node run-firefox.mjs [PART-OF-A-FILE-NAME...]
import { launchFirefox } from "../support/firefox.mjs";
import { OTHER_ENGINES, READ_RESULTS, runContractTests } from "./page.mjs";

await runContractTests(async (url) => {
  const firefox = await launchFirefox();
  const page = await firefox.newPage();
  await page.goto(url);
  return {
    read: (offset) => page.evaluate(`function () { ${READ_RESULTS} }`, offset),
    close: () => firefox.close(),
  };
}, OTHER_ENGINES);
