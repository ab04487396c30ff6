// What the drivers of the contract tests share: which page to open, and how its results are printed.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startMockServer } from "../support/mock-server.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const POLL = 200;
const LIMIT = 10 * 60_000;

/** Runs in the page: how far it is, from the given number of results on. */
export const READ_RESULTS = "return { done: window.__done === true, results: (window.__results || []).slice(arguments[0]) };";

function testFiles(wanted) {
  const all = readdirSync(folder).filter((name) => name.endsWith(".test.js")).sort();
  return wanted.length === 0 ? all : all.filter((name) => wanted.some((part) => name.includes(part)));
}

/**
 * Runs the test files whose names contain one of the command line's arguments (all, without arguments)
 * in a browser, and exits with their verdict. `openPage(url)` opens the page and resolves to
 * `{ read(offset), close() }`; `read` gives what READ_RESULTS says.
 */
export async function runContractTests(openPage) {
  const files = testFiles(process.argv.slice(2));
  const server = await startMockServer(["--pages", fileURLToPath(new URL("..", import.meta.url))]);
  let failed = 0;
  let passed = 0;
  const print = ({ name, ok, error }) => {
    if (ok) passed += 1;
    else failed += 1;
    console.log(ok ? `ok ${name}` : `not ok ${name}\n${error.replace(/^/gm, "    ")}`);
  };

  try {
    const page = await openPage(`${server.url}/pages/browser/kontrak.html?files=${files.join(",")}`);
    try {
      await follow(page, print);
    } finally {
      await page.close();
    }
  } catch (error) {
    print({ name: "the page runs to its end", ok: false, error: String(error.stack ?? error) });
  } finally {
    await server.stop();
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

async function follow(page, print) {
  const end = Date.now() + LIMIT;
  for (let seen = 0; Date.now() < end; ) {
    const { done, results } = await page.read(seen);
    results.forEach(print);
    seen += results.length;
    if (done) return;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  throw new Error(`not done after ${LIMIT / 60_000} minutes`);
}
