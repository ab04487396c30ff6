// The WebAssembly tests in a browser: wasm-bindgen's own test runner makes and serves the page that runs them, and a browser
// that is driven like all others opens it.
//
// A proxy stands between the two. The runner's server (tiny_http 0.12) hands each connection to a thread that it has counted as
// idle, although the connection before may have taken that thread: of five requests at once one was then never answered, for
// the threads that might have come to it waited on connections that the browser kept open. The proxy closes each of its
// connections behind one answer, so a thread always becomes free. It also tells the tests where their mock server is.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, request } from "node:http";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { endWithUs } from "../support/children.mjs";
import { startMockServer } from "../support/mock-server.mjs";
import { TEST_MODULE } from "./place.mjs";

/** How long the page may take for one test more, in milliseconds. */
const PATIENCE = 45_000;

const POLL = 100;

/** Where the tests look for the address of their mock server. */
const ADDRESS_FILE = "/mock-server.url";

/** Starts wasm-bindgen's runner, which serves until it is ended; resolves to its address. TEST_NAME names the one test to run. */
export async function startRunner() {
  assert.ok(existsSync(TEST_MODULE), `${TEST_MODULE} is missing: ./build.sh test wasm-build makes it`);
  const env = { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" };
  const runner = spawn("wasm-bindgen-test-runner", [TEST_MODULE, ...(process.env.TEST_NAME ? [process.env.TEST_NAME] : [])], { env, stdio: ["ignore", "pipe", "inherit"] });
  endWithUs(runner);
  const exited = once(runner, "exit").then(
    ([code]) => Promise.reject(new Error(`wasm-bindgen-test-runner ended with exit status ${code}`)),
    (error) => Promise.reject(new Error(`wasm-bindgen-test-runner did not start (${error.message}); ./build.sh test wasm installs it`)),
  );
  exited.catch(() => {});
  const lines = createInterface({ input: runner.stdout });
  const announced = (async () => {
    for await (const line of lines) {
      const address = line.match(/http:\/\/[\d.:]+/)?.[0];
      if (address) return address;
    }
    return exited;
  })();
  return { address: await Promise.race([announced, exited]), stop: () => runner.kill("SIGKILL") };
}

/** Starts the proxy; resolves to its address. */
export async function startProxy(upstream, mockServer) {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === ADDRESS_FILE) return outgoing.end(mockServer);
    const { method, url, headers } = incoming;
    const onward = request(new URL(url, upstream), { method, headers: { ...headers, connection: "close" }, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${server.address().port}`, stop };
}

/** Runs in the page: what the runner's page says so far. */
function said() {
  const output = document.getElementById("output");
  return output ? output.textContent : "";
}

/** The tests that a text of the runner's page tells of, and whether it is the last. */
export function resultsIn(text) {
  const results = [...text.matchAll(/^test (.+?) \.\.\. (ok|FAIL|ignored.*)$/gm)].map(([, name, verdict]) => ({ name, verdict }));
  return { results, isOver: /^test result: /m.test(text) };
}

/**
 * Declares one test for a browser, with a subtest for each of the WebAssembly tests.
 *
 * @param {string} engine
 * @param {() => Promise<{ newPage(): Promise<any>, close(): Promise<void> }>} launch
 */
export function wasmTestsIn(engine, launch) {
  test(`the WebAssembly tests in ${engine}`, async (t) => {
    const mock = await startMockServer();
    t.after(() => mock.stop());
    const runner = await startRunner();
    t.after(() => runner.stop());
    const proxy = await startProxy(runner.address, mock.url);
    t.after(() => proxy.stop());
    const browser = await launch();
    t.after(() => browser.close());
    const page = await browser.newPage();
    await page.goto(proxy.address);

    let told = 0;
    let text = "";
    for (let end = Date.now() + PATIENCE; ; await new Promise((resolve) => setTimeout(resolve, POLL))) {
      text = await page.evaluate(said);
      const { results, isOver } = resultsIn(text);
      for (const { name, verdict } of results.slice(told)) {
        if (verdict !== "FAIL") await t.test(name, { skip: verdict !== "ok" }, () => {});
      }
      if (results.length > told) end = Date.now() + PATIENCE;
      told = results.length;
      if (isOver) {
        // Why a test failed stands below all of them.
        for (const { name } of results.filter((it) => it.verdict === "FAIL")) {
          await t.test(name, () => assert.fail(failureOf(name, text)));
        }
        break;
      }
      if (Date.now() > end) assert.fail(`no further test within ${PATIENCE / 1000} s; the page says: ${text.slice(-2000)}`);
    }
    assert.match(text, /^test result: ok\. /m);
    assert.ok(told > 0, "there are tests");
  });
}

/** What the runner's page writes of a failed test, below the line with its name. */
function failureOf(name, text) {
  const part = text.slice(text.lastIndexOf("failures:")) && text.match(new RegExp(`^---- ${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")} output ----\\n([^]*?)(?=^---- |^failures:$)`, "m"));
  return part ? part[1].trim() : `see: ${text.slice(-4000)}`;
}
