// The guide's chapter on the relay, followed from its first command to its last on a fresh server: each file is saved and each command
// run as it stands there. Only what the reader is told to fill in is filled in; and the crate that the container is made of is this
// repository's, not the published one.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { root } from "../support/mock-server.mjs";
import { until } from "../support/wait.mjs";
import { FILES, STEPS } from "./chapter.mjs";
import { startSealedServer } from "./sealed-server.mjs";

const DOMAIN = "relay.toko-anda.com";
const CLOSED_KEY = "kunci-tertutup/uji+1==";
const SESSION = "panduan-relay";

/** What stands in the chapter for the reader's own keys. */
const FILLED_IN = {
  API_KEY_CLOSED_API_ANDA: CLOSED_KEY,
  SECRET_KEY_CALLBACK_ANDA: "rahasia/callback+1==",
  SECRET_KEY_CALLBACK_BARU: "rahasia/callback+2==",
  TOKEN_OPEN_API_ANDA: "bW9jay90b2tvK2NvbnRvaA/x+y==",
  API_KEY_ONESOLU_ANDA: "kunci-onesolu-enterprise/5+6==",
};

const OLD = FILLED_IN.SECRET_KEY_CALLBACK_ANDA;
const NEW = FILLED_IN.SECRET_KEY_CALLBACK_BARU;

/** @type {Awaited<ReturnType<typeof startSealedServer>>} */
let server;
before(async () => {
  server = await startSealedServer({
    ownNames: [DOMAIN],
    session: SESSION,
    elsewhere: { "bukaolshop.net": "/closed", "openapi.bukaolshop.net": "", "api.onesolu.dev": "/onesolu" },
  });
});
after(() => server?.stop());

// ---------------------------------------------------------------- the reader

let at = 0;

const filled = (text, more = {}) =>
  Object.entries({ ...FILLED_IN, ...more }).reduce((text, [placeholder, value]) => text.replaceAll(placeholder, value), text);

/** Sets variables in a text of `NAME=VALUE` lines. */
function withVariables(text, code) {
  let lines = text.split("\n").filter(Boolean);
  for (const line of code.split("\n").filter(Boolean)) {
    const name = line.slice(0, line.indexOf("=") + 1);
    lines = lines.filter((other) => !other.startsWith(name)).concat(line);
  }
  return lines.join("\n") + "\n";
}

/** Adds lines below a table's head. */
function withLines(text, table, code) {
  assert.ok(text.includes(`\n${table}\n`), `the file has ${table}`);
  return text.replace(`\n${table}\n`, `\n${table}\n${code}`);
}

/**
 * Does the next step of the chapter, which must be of this kind and below this heading; gives back what it prints.
 *
 * @param {Record<string, string>} [more] what to fill in beside the keys
 */
async function next(kind, heading, more = {}) {
  const step = STEPS[at];
  assert.ok(step, "the chapter has another step");
  assert.deepEqual([step.kind, step.heading], [kind, heading], step.code);
  at += 1;
  const code = filled(step.code, more);
  if (kind === "run") return server.run(code, { withErrors: true });
  if (kind === "save") await server.write(step.path, code);
  if (kind === "set") await server.write(step.path, withVariables(await server.run(`cat ${step.path}`), code));
  if (kind === "add") await server.write(step.path, withLines(await server.run(`cat ${step.path}`), step.table, code));
  return code;
}

// ---------------------------------------------------------------- everybody else

/** Asks the server from outside. */
async function ask(path, { fields, from = "198.18.0.1" } = {}) {
  const form = fields ? Object.entries(fields).map(([name, value]) => `--data-urlencode '${name}=${value}'`) : [];
  const out = await server.run(`curl --silent --show-error --interface ${from} --write-out '\\n%{http_code}' ${form.join(" ")} 'https://${DOMAIN}${path}'`);
  const end = out.lastIndexOf("\n");
  return { status: Number(out.slice(end + 1)), text: out.slice(0, end) };
}

