// A headless Firefox, as it is installed: Playwright drives only one of its own.
import { WEBDRIVER_BIDI_WEBSOCKET_ENDPOINT_REGEX } from "@puppeteer/browsers";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { CONNECT, startBrowser } from "./browser-program.mjs";
import { DrivenPage } from "./driven-page.mjs";
import { findProgram } from "./programs.mjs";
import { mendOf } from "./start-error.mjs";

/** What differs from what Firefox itself sets for a browser that is driven. */
const PREFERENCES = {
  // Pages of one site after the other: without processes that stand ready for others, each page costs a third less.
  "dom.ipc.processPrelaunch.enabled": false,
  "dom.ipc.processCount": 1,
  "dom.ipc.processCount.webIsolated": 1,
  "fission.autostart": false,
  "ui.prefersReducedMotion": 1,
  "ui.useOverlayScrollbars": 1, // as phones have them
  "browser.sessionstore.resume_from_crash": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/** A phone's screen. */
const SCREEN = { width: 360, height: 740, deviceScaleFactor: 1 };

/**
 * Starts Firefox; the caller closes it.
 *
 * @param {Record<string, unknown>} [preferences] as about:config names them
 */
export async function launchFirefox(preferences = {}) {
  const start = {
    program: findProgram("FIREFOX"),
    options(profile) {
      writePreferences(profile, { ...PREFERENCES, ...preferences });
      return ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"];
    },
    mend: mendOf("FIREFOX"),
  };
  const { browser, gone, close } = await startBrowser(start, async (firefox) => {
    const address = await firefox.waitForLineOutput(WEBDRIVER_BIDI_WEBSOCKET_ENDPOINT_REGEX);
    const browserWSEndpoint = `${address}/session`;
    return puppeteer.connect({ ...CONNECT, browserWSEndpoint, protocol: "webDriverBiDi", defaultViewport: SCREEN });
  });
  return { newPage: () => DrivenPage.open("Firefox", browser, gone), close };
}

function writePreferences(profile, preferences) {
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, "user.js"), lines.join(""));
}
