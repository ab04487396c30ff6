// The front of the Open API as the package has it: over HTTP and as a function of a `Request`, before the mock server, with the
// package's client and a real page before it. What it decides is tested in Rust, by tests/open_api_cache.rs.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { endWithUs } from "../support/children.mjs";
import { launchChromium } from "../support/chromium.mjs";
import { freePort } from "../support/free-port.mjs";
import { root, startMockServer } from "../support/mock-server.mjs";
import { TOKEN } from "../support/mock-shop.mjs";
import { until } from "../support/wait.mjs";
import { session as closedSession, server, startWorkerd } from "./harness.mjs";

const { CacheAnswers, openApiCache } = server;
const { BukaOlshop } = await import(pathToFileURL(join(root, "pkg/node.js")).href);

const folder = mkdtempSync(join(tmpdir(), "bukaolshop-front-"));
after(() => rmSync(folder, { recursive: true, force: true }));

// A project of a shop's, in which the library for SQLite is installed: older versions of Node.js have none of their own.
mkdirSync(join(folder, "node_modules"));
cpSync(join(root, "pkg"), join(folder, "node_modules/bukaolshop"), { recursive: true });
symlinkSync(fileURLToPath(new URL("./node_modules/better-sqlite3", import.meta.url)), join(folder, "node_modules/better-sqlite3"));
const { SqliteAnswers, SqliteStore } = await import(pathToFileURL(join(folder, "node_modules/bukaolshop/server/sqlite.js")).href);

/** Nothing of the token, however it is spelled. */
const SECRET = /bW9jay90b2tv/i;

/** A session of the mock server: the API's address in it, and the requests so far. */
function session(faults = "-") {
  const { at, log } = closedSession(faults);
  return { baseUrl: at("v1"), sent: async () => (await log()).length };
}

/** A front, and how it is asked. */
function front(options = {}, faults) {
  const { baseUrl, sent } = session(faults);
  const made = openApiCache({ token: TOKEN, baseUrl, store: null, ...options });
  const ask = (address, init) => made.fetch(new Request("https://toko.example" + address, init));
  return { ...made, ask, baseUrl, sent };
}

