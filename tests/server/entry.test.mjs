// The entry itself: how it is found and loaded by each kind of server, that no page gets it, and that pages' own files hold
// none of it.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { launchChromium } from "../support/chromium.mjs";
import { root, startMockServer } from "../support/mock-server.mjs";
import { until } from "../support/wait.mjs";
import { server, session, startWorkerd } from "./harness.mjs";

const run = promisify(execFile);
const installed = (name) => fileURLToPath(new URL(`./node_modules/${name}`, import.meta.url));
const DENO = installed("@deno/linux-x64-glibc/deno");
/** Deno and workerd are installed by the names of their programs, which are of one platform. */
const skip = process.platform === "linux" && process.arch === "x64" ? false : "the runtimes are there for Linux on x86-64 only";
const pkg = join(root, "pkg");
const CLIENTS = ["ClosedApi", "CommerceApi", "MitraBunso", "OneSolu", "OneTablet", "OneSoluWebhooks", "MemoryStore", "callbackReceiver", "openApiCache", "CacheAnswers"];

/** A project of a shop's that has the package. */
let project;
before(() => {
  project = mkdtempSync(join(tmpdir(), "bukaolshop-server-"));
  mkdirSync(join(project, "node_modules"));
  cpSync(pkg, join(project, "node_modules/bukaolshop"), { recursive: true });
  symlinkSync(installed("better-sqlite3"), join(project, "node_modules/better-sqlite3"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", dependencies: { bukaolshop: "*" } }));
});
after(() => rmSync(project, { recursive: true, force: true }));

/** What a server's program does with the entry, wherever it runs. `baseUrl` is the Closed API's. */
const program = (baseUrl) => `
  import { BukaOlshopError, ClosedApi, MemoryStore, callbackReceiver } from "bukaolshop/server";

  export async function look() {
    const closed = new ClosedApi({ apiKey: "kunci-tertutup/uji+1==", baseUrl: ${JSON.stringify(baseUrl)}, retry: false });
    const { nama_toko } = await closed.aplikasi.info();
    const member = { id_user: "120007" };
    await closed.saldo.change({ ...member, tipe: "tambah", jumlah: 7 });
    const { jumlah_saldo } = await closed.saldo.get(member);
    let products = 0;
    for await (const row of closed.produk.all()) if ((products += 1) === 12) break;
    const wrong = await closed.produk.list(601).catch((error) => error instanceof BukaOlshopError && error.kind);
    const store = new MemoryStore();
    const done = [];
    const receiver = callbackReceiver({ secret: "rahasia", store, onTransaksiBaru: (callback) => { done.push(callback.nomor_pembayaran); } });
    const body = "tipe_callback=transaksi_baru&secret_key_callback=rahasia&nomor_pembayaran=9&status_transaksi=lunas&tipe_transaksi=DELIVERY";
    const statuses = [];
    for (const sent of [body, body, body.replace("=rahasia&", "=bukan&")]) {
      statuses.push((await receiver.fetch(new Request("http://toko.test/", { method: "POST", body: sent }))).status);
    }
    return { nama_toko, jumlah_saldo, products, wrong, done, statuses };
  }
`;
const SEEN = {
  nama_toko: "OlshopGue",
  jumlah_saldo: 90007,
  products: 12,
  wrong: "invalid_argument",
  done: ["9"],
  statuses: [200, 200, 403],
};

test("Node finds it by its name, and runs it", async () => {
  writeFileSync(join(project, "look.mjs"), program(session().at("closed/api/v1")));
  const script = 'import { look } from "./look.mjs"; console.log(JSON.stringify(await look()));';
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: project });
  assert.deepEqual(JSON.parse(stdout), SEEN);
});

