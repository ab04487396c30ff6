// The guide's two programs that hand each paid order on to Mitra Bunso and OneTablet, as they stand: with Express, and with
// axum. Two hundred orders, each told several times; answers that are lost before and after the order was made; and ten
// kills. In the end each order is at each system once.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { blocksOf } from "../guide/guide.mjs";
import { binary, formatted, saved } from "../support/guide-program.mjs";
import { freePort } from "../support/free-port.mjs";
import { root } from "../support/mock-server.mjs";
import { until } from "../support/wait.mjs";

const SECRET = "rahasia-callback-91";
const ORDERS = Array.from({ length: 200 }, (_, at) => String(28_531_301_730_00 + at));
const folder = mkdtempSync(join(tmpdir(), "bukaolshop-two-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Random numbers from a seed, so that a failure can be had again. */
function dice(seed) {
  return () => ((seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31);
}

/** The shop at bukaOlshop, and both systems. Answers are lost as the dice say, but for the last phase. */
async function world(t, roll) {
  const it = { mitra: new Map(), tablet: new Map(), loses: true, created: 0 };
  const read = async (request) => {
    let text = "";
    for await (const part of request.setEncoding("utf8")) text += part;
    return text;
  };
  const http = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const body = await read(request);
    const answer = (value) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    const fate = it.loses && request.method === "POST" ? roll() : 1;
    // Lost before the system has done anything.
    if (fate < 0.1) return request.socket.destroy();
    if (url.pathname === "/closed/transaksi/id") return answer(transaksi(url.searchParams.get("nomor_pembayaran")));
    if (url.pathname === "/closed/transaksi/list") return answer({ code: 200, data: [] });
    if (url.pathname === "/closed/member/id") return answer(MEMBER);
    if (url.pathname.startsWith("/mitra/order/orders/list/")) {
      const rows = [...it.mitra.keys()].filter((invoice) => invoice.includes(url.searchParams.get("q")));
      const row = (invoice) => ({ customer: {}, sender: {}, order: { order_id: invoice, invoice }, details: [], createdAt: "", status: "NEW" });
      return answer({ error: 0, total: rows.length, show: rows.length, data: rows.map(row) });
    }
    if (url.pathname.startsWith("/mitra/order/orders/create/")) {
      const { invoice } = JSON.parse(new URLSearchParams(body).get("data")).order;
      it.mitra.set(invoice, (it.mitra.get(invoice) ?? 0) + 1);
      it.created += 1;
      // Lost after the order was made.
      return fate < 0.25 ? request.socket.destroy() : answer({ error: 0, data: { order: [], products: [] } });
    }
    if (url.pathname === "/tablet/orders") {
      const { id } = JSON.parse(body);
      it.tablet.set(id, (it.tablet.get(id) ?? 0) + 1);
      return fate < 0.25 ? request.socket.destroy() : answer({});
    }
    response.writeHead(404);
    response.end("{}");
  }).listen(0, "127.0.0.1");
  await once(http, "listening");
  t.after(() => (http.closeAllConnections(), http.close()));
  it.url = `http://127.0.0.1:${http.address().port}`;
  return it;
}

const transaksi = (nomor_pembayaran) => ({
  code: 200, status: "ok", nomor_pembayaran, id_user: "7", status_bayar: "lunas", status_pengiriman: "belum diproses", bank_penerima: "", terakhir_update: "", tanggal_buat: "",
  potongan: 0, kode_unik: 0, total_membership: 0, total_transaksi: 62_000,
  data_pesanan: [{ ekspedisi: "JNE OKE", ongkos_kirim: 12_000, nama_pengirim: "Toko", provinsi: "Bali", kota: "Badung", kecamatan: "", no_hp: "0857", kode_pos: "",
    data_produk: [{ id_transaksi: "t", id_barang: "513039", nama_barang: "Kaos", jumlah_barang: 1, total_harga: 50_000, catatan: "", nomor_resi: "" }] }],
});
const MEMBER = {
  code: 200, status: "ok", id_user: "7", email_user: "", nama_user: "Siti", nomor_telepon: "0812",
  data_alamat: [{ nama_penerima: "Siti", kecamatan: "Coblong", kota: "Bandung", provinsi: "Jawa Barat", nomor_telepon: "0812", kode_pos: "40132", alamat_lengkap: "Jl. Dago 1" }],
};

/** Shop code: what is not blank, no comment and no import. */
const lines = (code) => code.split("\n").filter((line) => line.trim() && !line.trim().startsWith("//")).length;

const env = (it) => ({
  PATH: process.env.PATH, API_KEY: "kunci-closed-api", SECRET_KEY_CALLBACK: SECRET, MITRA_TOKEN: "token-mitra", MITRA_ID_USER: "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b",
  TABLET_KEY: "kunci-tablet", MITRA_ALAMAT: `${it.url}/mitra`, TABLET_ALAMAT: `${it.url}/tablet`,
});

/** Has the orders told to a program that is killed ten times meanwhile. */
async function told(t, it, roll, start) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/callback`;
  let program;
  let said = "";
  const begin = async () => {
    program = start(port);
    for (const stream of [program.stdout, program.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
    await until(() => program.exitCode !== null || fetch(url).then(() => true, () => false), "the program listens");
    assert.equal(program.exitCode, null, said);
  };
  const kill = async () => {
    if (program.exitCode !== null || program.signalCode !== null) return;
    const ended = once(program, "exit");
    program.kill("SIGKILL");
    await ended;
  };
  t.after(kill);
  const tell = (nomor_pembayaran, tipe_callback) =>
    fetch(url, { method: "POST", body: new URLSearchParams({ tipe_callback, secret_key_callback: SECRET, nomor_pembayaran, status_transaksi: "lunas" }) }).then(
      (reply) => reply.status,
      () => 0,
    );
  await begin();
  // Each order twice, in any order, twenty at a time; what got no answer because of a kill is told again, as a sender would.
  const queue = [...ORDERS, ...ORDERS].map((nomor, at) => [nomor, at < ORDERS.length ? "transaksi_baru" : "perubahan_status_transaksi"]);
  for (let at = queue.length - 1; at > 0; at -= 1) {
    const other = Math.floor(roll() * (at + 1));
    [queue[at], queue[other]] = [queue[other], queue[at]];
  }
  for (let life = 0; life < 10; life += 1) {
    const part = queue.slice(life * 40, life * 40 + 40);
    const before = it.created;
    const sending = Promise.all(part.map((one) => tell(...one)));
    // Killed in the middle of its work.
    await until(() => it.created >= before + 5 || it.created >= ORDERS.length, "some orders are made");
    await kill();
    const statuses = await sending;
    await begin();
    for (const [index, status] of statuses.entries()) if (status === 0) queue.push(part[index]);
  }
  await Promise.all(queue.slice(400).map((one) => tell(...one)));
  it.loses = false;
  return { said: () => said, tell };
}

async function eachOnce(it, said, tell) {
  await until(async () => it.mitra.size === ORDERS.length && it.tablet.size === ORDERS.length, "every order is there");
  for (const nomor of ORDERS) {
    await until(async () => (await tell(nomor, "transaksi_baru")) === 200, "it is known to be done");
  }
  assert.deepEqual([...it.mitra].filter(([, count]) => count !== 1), [], "Mitra Bunso has each order once");
  assert.deepEqual(new Set(it.tablet.keys()), new Set(ORDERS), "OneTablet knows an order by its id");
  assert.ok(!said().includes(SECRET) && !said().includes("Siti") && !said().includes("Dago"));
}

test("with Express, each of 200 orders is at both systems once, through ten kills and lost answers", { timeout: 600_000 }, async (t) => {
  const roll = dice(7);
  const it = await world(t, roll);
  const { code } = blocksOf("js").find(({ title, code }) => title === "Meneruskan pesanan" && code.includes("express"));
  assert.ok(lines(code) <= 60, `${lines(code)} lines`);
  const place = join(folder, "express");
  mkdirSync(place);
  writeFileSync(join(place, "package.json"), '{ "type": "module" }');
  mkdirSync(join(place, "node_modules"));
  cpSync(join(root, "pkg"), join(place, "node_modules/bukaolshop"), { recursive: true });
  for (const name of ["express", "better-sqlite3"]) {
    symlinkSync(fileURLToPath(new URL(`./node_modules/${name}`, import.meta.url)), join(place, "node_modules", name));
  }
  // The addresses of this test, and shorter waits: for what may still be under way, and for what a killed program had begun.
  const here = code
    .replace("{ apiKey: process.env.API_KEY }", `{ apiKey: process.env.API_KEY, baseUrl: "${it.url}/closed" }`)
    .replace("  log: console.log", "  log: console.log, deadline: 1000, settledAfter: 300, retry: { baseDelay: 100, maxDelay: 500, attempts: 1000 }")
    .replace("start({ sweep", "start({ every: 200, sweep");
  assert.equal(here.match(/settledAfter|every: 200|\/closed/g).length, 3);
  writeFileSync(join(place, "server.js"), here);
  const { said, tell } = await told(t, it, roll, (port) => spawn(process.execPath, ["server.js"], { cwd: place, env: { ...env(it), PORT: String(port) } }));
  await eachOnce(it, said, tell);
});

/** The guide's Rust program, as rustfmt writes it, with the address of the Closed API from the environment, and shorter waits. */
function hereInRust(code) {
  const milliseconds = (count) => `std::time::Duration::from_millis(${count})`;
  const waits = `
        .deadline(${milliseconds(1000)})
        .settled_after(${milliseconds(300)})
        .retries(bukaolshop::layer::Backoff {
            attempts: 1000,
            base_delay: ${milliseconds(100)},
            max_delay: ${milliseconds(500)},
        })`;
  const here = code.replace("options.clone(), Native", 'alamat("CLOSED_ALAMAT")?, Native').replace("System::default());", `System::default())${waits};`);
  return formatted("The guide's program for two systems, with an address and waits for its test, which compares it with the guide.", here);
}

test("with axum, too", { timeout: 600_000 }, async (t) => {
  const roll = dice(11);
  const it = await world(t, roll);
  const { code } = blocksOf("rust").find(({ code }) => code.includes("struct Toko"));
  assert.equal(saved("guide_two_systems"), hereInRust(code), "the program is the guide's");
  const own = code.slice(code.indexOf("struct Toko"));
  assert.ok(lines(own) <= 60, `${lines(own)} lines`);
  const place = join(folder, "axum");
  mkdirSync(place);
  const js = blocksOf("js").find(({ title, code }) => title === "Meneruskan pesanan" && code.includes("express")).code;
  const profile = (name) => new Function(`return ${js.match(new RegExp(`const ${name} = (\\{[^]*?\\n\\});`))[1]}`)();
  writeFileSync(join(place, "mitra.json"), JSON.stringify(profile("profilMitra")));
  writeFileSync(join(place, "tablet.json"), JSON.stringify(profile("profilTablet")));
  const start = (port) => spawn(binary("guide_two_systems"), [], { cwd: place, env: { ...env(it), CLOSED_ALAMAT: `${it.url}/closed`, PORT: String(port) } });
  const { said, tell } = await told(t, it, roll, start);
  await eachOnce(it, said, tell);
});