/** Serves a handler of Node's; gives back its address. */
async function served(t, handler) {
  const http = createServer(handler).listen(0, "127.0.0.1");
  await once(http, "listening");
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${http.address().port}`;
}

/** An error in the API's own shape. */
async function refused(reply, code) {
  const body = await reply.json();
  assert.equal(reply.status, code, JSON.stringify(body));
  assert.equal(body.code, code);
  assert.match(body.status, /\w{4}/);
  assert.equal(reply.headers.get("access-control-allow-origin"), "*");
  assert.doesNotMatch(JSON.stringify([body, ...reply.headers]), SECRET);
  return body;
}

test("the package's client works against it without the shop's token, and asks bukaOlshop once", async (t) => {
  const { node, sent, status } = front({ basePath: "/openapi" });
  const address = (await served(t, node)) + "/openapi";
  for (const token of ["toko", "token-orang-lain"]) {
    const toko = new BukaOlshop({ token, baseUrl: address, tokenUser: "tidak-ada", idUser: "1", cache: false });
    const [kategori, slide, rows] = await Promise.all([toko.kategori.list(), toko.slide.list(), toko.produk.all().toArray()]);
    assert.ok(kategori.length > 5 && slide.length > 1 && rows.length > 100);
    await assert.rejects(toko.user.info(), { kind: "forbidden" });
  }
  const { usedToday, dailyLimit, kept, memory } = await status();
  // One for each list and page, and one for each question about the member.
  assert.equal(usedToday, await sent());
  assert.equal(usedToday, kept + 2);
  assert.equal(dailyLimit, 100);
  assert.ok(memory > 10_000 && memory < 2 ** 22, String(memory));
});

test("a page's elements work against it", async (t) => {
  const { node, sent } = front({ basePath: "/openapi" });
  const files = { "/pkg/bukaolshop.min.js": "bukaolshop.min.js", "/pkg/bukaolshop_bg.wasm": "bukaolshop_bg.wasm" };
  const address = await served(t, (request, response) => {
    if (request.url.startsWith("/openapi/")) return node(request, response);
    const file = files[request.url];
    if (file) return response.end(readFileSync(join(root, "pkg", file)));
    response.setHeader("content-type", "text/html; charset=utf-8");
    // Another origin than the page's own, as it is inside of the app.
    const other = address.replace("127.0.0.1", "localhost");
    return response.end(`<!doctype html><script src="/pkg/bukaolshop.min.js" data-token="toko" data-base-url="${other}/openapi"></script><olshop-produk></olshop-produk>`);
  });
  const browser = await launchChromium();
  t.after(() => browser.close());
  for (let visit = 0; visit < 2; visit += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction(() => document.querySelector("olshop-produk").textContent.includes("Rp"));
    await context.close();
  }
  assert.equal(await sent(), 1);
});

test("only questions of the API's documentation are asked, and all else is refused in its own shape", async () => {
  const { ask, sent } = front({ basePath: "/openapi" });
  for (const path of ["/", "/openapi", "/openapi/", "/app/produk", "/openapi/app/lain", "/openapi/app/produk/", "/openapi//app/produk", "/lain/openapi/app/produk", "/openapi/closed/api/v1/member/id"]) {
    await refused(await ask(path), 404);
  }
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    const reply = await ask("/openapi/app/produk", { method, body: "token=x" });
    assert.equal(reply.headers.get("allow"), "GET, HEAD, OPTIONS");
    await refused(reply, 405);
  }
  for (const query of ["page=0", "page=x", "total_data=15", "id_kategori=1%20OR%201=1", "page=1&page=2", "_=17", "url=https://jahat.example", "token_user=a"]) {
    await refused(await ask("/openapi/app/produk?" + query), 400);
  }
  await refused(await ask("/openapi/user/info?token=x"), 400);
  await refused(await ask("/openapi/app/produk?token=" + "x".repeat(4000)), 414);
  assert.equal(await sent(), 0);
  const preflight = await ask("/openapi/app/produk", { method: "OPTIONS" });
  assert.deepEqual([preflight.status, await preflight.text(), preflight.headers.get("access-control-allow-methods")], [204, "", "GET, HEAD, OPTIONS"]);
});

test("over a connection, too: bodies, methods and addresses that no client sends", async (t) => {
  const { node, sent } = front();
  const { port } = new URL(await served(t, node));
  const raw = async (request, body = "") => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(`${request}\r\nHost: toko\r\nConnection: close\r\n\r\n${body}`);
    let text = "";
    for await (const part of socket.setEncoding("utf8")) text += part;
    assert.doesNotMatch(text, SECRET);
    return text;
  };
  for (const [request, status, body] of [
    ["GET /app/slide HTTP/1.1\r\nContent-Length: 3", 400, "a=1"],
    ["GET /app/slide HTTP/1.1\r\nTransfer-Encoding: chunked", 400, "3\r\na=1\r\n0\r\n\r\n"],
    ["DELETE /app/slide HTTP/1.1", 405],
    ["GET http://jahat.example/app/lain HTTP/1.1", 404],
    ["GET /%2e%2e/app/slide HTTP/1.1", 404],
    ["GET /app/slide?a=%ff%00 HTTP/1.1", 400],
  ]) {
    const answer = await raw(request, body);
    assert.ok(answer.startsWith(`HTTP/1.1 ${status} `), request + answer);
    assert.match(answer, new RegExp(`"code":${status}`), request);
  }
  assert.equal(await sent(), 0);
  assert.match(await raw("GET http://toko.example/app/slide?token=a HTTP/1.1"), /^HTTP\/1\.1 200 [^]*"code":200/);
  assert.match(await raw("HEAD /app/slide HTTP/1.1"), /^HTTP\/1\.1 200 [^]*etag: "[^]*\r\n\r\n$/i);
  assert.equal(await sent(), 1);
});

test("phones and proxies keep an answer as long as they are told, and ask by its tag", async () => {
  const { ask } = front();
  const first = await ask("/app/slide?token=a");
  assert.match(first.headers.get("cache-control"), /^public, max-age=864, stale-while-revalidate=\d+/);
  const etag = first.headers.get("etag");
  const again = await ask("/app/slide", { headers: { "if-none-match": etag } });
  assert.deepEqual([again.status, await again.text(), again.headers.get("etag")], [304, "", etag]);
  assert.match(again.headers.get("cache-status"), /hit; ttl=8\d\d$/);
});

test("questions about members are never kept", async () => {
  const { ask, sent, status } = front();
  for (let times = 0; times < 2; times += 1) {
    const reply = await ask("/user/info?token=x&token_user=a%2Fb&id_user=7");
    assert.equal(reply.headers.get("cache-control"), "no-store, private");
    assert.equal((await reply.json()).code, 403);
  }
  const { usedToday, kept } = await status();
  assert.deepEqual([await sent(), usedToday, kept], [2, 2, 0]);
});

test("those who ask at once share one request, and what fails is told in the log without the token", async () => {
  const { ask, sent } = front({}, "delay:100");
  const replies = await Promise.all(Array.from({ length: 40 }, () => ask("/app/produk?page=1")));
  assert.deepEqual([...new Set(replies.map(({ status }) => status))], [200]);
  assert.equal(await sent(), 1);
  for (const [options, code] of [
    [{ fetch: () => Promise.reject(new TypeError("gagal " + TOKEN)) }, 502],
    [{ fetch: async () => new Response("<html>" + TOKEN) }, 502],
    [{ fetch: async () => new Response(null, { status: 302, headers: { location: "https://jahat.example/?" + TOKEN } }) }, 502],
    [{ fetch: async () => Response.json({ code: 401, status: TOKEN }, { status: 401 }) }, 401],
    [{ fetch: async () => Response.json({ code: 429, status: "Kuota hari ini habis" }) }, 429],
    [{ fetch: () => new Promise(() => {}), timeout: 50 }, 504],
  ]) {
    const lines = [];
    const broken = front({ ...options, log: (line) => lines.push(line) });
    const reply = await broken.ask("/app/slide");
    assert.ok(Number(reply.headers.get("retry-after")) > 0);
    assert.equal(reply.headers.get("location"), null);
    await refused(reply, code);
    assert.equal(lines.length, 1, lines.join("\n"));
    assert.match(lines[0], /^openApiCache: /);
    assert.doesNotMatch(lines[0], SECRET);
  }
});

test("an old answer is renewed after the visitor was answered, and the worker's context waits for that", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-21T05:00:00Z") });
  const { fetch: answer, sent } = front({ fresh: 60_000 });
  const waited = [];
  const context = { waitUntil: (promise) => waited.push(promise) };
  const ask = async () => (await answer(new Request("https://toko.example/app/slide"), {}, context)).headers.get("cache-status");
  assert.match(await ask(), /fwd=miss/);
  t.mock.timers.setTime(Date.now() + 90_000);
  assert.match(await ask(), /ttl=-30$/);
  assert.equal(waited.length, 1);
  await waited[0];
  assert.match(await ask(), /ttl=60$/);
  assert.equal(await sent(), 2);
});

describe("stores", () => {
  /** What a program finds that is started again. */
  async function outlives(store) {
    const { ask, baseUrl } = front({ store });
    await ask("/app/slide");
    await ask("/user/info?token_user=a&id_user=7");
    const again = openApiCache({ token: TOKEN, baseUrl, store });
    const reply = await again.fetch(new Request("https://toko.example/app/slide"));
    assert.match(reply.headers.get("cache-status"), /hit/);
    await again.fetch(new Request("https://toko.example/app/kategori"));
    assert.equal((await again.status()).usedToday, 3);
  }

  test("a file has the answers and the count, for its owner alone", async () => {
    const path = join(folder, "openapi.db");
    const store = await SqliteAnswers.open(path);
    assert.equal(await store.load("a"), null);
    await store.save("a", "satu");
    await store.save("a", "dua");
    assert.equal(await store.load("a"), "dua");
    assert.deepEqual([await store.swap("n", "0", "1"), await store.swap("n", null, "1"), await store.swap("n", null, "2"), await store.swap("n", "1", "2")], [false, true, false, true]);
    if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o077, 0);
    await outlives(store);
    await store.close();
    await store.close();
    await assert.rejects(store.load("a"), /sudah ditutup/);
    const again = await SqliteAnswers.open(pathToFileURL(path));
    assert.equal(await again.load("n"), "2");
    await again.close();
    assert.doesNotMatch(readFileSync(path, "latin1"), SECRET);
  });

  test("a file of another kind is refused by its name", async () => {
    const path = join(folder, "callback.db");
    await (await SqliteStore.open(path)).close();
    await assert.rejects(SqliteAnswers.open(path), { kind: "store", message: /callback\.db bukan berkas/ });
    await assert.rejects(SqliteAnswers.open(join(folder, "tidak/ada.db")), /ada\.db/);
    assert.throws(() => new SqliteAnswers(), /SqliteAnswers\.open/);
  });

  test("the Cache API of an edge worker has them, too", async (t) => {
    const map = new Map();
    const cache = { match: async (url) => map.get(url)?.clone(), put: async (url, response) => void map.set(url, response) };
    await outlives(new CacheAnswers(cache));
    for (const url of map.keys()) assert.match(url, /^https:\/\/bukaolshop\.invalid\//);
    assert.throws(() => new CacheAnswers(), /caches\.open/);
    // It is taken without being asked for where the platform has one.
    t.after(() => delete globalThis.caches);
    Object.defineProperty(globalThis, "caches", { value: { default: cache }, configurable: true });
    const size = map.size;
    const { ask } = front({ store: undefined });
    await ask("/app/slide");
    assert.ok(map.size > size);
  });

  test("one that fails keeps nobody from being answered, and its passwords are in no log", async () => {
    const lines = [];
    const broken = async () => {
      throw Object.assign(new Error("postgres://toko:rahasia@db"), { code: "ECONNREFUSED" });
    };
    const { ask } = front({ store: { load: broken, save: broken, swap: broken }, log: (line) => lines.push(line) });
    assert.equal((await ask("/app/slide")).status, 200);
    assert.ok(lines.length > 0);
    for (const line of lines) assert.equal(line, "openApiCache: ECONNREFUSED");
  });
});

/** The runtimes are installed by the names of their programs, which are of one platform. */
const skip = process.platform === "linux" && process.arch === "x64" ? false : "the runtimes are there for Linux on x86-64 only";
const installed = (name) => fileURLToPath(new URL(`./node_modules/${name}`, import.meta.url));

/** Visitors of a front that another runtime serves: two ask the same at once, and one later. */
async function visited(url, sent) {
  await until(() => fetch(url).then(() => true, () => false), "it listens");
  const ask = async () => {
    const reply = await fetch(url + "/app/slide?token=apa-saja");
    assert.equal(reply.status, 200, await reply.clone().text());
    assert.ok((await reply.json()).data.length > 1);
    return reply.headers.get("cache-status");
  };
  await Promise.all([ask(), ask()]);
  assert.match(await ask(), /hit; ttl=\d+$/);
  await refused(await fetch(url + "/app/lain"), 404);
  assert.equal(await sent(), 1);
}

test("an edge worker (workerd) serves it", { skip }, async (t) => {
  const { baseUrl, sent } = session();
  const contents = `import { openApiCache } from "bukaolshop/server";
    const front = openApiCache({ token: ${JSON.stringify(TOKEN)}, baseUrl: ${JSON.stringify(baseUrl)}, store: null });
    export default { fetch: front.fetch };`;
  const { origin } = await startWorkerd(t, folder, contents);
  await visited(origin, sent);
});

test("Deno serves it", { skip }, async (t) => {
  const { baseUrl, sent } = session();
  const port = await freePort();
  writeFileSync(
    join(folder, "deno.mjs"),
    `import { openApiCache } from "bukaolshop/server";
    import { SqliteAnswers } from "bukaolshop/server/sqlite";
    const store = await SqliteAnswers.open("deno.db");
    const front = openApiCache({ token: ${JSON.stringify(TOKEN)}, baseUrl: ${JSON.stringify(baseUrl)}, store });
    Deno.serve({ hostname: "127.0.0.1", port: ${port} }, front.fetch);`,
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies: { bukaolshop: "*" } }));
  const options = ["run", "--no-prompt", "--node-modules-dir=manual", "--allow-net=127.0.0.1", "--allow-read", "--allow-write", "--allow-env", "--allow-sys"];
  const program = spawn(installed("@deno/linux-x64-glibc/deno"), [...options, "deno.mjs"], { cwd: folder, env: { ...process.env, DENO_NO_UPDATE_CHECK: "1" }, stdio: ["ignore", "ignore", "inherit"] });
  endWithUs(program);
  const ended = once(program, "exit");
  t.after(async () => {
    program.kill("SIGKILL");
    await ended;
  });
  await visited(`http://127.0.0.1:${port}`, sent);
});

