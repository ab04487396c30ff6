// One browser of each chosen engine.
import { describe } from "node:test";
import { withBrowser } from "../pages/browser.mjs";
import { launchOldChromium } from "../support/old-chromium.mjs";
import { chosenEngines } from "./engines.mjs";

/**
 * Declares tests once for every chosen engine.
 *
 * @param {(browser: import("../pages/browser.mjs").Browser) => void} declare
 * @param {string[]} [options] of the browser's command line
 */
export function onEachEngine(declare, options) {
  for (const engine of chosenEngines()) {
    describe(`Chromium ${engine.major}`, () => withBrowser(() => launchOldChromium(engine, options), declare));
  }
}