const callback = (nomor_pembayaran, secret = OLD) => ({
  tipe_callback: "perubahan_status_transaksi",
  secret_key_callback: secret,
  nomor_pembayaran,
  status_transaksi: "lunas",
  tipe_transaksi: "PRODUK FISIK",
});

const mock = (path) => `http://127.0.0.1:8000/uji/${SESSION}${path}`;
const asked = async (method, end) => {
  const log = JSON.parse(await server.run(`curl --silent '${mock("/log")}'`));
  return log.filter((entry) => entry.method === method && entry.path.endsWith(end)).length;
};
const sent = () => asked("POST", "/api/orders");
const closed = async (words) => JSON.parse(await server.run(`curl --silent --show-error --header 'authorization: Bearer ${CLOSED_KEY}' ${words}`));

/** The numbers of orders that the relay has not been told of. */
const open = [];
let page = 0;

/** The number of an order with parcels, which is paid now and not yet sent. */
async function paidOrder() {
  while (!open.length) {
    page += 1;
    const { data } = await closed(`'${mock(`/-/closed/api/v1/transaksi/list?page=${page}`)}'`);
    assert.ok(data.length, "the shop has another order");
    open.push(...data.map((row) => row.nomor_pembayaran));
  }
  const nomor_pembayaran = open.shift();
  const { data_pesanan } = await closed(`'${mock(`/-/closed/api/v1/transaksi/id?nomor_pembayaran=${nomor_pembayaran}`)}'`);
  if (!data_pesanan.length) return paidOrder();
  const body = JSON.stringify({ nomor_pembayaran, status_transaksi: "lunas" });
  await closed(`--request PATCH --header 'content-type: application/json' --data '${body}' '${mock("/-/closed/api/v1/transaksi/id")}'`);
  return nomor_pembayaran;
}

const inspect = async (what, format) => (await server.run(`podman inspect ${what} --format '${format}'`)).trim();
const healthy = async () => (await server.shell("curl --fail --silent http://127.0.0.1:8080/healthz")).code === 0;

/** Waits until the relay answers. */
async function relayAnswers() {
  try {
    await until(healthy, "the relay answers");
  } catch (error) {
    const { out, err } = await server.shell("podman logs --tail 20 relay");
    throw new Error(`${error.message}\n${out}${err}`);
  }
}

// ---------------------------------------------------------------- the chapter

test("step 1 installs what the relay needs", async () => {
  await next("run", "Relay: langkah 1, memasang");
  assert.equal((await server.run("stat --format '%u:%g %a' /opt/relay/data")).trim(), "65532:65532 700");
});

test("step 2 makes a small container, which holds the relay and nothing else", async () => {
  const containerfile = await next("save", "Relay: langkah 2, membuat container");
  const { 1: version } = readFileSync(join(root, "Cargo.toml"), "utf8").match(/^version = "(.+)"$/m);
  const published = `bukaolshop@${version} --locked`;
  assert.ok(containerfile.includes(published), `the container file names version ${version}`);
  await server.write("/opt/relay/container/Containerfile", containerfile.replace(published, "--path /sumber --locked"));
  await next("run", "Relay: langkah 2, membuat container");
  const listed = await server.run("podman create --name isi bukaolshop-relay && podman export isi | tar --list && podman rm isi");
  const files = listed.split("\n").filter((name) => /^(usr|etc\/ssl|data)\b.*[^/]$/.test(name));
  assert.deepEqual(files.sort(), ["etc/ssl/certs/ca-certificates.crt", "usr/bin/bukaolshop-relay"]);
});

