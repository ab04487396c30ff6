// Today's Firefox, for tests that every browser runs.
import { withBrowser } from "../pages/browser.mjs";
import { launchFirefox } from "../support/firefox.mjs";

/**
 * @param {(browser: import("../pages/browser.mjs").Browser) => void} declare
 * @param {Record<string, unknown>} [preferences] as about:config names them
 */
export function inFirefox(declare, preferences) {
  withBrowser(() => launchFirefox(preferences), declare);
}