test("the module may be given: as bytes, compiled, as an address; and what is none is told", async () => {
  const wasm = join(pkg, "server/bukaolshop_server_bg.wasm");
  const script = `
    import init, { ClosedApi } from "bukaolshop/server";
    import { readFileSync } from "node:fs";
    const bytes = readFileSync(${JSON.stringify(wasm)});
    const wrong = await init(new Uint8Array([1, 2, 3])).catch((error) => error);
    const sources = { bytes, module: new WebAssembly.Module(bytes), address: new URL(${JSON.stringify(pathToFileURL(wasm).href)}) };
    await init(sources[process.argv[1]]);
    await init();
    console.log(wrong.kind, wrong.retryable, typeof new ClosedApi({ apiKey: "kunci" }).produk.list);
  `;
  for (const source of ["bytes", "module", "address"]) {
    const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script, source], { cwd: project });
    assert.equal(stdout.trim(), "load true function", source);
  }
});

describe("a bundle for Node", () => {
  const making = `
    import init, * as server from "bukaolshop/server";
    import { readFileSync } from "node:fs";
    const { ClosedApi, CommerceApi, MitraBunso, OneSolu, OneSoluWebhooks, OneTablet, MemoryStore } = server;
    if (process.argv[2]) await init(readFileSync(process.argv[2]));
    const apiKey = "kunci-tertutup/uji+1==";
    const baseUrl = "https://toko.test";
    const store = new MemoryStore();
    const making = {
      ClosedApi: () => new ClosedApi({ apiKey }),
      CommerceApi: () => new CommerceApi({ apiKey, baseUrl }),
      MitraBunso: () => new MitraBunso({ token: apiKey, idUser: "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b", baseUrl }),
      OneSolu: () => new OneSolu({ apiKey }),
      OneSoluWebhooks: () => new OneSoluWebhooks({ secret: apiKey }),
      OneTablet: () => new OneTablet({ apiKey, baseUrl }),
      callbackReceiver: () => server.callbackReceiver({ secret: apiKey, store, onLunas() {} }),
      exactlyOnce: () => server.exactlyOnce({ store }),
    };
    const seen = {};
    for (const [name, make] of Object.entries(making)) {
      try {
        make();
        seen[name] = "made";
      } catch (error) {
        seen[name] = [error.kind, error.retryable, error.message];
      }
    }
    console.log(JSON.stringify(seen));
  `;
  const wasm = join(pkg, "server/bukaolshop_server_bg.wasm");
  let folder;
  before(async () => {
    folder = join(project, "bundled");
    await build({ stdin: { contents: making, resolveDir: project }, bundle: true, platform: "node", format: "esm", outfile: join(folder, "app.mjs"), logLevel: "error" });
  });
  const made = async (...options) => JSON.parse((await run(process.execPath, [join(folder, "app.mjs"), ...options])).stdout);

  test("that has lost the module says so when a client is made, before any call", async () => {
    const seen = await made();
    assert.equal(Object.keys(seen).length, 8);
    for (const [name, [kind, retryable, message]] of Object.entries(seen)) {
      assert.deepEqual([kind, retryable], ["load", false], name);
      assert.match(message, /gagal dimuat.*bundled\/bukaolshop_server_bg\.wasm.*init\(\)/, name);
    }
  });

  test("is given the module by its program, or has it beside itself", async () => {
    const all = (seen) => assert.deepEqual([...new Set(Object.values(seen))], ["made"]);
    all(await made(wasm));
    cpSync(wasm, join(folder, "bukaolshop_server_bg.wasm"));
    all(await made());
  });
});

test("calls at once before the module is loaded wait for each other like all others", async () => {
  const script = `
    import { ClosedApi } from "bukaolshop/server";
    const closed = new ClosedApi({ apiKey: "kunci-tertutup/uji+1==", baseUrl: process.argv[1], retry: false });
    const add = () => closed.saldo.change({ id_user: "120007", tipe: "tambah", jumlah: 1 });
    await Promise.all([add(), add()]);
  `;
  const address = session().at("closed/api/v1");
  await run(process.execPath, ["--input-type=module", "--eval", script, address], { cwd: project, timeout: 30_000 });
});

