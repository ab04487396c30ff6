// Everything that can go wrong, as a page sees it.
import { BukaOlshop, BukaOlshopError } from "/pkg/index.js";
import { assert, MEMBERS, session, test, TOKEN } from "./harness.js";

function open(mock, more) {
  return new BukaOlshop(Object.assign({ token: TOKEN, baseUrl: mock.baseUrl, cache: false, retry: false }, more));
}

const CODES = {
  400: ["bad_request", false],
  401: ["unauthorized", false],
  403: ["forbidden", false],
  404: ["not_found", false],
  405: ["method_not_allowed", false],
  418: ["bad_request", false],
  429: ["rate_limited", true],
  500: ["server", true],
  502: ["server", true],
  503: ["unavailable", true],
};

Object.keys(CODES).forEach((code) => {
  const [kind, retryable] = CODES[code];
  const expected = {
    name: "BukaOlshopError",
    kind,
    retryable,
    code: Number(code),
    endpoint: "/app/slide",
    status: "alasan dari server",
    path: null,
    attempts: 1,
    retryAfter: null,
    message: new RegExp("kode " + code + ".*alasan dari server"),
  };
  const body = { code: Number(code), status: "alasan dari server" };

  test(code + " as HTTP status and as code in 200 is " + kind, async () => {
    const mock = session();
    await mock.script([{ status: Number(code), body }, { body }, { body: Object.assign({}, body, { code }) }]);
    const toko = open(mock);
    const error = await assert.rejects(toko.slide.list(), expected);
    assert.ok(error instanceof BukaOlshopError && error instanceof Error);
    assert.match(error.stack, /BukaOlshopError|slide|index/);
    await assert.rejects(toko.slide.list(), expected, "in 200");
    await assert.rejects(toko.slide.list(), expected, "in 200, as a text");
  });
});

test("an HTTP error without a body of the API is known by its status", async () => {
  const mock = session();
  await mock.script([
    { status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad Gateway</h1>" },
    { status: 404, body: "" },
  ]);
  const toko = open(mock);
  await assert.rejects(toko.slide.list(), { kind: "server", code: 502, status: null });
  await assert.rejects(toko.slide.list(), { kind: "not_found", code: 404, status: null });
});

test("the mock's own refusals have their kinds", async () => {
  const mock = session();
  await assert.rejects(open(mock, { token: "salah" }).produk.list(), { kind: "unauthorized", code: 401 });
  const stranger = open(mock, { tokenUser: "salah", idUser: "1" });
  await assert.rejects(stranger.user.info(), { kind: "forbidden", code: 403, endpoint: "/user/info" });
});

const UNREADABLE = {
  "an HTML page": { headers: { "content-type": "text/html" }, body: "<!doctype html><h1>halo</h1>" },
  "an empty body": { body: "" },
  "a truncated body": { body: '{"code":200,"status":"ok","data":[{"id_pro' },
  "a text": { body: '"halo"' },
  "a number": { body: "5" },
  "a list": { body: "[]" },
  null: { body: "null" },
  "nothing but a code": { body: '{"code":200,"status":"ok"}' },
  "a text for a list": { body: '{"code":200,"data":"halo"}' },
  "an object for a list": { body: '{"code":200,"data":{"a":1}}' },
  "a code of another world": { body: '{"code":7,"data":[]}' },
  "nothing but brackets, ten thousand deep": { body: "[".repeat(10000) + "]".repeat(10000) },
};

Object.keys(UNREADABLE).forEach((name) => {
  test(name + " is an invalid_response", async () => {
    const mock = session();
    await mock.script([UNREADABLE[name]]);
    const toko = open(mock);
    const error = await assert.rejects(toko.slide.list(), { kind: "invalid_response", retryable: false, attempts: 1 });
    assert.ok(!/Unexpected|JSON\.parse|SyntaxError|token/i.test(error.message.replace("JSON yang utuh", "")), error.message);
    assert.ok((await toko.slide.list()).length > 0, "and the next call works");
  });
});

test("an invalid_response says where", async () => {
  const mock = session();
  await mock.script([
    { body: { code: 200, data: { nama_user: "A", jumlah_saldo: "banyak" } } },
    { body: { code: 200, data: [] } },
    { body: { code: 200, status: "ok" } },
  ]);
  const toko = open(mock, MEMBERS.budi);
  await assert.rejects(toko.user.info(), { kind: "invalid_response", path: "data.jumlah_saldo", code: 200 });
  await assert.rejects(toko.user.info(), { kind: "invalid_response", path: "data" });
  await assert.rejects(toko.user.info(), { kind: "invalid_response", path: "data" });
});

test("no redirect is followed: the token would be known where it leads", async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    for (const target of ["slide", window.location.origin + "/v1/app/slide"]) {
      const mock = session();
      await mock.script([{ status, headers: { location: target }, body: "" }]);
      const toko = open(mock, { retry: { attempts: 3, baseDelay: 1 } });
      const expected = { kind: "invalid_response", code: 302, retryable: false, attempts: 1, path: null, status: null };
      await assert.rejects(toko.slide.list(), expected, status + " to " + target);
      assert.equal((await mock.log()).length, 1, status + " to " + target);
      assert.ok((await toko.slide.list()).length > 0, "and the next call works");
    }
  }
});

