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

/** Starts the installed Chromium, with `args` added to its command line; the caller closes it. */
export function launchChromium({ args = [], ...options } = {}) {
  return explained((all) => chromium.launch(all), { args: [...QUIET, ...args], ...options });
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
