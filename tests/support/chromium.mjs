// One way to start Chromium for all tests: headless, silent towards the internet.
import { chromium } from "playwright-core";
import { findProgram } from "./programs.mjs";
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
  return chromium.launch({ executablePath: findProgram("CHROMIUM"), args: [...QUIET, ...args], timeout: PATIENCE, ...options });
}