test("a program is not kept alive by the module, nor by a store", async () => {
  const script = `
    import init from "bukaolshop/server";
    import { SqliteStore } from "bukaolshop/server/sqlite";
    await init();
    await SqliteStore.open("kept.db");
  `;
  await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: project, timeout: 20_000 });
});

test("Deno finds it by its name, and runs it; its store in a file, too", { skip }, async () => {
  writeFileSync(join(project, "look.mjs"), program(session().at("closed/api/v1")));
  writeFileSync(
    join(project, "deno.mjs"),
    `import { SqliteStore } from "bukaolshop/server/sqlite";
    import { look } from "./look.mjs";
    const store = await SqliteStore.open("deno.db");
    const claim = await store.claim({ key: "a", note: "{}", now: Date.now(), lease: 1000, owner: "" });
    await store.close();
    console.log(JSON.stringify({ seen: await look(), claim }));`,
  );
  const options = ["run", "--no-prompt", "--node-modules-dir=manual", "--allow-net=127.0.0.1", "--allow-read", "--allow-write", "--allow-env", "--allow-sys"];
  const { stdout } = await run(DENO, [...options, "deno.mjs"], { cwd: project, env: { ...process.env, DENO_NO_UPDATE_CHECK: "1" } });
  assert.deepEqual(JSON.parse(stdout), { seen: SEEN, claim: { state: "claimed", attempt: 1 } });
});

test("an edge worker (workerd) takes the module along, and runs it", { skip }, async (t) => {
  writeFileSync(join(project, "look.mjs"), program(session().at("closed/api/v1")));
  const contents = `import { look } from "./look.mjs";
    export default { async fetch() {
      return Response.json({ seen: await look() });
    } };`;
  const { outfile, origin } = await startWorkerd(t, project, contents);
  assert.doesNotMatch(readFileSync(outfile, "utf8"), /node:/);
  let answer;
  await until(async () => (answer = await fetch(origin).catch(() => null)), "the worker answers");
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  assert.deepEqual(JSON.parse(text), { seen: SEEN });
});

test("Vercel's edge functions find the module in their own way", async () => {
  const contents = 'export { ClosedApi } from "bukaolshop/server";';
  const options = { bundle: true, format: "esm", write: false, external: ["*.wasm?module"] };
  const { outputFiles } = await build({ stdin: { contents, resolveDir: project }, conditions: ["edge-light", "worker", "browser"], ...options });
  assert.match(outputFiles[0].text, /from "\.\/bukaolshop_server_bg\.wasm\?module"/);
});

