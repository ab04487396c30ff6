// What the drivers of the contract tests share: which page to open, and how its results are printed.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startMockServer } from "../support/mock-server.mjs";
import { amount } from "../support/scope.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const POLL = 200;
const LIMIT = 10 * 60_000;

/** For engines other than today's Chromium: in the short run, they run one of so many tests in each file. */
export const OTHER_ENGINES = amount(1, 4);

/** Runs in the page: how far it is, from the given number of results on. */
export const READ_RESULTS = "return { done: window.__done === true, results: (window.__results || []).slice(arguments[0]) };";

function testFiles(wanted) {
  const all = readdirSync(folder).filter((name) => name.endsWith(".test.js")).sort();
  return wanted.length === 0 ? all : all.filter((name) => wanted.some((part) => name.includes(part)));
}

/**
 * Runs the test files whose names contain one of the words (all, without words) in a browser, and calls
 * `report({ name, ok, error, skipped })` for each test as it is done. `openPage(url)` opens the page and resolves to
 * `{ read(offset), close() }`; `read` gives what READ_RESULTS says. Of each file, one of every `every` tests runs.
 */
export async function followContractTests(openPage, words, report, every = 1) {
  const server = await startMockServer(["--pages", fileURLToPath(new URL("..", import.meta.url))]);
  try {
    const page = await openPage(`${server.url}/pages/browser/kontrak.html?files=${testFiles(words).join(",")}&every=${every}`);
    try {
      await follow(page, report);
    } finally {
      await page.close();
    }
  } catch (error) {
    await report({ name: "the page runs to its end", ok: false, error: String(error.stack ?? error) });
  } finally {
    await server.stop();
  }
}

/** The same for the files that the command line names; prints the results and exits with their verdict. */
export async function runContractTests(openPage, every = 1) {
  let failed = 0;
  let passed = 0;
  await followContractTests(openPage, process.argv.slice(2), ({ name, ok, error, skipped }) => {
    if (skipped) {
      console.log(`skipped ${name}: ${skipped}`);
      return;
    }
    if (ok) passed += 1;
    else failed += 1;
    console.log(ok ? `ok ${name}` : `not ok ${name}\n${error.replace(/^/gm, "    ")}`);
  }, every);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

async function follow(page, report) {
  const end = Date.now() + LIMIT;
  for (let seen = 0; Date.now() < end; ) {
    const { done, results } = await page.read(seen);
    for (const result of results) await report(result);
    seen += results.length;
    if (done) return;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  throw new Error(`not done after ${LIMIT / 60_000} minutes`);
}
