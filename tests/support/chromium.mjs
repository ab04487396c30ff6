// One way to start Chromium for all tests: headless, silent towards the internet.
import { chromium } from "playwright-core";
import { findProgram } from "./programs.mjs";
import { howItEnded, mendOf, startError } from "./start-error.mjs";
import { PATIENCE } from "./wait.mjs";

const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts the installed Chromium, with `args` added to its command line; the caller closes it. Without any options it is
 * the browser that runs already behind the WebSocket address in CHROMIUM_SERVER (of Playwright's `launchServer`), where
 * there is one: starting a browser takes a second. Closing that one closes the connection and what was opened over it.
 *
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function launchChromium({ args = [], ...options } = {}) {
  const isOrdinary = args.length === 0 && Object.keys(options).length === 0;
  return (isOrdinary && (await connectToServer())) || explained((all) => chromium.launch(all), { args: [...QUIET, ...args], ...options });
}

/**
 * Starts the Chromium that several processes share: `wsEndpoint()` of what this resolves to is for their CHROMIUM_SERVER.
 *
 * @returns {Promise<import("playwright-core").BrowserServer>}
 */
export function launchChromiumServer() {
  return explained((options) => chromium.launchServer(options), { args: QUIET });
}

/** The shared browser, or undefined where there is none, or none that answers. */
async function connectToServer() {
  const address = process.env.CHROMIUM_SERVER;
  if (!address) return undefined;
  try {
    return await chromium.connect(address, { timeout: PATIENCE });
  } catch (error) {
    console.error(`${address} (CHROMIUM_SERVER) does not answer, so a browser is started: ${firstLine(error)}`);
    return undefined;
  }
}

/** Starts the program; where that fails, the error says why. */
async function explained(start, options) {
  const program = findProgram("CHROMIUM");
  try {
    return await start({ executablePath: program, timeout: PATIENCE, ...options });
  } catch (error) {
    throw startError({ program, ...explain(error.message), mend: mendOf("CHROMIUM"), cause: error });
  }
}

/** How the program ended and what it wrote: Playwright knows, and says it in its message, some of it twice but indented. */
function explain(message) {
  const [, code, signal] = message.match(/process did exit: exitCode=(\w+), signal=(\w+)/) ?? [];
  const lines = Array.from(message.matchAll(/^\[pid=\d+\]\[(?:err|out)\] ?(.*)$/gm), ([, line]) => line);
  if (code === undefined) return { ended: `did not start (${message.split("\n", 1)[0]})`, lines };
  return { ended: howItEnded(code, signal === "null" ? null : signal), lines };
}

const firstLine = (error) => String(error.message ?? error).split("\n", 1)[0];