describe("a page", () => {
  let mock;
  let browser;
  before(async () => {
    mock = await startMockServer();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await mock?.stop();
  });

  /** What comes of making each of the clients, in a page or in a worker of its. */
  const attempt = `async (address, names) => {
    const server = await import(address);
    const said = {};
    const options = { apiKey: "k", token: "t", idUser: "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b", baseUrl: "https://contoh.id", secret: "s", store: {}, onTransaksiBaru() {} };
    for (const name of names) {
      try {
        name === "callbackReceiver" ? server[name](options) : new server[name](options);
        said[name] = "made";
      } catch (error) {
        said[name] = [error.name, error.kind, error.message];
      }
    }
    const { SqliteStore, PostgresStore, RedisStore } = await import(new URL("./stores-browser.js", address));
    const works = [() => server.init(), () => SqliteStore.open("x"), () => PostgresStore.connect("x"), () => RedisStore.connect("x")];
    for (const work of works) {
      said[work] = await work().then(() => "made", (error) => [error.name, error.kind, error.message]);
    }
    return said;
  }`;

  const refusesAll = (said) => {
    assert.equal(Object.keys(said).length, CLIENTS.length + 4);
    for (const [name, [error, kind, message]] of Object.entries(said)) {
      assert.deepEqual([error, kind], ["BukaOlshopError", "invalid_argument"], name);
      assert.match(message, /hanya untuk server.*API key.*saldo member.*Pindahkan/, name);
    }
  };

  for (const file of ["index.js", "browser.js"]) {
    test(`of ${file}: no client can be made in a window, a frame or a worker, and the module is never fetched`, async () => {
      const page = await browser.newPage();
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(`${mock.url}/pkg/README.md`);
      const address = `${mock.url}/pkg/server/${file}`;
      const given = JSON.stringify([address, CLIENTS]);
      refusesAll(await page.evaluate(`(${attempt})(...${given})`));
      const frame = await page.evaluateHandle(`new Promise((resolve) => {
        const frame = document.body.appendChild(document.createElement("iframe"));
        frame.onload = () => resolve(frame);
        frame.src = location.href;
      })`);
      refusesAll(await (await frame.asElement().contentFrame()).evaluate(`(${attempt})(...${given})`));
      refusesAll(
        await page.evaluate(
          (script) =>
            new Promise((resolve, reject) => {
              const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
              const worker = new Worker(address, { type: "module" });
              worker.onmessage = ({ data }) => resolve(data);
              worker.onerror = ({ message }) => reject(new Error(message));
            }),
          `(${attempt})(...${given}).then(postMessage)`,
        ),
      );
      assert.deepEqual(asked.filter((url) => url.endsWith(".wasm")), []);
      await page.close();
    });
  }

  test("that is bundled gets the refusal and nothing else", async () => {
    const here = attempt.replace("await import(address)", "entry").replace('await import(new URL("./stores-browser.js", address))', "stores");
    const contents = `import * as entry from "bukaolshop/server";
      import { SqliteStore } from "bukaolshop/server/sqlite";
      import { PostgresStore } from "bukaolshop/server/postgres";
      import { RedisStore } from "bukaolshop/server/redis";
      const stores = { SqliteStore, PostgresStore, RedisStore };
      globalThis.said = (${here})("", ${JSON.stringify(CLIENTS)});`;
    const { outputFiles } = await build({ stdin: { contents, resolveDir: project }, bundle: true, format: "iife", platform: "browser", minify: true, write: false });
    const [{ text }] = outputFiles;
    assert.ok(text.length < 5000, `${text.length}`);
    assert.doesNotMatch(text, /WebAssembly|\.wasm|saldo\.change|authorization/);
    const page = await browser.newPage();
    await page.goto(`${mock.url}/pkg/README.md`);
    refusesAll(await page.evaluate(`${text}; said`));
    await page.close();
  });
});

describe("pages' own files", () => {
  /** What only the server's code has a word for. */
  const OURS = [
    "/member/saldo",
    "/aplikasi/info",
    "/transaksi/id",
    "secret_key_callback",
    "Bearer ",
    "x-api-key",
    "onesolu",
    "mitrabunso",
    "unknown_outcome",
    "hanya untuk server",
    "store bukaolshop",
  ];

  test("hold none of the server's code, nor of its module", () => {
    const wasm = readFileSync(join(pkg, "server/bukaolshop_server_bg.wasm"), "latin1");
    const core = readFileSync(join(pkg, "server/core.js"), "latin1") + readFileSync(join(pkg, "server/generated-stores.js"), "latin1");
    const errors = readFileSync(join(pkg, "server/errors.js"), "latin1");
    for (const text of OURS) assert.ok((wasm + core + errors).includes(text), `${text} is in the server's files`);
    const names = readdirSync(pkg).filter((name) => /\.(js|cjs|wasm|map)$/.test(name));
    assert.ok(names.length >= 8);
    for (const name of names) {
      const file = readFileSync(join(pkg, name), "latin1");
      for (const text of OURS) assert.ok(!file.includes(text), `${name} holds ${text}`);
    }
  });

  test("lead to none of the server's files when they are bundled", async () => {
    const contents = 'export * from "bukaolshop";';
    for (const conditions of [[], ["production"], ["node"]]) {
      const { metafile } = await build({ stdin: { contents, resolveDir: project }, bundle: true, format: "esm", conditions, metafile: true, write: false, platform: conditions[0] === "node" ? "node" : "browser" });
      const inputs = Object.keys(metafile.inputs);
      assert.ok(inputs.length > 1);
      assert.deepEqual(inputs.filter((path) => path.includes("/server/")), []);
    }
  });
});