test("a lost connection is a network error", async () => {
  for (const fault of ["reset:before", "reset:headers", "cut:0.5", "cors:0"]) {
    const error = await assert.rejects(open(session(fault)).produk.list(), {
      kind: "network",
      code: null,
      retryable: true,
      attempts: 1,
      endpoint: "/app/produk",
    }, fault);
    assert.match(error.message, /internet/);
  }
  const nobody = new BukaOlshop({ token: TOKEN, baseUrl: "http://127.0.0.1:9", retry: false });
  await assert.rejects(nobody.slide.list(), { kind: "network" });
});

test("a server that stalls meets the timeout, in its headers and in its body", async () => {
  for (const fault of ["stall:headers", "stall:body"]) {
    const toko = open(session(fault), { timeout: 300, retry: { attempts: 3 } });
    await assert.rejects(toko.produk.list(), { kind: "timeout", code: null, retryable: true, attempts: 1 }, fault);
  }
});

test("what failed for a moment is repeated", async () => {
  const mock = session("status:503,times:2");
  const toko = open(mock, { retry: { attempts: 3, baseDelay: 1 } });
  assert.ok((await toko.slide.list()).length > 0);
  assert.equal((await mock.log()).length, 3);
});

test("repeating ends after the attempts allowed", async () => {
  const mock = session("code:500");
  const toko = open(mock, { retry: { attempts: 4, baseDelay: 1, maxDelay: 2 } });
  await assert.rejects(toko.slide.list(), { kind: "server", attempts: 4 });
  assert.equal((await mock.log()).length, 4);
  const never = session("status:500");
  await assert.rejects(open(never, { retry: false }).slide.list(), { attempts: 1 });
  assert.equal((await never.log()).length, 1);
});

test("by default there are three attempts", async () => {
  const mock = session("status:500");
  const toko = new BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl, cache: false });
  await assert.rejects(toko.slide.list(), { attempts: 3 });
  assert.equal((await mock.log()).length, 3);
});

test("what no repetition can mend is asked once", async () => {
  for (const code of [400, 401, 403, 404, 405]) {
    const mock = session("status:" + code);
    await assert.rejects(open(mock, { retry: { baseDelay: 1 } }).slide.list(), { code, attempts: 1 });
    assert.equal((await mock.log()).length, 1, code);
  }
});

test("Retry-After is heard, where the server lets pages read it", async () => {
  const mock = session();
  const headers = { "retry-after": "60", "access-control-expose-headers": "retry-after" };
  await mock.script([{ status: 429, headers, body: { code: 429, status: "penuh" } }]);
  const toko = open(mock, { retry: { attempts: 3, baseDelay: 1, maxDelay: 1000 } });
  await assert.rejects(toko.slide.list(), { kind: "rate_limited", retryAfter: 60000, attempts: 1 });
  await mock.script([
    { status: 429, headers: Object.assign({}, headers, { "retry-after": "0" }), body: { code: 429 } },
  ]);
  assert.ok((await toko.slide.list()).length > 0);
});

test("no error shows a secret, even when the server does", async () => {
  const mock = session();
  const { tokenUser, idUser } = MEMBERS.budi;
  const echo = "token " + TOKEN + " " + encodeURIComponent(TOKEN) + " user " + tokenUser + " id " + idUser;
  await mock.script([{ status: 403, body: { code: 403, status: echo } }]);
  const error = await assert.rejects(open(mock, MEMBERS.budi).user.info(), { kind: "forbidden" });
  const shown = JSON.stringify(error, Object.getOwnPropertyNames(error));
  for (const secret of [TOKEN, encodeURIComponent(TOKEN), tokenUser, encodeURIComponent(tokenUser), idUser]) {
    assert.ok(!shown.includes(secret), shown);
  }
  assert.match(error.status, /token \*\*\* \*\*\* user \*\*\* id \*\*\*/);
});

