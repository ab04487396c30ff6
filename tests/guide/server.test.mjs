// The chapter on servers: its programs run as they stand. Only the address of the mock server is written into them; the
// keys come from the environment, as the guide says.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startMockServer } from "../support/mock-server.mjs";
import { until } from "../support/wait.mjs";
import { blocksOf, section } from "./guide.mjs";
import { Postgres, Redis, PASSWORD } from "../stores/servers.mjs";
import { saved, started } from "./program.mjs";

const TOKEN = "bW9jay90b2tvK2NvbnRvaA/x+y==";
const BUDI = { token_user: "tu+budi/9f2c==", id_user: "130173" };
const SECRET = "rahasia/callback+1==";
const ENV = { API_KEY: "kunci-tertutup/uji+1==", SECRET_KEY_CALLBACK: SECRET, TOKEN_OLSHOP: TOKEN, PORT: "0" };
const CHAPTER = "## Yang tempatnya di server";
const RECIPES = ["Express", "Fastify", "Koa", "Hono", "Next.js"];

let mock;
before(async () => {
  mock = await startMockServer();
});
after(() => mock?.stop());

let sessions = 0;

/** A shop of one's own at the mock server; `faults` is what goes wrong with the Closed API. */
function shop(faults = "-") {
  sessions += 1;
  const uji = `${mock.url}/uji/server-${process.pid}-${sessions}`;
  const closed = `${uji}/-/closed/api/v1`;
  const headers = { authorization: `Bearer ${ENV.API_KEY}` };
  return {
    /** Writes the addresses into a program. */
    addressed: (code) =>
      code
        .replace("apiKey: process.env.API_KEY", `apiKey: process.env.API_KEY, baseUrl: "${uji}/${faults}/closed/api/v1"`)
        .replace("token: process.env.TOKEN_OLSHOP,", `token: process.env.TOKEN_OLSHOP, baseUrl: "${uji}/-/v1",`),
    /** The Closed API's own words. */
    get: async (path) => (await fetch(closed + path, { headers })).json(),
    /** Sets an order's status. */
    async set(nomor_pembayaran, status_transaksi) {
      const body = JSON.stringify({ nomor_pembayaran, status_transaksi });
      const answer = await fetch(`${closed}/transaksi/id`, { method: "PATCH", body, headers: { ...headers, "content-type": "application/json" } });
      assert.equal(answer.status, 200);
    },
    /** What was asked for, oldest first. */
    log: async () => (await fetch(`${uji}/log`)).json(),
  };
}

/** The program under a heading. */
function program(heading) {
  const { code } = blocksOf("js").find(({ title }) => title === heading);
  assert.match(code, /from "bukaolshop\/server"/);
  return code;
}

/** Starts a program that listens; gives back where. */
async function listening(t, folder, file, env = ENV) {
  const running = started(t, folder, file, { env });
  await until(() => /\bport \d+\n/.test(running.said.out) || running.said.err, "the program listens");
  assert.equal(running.said.err, "");
  const [, at] = running.said.out.match(/\bport (\d+)\n/);
  return { ...running, url: `http://127.0.0.1:${at}` };
}

const post = (url, fields) => fetch(url, { method: "POST", body: new URLSearchParams(fields) });
const callback = (nomor_pembayaran, more) => ({
  tipe_callback: "perubahan_status_transaksi",
  secret_key_callback: SECRET,
  nomor_pembayaran,
  status_transaksi: "lunas",
  tipe_transaksi: "PRODUK DIGITAL",
  ...more,
});

