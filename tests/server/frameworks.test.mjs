// The guide's recipes for frameworks, run as they stand: each of them receives callbacks over real HTTP, and the body
// arrives whatever the framework has done with it. Next.js is represented by its Route Handler, which is a function of a
// `Request`.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { blocksOf } from "../guide/guide.mjs";
import { binary, formatted, saved } from "../support/guide-program.mjs";
import { freePort } from "../support/free-port.mjs";
import { root } from "../support/mock-server.mjs";
import { until } from "../support/wait.mjs";

const SECRET = "rahasia-callback-91";
const modules = fileURLToPath(new URL("./node_modules", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bukaolshop-frameworks-"));
after(() => rmSync(folder, { recursive: true, force: true }));

symlinkSync(modules, join(folder, "node_modules"));
// The package under its name, for the receiver alone: the frameworks' folder is shared, and stays as it was installed.
mkdirSync(join(folder, "app/callback"), { recursive: true });
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
writeFileSync(
  join(folder, "penerima.mjs"),
  `import { MemoryStore, callbackReceiver } from ${JSON.stringify(pathToFileURL(join(root, "pkg/server/index.js")).href)};
  export const penerima = callbackReceiver({
    secret: ${JSON.stringify(SECRET)},
    store: new MemoryStore(),
    onTransaksiBaru: (callback) => console.log("handler", callback.nomor_pembayaran, callback.tambahan.catatan),
    log: (line) => console.log(line),
  });`,
);

/** In Rust, by the framework's crate. */
const RUST = { axum: "axum", actix: "actix_web" };
const recipes = blocksOf("js").filter(({ code }) => code.includes('penerima } from "'));

/** The recipe that imports this. */
function recipe(name) {
  const found = recipes.filter(({ code }) => code.includes(`from "${name}"`));
  assert.equal(found.length, 1, name);
  return found[0].code;
}

/** Starts a program of Node's; gives back where it listens, and what it says. */
function started(t, code, file) {
  writeFileSync(join(folder, file), code);
  return running(t, process.execPath, [file], folder);
}

/** Starts a program. */
async function running(t, command, options, cwd) {
  const port = await freePort();
  const program = spawn(command, options, { cwd, env: { PATH: process.env.PATH, PORT: String(port), SECRET_KEY_CALLBACK: SECRET } });
  const ended = once(program, "exit");
  t.after(async () => {
    program.kill("SIGKILL");
    await ended;
  });
  const said = { text: "" };
  for (const stream of [program.stdout, program.stderr]) stream.setEncoding("utf8").on("data", (text) => (said.text += text));
  const url = `http://127.0.0.1:${port}/callback`;
  await until(() => program.exitCode !== null || fetch(url).then(() => true, () => false), "the program listens");
  assert.equal(program.exitCode, null, said.text);
  return { url, said };
}

const fields = (more) => ({
  tipe_callback: "transaksi_baru",
  secret_key_callback: SECRET,
  nomor_pembayaran: "1",
  status_transaksi: "lunas",
  tipe_transaksi: "PRODUK DIGITAL",
  catatan: "Kaos & topi é",
  ...more,
});
const form = (more) => new URLSearchParams(fields(more));

/** Bodies as PHP programs send them, by name. */
function bodies() {
  const parts = new FormData();
  for (const [name, value] of Object.entries(fields({ nomor_pembayaran: "4" }))) parts.set(name, value);
  const type = (name) => ({ headers: { "content-type": name } });
  return [
    ["a form", "1", { body: form() }],
    ["JSON", "2", { body: JSON.stringify(fields({ nomor_pembayaran: "2" })), ...type("application/json") }],
    ["JSON that calls itself a form", "3", { body: JSON.stringify(fields({ nomor_pembayaran: "3" })), ...type("application/x-www-form-urlencoded") }],
    ["a form in parts", "4", { body: parts }],
    ["a text", "5", { body: String(form({ nomor_pembayaran: "5" })), ...type("text/plain") }],
  ];
}

/** Sends every kind of body, and what is wrong. `printed` is what the program prints about an order. */
async function receives(send, said, printed = (nomor) => `handler ${nomor} Kaos & topi é`) {
  for (const [name, nomor, init] of bodies()) {
    const reply = await send(init);
    assert.deepEqual([reply.status, await reply.json()], [200, { code: 200, status: "ok" }], name);
    await until(() => said.text.includes(printed(nomor)), name);
  }
  const stranger = await send({ body: form({ secret_key_callback: "bukan" }) });
  assert.equal(stranger.status, 403);
  assert.equal((await send({ body: "x".repeat(70_000), headers: { "content-type": "text/plain" } })).status, 413);
  assert.ok(!said.text.includes("body_already_read") && !said.text.includes(SECRET), said.text);
}

const post = (url) => (init) => fetch(url, { method: "POST", ...init });

for (const [name, file] of [
  ["express", "express.mjs"],
  ["fastify", "fastify.mjs"],
  ["koa", "koa.mjs"],
  ["hono", "hono.mjs"],
]) {
  test(`the recipe for ${name} receives callbacks`, async (t) => {
    const { url, said } = await started(t, recipe(name), file);
    await receives(post(url), said);
  });
}

test("the recipe for Next.js receives callbacks", async (t) => {
  const [{ code }] = recipes.filter(({ code }) => code.includes("export function POST"));
  writeFileSync(join(folder, "app/callback/route.js"), code);
  const said = { text: "" };
  t.mock.method(console, "log", (...words) => (said.text += `${words.join(" ")}\n`));
  const { POST } = await import(pathToFileURL(join(folder, "app/callback/route.js")).href);
  await receives((init) => POST(new Request("http://toko.test/callback", { method: "POST", ...init })), said);
});

for (const [name, crate] of Object.entries(RUST)) {
  test(`the recipe for ${name} receives callbacks`, async (t) => {
    const { code } = blocksOf("rust").find(({ code }) => code.includes(`use ${crate}::`) && !code.includes("struct Toko"));
    const about = `The guide's recipe for ${name}; its test compares it with the guide.`;
    assert.equal(saved(`guide_${name}`), formatted(about, code), "the program is the guide's");
    const place = join(folder, name);
    mkdirSync(place);
    const { url, said } = await running(t, binary(`guide_${name}`), [], place);
    await receives(post(url), said, (nomor) => `pesanan ${nomor}\n`);
    assert.equal((await fetch(url)).status, 405);
  });
}

describe("with a body that was read before", () => {
  /** The recipe with other lines before its route. */
  const reading = (code, before, lines) => {
    assert.ok(code.includes(before), before);
    return code.replace(before, `${lines}\n${before}`);
  };

  test("Express's own parsers leave it where the receiver finds it", async (t) => {
    const parsers = "app.use(express.json(), express.urlencoded({ extended: true }), express.text());";
    const { url, said } = await started(t, reading(recipe("express"), "app.post(", parsers), "express-parsed.mjs");
    for (const [name, nomor, init] of bodies().filter(([name]) => name !== "JSON that calls itself a form")) {
      assert.equal((await post(url)(init)).status, 200, name);
      await until(() => said.text.includes(`handler ${nomor} Kaos`), name);
    }
  });

  for (const [name, before, lines] of [
    ["express", "app.post(", "app.use((request, response, next) => { request.resume().on('end', next); });"],
    ["koa", "app.use(bodyParser());", "app.use(async (ctx, next) => { for await (const part of ctx.req) part; await next(); });"],
    ["hono", "app.post(", "app.use(async (c, next) => { await c.req.raw.text(); await next(); });"],
  ]) {
    test(`which a middleware of ${name} has not kept, the answer is 500 and the log says what to do`, async (t) => {
      let code = reading(recipe(name), before, lines);
      // Parsers refuse a body that is gone before the receiver sees it.
      if (name === "koa") code = code.replace("app.use(bodyParser());\n", "");
      const { url, said } = await started(t, code, `${name}-read.mjs`);
      const reply = await post(url)({ body: form() });
      assert.equal(reply.status, 500);
      await until(() => /callback 500 body_already_read note=.*\{ body \}/.test(said.text), "the log says so");
      assert.ok(!said.text.includes("handler"));
    });
  }

  test("Fastify without the recipe's parser says what to do", async (t) => {
    const code = `
      import Fastify from "fastify";
      import { penerima } from "./penerima.mjs";
      const app = Fastify();
      app.post("/callback", (request, reply) => (reply.hijack(), penerima.node(request.raw, reply.raw)));
      app.listen({ port: Number(process.env.PORT) });`;
    const { url, said } = await started(t, code, "fastify-read.mjs");
    const body = JSON.stringify(fields());
    const reply = await post(url)({ body, headers: { "content-type": "application/json" } });
    assert.equal(reply.status, 500);
    await until(() => said.text.includes("body_already_read"), "the log says so");
  });
});

test("every recipe of the guide is run here", () => {
  assert.equal(recipes.length, 5);
  assert.equal(blocksOf("rust").length, Object.keys(RUST).length + 1, "tests/server/two-systems.test.mjs runs the third");
});