test("an error may be made by a page too", () => {
  const error = new BukaOlshopError("halo");
  assert.equal(error.message, "halo");
  assert.equal(error.name, "BukaOlshopError");
  assert.deepEqual([error.code, error.endpoint, error.retryable], [null, null, false]);
});

// ------------------------------------------------------------------------------------- arguments

const BAD_QUERIES = {
  page: [/page harus/, [0, -1, 1.5, NaN, Infinity, "2", {}, [], true, 4294967296]],
  total_data: [/total_data harus kelipatan 10/, [15, 200, 0, 5, 110, -10, NaN, "20", {}, 10.5]],
  id_kategori: [/id_kategori harus/, [-1, 1.5, NaN, "abc", "1.5", "-3", {}, [], true]],
  cari_nama_produk: [/cari_nama_produk harus teks/, [5, {}, [], true]],
};

Object.keys(BAD_QUERIES).forEach((name) => {
  test("a bad " + name + " is refused before anything is sent", async () => {
    const mock = session();
    const toko = open(mock, MEMBERS.budi);
    const [message, values] = BAD_QUERIES[name];
    for (const value of values) {
      const query = { [name]: value };
      const expected = { kind: "invalid_argument", message, code: null, attempts: 0, retryable: false };
      await assert.rejects(toko.produk.list(query), expected, String(value));
      await assert.rejects(toko.produk.all(query).toArray(), expected, String(value));
      await assert.rejects(toko.produk.pages(query)[Symbol.asyncIterator]().next(), expected, String(value));
      if (name === "page" || name === "total_data") {
        await assert.rejects(toko.user.transaksi.list(query), expected);
        await assert.rejects(toko.user.catatan.list(query), expected);
      }
    }
    assert.deepEqual(await mock.log(), []);
  });
});

test("an unknown tipe or struktur is refused, naming the values allowed", async () => {
  const mock = session();
  const toko = open(mock, MEMBERS.budi);
  for (const tipe of ["koin", "", 5, {}, []]) {
    await assert.rejects(toko.user.catatan.list({ tipe }), { kind: "invalid_argument", message: /saldo.*poin/ });
  }
  for (const struktur of ["tree", "", 5, {}]) {
    await assert.rejects(toko.kategori.list({ struktur }), { kind: "invalid_argument", message: /flat/ });
  }
  assert.deepEqual(await mock.log(), []);
});

test("queries and options that are none are refused", async () => {
  const mock = session();
  const toko = open(mock, MEMBERS.budi);
  for (const query of ["a", 5, true, []]) {
    await assert.rejects(toko.produk.list(query), { kind: "invalid_argument", message: /query harus objek/ });
    await assert.rejects(toko.kategori.list(query), { kind: "invalid_argument" });
    await assert.rejects(toko.produk.all(query).toArray(), { kind: "invalid_argument" });
  }
  for (const options of ["a", 5, true]) {
    await assert.rejects(toko.slide.list(options), { kind: "invalid_argument", message: /options harus objek/ });
  }
  for (const signal of ["a", 5, {}, true]) {
    await assert.rejects(toko.user.info({ signal }), { kind: "invalid_argument", message: /signal harus AbortSignal/ });
  }
  await assert.rejects(toko.slide.list({ fresh: "ya" }), { kind: "invalid_argument", message: /fresh/ });
  for (const limit of [-1, 1.5, NaN, "5", {}]) {
    await assert.rejects(toko.produk.all({}, { limit }).toArray(), { kind: "invalid_argument", message: /limit harus/ });
  }
  await assert.rejects(toko.produk.all({}, { onPage: "x" }).toArray(), { kind: "invalid_argument", message: /onPage/ });
  assert.deepEqual(await mock.log(), []);
});

test("null counts as not given", async () => {
  const mock = session();
  const toko = open(mock, MEMBERS.budi);
  const nothing = { page: null, total_data: undefined, id_kategori: null, cari_nama_produk: undefined };
  await toko.produk.list(nothing, { signal: null, fresh: undefined });
  await toko.produk.list(null, null);
  await toko.kategori.list(null);
  await toko.user.catatan.list({ tipe: undefined });
  assert.deepEqual((await mock.log())[0].params, { token: TOKEN, page: "1", total_data: "10" });
});

test("queries that fight back do no harm", async () => {
  const mock = session();
  const toko = open(mock);
  const trap = { get page() { throw new Error("trap"); } };
  await toko.produk.list(trap);
  const frozen = Object.freeze({ page: 1 });
  await toko.produk.list(frozen);
  await toko.produk.list(Object.create(null));
  await toko.produk.list({ cari_nama_produk: "a\uD800b" });
  await toko.produk.list({ cari_nama_produk: "x".repeat(2000) });
  assert.equal((await mock.log()).length, 5);
});
