// The requests of a day at the Closed API, from Node over HTTP: counted, limited by the shop's plan, and shared by the
// callbacks of one order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, KEYS, server, session } from "./harness.mjs";

/** The number of an order of the mock shop. */
const NOMOR = (await session().closed().transaksi.list()).data[0].nomor_pembayaran;
const pesan = { id_user: "130173", pesan_teks: "Halo" };

/** How often each path was asked for. */
async function asked(it) {
  const counts = {};
  for (const { url, path = new URL(url, "http://x").pathname } of await it.log()) {
    const name = path.replace(/^.*\/api\/v1/, "").split("?")[0];
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

test("without a plan requests are counted and never refused", async () => {
  const it = session();
  const closed = it.closed();
  await closed.transaksi.get(NOMOR);
  await closed.chat.create(pesan);
  const { reads, changes, resets } = await closed.quota();
  assert.deepEqual(reads, { used: 1, limit: null, left: null, leftForOthers: null });
  assert.deepEqual(changes, { used: 1, limit: null, left: null, leftForOthers: null });
  // Midnight in Jakarta is 17:00 UTC.
  assert.ok(resets instanceof Date && resets > new Date());
  assert.equal(resets.toISOString().slice(11), "17:00:00.000Z");
  assert.equal((await asked(it))["/aplikasi/info_limit"], undefined);
});

test("a plan keeps the last fifth of the day for orders and money", async () => {
  const it = session();
  const closed = it.closed({ plan: "FREE" });
  for (let at = 0; at < 12; at += 1) await closed.chat.create(pesan);
  assert.deepEqual((await closed.quota()).changes, { used: 12, limit: 15, left: 3, leftForOthers: 0 });
  const error = await failure(closed.chat.create(pesan), "quota");
  assert.match(error.message, /disimpan untuk transaksi dan saldo; kirim lagi sesudah pukul 00\.00 WIB/);
  assert.equal(error.attempts, 0);
  const left = (await closed.quota()).resets - Date.now();
  assert.ok(Math.abs(error.retryAfter - left) < 60_000);
  await closed.saldo.topup({ token_topup: "tidak-ada" }).catch(() => {});
  assert.equal((await closed.quota()).changes.left, 2);
  const counts = await asked(it);
  assert.deepEqual([counts["/chat/create"], counts["/aplikasi/info_limit"]], [12, 1]);
});

test("limits of one's own stand in the place of a plan, and what the shop has sent before counts", async () => {
  const it = session();
  const before = it.closed();
  for (let at = 0; at < 3; at += 1) await before.aplikasi.info();
  const closed = it.closed({ dailyLimits: { reads: 5, changes: 0 } });
  await closed.transaksi.get(NOMOR);
  assert.equal((await closed.quota()).reads.used, 4);
  await closed.transaksi.get(NOMOR);
  await failure(closed.transaksi.get(NOMOR), "quota");
  await failure(closed.chat.create(pesan), "quota");
});

test("a plan that there is not is refused", () => {
  const closed = (options) => () => session().closed(options);
  assert.throws(closed({ plan: "EMAS" }), { kind: "invalid_argument", path: "plan", message: /FREE, LITE, PRO, atau BISNIS/ });
  assert.throws(closed({ dailyLimits: { reads: -1, changes: 1 } }), { kind: "invalid_argument", path: "dailyLimits.reads" });
  assert.throws(closed({ dailyLimits: { reads: 1 } }), { kind: "invalid_argument", path: "dailyLimits.changes" });
  assert.ok(closed({ plan: "bisnis" })());
});

test("callbacks of one order within seconds share a look-up, and none sees what another has changed", async () => {
  const it = session();
  const closed = it.closed();
  const { status_bayar: status } = await closed.transaksi.get(NOMOR);
  const seen = [];
  const handler = async (callback, { lookUp }) => {
    const { transaksi } = await lookUp(closed);
    seen.push(transaksi.data_pesanan.length);
    transaksi.data_pesanan.length = 0;
  };
  const secret = KEYS.closed;
  const receiver = server.callbackReceiver({
    secret,
    store: new server.MemoryStore(),
    onTransaksiBaru: handler,
    onPerubahanStatusTransaksi: handler,
  });
  const tell = (tipe_callback) => {
    const body = new URLSearchParams({ tipe_callback, secret_key_callback: secret, nomor_pembayaran: NOMOR, status_transaksi: status });
    return receiver.receive("POST", body.toString());
  };
  const replies = await Promise.all(["transaksi_baru", "perubahan_status_transaksi"].map(tell));
  assert.deepEqual(replies.map(({ status }) => status), [200, 200]);
  assert.equal(seen.length, 2);
  assert.ok(seen[0] > 0 && seen[1] === seen[0], String(seen));
  assert.equal((await asked(it))["/transaksi/id"], 2);
});
