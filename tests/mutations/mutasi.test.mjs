// Thousands of answers that went wrong, in a page with the package as it ships: each is read as the contract promises, or
// refused by an error that it names, and the module is alive at the end.
//
// SEED=N has other answers, ANSWERS=N as many of them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launchChromium } from "../support/chromium.mjs";
import { startMockServer } from "../support/mock-server.mjs";
import { amount } from "../support/scope.mjs";

const SEED = Number(process.env.SEED ?? 4);
const ANSWERS = Number(process.env.ANSWERS ?? amount(100_000, 20_000));
const BATCH = 2000;
/** Longest time for a batch, which takes about a second: a call that never settles ends the test here. */
const PATIENCE = 120_000;

const CALLS = ["produk", "kategori", "slide", "kostumpage", "user_info", "catatan_saldo", "catatan_poin", "transaksi"];

let server;
let browser;
let page;
/** What the page let escape. */
const escaped = [];

before(async () => {
  server = await startMockServer(["--pages", fileURLToPath(new URL("..", import.meta.url))]);
  browser = await launchChromium();
  page = await browser.newPage();
  page.on("pageerror", (error) => escaped.push(`error: ${error.message}`));
  page.on("console", (message) => escaped.push(`console: ${message.text()}`));
  page.on("crash", () => escaped.push("the page crashed"));
  await page.addInitScript(() => {
    window.addEventListener("unhandledrejection", (event) => console.error("unhandled rejection", String(event.reason)));
  });
  await page.goto(`${server.url}/pages/mutations/page.html`);
  await page.waitForFunction(() => window.mutations);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Calls a function of the page; says how far it came where it does not come to an end. */
async function inPage(name, ...values) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE, "late");
  });
  const done = page.evaluate(async ([name, values]) => (await window.mutations)[name](...values), [name, values]);
  const first = await Promise.race([done, late]);
  clearTimeout(timer);
  if (first !== "late") return first;
  throw new Error(`answer ${await page.evaluate(() => window.at)} of seed ${SEED} never settled`);
}

/** Every call reads its documented example. */
const allGood = () => Object.fromEntries(CALLS.map((name) => [name, "ok"]));

test("the documented examples are read", async () => {
  assert.deepEqual(await inPage("unchanged"), allGood());
});

test(`each of ${ANSWERS} changed answers is read as documented or refused by a documented error`, async (t) => {
  const ends = {};
  const problems = [];
  for (let from = 0; from < ANSWERS; from += BATCH) {
    const batch = await inPage("run", SEED, from, Math.min(from + BATCH, ANSWERS));
    for (const [end, times] of Object.entries(batch.ends)) ends[end] = (ends[end] ?? 0) + times;
    problems.push(...batch.problems);
    if (problems.length > 20) break;
  }
  t.diagnostic(`seed ${SEED}: ${JSON.stringify(ends)}`);
  assert.deepEqual(problems, []);
  assert.equal(Object.values(ends).reduce((sum, times) => sum + times), ANSWERS);
  // Of either there are many: the changes neither spoil everything nor pass unnoticed.
  for (const end of ["ok", "invalid_response"]) assert.ok(ends[end] > ANSWERS / 10, `${end}: ${ends[end]}`);
});

test("the module is alive afterwards", async () => {
  assert.deepEqual(await inPage("unchanged"), allGood());
});

test("nothing escaped: no error, no rejection that nobody handles, no word in the console", () => {
  assert.deepEqual(escaped, []);
});
