// Contract tests in Firefox, driven over the WebDriver protocol: Playwright's core drives only a Firefox of its own.
// Usage: node run-firefox.mjs [PART-OF-A-FILE-NAME...]
import { startFirefox } from "../support/firefox.mjs";
import { READ_RESULTS, runContractTests } from "./page.mjs";

await runContractTests(async (url) => {
  const firefox = await startFirefox();
  await firefox.goto(url);
  return {
    read: (offset) => firefox.run(READ_RESULTS, [offset]),
    close: () => firefox.close(),
  };
});