for (const { name, code, place, elsewhere } of [
  { name: "the guide's", code: () => program("Menerima callback"), place: "pesanan", elsewhere: 404 },
  { name: "the README's", code: () => readme(), place: "orders", elsewhere: 405 },
]) {
  test(`${name} server forwards a paid order once, and nothing else`, async (t) => {
    const it = shop();
    const folder = await saved(t, it.addressed(code()), "server.mjs");
    const server = await listening(t, folder, "server.mjs");
    // The background asks for the list.
    const looked = async () => (await it.log()).filter(({ path }) => path.includes("/transaksi/id")).length;
    const orders = () => readdir(join(folder, place)).catch(() => []);
    const { data } = await it.get("/transaksi/list?page=1&filter_status=pending");
    const nomor = data[0].nomor_pembayaran;

    const forged = await post(`${server.url}/callback`, callback(nomor));
    assert.equal(forged.status, 503, "it is not paid, or not yet");
    const stranger = await post(`${server.url}/callback`, callback(nomor, { secret_key_callback: "bukan" }));
    assert.equal(stranger.status, 403);
    assert.equal((await fetch(`${server.url}/callback`)).status, 405);
    assert.equal((await fetch(`${server.url}/lain`)).status, elsewhere);
    const unpaid = await post(`${server.url}/callback`, callback(nomor, { tipe_callback: "transaksi_baru", status_transaksi: "pending" }));
    assert.equal(unpaid.status, 200);
    assert.deepEqual(await orders(), []);

    await it.set(nomor, "lunas");
    assert.equal((await post(`${server.url}/callback`, callback(nomor))).status, 200);
    assert.deepEqual(await orders(), [`${nomor}.json`]);
    const order = JSON.parse(await readFile(join(folder, place, `${nomor}.json`), "utf8"));
    assert.equal(order.nomor_pembayaran, nomor);
    assert.equal(order.status_bayar, "lunas");

    // The same payment, told in another way, is not worked on again; neither is a repeat, by another program either.
    if (name === "the guide's") {
      const asked = (await looked());
      assert.equal((await post(`${server.url}/callback`, callback(nomor, { tipe_callback: "transaksi_baru" }))).status, 200);
      assert.equal((await looked()), asked);
    }
    const asked = (await looked());
    assert.equal((await post(`${server.url}/callback`, callback(nomor))).status, 200);
    await server.kill();
    const again = await listening(t, folder, "server.mjs");
    assert.equal((await post(`${again.url}/callback`, callback(nomor))).status, 200);
    assert.equal((await looked()), asked);
    assert.deepEqual(await orders(), [`${nomor}.json`]);
    for (const { said } of [server, again]) {
      assert.equal(said.err, "");
      for (const secret of [SECRET, ENV.API_KEY]) assert.ok(!said.out.includes(secret));
    }
  });

  test(`${name} server takes up at its start what failed before`, async (t) => {
    const it = shop("status:404,times:1");
    const folder = await saved(t, it.addressed(code()), "server.mjs");
    const { data } = await it.get("/transaksi/list?page=1&filter_status=pending");
    const nomor = data[0].nomor_pembayaran;
    await it.set(nomor, "lunas");
    const server = await listening(t, folder, "server.mjs");
    assert.equal((await post(`${server.url}/callback`, callback(nomor))).status, 503);
    await server.kill();
    await listening(t, folder, "server.mjs");
    await until(async () => (await readdir(join(folder, place)).catch(() => [])).length === 1, "the order is forwarded");
  });
}

/** The guide's program for several machines, as it stands or with the other store. */
const MANY = {
  postgres: { Server: Postgres, of: (code) => code, address: (server) => server.url("postgres") },
  redis: { Server: Redis, of: (code) => code.replaceAll("PostgresStore", "RedisStore").replace("server/postgres", "server/redis"), address: (server) => server.url() },
};

