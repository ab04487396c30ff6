// Runs the contract's test files, the *.test.js of this folder, in a page of any browser: each test in the page becomes a
// subtest of Node's test runner.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { startMockServer } from "../support/mock-server.mjs";
import { amount } from "../support/scope.mjs";
import { within } from "../support/wait.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const POLL = 200;

/** How long the page may go without a new result. One test of the contract ends by itself after one minute. */
const LIMIT = 3 * 60_000;

/** For engines other than today's Chromium: in the short run, they run one of so many tests in each file. */
export const OTHER_ENGINES = amount(1, 4);

/**
 * Declares the contract's tests for one browser. CONTRACT_FILES names parts of file names, separated by commas: then only
 * those files run. TEST_NAME names one test: then only that one runs.
 *
 * @param {string} engine its name in reports
 * @param {() => Promise<{ newPage(): Promise<any>, close(): Promise<unknown> }>} launch starts the browser
 * @param {number} [every] one of so many tests in each file runs
 */
export function contractTests(engine, launch, every = 1) {
  test(engine, async (t) => {
    await followContractTests(engine, launch, every, ({ name, ok, error, skipped }) =>
      t.test(name, { skip: skipped ?? false }, () => assert.ok(ok, error)),
    );
  });
}

/** Runs the files in a browser, and calls `report({ name, ok, error, skipped })` for each test as it is done. */
async function followContractTests(engine, launch, every, report) {
  const which = new URLSearchParams({ files: testFiles().join(","), every: String(every), only: process.env.TEST_NAME ?? "" });
  const server = await startMockServer(["--pages", fileURLToPath(new URL("..", import.meta.url))]);
  try {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(`${server.url}/pages/browser/kontrak.html?${which}`);
      await follow(engine, page, report);
    } finally {
      await browser.close();
    }
  } catch (error) {
    await report({ name: "the page runs to its end", ok: false, error: String(error.stack ?? error) });
  } finally {
    await server.stop();
  }
}

function testFiles() {
  const all = readdirSync(folder).filter((name) => name.endsWith(".test.js")).sort();
  const wanted = (process.env.CONTRACT_FILES ?? "").split(",").filter(Boolean);
  const chosen = wanted.length === 0 ? all : all.filter((name) => wanted.some((part) => name.includes(part)));
  assert.ok(chosen.length > 0, `CONTRACT_FILES=${process.env.CONTRACT_FILES} names none of ${all.join(", ")}`);
  return chosen;
}

async function follow(engine, page, report) {
  let last = "no result at all";
  let deadline = Date.now() + LIMIT;
  for (let seen = 0; ; ) {
    const { done, results } = await within(page.evaluate(progress, seen), LIMIT, `${engine}: the page's results after ${last}`);
    for (const result of results) await report(result);
    seen += results.length;
    if (results.length > 0) {
      last = `"${results.at(-1).name}"`;
      deadline = Date.now() + LIMIT;
    }
    if (done) {
      assert.ok(seen > 0, `${engine}: the page ran no test`);
      return;
    }
    if (Date.now() > deadline) throw new Error(`${engine}: no new result for ${LIMIT / 60_000} minutes, the last one is ${last}`);
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

// Runs in the page: whether it is done, and its results from the given number on.
function progress(offset) {
  return { done: window.__done === true, results: (window.__results || []).slice(offset) };
}