test("options that are wrong are named, and the token is not shown", () => {
  for (const [options, rule] of [
    [{}, /token/],
    [{ token: "abc" }, /token/],
    [{ token: "{{token}}" }, /token/],
    [{ dailyLimit: -1 }, /dailyLimit/],
    [{ dailyLimit: 1.5 }, /dailyLimit/],
    [{ fresh: 0 }, /fresh/],
    [{ memory: "1" }, /memory/],
    [{ basePath: "openapi" }, /basePath/],
    [{ basePath: "/openapi/" }, /basePath/],
    [{ store: {} }, /store/],
    [{ fetch: 1 }, /fetch/],
    [{ log: 1 }, /log/],
    [{ baseUrl: "http://toko.example" }, /baseUrl/],
    [{ harian: 100 }, /harian/],
  ]) {
    const all = "token" in options || Object.keys(options).length === 0 ? options : { token: TOKEN, ...options };
    assert.throws(
      () => openApiCache(all),
      (error) => error.kind === "invalid_argument" && rule.test(error.message) && !SECRET.test(error.message),
      JSON.stringify(options),
    );
  }
  for (const dailyLimit of [null, Infinity, 0, 100]) openApiCache({ token: TOKEN, dailyLimit });
});

describe("a day of the demo's shop", () => {
  let mock;
  before(async () => {
    mock = await startMockServer();
  });
  after(() => mock?.stop());

  test("10,000 visits take at most 100 requests, and nobody goes without an answer", async (t) => {
    const program = fileURLToPath(new URL("./front-day.mjs", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", program, `${mock.url}/uji/sehari/-/v1`, TOKEN]);
    const { visits, questions, statuses, served, ages, used, grown, grownSinceNoon } = JSON.parse(stdout);
    const log = await (await fetch(`${mock.url}/uji/sehari/log`)).json();
    t.diagnostic(stdout.trim());
    assert.equal(visits, 10_000);
    assert.deepEqual(statuses, { 200: questions });
    assert.equal(log.length, used);
    assert.ok(used >= 80 && used <= 100, `${used} requests`);
    assert.ok(served.fresh + served.stale > 0.99 * questions);
    assert.ok(ages[50] <= 90, `half of what visitors see is ${ages[50]} minutes old`);
    // What the engine has not given back yet is the most of it; visits leave nothing behind.
    assert.ok(grown < 160 * 2 ** 20, `${grown} bytes more after the day than before`);
    assert.ok(grownSinceNoon < 48 * 2 ** 20, `${grownSinceNoon} bytes more after the day than at noon`);
  });
});