for (const [name, { Server, of, address }] of Object.entries(MANY)) {
  test(`two of the guide's servers on ${name} prepare a paid order once, and say when the database is not there`, async (t) => {
    const database = await Server.start();
    t.after(() => database.stop());
    const it = shop();
    const folder = await saved(t, it.addressed(of(program("Dari satu mesin ke banyak"))), "server.mjs");
    const env = { ...ENV, BASIS_DATA: address(database) };
    const servers = await Promise.all([listening(t, folder, "server.mjs", env), listening(t, folder, "server.mjs", env)]);
    const { data } = await it.get("/transaksi/list?page=1&filter_status=pending");
    const nomor = data[0].nomor_pembayaran;
    await it.set(nomor, "lunas");
    // Told to both at once, and again: in the end both know it.
    for (const { url } of [...servers, ...servers]) {
      await until(async () => (await post(`${url}/callback`, callback(nomor))).status === 200, "the order is done");
    }
    const prepared = () => servers.map(({ said }) => said.out).join("").split("\n").filter((line) => line === `siapkan ${nomor}`);
    assert.deepEqual(prepared(), [`siapkan ${nomor}`]);

    await database.crash();
    assert.equal((await post(`${servers[0].url}/callback`, callback("7"))).status, 503);
    const { said, ended } = started(t, folder, "server.mjs", { env });
    const [exit] = await ended;
    assert.equal(exit, 1);
    assert.match(said.err, /tidak bisa dihubungi/);
    await database.run();
    await until(async () => (await post(`${servers[0].url}/callback`, callback(nomor))).status === 200, "the store finds the database again");
    assert.deepEqual(prepared(), [`siapkan ${nomor}`]);
    const all = [said, ...servers.map((server) => server.said)].map(({ out, err }) => out + err).join("");
    for (const secret of [SECRET, ENV.API_KEY, PASSWORD]) assert.ok(!all.includes(secret));
  });
}

/** The program for Node.js in the README of the repository. */
function readme() {
  const text = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const programs = Array.from(text.matchAll(/^```js\n([^]*?)^```$/gm), ([, code]) => code).filter((code) => code.includes("bukaolshop/server"));
  assert.equal(programs.length, 1);
  return programs[0];
}

/** Runs the program that changes a balance, and gives back what it printed. */
async function change(t, it) {
  const folder = await saved(t, it.addressed(program("Mengubah saldo")), "saldo.mjs");
  const { said, ended } = started(t, folder, "saldo.mjs", { args: [BUDI.id_user, "5000", "Hadiah lomba #12"], env: ENV });
  const [code] = await ended;
  return { code, said };
}

const balance = async (it) => (await it.get(`/member/saldo?id_user=${BUDI.id_user}`)).jumlah_saldo;

test("a balance is changed", async (t) => {
  const it = shop();
  assert.deepEqual(await change(t, it), { code: 0, said: { out: "changed\n", err: "" } });
  assert.equal(await balance(it), 1_255_000);
});

test("a balance whose change lost its answer is found changed, and is not changed again", async (t) => {
  const it = shop("reset:before,only:member-saldo,skip:1,times:1");
  assert.deepEqual(await change(t, it), { code: 0, said: { out: "changed\n", err: "" } });
  assert.equal(await balance(it), 1_255_000);
  const sent = (await it.log()).filter(({ method }) => method === "POST");
  assert.equal(sent.length, 1);
});

test("a product is queued, a member is told, and the day's requests are counted", async (t) => {
  const it = shop();
  const folder = await saved(t, it.addressed(program("Produk baru, notifikasi, dan jatah request")), "produk.mjs");
  const { said, ended } = started(t, folder, "produk.mjs", { args: [BUDI.id_user], env: ENV });
  const [code] = await ended;
  const out = "antrian 88123: tampil 5 sampai 20 menit lagi\nrequest hari ini: 3\n";
  assert.deepEqual([code, said], [0, { out, err: "" }]);
  const sent = (await it.log()).map(({ method, path }) => `${method} ${path.replace(/^.*v1/, "")}`);
  assert.deepEqual(sent, ["GET /produk/id_upload", "POST /produk/create", "POST /member/notifikasi", "GET /aplikasi/info_limit"]);
});

test("the guide's limits of a day are those of the crate", () => {
  const rows = Array.from(section("### Produk baru, notifikasi, dan jatah request").matchAll(/^\| ([A-Z]+) \| (\d+) \| (\d+) \|$/gm));
  const crate = source("src/server/closed_api/aplikasi/info_limit.rs");
  for (const [, plan, reads, changes] of rows) {
    const variant = plan[0] + plan.slice(1).toLowerCase();
    assert.ok(crate.includes(`SubscriptionPlan::${variant} => (${reads}, ${changes})`), plan);
    assert.ok(source("pkg-template/types/server/index.d.ts").includes(`| ${plan} | ${reads} | ${changes} |`), plan);
  }
  assert.equal(rows.length, 4);
});

