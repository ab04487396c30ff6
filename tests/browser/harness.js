// What a contract test imports: `test`, `assert`, and a private corner of the mock server for each test.
//
//   import { assert, session, test } from "./harness.js";
//   test("a page past the end is empty", async () => {
//     const toko = session("status:503,times:1");
//     ... new BukaOlshop({ token: TOKEN, baseUrl: toko.baseUrl }) ...
//     assert.equal((await toko.log()).length, 2);
//   });
//
// Runs on Chromium 71: no `?.`, no `??`, no `globalThis`.
import { assert, describeError, show } from "./assert.js";

export { assert };

/** The mock shop's token. It holds the characters that a careless client forgets to encode. */
export const TOKEN = "bW9jay90b2tvK2NvbnRvaA/x+y==";

/** The mock shop's members, as the options of a client. */
export const MEMBERS = {
  budi: { idUser: "130173", tokenUser: "tu+budi/9f2c==" },
  siti: { idUser: "130174", tokenUser: "tu+siti/71aa==" },
  oneil: { idUser: "130175", tokenUser: "tu+oneil/c3d4==" },
};

// ---------------------------------------------------------------- the mock server

/**
 * The mock server under its other name: the same server, but for the browser another origin than this
 * page's, as the real API is.
 */
const api = location.protocol + "//" + (location.hostname === "localhost" ? "127.0.0.1" : "localhost") + ":" + location.port;

/** How long a test waits for something, on a busy machine. */
const PATIENCE = 45000;

const run = Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
let sessions = 0;

/**
 * A corner of the mock server of its own. `faults` as the server understands them, for example
 * "status:503,times:1"; none by default.
 */
export function session(faults) {
  sessions += 1;
  const corner = api + "/uji/" + run + "-" + sessions;
  const control = async (path, options) => {
    const answer = await fetch(corner + path, options);
    if (!answer.ok) throw new Error("mock server: HTTP " + answer.status + " for " + path);
    return answer;
  };
  return {
    /** For the client's option `baseUrl`. */
    baseUrl: corner + "/" + (faults || "-") + "/v1",
    /** The requests that this session received: [{ method, path, query, params, headers, time }]. */
    log: async () => (await control("/log")).json(),
    /** Waits until this session has received as many requests; resolves to them. */
    async received(count) {
      for (const end = Date.now() + PATIENCE; Date.now() < end; await wait(20)) {
        const log = await this.log();
        if (log.length >= count) return log;
      }
      throw new Error("fewer than " + count + " requests");
    },
    /** Forgets the requests so far. */
    clear: async () => { await control("/log", { method: "DELETE" }); },
    /** The answers to the next requests, in order: [{ status, headers, body, delay }]. */
    script: async (answers) => { await control("/script", { method: "POST", body: JSON.stringify(answers) }); },
  };
}

// ---------------------------------------------------------------- tests

const TIMEOUT = 60000;

const results = [];
const tests = [];
let current = null;

// Read by the program that opened the page.
window.__results = results;
window.__done = false;

/** Declares a test. It fails when `fn` throws, rejects, or is not done after `timeout` milliseconds. */
export function test(name, fn, timeout) {
  tests.push({ name, fn, timeout: timeout || TIMEOUT });
}

/** What a test throws that has nothing to test here. */
class Skipped {
  constructor(reason) {
    this.reason = reason;
  }
}

/** Ends a test whose subject this engine does not have; the report says so. */
export function skip(reason) {
  throw new Skipped(reason);
}

function record(name, error, skipped) {
  const result = { name, ok: error === null, error, skipped: skipped || null };
  results.push(result);
  const verdict = skipped ? "skipped " : result.ok ? "ok " : "not ok ";
  const line = document.createTextNode(verdict + name + "\n" + (error || skipped ? "    " + (error || skipped) + "\n" : ""));
  document.getElementById("report").appendChild(line);
}

function during() {
  return current === null ? "outside of a test" : "during: " + current;
}

/** The error and where it comes from; engines differ in what else they write into the stack. */
function detail(error) {
  const stack = error instanceof Error && error.stack ? error.stack.split("\n") : [];
  const places = stack.map((line) => line.trim()).filter((line) => /^at |@/.test(line));
  return [describeError(error)].concat(places.map((place) => "  " + place)).join("\n");
}

// What no test awaits still fails the run.
window.addEventListener("unhandledrejection", (event) => {
  record("no unhandled rejection (" + during() + ")", detail(event.reason));
});
window.addEventListener("error", (event) => {
  record("no uncaught error (" + during() + ")", event.error ? detail(event.error) : event.message);
});
const consoleError = console.error;
console.error = function () {
  const texts = Array.prototype.map.call(arguments, (value) => (typeof value === "string" ? value : show(value)));
  record("nothing on console.error (" + during() + ")", texts.join(" "));
  consoleError.apply(console, arguments);
};

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function runTest(name, entry) {
  current = name;
  const timeout = wait(entry.timeout).then(() => { throw new Error("not done after " + entry.timeout + " ms"); });
  timeout.catch(() => {});
  try {
    await Promise.race([entry.fn(), timeout]);
    record(name, null);
  } catch (error) {
    if (error instanceof Skipped) record(name, null, error.reason);
    else record(name, detail(error));
  }
  await wait(5); // what the test left behind is reported before the next one begins
}

/**
 * Loads the test files, runs their tests one after the other, and marks the page as done. Of each file, the first test
 * runs and then one of every `every` tests: 1 runs all of them. `only` is the name of the one test that runs, or empty.
 */
export async function runFiles(files, every, only) {
  for (const file of files) {
    tests.length = 0;
    try {
      await import("./" + file);
    } catch (error) {
      record(file + " loads", detail(error));
    }
    const nameOf = (entry) => file.replace(".test.js", "") + ": " + entry.name;
    const chosen = tests.filter((entry, place) => (only ? nameOf(entry) === only : place % every === 0));
    for (const entry of chosen) await runTest(nameOf(entry), entry);
  }
  await wait(100); // unhandled rejections are reported a moment later
  current = null;
  window.__done = true;
}
