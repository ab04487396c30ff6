// Loading the module. Each test has a copy of the package with nothing loaded yet.
import { assert, session, test, TOKEN } from "./harness.js";
import { freshPackage } from "./package-copies.js";

const MODULE = "/pkg/bukaolshop_bg.wasm";

/** Counts the requests for the module while `run` runs. */
async function moduleRequests(run) {
  const original = window.fetch;
  let count = 0;
  window.fetch = function (input) {
    const url = String(input && input.url ? input.url : input);
    if (url.includes("bukaolshop_bg.wasm")) count += 1;
    return original.apply(window, arguments);
  };
  try {
    await run();
  } finally {
    window.fetch = original;
  }
  return count;
}

async function works(copy) {
  const toko = new copy.BukaOlshop({ token: TOKEN, baseUrl: session().baseUrl });
  assert.equal((await toko.produk.list()).data.length, 10);
}

const SOURCES = {
  "no source": async () => undefined,
  "a text": async () => MODULE,
  "a URL": async () => new URL(MODULE, location.href),
  "a Request": async () => new Request(MODULE),
  "a Response": async () => fetch(MODULE),
  "a buffer": async () => (await fetch(MODULE)).arrayBuffer(),
  "a view of a buffer": async () => new Uint8Array(await (await fetch(MODULE)).arrayBuffer()),
  "a compiled module": async () => WebAssembly.compile(await (await fetch(MODULE)).arrayBuffer()),
};

Object.keys(SOURCES).forEach((name) => {
  test("init takes " + name, async () => {
    const copy = await freshPackage();
    assert.equal(await copy.default(await SOURCES[name]()), undefined);
    await works(copy);
  });
});

test("the first call loads the module by itself", async () => {
  const copy = await freshPackage();
  assert.equal(await moduleRequests(() => works(copy)), 1);
});

test("the constructor starts loading and sends nothing", async () => {
  const copy = await freshPackage();
  const mock = session();
  const requests = await moduleRequests(async () => {
    new copy.BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl });
    await copy.default();
  });
  assert.equal(requests, 1);
  assert.deepEqual(await mock.log(), []);
});

test("init from many places loads once", async () => {
  const copy = await freshPackage();
  const requests = await moduleRequests(async () => {
    await Promise.all([copy.default(), copy.default(), copy.default(MODULE), works(copy)]);
    await copy.default();
  });
  assert.equal(requests, 1);
});

const BROKEN = {
  "an address without a module": "/pkg/tidak-ada.wasm",
  "a file that is no module": "/pkg/package.json",
  "a host that does not answer": "http://127.0.0.1:9/x.wasm",
};

Object.keys(BROKEN).forEach((name) => {
  test("init rejects " + name + ", and may be called again", async () => {
    const copy = await freshPackage();
    const error = await assert.rejects(copy.default(BROKEN[name]), {
      name: "BukaOlshopError",
      kind: "load",
      code: null,
      endpoint: null,
      retryable: true,
      message: /bukaolshop_bg\.wasm/,
    });
    assert.ok(error instanceof copy.BukaOlshopError);
    await copy.default();
    await works(copy);
  });
});

test("bytes that are no module are a load error", async () => {
  const copy = await freshPackage();
  await assert.rejects(copy.default(new Uint8Array([1, 2, 3])), { kind: "load" });
});

test("a call is rejected with the load error when the module cannot be had", async () => {
  const copy = await freshPackage();
  const original = window.fetch;
  window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  try {
    const toko = new copy.BukaOlshop({ token: TOKEN });
    await assert.rejects(toko.produk.list(), { kind: "load", retryable: true });
  } finally {
    window.fetch = original;
  }
});

test("a module that never comes does not outlast the timeout", async () => {
  const copy = await freshPackage();
  const original = window.fetch;
  window.fetch = () => new Promise(() => {});
  try {
    const toko = new copy.BukaOlshop({ token: TOKEN, timeout: 50 });
    await assert.rejects(toko.produk.list(), { kind: "timeout", retryable: true });
    const abort = new AbortController();
    const call = toko.produk.list({}, { signal: abort.signal });
    abort.abort();
    await assert.rejects(call, { name: "AbortError" });
  } finally {
    window.fetch = original;
  }
});
