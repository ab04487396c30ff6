// Giving up on a call, at any moment.
import { BukaOlshop } from "/pkg/index.js";
import { assert, session, skip, test, TOKEN } from "./harness.js";

function open(mock, more) {
  return new BukaOlshop(Object.assign({ token: TOKEN, baseUrl: mock.baseUrl, cache: false }, more));
}

const tick = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("before the call: nothing is sent", async () => {
  const mock = session();
  const abort = new AbortController();
  abort.abort();
  const toko = open(mock);
  const signal = abort.signal;
  await assert.rejects(toko.produk.list({}, { signal }), { name: "AbortError" });
  await assert.rejects(toko.slide.list({ signal }), { name: "AbortError" });
  await assert.rejects(toko.produk.all({}, { signal }).toArray(), { name: "AbortError" });
  assert.deepEqual(await mock.log(), []);
});

test("while the server thinks: settled at once, and the request is dropped", async () => {
  const mock = session("stall:headers");
  const abort = new AbortController();
  const call = open(mock).produk.list({}, { signal: abort.signal });
  call.catch(() => {});
  await mock.received(1);
  abort.abort();
  const winner = await Promise.race([call.catch((error) => error.name), tick(10000).then(() => "late")]);
  assert.equal(winner, "AbortError");
});

test("while the body comes in", async () => {
  const mock = session("stall:body");
  const abort = new AbortController();
  const call = open(mock).produk.list({}, { signal: abort.signal });
  call.catch(() => {});
  await mock.received(1);
  await tick(50);
  abort.abort();
  await assert.rejects(call, { name: "AbortError" });
});

test("while waiting for the next attempt", async () => {
  const mock = session("status:503");
  const abort = new AbortController();
  const call = open(mock, { retry: { attempts: 3, baseDelay: 8000 } }).produk.list({}, { signal: abort.signal });
  call.catch(() => {});
  await mock.received(1);
  await tick(20);
  abort.abort();
  await assert.rejects(call, { name: "AbortError" });
  assert.ok((await mock.log()).length <= 2);
});

test("between two pages", async () => {
  const mock = session();
  const abort = new AbortController();
  let rows = 0;
  const walk = async () => {
    for await (const row of open(mock).produk.all({ total_data: 10 }, { signal: abort.signal })) {
      rows += row ? 1 : 0;
      if (rows === 10) abort.abort();
    }
  };
  await assert.rejects(walk(), { name: "AbortError" });
  assert.equal(rows, 10);
  assert.equal((await mock.log()).length, 1);
});

test("the page's own reason comes through as it is", async () => {
  const abort = new AbortController();
  if (!("reason" in abort.signal)) skip("this engine has no reasons; the next test is for it");
  const call = open(session("stall:headers")).slide.list({ signal: abort.signal });
  const reason = { alasan: "pindah halaman" };
  abort.abort(reason);
  assert.equal(await call.catch((error) => error), reason);
});

test("an engine without reasons gives an AbortError", async () => {
  const signal = document.createElement("i"); // an event target, as signals are
  const old = {
    aborted: false,
    addEventListener: (name, listener) => signal.addEventListener(name, listener),
    removeEventListener: (name, listener) => signal.removeEventListener(name, listener),
  };
  const call = open(session("stall:headers")).slide.list({ signal: old });
  signal.dispatchEvent(new Event("abort"));
  const error = await assert.rejects(call, { name: "AbortError" });
  assert.ok(error instanceof DOMException);
});

test("a signal outlives its calls without a trace", async () => {
  const mock = session();
  const abort = new AbortController();
  let listeners = 0;
  const signal = abort.signal;
  const add = signal.addEventListener;
  const remove = signal.removeEventListener;
  signal.addEventListener = function () { listeners += 1; return add.apply(signal, arguments); };
  signal.removeEventListener = function () { listeners -= 1; return remove.apply(signal, arguments); };
  const toko = open(mock);
  await toko.slide.list({ signal });
  await toko.produk.all({ total_data: 10 }, { signal, limit: 30 }).toArray();
  assert.equal(listeners, 0);
  abort.abort();
});

test("one call given up leaves the others alone", async () => {
  const toko = open(session());
  const abort = new AbortController();
  const original = window.fetch;
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  window.fetch = function () {
    const answer = original.apply(window, arguments);
    answer.catch(() => {});
    return released.then(() => answer);
  };
  try {
    const calls = [toko.slide.list({ signal: abort.signal }), toko.slide.list(), toko.produk.list()];
    await tick(30);
    abort.abort();
    release();
    await assert.rejects(calls[0], { name: "AbortError" });
    assert.ok((await calls[1]).length > 0);
    assert.equal((await calls[2]).data.length, 10);
  } finally {
    window.fetch = original;
  }
});

test("fresh is taken", async () => {
  assert.ok((await open(session()).slide.list({ fresh: true })).length > 0);
});
