// Why there is a proxy between the browser and wasm-bindgen's test runner: without it, about every third start of the runner
// left one of six requests at once unanswered, and the page waited for it for good. (tests/wasm/harness.mjs says why.)
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { within } from "../support/wait.mjs";
import { startProxy, startRunner } from "./harness.mjs";

/** As many connections as a browser opens to one server, which it keeps open. */
const CONNECTIONS = 6;
const STARTS = 8;

/** How long the answers may take on a busy machine, in milliseconds. */
const PATIENCE = 20_000;

/** Asks for the page over a connection that stays open; resolves to the connection once an answer has begun. */
async function ask(address) {
  const { hostname, port, host } = new URL(address);
  const connection = connect(Number(port), hostname);
  connection.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await once(connection, "data");
  return connection;
}

for (let start = 1; start <= STARTS; start++) {
  test(`${CONNECTIONS} requests at once are all answered through the proxy, start ${start} of the runner`, async (t) => {
    const runner = await startRunner();
    t.after(() => runner.stop());
    const proxy = await startProxy(runner.address, "http://127.0.0.1:1");
    t.after(() => proxy.stop());
    const all = Promise.all(Array.from({ length: CONNECTIONS }, () => ask(proxy.address)));
    const connections = await within(all, PATIENCE, `answers to ${CONNECTIONS} requests at once`);
    for (const connection of connections) connection.destroy();
    assert.equal(connections.length, CONNECTIONS);
  });
}
