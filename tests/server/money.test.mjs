// Money moves once: what is known when its outcome is not.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer as createWeb } from "node:http";
import { createServer } from "node:net";
import { test } from "node:test";
import { failure, session } from "./harness.mjs";

const RETRY = { attempts: 5, baseDelay: 1, maxDelay: 2 };
const member = { id_user: "120003" };
const change = { ...member, tipe: "tambah", jumlah: 20000, catatan_saldo: "Bonus #1755" };

/** A movement from more than a minute ago: nothing of it is under way any more. */
const longAgo = (movement) => ({ ...movement, at: movement.at - 61_000 });

for (const fault of ["reset:before", "reset:headers", "cut:0.5", "status:503", "html:1", "stall:headers"]) {
  test(`a server that changes the balance and then fails (${fault}) is asked once; the balance tells`, async () => {
    const it = session(`${fault},only:member-saldo,skip:1,times:1`);
    const closed = it.closed({ retry: RETRY, timeout: 1000 });
    const before = await closed.saldo.get(member);
    // The condition counts by method and path: the read before was let through.
    const began = Date.now();
    const error = await failure(closed.saldo.change(change), "unknown_outcome");
    assert.equal(error.retryable, false);
    const { at, ...movement } = error.movement;
    assert.deepEqual(movement, { member, direction: "tambah", amount: 20000, note: "Bonus #1755", reference: null });
    assert.ok(at >= began && at <= Date.now());
    const posts = (await it.log()).filter(({ method }) => method === "POST");
    assert.equal(posts.length, 1);
    assert.equal(await closed.saldo.outcomeOf(error.movement, before), "changed");
    const after = await closed.saldo.get(member);
    assert.equal(await closed.saldo.compare(error.movement, before, after), "changed");
    assert.equal(after.jumlah_saldo, before.jumlah_saldo + 20000);
  });
}

test("a server that fails before it changes anything is found to have changed nothing", async () => {
  const it = session("undone:1,reset:before,only:member-saldo,skip:1,times:1");
  const closed = it.closed({ retry: RETRY });
  const before = await closed.saldo.get(member);
  const error = await failure(closed.saldo.change(change), "unknown_outcome");
  assert.equal(await closed.saldo.outcomeOf(longAgo(error.movement), before), "not_changed");
  assert.equal(await closed.saldo.compare(error.movement, before, await closed.saldo.get(member)), "not_changed");
});

/** A Closed API whose member's balance goes through these histories; the last one stays. */
async function balances(t, ...histories) {
  const web = createWeb((request, response) => {
    const riwayat_saldo = histories.length > 1 ? histories.shift() : histories[0];
    const jumlah_saldo = riwayat_saldo.reduce((sum, { jumlah_dana }) => sum + jumlah_dana, 0);
    const data = { nama_user: "Sari", ...member, email_user: "sari@toko.test", jumlah_saldo, riwayat_saldo };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ code: 200, status: "ok", ...data }));
  }).listen(0, "127.0.0.1");
  await once(web, "listening");
  t.after(() => {
    web.close();
    web.closeAllConnections();
  });
  return session().closed({ baseUrl: `http://127.0.0.1:${web.address().port}` });
}

const AT = Date.now() - 61_000;
/** A time as histories write it: Jakarta's, seven hours ahead of UTC. */
const jakarta = (at) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
const entryOf = (note, seconds, amount = 500) => ({ informasi_catatan: note, jumlah_dana: amount, tanggal: jakarta(AT + seconds * 1000) });

for (const [name, more, entries, outcome] of [
  ["its own entry", {}, [entryOf("Topup saldo", 1)], "changed"],
  ["nothing new", {}, [], "not_changed"],
  ["another change, of another amount", {}, [entryOf("Pesanan", 1, -30)], "not_changed"],
  ["an equal top-up of another time", {}, [entryOf("Topup saldo", 40)], "unclear"],
  ["an equal change that speaks of no top-up", {}, [entryOf("Hadiah lomba", 1)], "unclear"],
  ["two equal top-ups", {}, [entryOf("Topup saldo", 1), entryOf("Topup saldo", 2)], "unclear"],
  ["its own note among equal ones", { note: "Bonus #7", reference: null }, [entryOf("Bonus #7", 30), entryOf("Bonus #8", 1)], "changed"],
  ["an equal change with another note", { note: "Bonus #7", reference: null }, [entryOf("Bonus #8", 1)], "unclear"],
]) {
  test(`outcomeOf a top-up says "${outcome}" where the history has ${name}`, async (t) => {
    const old = entryOf("Saldo awal", -3600, 100);
    const closed = await balances(t, [old], [...entries, old]);
    const before = await closed.saldo.get(member);
    const movement = { member, direction: "tambah", amount: 500, at: AT, note: null, reference: "topup", ...more };
    assert.equal(await closed.saldo.outcomeOf(movement, before), outcome);
  });
}

test("a top-up and a refund whose answers are lost are unknown, too, and so is a step of an order, which moves none", async () => {
  const it = session();
  const broken = it.closed({ retry: RETRY }, "reset:before,only:member-topup,only:transaksi-id");
  const topup = await failure(broken.saldo.topup({ token_topup: "topup-130173-7000" }), "unknown_outcome");
  assert.equal(topup.movement.member, null);
  const { nomor_pembayaran } = (await it.closed().transaksi.list({ filter_status: "diproses" })).data[0];
  const refund = await failure(broken.transaksi.status(nomor_pembayaran, "batal_dan_refund"), "unknown_outcome");
  assert.equal(refund.movement.reference, nomor_pembayaran);
  const step = await failure(broken.transaksi.status(nomor_pembayaran, "lanjut"), "unknown_outcome");
  assert.equal(step.movement, null);
});

test("what was certainly never sent is no unknown outcome", async () => {
  const free = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => free.once("listening", resolve));
  const { port } = free.address();
  await new Promise((resolve) => free.close(resolve));
  const closed = session().closed({ baseUrl: `http://127.0.0.1:${port}` });
  const error = await failure(closed.saldo.change(change), "network");
  assert.deepEqual([error.retryable, error.movement], [true, null]);
});

test("five seconds between two changes of one balance are waited out, and nobody else's", async () => {
  const closed = session().closed();
  const began = Date.now();
  const elapsed = () => Date.now() - began;
  const add = (id_user) => closed.saldo.change({ id_user, tipe: "tambah", jumlah: 1 });
  const first = Promise.all([add("120000"), add("120001"), add("120002")]).then(elapsed);
  const second = add("120000").then(elapsed);
  assert.ok((await first) < 4000);
  assert.ok((await second) >= 5000);
});

test("two clients that do not know of each other are refused in words", async () => {
  const it = session();
  await it.closed().saldo.change(change);
  const error = await failure(it.closed().saldo.change(change), "rate_limited");
  assert.deepEqual([error.movement, error.retryAfter], [null, 6500]);
});

test("a payment is sent once, and its outcome may be unknown", async () => {
  const it = session("reset:before,only:commerce-payments");
  const commerce = it.commerce({ retry: RETRY });
  const pay = { orderId: "ord_1", paymentMethodId: "pm_kartu", amount: 99.98, currency: "USD" };
  const { movement } = await failure(commerce.pay(pay), "unknown_outcome");
  assert.deepEqual([movement.amount, movement.reference, movement.direction], [9998, "ord_1", "kurang"]);
  assert.equal((await it.log()).length, 1);
});
