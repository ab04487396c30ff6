// Why there is a proxy between the browser and wasm-bindgen's test runner: without it, one of several requests at once may
// never be answered, and the page waits for it for good. (tests/wasm/harness.mjs says how that comes.)
import assert from "node:assert/strict";
import { Agent, get } from "node:http";
import { test } from "node:test";
import { startProxy, startRunner } from "./harness.mjs";

/** As many connections as a browser opens to one server, which it keeps open. */
const CONNECTIONS = 6;
const ROUNDS = 40;

/** How long one answer may take on a busy machine, in milliseconds. */
const PATIENCE = 10_000;

/** Asks for the page over each of a browser's connections at once; resolves to how many were answered. */
async function answered(address) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const one = () =>
    new Promise((resolve) => {
      const request = get(address, { agent, timeout: PATIENCE }, (answer) => answer.resume().on("end", () => resolve(1)));
      request.on("error", () => resolve(0)).on("timeout", () => request.destroy());
    });
  const all = await Promise.all(Array.from({ length: CONNECTIONS }, one));
  agent.destroy();
  return all.reduce((sum, it) => sum + it, 0);
}

test(`${CONNECTIONS} requests at once are all answered through the proxy, ${ROUNDS} times`, async (t) => {
  const runner = await startRunner();
  t.after(() => runner.stop());
  const proxy = await startProxy(runner.address, "http://127.0.0.1:1");
  t.after(() => proxy.stop());
  for (let round = 0; round < ROUNDS; round++) assert.equal(await answered(proxy.address), CONNECTIONS, `round ${round}`);
});