test("step 3 checks the configuration, and says what is wrong with a wrong one", async () => {
  await next("save", "Relay: langkah 3, mengisi konfigurasi");
  await next("save", "Relay: langkah 3, mengisi konfigurasi");
  const check = STEPS[at].code;
  assert.match(await next("run", "Relay: langkah 3, mengisi konfigurasi"), /benar/);
  const good = await server.run("cat /opt/relay/relay.toml");
  await server.write("/opt/relay/relay.toml", good.replace("daily_limit", "dayli_limit"));
  const { code, err } = await server.shell(check);
  assert.notEqual(code, 0);
  const line = good.split("\n").findIndex((line) => line.startsWith("daily_limit")) + 1;
  assert.match(err, new RegExp(`baris ${line}: .*dayli_limit`));
  await server.write("/opt/relay/relay.toml", good);
});

test("step 4 runs it as a user without rights, on a root that cannot be written to", async () => {
  await next("save", "Relay: langkah 4, menjalankan");
  const out = await next("run", "Relay: langkah 4, menjalankan");
  assert.match(out, /^ok/m);
  assert.equal(await inspect("relay", "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.EffectiveCaps}} {{.HostConfig.RestartPolicy.Name}}"), "65532:65532 true [] always");
  await server.run("podman healthcheck run relay");
  // From elsewhere than the server itself, the relay is not to be reached without the proxy.
  assert.notEqual((await server.shell("curl --silent --max-time 5 http://198.18.0.2:8080/healthz")).code, 0);
});

test("step 5 puts it behind https, with a certificate that Caddy has asked for", async () => {
  await next("save", "Relay: langkah 5, alamat https");
  assert.match(await next("run", "Relay: langkah 5, alamat https"), /^ok/m);
  for (const path of ["/readyz", "/metrics", "/lain", "/callback/lain"]) assert.equal((await ask(path)).status, 404, path);
});

test("nginx does the same with the chapter's lines", async () => {
  await next("save", "Relay: langkah 5, alamat https");
  const around = "pid /run/nginx-relay.pid; error_log stderr; events {} http { access_log off; server { listen 127.0.0.1:8081; include snippets/relay.conf; } }";
  await server.write("/etc/nginx/relay-test.conf", around);
  await server.run("nginx -c /etc/nginx/relay-test.conf");
  const status = async (path) => Number(await server.run(`curl --silent --output /dev/null --write-out '%{http_code}' http://127.0.0.1:8081${path}`));
  const statuses = [];
  for (const path of ["/healthz", "/callback", "/open-api/app/slide?token=lewat-relay", "/metrics", "/readyz"]) statuses.push(await status(path));
  assert.deepEqual(statuses, [200, 405, 200, 404, 404]);
  await server.run("nginx -c /etc/nginx/relay-test.conf -s quit");
});

test("step 6: a paid order's callback through the proxy is one order at the system, however often it comes", async () => {
  const nomor = await paidOrder();
  assert.equal((await ask("/callback", { fields: callback(nomor, "bukan rahasianya") })).status, 403);
  assert.equal(await sent(), 0);
  for (let times = 0; times < 3; times += 1) assert.equal((await ask("/callback", { fields: callback(nomor) })).status, 200);
  assert.equal(await sent(), 1);
  const out = await next("run", "Relay: langkah 6, memberi tahu bukaOlshop");
  assert.match(out, /^bukaolshop_relay_orders_total\{.*system="onesolu".*\} 1$/m);
  assert.match(out, /callback/i);
  for (const secret of Object.values(FILLED_IN)) assert.ok(!out.includes(secret), "the log and the counts hold no secret");
});

test("the relay knows who is behind the proxy: a stranger's wrong secrets keep nobody else waiting", async () => {
  const wrong = Object.entries(callback("1", "bukan rahasianya")).map(([name, value]) => `--data-urlencode '${name}=${value}'`).join(" ");
  // The first three of an address are answered at once, each next one later than the one before.
  const stranger = `curl --silent --interface 198.18.0.3 ${wrong} https://${DOMAIN}/callback`;
  await server.run(`mkdir /run/wrong && for at in 1 2 3 4 5 6 7 8 9; do { ${stranger} > /dev/null; touch /run/wrong/$at; } & done; true`);
  const answered = async () => Number(await server.run("ls /run/wrong | wc -l"));
  await until(async () => (await answered()) >= 3, "the stranger has answers");
  assert.equal((await ask("/callback", { fields: callback("1", "bukan rahasianya") })).status, 403);
  assert.ok((await answered()) < 9, "the stranger still waits");
});

