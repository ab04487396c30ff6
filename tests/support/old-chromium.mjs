// A headless Chromium of years ago, on a screen as small as its phones'.
import puppeteer from "puppeteer-core";
import { CONNECT, startBrowser } from "./browser-program.mjs";
import { DrivenPage } from "./driven-page.mjs";
import { OldTransport } from "./old-transport.mjs";

const OPTIONS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage", // containers have little of it
  "--disable-background-networking",
  "--disable-sync",
  "--hide-scrollbars",
  "--force-prefers-reduced-motion", // known from Chromium 74 on
  "--remote-debugging-pipe",
];

/** A phone's screen. */
const SCREEN = { width: 360, height: 740, deviceScaleFactor: 1, isMobile: true };

/**
 * Starts an engine; the caller closes it.
 *
 * @param {import("../old-engines/engines.mjs").Engine} engine
 * @param {string[]} [options] more of its command line
 */
export async function launchOldChromium(engine, options = []) {
  const start = {
    program: engine.program,
    options: (profile) => [...OPTIONS, `--user-data-dir=${profile}`, ...options],
    pipe: true,
    mend: "./build.sh test installs it where it is missing",
  };
  const { browser, gone, close } = await startBrowser(start, async ({ nodeProcess }) => {
    const connected = await puppeteer.connect({ ...CONNECT, transport: new OldTransport(nodeProcess), defaultViewport: SCREEN });
    const product = await connected.version();
    if (product !== `HeadlessChrome/${engine.version}`) throw new Error(`it is ${product}`);
    return connected;
  });
  const name = `Chromium ${engine.major}`;
  return { version: engine.version, newPage: () => DrivenPage.open(name, browser, gone), close };
}