test("a change that was refused is no unknown outcome", async (t) => {
  const it = shop("status:403,undone:1,only:member-saldo,skip:1");
  const { code, said } = await change(t, it);
  assert.equal(code, 1);
  assert.match(said.err, /BukaOlshopError/);
  assert.ok(!said.err.includes(ENV.API_KEY));
  assert.equal(await balance(it), 1_250_000);
});

test("a warehouse gets each order once, though its answer is lost", async (t) => {
  const orders = new Map();
  let loses = true;
  const warehouse = createServer((request, response) => {
    if (request.method === "PUT") {
      orders.set(request.url, (orders.get(request.url) ?? 0) + 1);
      if (loses) return request.socket.destroy();
    }
    response.writeHead(orders.has(request.url) ? 200 : 404).end();
  }).listen(0, "127.0.0.1");
  await once(warehouse, "listening");
  t.after(() => (warehouse.closeAllConnections(), warehouse.close()));
  // The program is a part of one: what receives and prints is added.
  const more = `
    const penerima = await buatPenerima();
    const kirim = () => penerima.receive("POST", JSON.stringify({ tipe_callback: "transaksi_baru", secret_key_callback: process.env.SECRET_KEY_CALLBACK, nomor_pembayaran: "7", status_transaksi: "lunas" }));
    console.log((await kirim()).status);
    await fetch(process.env.GUDANG + "/cukup");
    console.log((await kirim()).status);`;
  const code = program("Meneruskan pesanan (2)").replace("store: store", "store, settledAfter: 1") + more;
  const folder = await saved(t, code, "server.mjs");
  warehouse.prependListener("request", ({ url }) => (loses &&= url !== "/cukup"));
  const { said, ended } = started(t, folder, "server.mjs", { env: { ...ENV, GUDANG: `http://127.0.0.1:${warehouse.address().port}` } });
  await ended;
  assert.deepEqual(said, { out: "503\n200\n", err: "" });
  assert.deepEqual([...orders], [["/pesanan/7", 1]]);
});

test("a top-up is shown in its states, and confirmed once, also after a restart", async (t) => {
  const it = shop();
  const folder = await saved(t, it.addressed(program("Topup lewat halaman sendiri")), "server.mjs");
  const env = { ...ENV, KUNCI_LUNAS: "kunci-lunas" };
  let running = await listening(t, folder, "server.mjs", env);
  const fields = { secret_callback: SECRET, status: "ok", id_user: BUDI.id_user, token_topup: `topup-${BUDI.id_user}-50123`, jumlah_topup: "50000", kode_unik: "123", total_topup: "50123" };
  const open = async () => (await post(`${running.url}/topup`, fields)).text();
  const page = await open();
  assert.match(page, /Rp 50123.*Transfer tepat/);
  const id = page.match(/Kode: (\w+)/)[1];
  const pay = (key = env.KUNCI_LUNAS) => fetch(`${running.url}/lunas/${id}`, { headers: { authorization: `Bearer ${key}` } });
  assert.equal((await pay("bukan")).status, 404);
  assert.equal((await post(`${running.url}/topup`, { ...fields, secret_callback: "bukan" })).status, 403);
  const both = await Promise.all([pay(), pay()]);
  assert.ok((await Promise.all(both.map((answer) => answer.text()))).includes("confirmed"));
  assert.match(await open(), /Berhasil/);
  await running.kill();
  running = await listening(t, folder, "server.mjs", env);
  assert.equal(await (await pay()).text(), "confirmed");
  assert.equal(await balance(it), 1_250_000 + 50_123);
  assert.equal((await it.log()).filter(({ path }) => path.includes("/member/topup")).length, 1);
  assert.ok(!running.said.out.includes(SECRET) && !running.said.out.includes(fields.token_topup));
});