test("an order whose answer is lost waits for the owner, who settles it", async () => {
  // A minute is how long OneSolu may be at a request; the test does not wait for it.
  const usual = await server.run("cat /opt/relay/relay.toml");
  await server.write("/opt/relay/relay.toml", withLines(usual, "[callback]", "settled_seconds = 1\n"));
  await server.run("sh /opt/relay/mulai.sh");
  await relayAnswers();
  const nomor = await paidOrder();
  const before = await sent();
  await server.run(`curl --silent --fail --data '[{"fault": "reset:before", "only": "onesolu-orders"}]' '${mock("/script")}'`);
  await ask("/callback", { fields: callback(nomor) });
  assert.equal(await sent(), before + 1);
  await until(async () => (await server.run("podman exec relay bukaolshop-relay waiting")).includes(nomor), "the order waits");
  const listed = await next("run", "Pesanan yang menunggu Anda");
  const [key] = listed.match(new RegExp(`\\S*${nomor}\\S*`));
  await next("run", "Pesanan yang menunggu Anda", { KUNCI_DARI_DAFTAR: key });
  assert.ok(!(await server.run("podman exec relay bukaolshop-relay waiting")).includes(nomor));
  assert.equal((await ask("/callback", { fields: callback(nomor) })).status, 200);
  assert.equal(await sent(), before + 1, "it is not sent again");
});

test("a page that points to the relay shows products, and several visits are one request", async (t) => {
  const page = await next("paste", "Halaman lewat relay");
  const browser = await launchChromium();
  t.after(() => browser.close());
  const before = await asked("GET", "/app/produk");
  for (let visit = 0; visit < 3; visit += 1) {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const tab = await context.newPage();
    await tab.route("**/*", async (route) => {
      const url = new URL(route.request().url());
      if (url.hostname === "toko.contoh") return route.fulfill({ contentType: "text/html", body: page });
      if (url.hostname === "cdn.jsdelivr.net") return route.fulfill({ path: join(root, "pkg", basename(url.pathname)), headers: { "access-control-allow-origin": "*" } });
      if (url.hostname !== DOMAIN) return route.fulfill({ status: 404 });
      // The browser is not in the server's network: curl asks for it, and brings the answer with its headers.
      const out = await server.run(`curl --silent --show-error --include --http1.1 --header 'origin: https://toko.contoh' '${url.href}'`);
      const end = out.indexOf("\r\n\r\n");
      const headers = Object.fromEntries(Array.from(out.slice(0, end).matchAll(/^([\w-]+): (.*)\r?$/gm), ([, name, value]) => [name.toLowerCase(), value.trim()]));
      return route.fulfill({ status: Number(out.split(" ", 2)[1]), headers, body: out.slice(end + 4) });
    });
    await tab.goto("https://toko.contoh/");
    await tab.waitForSelector("olshop-produk a");
    assert.equal(await tab.locator(".olshop-kartu").count(), 20);
    await context.close();
  }
  assert.equal(await asked("GET", "/app/produk"), before + 1);
});

test("a copy of what the relay knows is made while it runs, and brought back", async () => {
  const nomor = await paidOrder();
  assert.equal((await ask("/callback", { fields: callback(nomor) })).status, 200);
  const before = await sent();
  await next("run", "Merawat relay");
  await server.run("podman stop relay && rm /opt/relay/data/relay.db* && podman start relay");
  await next("run", "Merawat relay");
  await relayAnswers();
  assert.equal((await ask("/callback", { fields: callback(nomor) })).status, 200);
  assert.equal(await sent(), before, "it still knows that the order was sent");
});