test("the types fit programs, as bundlers and as Node resolve them", () => {
  cpSync(fileURLToPath(new URL("./types/program.mts", import.meta.url)), join(project, "program.mts"));
  const tsc = join(root, "tests/node_modules/.bin/tsc");
  for (const [resolution, module] of [["bundler", "esnext"], ["node16", "node16"]]) {
    const options = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--types", "", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"];
    try {
      execFileSync(tsc, [...options, "--module", module, "--moduleResolution", resolution, "program.mts"], { cwd: project, encoding: "utf8" });
    } catch (error) {
      assert.fail(error.stdout);
    }
  }
});

test("what is too short to be a key or a secret is refused when the client is made, the module loaded or not", async () => {
  const script = `
    import * as server from "bukaolshop/server";
    const { ClosedApi, MitraBunso, OneSolu, OneSoluWebhooks, OneTablet, CommerceApi, MemoryStore, callbackReceiver } = server;
    const idUser = "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b", baseUrl = "https://contoh.id";
    const make = [
      (key) => new ClosedApi({ apiKey: key }),
      (key) => new MitraBunso({ token: key, idUser }),
      (key) => new OneSolu({ apiKey: key }),
      (key) => new OneSoluWebhooks({ secret: key }),
      (key) => new OneTablet({ apiKey: key, baseUrl }),
      (key) => new CommerceApi({ apiKey: key, baseUrl }),
      (key) => callbackReceiver({ secret: key, store: new MemoryStore(), onLunas() {} }),
    ];
    const outcome = (one, key) => {
      try { one(key); return "made"; } catch (error) { return error instanceof server.BukaOlshopError ? error.kind : String(error); }
    };
    const all = () => ["k", " abc ", "abcd"].map((key) => [...new Set(make.map((one) => outcome(one, key)))].join());
    const before = all();
    await server.init();
    console.log(JSON.stringify([before, all()]));
  `;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: project });
  const expected = ["invalid_argument", "invalid_argument", "made"];
  assert.deepEqual(JSON.parse(stdout), [expected, expected]);
});

test("the types name what there is, and all of it", async () => {
  const declared = readFileSync(join(pkg, "server/index.d.ts"), "utf8");
  const names = [...declared.matchAll(/^export (?:class|function|const) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual([...new Set([...names, "default", "init"])].sort(), Object.keys(server).sort());
  for (const file of ["browser.js", "workerd.js"]) {
    const text = readFileSync(join(pkg, "server", file), "utf8") + (file === "workerd.js" ? readFileSync(join(pkg, "server/public.js"), "utf8") : "");
    for (const name of names) assert.match(text, new RegExp(`\\b${name}\\b`), `${file}: ${name}`);
  }
  for (const Client of [server.ClosedApi, server.MitraBunso, server.OneSolu, server.OneTablet, server.CommerceApi]) {
    const client = new Client({ apiKey: Client === server.MitraBunso ? undefined : "kunci", ...(Client === server.MitraBunso && { token: "token", idUser: "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b" }), baseUrl: "https://contoh.id" });
    const body = declared.match(new RegExp(`^export class ${Client.name} \\{\\n([^]*?)^\\}`, "m"))[1];
    for (const [name, member] of Object.entries(client)) {
      assert.match(body, new RegExp(`\\b${name}\\b`), `${Client.name}.${name}`);
      if (typeof member === "object") for (const method of Object.keys(member)) assert.match(body, new RegExp(`\\b${method}\\(`), method);
    }
  }
});
