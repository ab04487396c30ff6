// A `fetch` that a page has put in the place of the browser's: whatever it does, the call ends with an error of the
// package's own, and the next call works.
import { BukaOlshop } from "/pkg/index.js";
import { assert, session, test, TOKEN } from "./harness.js";

/** The `Response` of another frame. */
function foreignResponse() {
  const frame = document.createElement("iframe");
  document.body.appendChild(frame);
  const answer = new frame.contentWindow.Response('{"code":200,"data":[]}');
  frame.remove();
  return answer;
}

const FETCHES = {
  "throws": () => { throw new Error("no"); },
  "throws a text": () => { throw "no"; },
  "gives undefined": () => undefined,
  "gives null": () => null,
  "gives a number": () => 5,
  "gives a plain object": () => ({ ok: true, status: 200, text: async () => "{}", headers: new Headers() }),
  "resolves to undefined": async () => undefined,
  "resolves to a plain object": async () => ({ ok: true, status: 200, type: "basic", text: async () => "{}", headers: new Headers() }),
  "resolves to a response of another frame": async () => foreignResponse(),
  "resolves to what only inherits from Response": async () => Object.create(Response.prototype),
  "rejects with an error": () => Promise.reject(new TypeError("Failed to fetch")),
  "rejects with a text": () => Promise.reject("no"),
  "rejects with undefined": () => Promise.reject(),
  "gives a thenable that throws": () => ({ get then() { throw new Error("no"); } }),
  "gives a response whose body was read": async () => { const answer = new Response("{}"); await answer.text(); return answer; },
  "gives a response whose text is none": async () => Object.assign(new Response("{}"), { text: () => undefined }),
  "gives a response whose text throws": async () => Object.assign(new Response("{}"), { text() { throw 5; } }),
};

Object.keys(FETCHES).forEach((name) => {
  test("a fetch that " + name, async () => {
    const mock = session();
    const toko = new BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl, cache: false, retry: { attempts: 2, baseDelay: 1 } });
    await toko.quota();
    const original = window.fetch;
    window.fetch = FETCHES[name];
    try {
      await assert.rejects(toko.slide.list(), { name: "BukaOlshopError", kind: "network", endpoint: "/app/slide", attempts: 2 });
    } finally {
      window.fetch = original;
    }
    assert.ok((await toko.slide.list()).length > 0);
  });
});

test("a fetch that answers by itself is as good as any", async () => {
  const original = window.fetch;
  const seen = [];
  window.fetch = async (url, options) => {
    seen.push([typeof url, options.method, options.cache, options.redirect, options.signal instanceof AbortSignal]);
    return new Response('{"code":200,"data":[{"url_gambar_slide":"a"}]}', { status: 200 });
  };
  try {
    const rows = await new BukaOlshop({ token: TOKEN, cache: false }).slide.list();
    assert.equal(rows.length, 1);
  } finally {
    window.fetch = original;
  }
  assert.deepEqual(seen, [["string", "GET", "no-store", "manual", true]]);
});

// What gloo-net's builder of requests would make by these names: a page may have something else under each of them.
test("a page's own URL, URLSearchParams, Headers and Request do a request no harm", async () => {
  const mock = session();
  const toko = new BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl, cache: false, retry: false });
  await toko.quota();
  const taken = ["URL", "URLSearchParams", "Headers", "Request"].map((name) => [name, window[name]]);
  const replacements = ["https://toko.example/", function () { throw new Error("no"); }, undefined, { toString: null }];
  try {
    for (const replacement of replacements) {
      taken.forEach(([name]) => { window[name] = replacement; });
      assert.ok((await toko.slide.list()).length > 0, String(typeof replacement));
    }
  } finally {
    taken.forEach(([name, value]) => { window[name] = value; });
  }
  assert.equal((await mock.log()).length, replacements.length);
});