test("it is replaced by a new one without losing a callback", async () => {
  const before = await inspect("relay", "{{.Id}}");
  await next("run", "Merawat relay");
  await relayAnswers();
  assert.notEqual(await inspect("relay", "{{.Id}}"), before);
});

test("while the secret is replaced, callbacks with the old and with the new one are taken", async () => {
  await next("set", "Merawat relay");
  await next("add", "Merawat relay");
  await next("run", "Merawat relay");
  await relayAnswers();
  for (const secret of [OLD, NEW]) {
    const before = await sent();
    assert.equal((await ask("/callback", { fields: callback(await paidOrder(), secret) })).status, 200);
    assert.equal(await sent(), before + 1);
  }
});

test("on a full disk no order is sent that could not be noted, and it goes on when there is room again", async () => {
  await server.run(`
    podman stop relay
    cp -a /opt/relay/data /opt/relay/data-asli
    mount -t tmpfs -o size=2m,uid=65532,gid=65532,mode=700 tmpfs /opt/relay/data
    cp -a /opt/relay/data-asli/. /opt/relay/data/
    podman start relay`);
  await relayAnswers();
  await server.shell("cat /dev/zero > /opt/relay/data/penuh 2>/dev/null");
  const nomor = await paidOrder();
  const before = await sent();
  assert.equal((await ask("/callback", { fields: callback(nomor, NEW) })).status, 503);
  assert.equal(await sent(), before);
  const out = await next("run", "Merawat relay");
  assert.match(out, /store_failed/);
  assert.match(out, / 100% /);
  assert.match(await server.run("curl --silent http://127.0.0.1:8080/metrics"), /^bukaolshop_relay_callbacks_total\{outcome="store_failed"\} [1-9]/m);
  await server.run("rm /opt/relay/data/penuh");
  assert.equal((await ask("/callback", { fields: callback(nomor, NEW) })).status, 200);
  assert.equal(await sent(), before + 1);
});

test("it ends in peace when it is told to, and is there again after the server has been started anew", async () => {
  await server.run("podman stop --time 40 relay");
  assert.equal(await inspect("relay", "{{.State.ExitCode}}"), "0");
  await server.run("podman start relay");
  await relayAnswers();
  await server.run("power-failure");
  assert.ok(!(await healthy()));
  await server.run("systemctl boot");
  await relayAnswers();
  await until(async () => (await server.shell(`curl --fail --silent https://${DOMAIN}/healthz`)).code === 0, "the proxy is back");
});

for (const step of STEPS.filter(({ kind }) => kind === "system")) {
  const [, name] = step.code.match(/^\[(\w+)\]/);
  test(`the configuration may have [${name}]`, async () => {
    await next("system", step.heading);
    const text = filled(FILES.get("/opt/relay/relay.toml"));
    const start = text.indexOf("[onesolu]");
    const end = text.indexOf("# Perantara", start);
    // A top-up is no system: it stands beside one.
    await server.write("/opt/relay/lain.toml", name === "topup" ? text + step.code : text.slice(0, start) + step.code + text.slice(end));
    const variables = ["MITRA_BUNSO_TOKEN", "ONETABLET_API_KEY", "COMMERCE_API_KEY"].map((variable) => `--env ${variable}=kunci-sistem-tujuan`);
    const out = await server.run(`podman run --rm --env-file /opt/relay/relay.env ${variables.join(" ")} --volume /opt/relay/lain.toml:/relay.toml:ro bukaolshop-relay check`);
    assert.match(out, /benar/);
  });
}

test("every file and command of the chapter was used", () => {
  assert.deepEqual(STEPS.slice(at), []);
  assert.ok(STEPS.length > 20);
});

test("the files that the repository has for engineers are those of the chapter", () => {
  const folder = join(root, "pkg-template/relay");
  for (const [path, code] of FILES) {
    const file = join(folder, basename(path));
    if (process.env.UPDATE) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, code);
    }
    assert.equal(readFileSync(file, "utf8"), code, `${file}; UPDATE=1 writes it`);
  }
});