test("members see their own orders, and nobody sees another's", async (t) => {
  const it = shop();
  const folder = await saved(t, it.addressed(program("Halaman dan server Anda")), "server.mjs");
  const { url, said } = await listening(t, folder, "server.mjs");
  const see = async (fields) => {
    const answer = await fetch(`${url}/pesanan?${new URLSearchParams(fields)}`);
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  const { data } = await it.get(`/transaksi/list?page=1&id_user=${BUDI.id_user}`);
  const own = await see(BUDI);
  assert.equal(own.status, 200);
  assert.deepEqual(own.text.split("\n"), data.map((row) => `${row.nomor_pembayaran} ${row.status_bayar}`));
  assert.equal(own.headers.get("content-type"), "text/plain; charset=utf-8");
  assert.equal(own.headers.get("referrer-policy"), "no-referrer");
  assert.equal(own.headers.get("cache-control"), "no-store");

  const asked = async () => (await it.log()).filter(({ path }) => path.includes("/transaksi/list")).length;
  const before = await asked();
  const strangers = [
    { id_user: BUDI.id_user },
    { token_user: BUDI.token_user },
    { ...BUDI, id_user: "130175" },
    { ...BUDI, token_user: "tu+siti/71aa==" },
    { id_user: "{" + "{id_user}}", token_user: "{" + "{token_user}}" },
    {},
  ];
  for (const fields of strangers) {
    const { status, text } = await see(fields);
    assert.deepEqual([status, text], [403, "Masuk dulu di aplikasi."], JSON.stringify(fields));
  }
  assert.equal(await asked(), before, "the Closed API is not asked about strangers");
  assert.equal((await fetch(`${url}/lain`)).status, 404);
  assert.equal(said.err, "");
  assert.ok(!said.out.includes(BUDI.token_user));
});

test("visitors of the front share one request, and send no token of the shop", async (t) => {
  const it = shop();
  const folder = await saved(t, it.addressed(program("Satu simpanan untuk semua pengunjung")), "server.mjs");
  const { url } = await listening(t, folder, "server.mjs");
  for (const visitor of ["budi", "siti", "tamu"]) {
    const answer = await fetch(`${url}/app/produk?page=1&token=${visitor}`);
    assert.equal(answer.status, 200);
    assert.ok((await answer.json()).data.length > 0);
  }
  assert.equal((await it.log()).filter(({ path }) => path.endsWith("/app/produk")).length, 1);
});

test("every program of the chapter is run here", () => {
  const programs = blocksOf("js").filter(({ code }) => section(CHAPTER).includes(code));
  const titles = programs.map(({ title }) => title).filter((title) => !RECIPES.includes(title));
  // tests/server/two-systems.test.mjs runs the first program of "Meneruskan pesanan", and the one in Rust.
  assert.deepEqual(titles, [
    "Menerima callback",
    "Dari satu mesin ke banyak",
    "Mengubah saldo",
    "Produk baru, notifikasi, dan jatah request",
    "Meneruskan pesanan",
    "Meneruskan pesanan (2)",
    "Topup lewat halaman sendiri",
    "Halaman dan server Anda",
    "Satu simpanan untuk semua pengunjung",
  ]);
  // tests/server/frameworks.test.mjs runs the recipes.
  assert.equal(programs.length - titles.length, RECIPES.length);
});

test("no key stands in a program or a page", () => {
  for (const { title, code } of [...blocksOf("js"), ...blocksOf("html")]) {
    for (const [, value] of code.matchAll(/\b(?:apiKey|secret):\s*([^\s,}]+)/g)) {
      assert.match(value, /^process\.env\.\w+$/, title);
    }
  }
  for (const { title, code } of blocksOf("html")) assert.doesNotMatch(code, /bukaolshop\/server|api_?key|secret/i, title);
});

