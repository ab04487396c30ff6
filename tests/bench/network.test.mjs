// The network that pages are measured behind delays and carries as its profile says.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { openNetwork } from "./network.mjs";

const BODY = Buffer.alloc(100_000, "x");

let server;
let origin;
before(async () => {
  server = createServer((request, response) => response.end(request.url === "/large" ? BODY : "small"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

/** Opens a network before the server, twice; it closes with the test. */
async function behind(t, profile) {
  const network = await openNetwork({ name: "test", ...profile }, { one: origin, other: origin });
  t.after(() => network.close());
  return network.origins;
}

/** Milliseconds that a request takes on a connection of its own, and what it brings. */
async function timed(url) {
  const start = performance.now();
  const body = Buffer.from(await (await fetch(url, { headers: { connection: "close" } })).arrayBuffer());
  return { time: performance.now() - start, body };
}

test("a new connection takes one round trip, and a request another", async (t) => {
  const { one } = await behind(t, { megabits: Infinity, delay: 200 });
  const { time, body } = await timed(`${one}/small`);
  assert.equal(body.toString(), "small");
  assert.ok(time >= 395, `${time} ms`);
});

test("a request on a connection that is there takes one round trip", async (t) => {
  const { one } = await behind(t, { megabits: Infinity, delay: 200 });
  const socket = connect(Number(new URL(one).port), "127.0.0.1");
  t.after(() => socket.destroy());
  const ask = async () => {
    const start = performance.now();
    socket.write("GET /small HTTP/1.1\r\nhost: x\r\n\r\n");
    await once(socket, "data");
    return performance.now() - start;
  };
  const first = await ask();
  const second = await ask();
  assert.ok(second >= 195, `${second} ms`);
  assert.ok(first >= 395 && second < first, `${first} ms, then ${second} ms`);
});

test("bytes come no faster than the link carries them, and whole", async (t) => {
  const { one } = await behind(t, { megabits: 4, delay: 0 });
  const { time, body } = await timed(`${one}/large`);
  assert.ok(body.equals(BODY));
  assert.ok(time >= 195, `${time} ms for ${BODY.length} bytes at 500 a millisecond`);
});

test("all servers share the link", async (t) => {
  const { one, other } = await behind(t, { megabits: 4, delay: 0 });
  const start = performance.now();
  await Promise.all([timed(`${one}/large`), timed(`${other}/large`)]);
  const together = performance.now() - start;
  assert.ok(together >= 395, `${together} ms for twice ${BODY.length} bytes at 500 a millisecond`);
});

test("what is small does not wait for all that is large", async (t) => {
  const { one, other } = await behind(t, { megabits: 4, delay: 0 });
  const large = timed(`${one}/large`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const small = await timed(`${other}/small`);
  assert.ok(small.time < (await large).time, `${small.time} ms`);
});