test("the variables that the programs read are those of the file that the guide shows", () => {
  const [{ code }] = blocksOf("ini");
  const given = Array.from(code.matchAll(/^(\w+)=/gm), ([, name]) => name);
  const read = blocksOf("js").flatMap(({ code }) => Array.from(code.matchAll(/process\.env\.(\w+)/g), ([, name]) => name));
  assert.deepEqual(new Set(read), new Set([...given, "PORT"]));
});

/** A file of the repository. */
const source = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("the table of errors names kinds that there are, and all that only servers or their stores have", () => {
  const names = source("src/error.rs").match(/pub fn name\(self\)[^]*?\n    \}\n/)[0];
  const kinds = Array.from(names.matchAll(/(#\[cfg\([^\n]*feature = "server"\)+\]\s*)?ErrorKind::\w+ => "(\w+)"/g));
  const all = kinds.map(([, , kind]) => kind);
  const own = kinds.filter(([, onlyServers]) => onlyServers).map(([, , kind]) => kind);
  assert.ok(all.length > 15 && own.length === 3, own.join());
  const table = section("### Kalau gagal di server").split("| Alasan |")[0];
  const rows = Array.from(table.matchAll(/^\| `(\w+)` \|/gm), ([, kind]) => kind).slice(1); // "kind" heads it
  // Kinds that JavaScript adds: what it loads and what it stores.
  const files = readdirSync(new URL("../../pkg-template/server", import.meta.url)).filter((file) => file.endsWith(".js"));
  const thrown = files.flatMap((file) => Array.from(source(`pkg-template/server/${file}`).matchAll(/kind: "(\w+)"/g), ([, kind]) => kind));
  const added = [...new Set(thrown)].filter((kind) => !all.includes(kind));
  assert.deepEqual(added.sort(), ["load", "store"]);
  assert.deepEqual(rows.filter((kind) => !all.concat(added).includes(kind)), []);
  assert.deepEqual(own.concat(added).filter((kind) => !rows.includes(kind)), []);

  const types = source("pkg-template/types/server/index.d.ts").match(/export type ErrorKind =[^]+?\(string & \{\}\)/)[0];
  const declared = Array.from(types.matchAll(/\| "(\w+)"/g), ([, kind]) => kind);
  // A server has no member who could be logged in.
  assert.deepEqual(declared.sort(), all.concat(added).filter((kind) => kind !== "not_logged_in").sort());
  // What means the same in a page stands in the table of pages.
  const inPages = Array.from(section("## Kalau gagal").matchAll(/^\| `(\w+)` \|/gm), ([, kind]) => kind);
  assert.deepEqual(declared.filter((kind) => !rows.concat(inPages).includes(kind)), []);
});

test("the table of refused callbacks has exactly the reasons that there are, with their HTTP status", () => {
  // One reason comes from JavaScript, where the module cannot be loaded.
  const reasons = ["unavailable 503"].concat(Array.from(source("src/server/callback/rejection.rs").matchAll(/=> \(\s*"(\w+)",\s*(\d{3}),/g), ([, name, status]) => `${name} ${status}`));
  const types = source("pkg-template/types/server/index.d.ts").match(/export type Reason =[^;]+;/)[0];
  for (const reason of reasons) assert.ok(types.includes(`"${reason.split(" ")[0]}"`), reason);
  assert.ok(reasons.length > 10, reasons.join());
  const [, table] = section("### Kalau gagal di server").split("| Alasan |");
  const rows = Array.from(table.matchAll(/^\| `(\w+)` \| (\d+) \|/gm), ([, name, status]) => `${name} ${status}`);
  assert.deepEqual(rows.sort(), reasons.sort());
});

test("the outcomes are those that the module tells", () => {
  const [, variants] = source("src/server/js/member.rs").match(/enum OutcomeOut \{([^}]+)\}/);
  const outcomes = Array.from(variants.matchAll(/(\w+),/g), ([, name]) => name.replace(/\B[A-Z]/g, "_$&").toLowerCase());
  const rows = Array.from(section("### Mengubah saldo").matchAll(/^\| `(\w+)` \|/gm), ([, name]) => name);
  assert.deepEqual(rows, outcomes);
});
