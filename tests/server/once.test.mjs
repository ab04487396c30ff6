// Nothing lost and nothing twice: sending once, the turns of an order, deadlines, dead letters, sweeping, and what ends a
// call early.
import assert from "node:assert/strict";
import { once as event } from "node:events";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { all, entry, failure, server, session } from "./harness.mjs";
import { root } from "../support/mock-server.mjs";
import { until } from "../support/wait.mjs";

const { BukaOlshopError, CallbackRejection, ClosedApi, MemoryStore, MitraBunso, callbackReceiver, exactlyOnce, forward } = server;
const SECRET = "rahasia-callback-91";
const NOW = { baseDelay: 0, maxDelay: 0 };

/** An example of a system's document. */
const example = (name) => JSON.parse(readFileSync(join(root, "tests/data/server", `${name}.json`), "utf8"));

const form = (more = {}) =>
  new URLSearchParams({
    tipe_callback: "transaksi_baru",
    secret_key_callback: SECRET,
    nomor_pembayaran: "2853130173354",
    status_transaksi: "lunas",
    ...more,
  }).toString();

function receiving(options) {
  const logged = [];
  const receiver = callbackReceiver({ secret: SECRET, store: new MemoryStore(), retry: NOW, settledAfter: 1, log: (line) => logged.push(line), ...options });
  return { receiver, logged };
}

/** A promise, and the functions that settle it. */
function deferred() {
  let resolve, reject;
  const promise = new Promise((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}

const lost = () => new BukaOlshopError("jawaban hilang", { kind: "unknown_outcome" });

/** Another system: what arrived there, and what each request comes to. */
class Kios {
  #arrived = 0;
  #looks = 0;
  constructor(...script) {
    this.send = async () => {
      const [arrives, error] = script.shift() ?? [true];
      if (arrives) this.#arrived += 1;
      if (error) throw error;
      return "pesanan-7";
    };
    this.look = async () => {
      this.#looks += 1;
      return this.#arrived ? "changed" : "not_changed";
    };
  }
  get arrived() {
    return this.#arrived;
  }
  get looks() {
    return this.#looks;
  }
}
const kios = (...script) => new Kios(...script);

describe("once", () => {
  const guarded = (options) => exactlyOnce({ store: new MemoryStore(), retry: NOW, settledAfter: 1, ...options });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

  test("sends once, gives what send gave, and then says that it was done before", async () => {
    const { once } = guarded();
    const it = kios();
    assert.deepEqual(await once("kios:1", it), { ran: "now", value: "pesanan-7" });
    assert.deepEqual(await once("kios:1", it), { ran: "before", value: undefined });
    assert.deepEqual([it.arrived, it.looks], [1, 0]);
  });

  for (const [name, error] of [
    ["an unknown outcome", lost()],
    ["an error of nobody knows what", new TypeError("fetch failed")],
    ["a text", "putus"],
    ["nothing", undefined],
  ]) {
    test(`after ${name} it is looked for: found, or sent again`, async () => {
      for (const arrives of [true, false]) {
        const { once } = guarded();
        const it = kios();
        const { send } = it;
        let first = true;
        it.send = async () => {
          if (!first) return send();
          first = false;
          if (arrives) await send();
          throw error;
        };
        const rejection = await once("kios:1", it).catch((error) => error);
        assert.ok(rejection instanceof CallbackRejection, inspect(rejection));
        assert.deepEqual([rejection.reason, rejection.cause], ["work_failed", error]);
        await settle();
        assert.equal((await once("kios:1", it)).ran, arrives ? "before" : "now");
        assert.deepEqual([it.arrived, it.looks], [1, 1]);
      }
    });
  }

  test("what was refused is sent anew without being looked for", async () => {
    const { once } = guarded();
    const it = kios([false, new BukaOlshopError("ditolak", { kind: "bad_request" })], [false, new CallbackRejection("work_failed")]);
    for (let at = 0; at < 2; at += 1) await assert.rejects(once("kios:1", it), { reason: "work_failed" });
    assert.equal((await once("kios:1", it)).ran, "now");
    assert.deepEqual([it.arrived, it.looks], [1, 0]);
  });

  test("a system that cannot be asked is left to a person, who decides", async () => {
    for (const done of [true, false]) {
      const store = new MemoryStore();
      const { once, decide } = guarded({ store });
      const it = kios([done, lost()]);
      const errand = { send: it.send };
      await assert.rejects(once("kios:1", errand), { reason: "work_failed" });
      for (let at = 0; at < 2; at += 1) {
        await assert.rejects(once("kios:1", errand), (error) => error.reason === "held" && error.note.includes("kios:1"));
      }
      assert.deepEqual((await store.givenUp()).map(({ key }) => key), ["kios:1"]);
      assert.equal(await decide("kios:lain", done), false);
      assert.equal(await decide("kios:1", done), true);
      assert.equal((await once("kios:1", errand)).ran, done ? "before" : "now");
      assert.equal(it.arrived, 1);
    }
  });

  test("a look that fails, or says what is no answer, sends nothing and forgets nothing", async () => {
    const { once } = guarded();
    const it = kios([true, lost()]);
    const { look } = it;
    await assert.rejects(once("kios:1", it));
    await settle();
    for (const fails of [() => { throw "mati"; }, async () => Promise.reject(new Error("mati")), async () => "mungkin", async () => 7, async () => undefined]) {
      it.look = fails;
      await assert.rejects(once("kios:1", it), (error) => error.reason === "work_failed" && /look/.test(error.note));
    }
    it.look = look;
    assert.equal((await once("kios:1", it)).ran, "before");
    assert.equal(it.arrived, 1);
  });

  test("a store that fails between look and send, or at the note before the first send, sends nothing and forgets nothing", async (t) => {
    t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
    const memory = new MemoryStore();
    const state = { isBroken: false };
    const store = new Proxy(memory, {
      get: (target, name) => (typeof target[name] !== "function" ? target[name] : async (...given) => {
        if (state.isBroken) throw new Error("disk penuh");
        return target[name](...given);
      }),
    });
    const { once } = guarded({ store });
    const it = kios([false, lost()]);
    const { look } = it;
    await assert.rejects(once("kios:1", it), { reason: "work_failed" });
    t.mock.timers.tick(5);
    it.look = async () => {
      state.isBroken = true;
      return look();
    };
    const sentBefore = it.looks;
    await assert.rejects(once("kios:1", it), { reason: "store_failed" });
    assert.deepEqual([it.arrived, it.looks - sentBefore], [0, 1]);
    await assert.rejects(once("kios:2", it), { reason: "store_failed" });
    assert.equal(it.arrived, 0);

    state.isBroken = false;
    it.look = look;
    // The claim of the attempt that could not be settled ends with its lease.
    await assert.rejects(once("kios:1", it), { reason: "in_progress" });
    t.mock.timers.tick(90_000);
    assert.equal((await once("kios:1", it)).ran, "now");
    assert.equal((await once("kios:1", it)).ran, "before");
    assert.equal(it.arrived, 1);
  });

  test("one key about two orders is refused, and named", async () => {
    const { once } = guarded();
    const it = kios();
    await once("kios:1", { ...it, about: "1" });
    await assert.rejects(once("kios:1", { ...it, about: "2" }), (error) => error.reason === "key_taken" && error.note.includes("kios:1"));
    assert.equal(it.arrived, 1);
  });

  test("two at once send once", async () => {
    const { once } = guarded();
    const it = kios();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => once("kios:1", it)));
    assert.equal(it.arrived, 1);
    assert.ok(outcomes.every(({ value, reason }) => value || reason.reason === "in_progress"));
  });

  test("what is no errand is refused", async () => {
    const { once } = guarded();
    const send = () => {};
    for (const [key, errand, words] of [
      ["", { send }, /kunci/],
      ["a b", { send }, /kunci/],
      ["a", undefined, /look, send/],
      ["a", {}, /send harus fungsi/],
      ["a", { send, look: 7 }, /look harus fungsi/],
      ["a", { send, about: 7 }, /about/],
      ["a", { send, sned: 1 }, /sned tidak dikenal/],
    ]) {
      await assert.rejects(once(key, errand), words);
    }
  });
});

describe("inside a callback's work", () => {
  test("each of two systems gets an order once, whichever fails, and a repeat adds nothing", async () => {
    for (const failing of [0, 1]) {
      const systems = [0, 1].map((at) => (at === failing ? kios([true, lost()]) : kios()));
      const { receiver } = receiving({
        async onLunas({ nomor_pembayaran }, { once }) {
          for (const [at, { look, send }] of systems.entries()) await once(`kios${at}:${nomor_pembayaran}`, { look, send });
        },
      });
      assert.equal((await receiver.receive("POST", form())).status, 503);
      await until(async () => (await receiver.resume()).some(({ status }) => status === 200), "it is resumed");
      assert.equal((await receiver.receive("POST", form({ tipe_callback: "lain" }))).status, 200);
      assert.deepEqual(systems.map(({ arrived }) => arrived), [1, 1]);
    }
  });

  test("what is held is acknowledged, and is a dead letter until a person has decided", async () => {
    const it = kios([true, lost()]);
    const { receiver, logged } = receiving({ onLunas: (_, { once }) => once("kios:1", { send: it.send }) });
    assert.equal((await receiver.receive("POST", form())).status, 503);
    const [held] = await receiver.resume();
    assert.deepEqual([held.status, held.reason], [200, "held"]);
    assert.match(logged.at(-1), /^callback 200 held .*kios:1/);
    const letters = await receiver.deadLetters();
    const errand = letters.find(({ about }) => about === "2853130173354");
    const letter = letters.find(({ callback }) => callback?.tipe_callback === "transaksi_baru");
    assert.deepEqual([letter.reason, letter.attempts > 0, letter.note.includes("kios:1")], ["held", true, true]);
    assert.equal(await receiver.retry("tidak-ada"), null);
    assert.equal(await receiver.decide(errand.key, true), true);
    assert.equal((await receiver.retry(letter.key)).status, 200);
    assert.deepEqual([await receiver.deadLetters(), it.arrived], [[], 1]);
  });

  test("work that never succeeds is given up with its reason, and begun again on demand", async () => {
    let hopeless = true;
    const { receiver } = receiving({
      retry: { attempts: 3, ...NOW },
      onTransaksiBaru() {
        if (hopeless) throw "bukan Error";
      },
    });
    await receiver.receive("POST", form());
    await receiver.resume();
    await receiver.resume();
    assert.deepEqual(await receiver.resume(), []);
    const [letter] = await receiver.deadLetters();
    assert.deepEqual([letter.reason, letter.attempts, letter.note], ["work_failed", 3, "string"]);
    assert.equal((await receiver.retry(letter.key)).status, 503);
    hopeless = false;
    assert.equal((await receiver.retry(letter.key)).status, 200);
    assert.deepEqual(await receiver.deadLetters(), []);
  });

  test("failed work waits longer and longer", async () => {
    const { receiver } = receiving({ retry: { baseDelay: 60_000 }, onTransaksiBaru() { throw new Error("mati"); } });
    await receiver.receive("POST", form());
    assert.deepEqual(await receiver.resume(), []);
  });

  test("callbacks of one order are worked on one after the other, in two programs", async () => {
    const store = new MemoryStore();
    const running = new Map();
    let most = 0;
    const work = async ({ nomor_pembayaran }) => {
      running.set(nomor_pembayaran, (running.get(nomor_pembayaran) ?? 0) + 1);
      most = Math.max(most, running.get(nomor_pembayaran));
      await new Promise((resolve) => setTimeout(resolve, 20));
      running.set(nomor_pembayaran, running.get(nomor_pembayaran) - 1);
    };
    const programs = [0, 1].map(() => receiving({ store, onTransaksiBaru: work, onPerubahanStatusTransaksi: work }).receiver);
    const sent = ["lunas", "diproses", "dikirim"].map((status_transaksi, at) => programs[at % 2].receive("POST", form({ status_transaksi })));
    assert.deepEqual((await Promise.all(sent)).map(({ status }) => status), [200, 200, 200]);
    assert.equal(most, 1);
  });

  test("at its deadline work is told by its signal; nobody begins beside it, and a late success counts", async () => {
    for (const handler of ["onTransaksiBaru", "onLunas"]) {
      const { promise, resolve } = deferred();
      let begun = 0;
      let signal;
      const { receiver } = receiving({
        deadline: 30,
        async [handler](_, work) {
          begun += 1;
          ({ signal } = work);
          await promise;
        },
      });
      const reply = await receiver.receive("POST", form());
      assert.deepEqual([reply.status, reply.reason], [503, "work_timed_out"], handler);
      assert.deepEqual([signal.aborted, signal.reason.name], [true, "TimeoutError"]);
      assert.equal((await receiver.receive("POST", form())).reason, "in_progress");
      assert.deepEqual(await receiver.resume(), []);
      resolve();
      await until(async () => (await receiver.resume(), (await receiver.receive("POST", form())).reason === "replayed"), "it counts");
      assert.equal(begun, 1, handler);
    }
  });

  test("work that fails behind its deadline is begun again", async () => {
    const { promise, reject } = deferred();
    let begun = 0;
    const { receiver } = receiving({
      deadline: 20,
      onTransaksiBaru: () => ((begun += 1) === 1 ? promise : undefined),
    });
    assert.equal((await receiver.receive("POST", form())).reason, "work_timed_out");
    reject("sebuah teks");
    await until(async () => (await receiver.resume()).length === 1, "it is resumed");
    assert.equal(begun, 2);
  });

  test("work that never settles is begun again when its lease is over, and not before", async (t) => {
    t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
    let begun = 0;
    const { receiver } = receiving({
      deadline: 20,
      onTransaksiBaru: () => ((begun += 1) === 1 ? new Promise(() => {}) : undefined),
    });
    assert.equal((await receiver.receive("POST", form())).reason, "work_timed_out");
    assert.equal((await receiver.receive("POST", form())).reason, "in_progress");
    t.mock.timers.tick(31_000);
    assert.equal((await receiver.receive("POST", form())).status, 200);
    assert.equal(begun, 2);
  });

  test("of work or sending that settles twice the first counts", async () => {
    const twice = (first, second) => ({ then: (...settle) => (settle[first](), settle[second](new Error("terlambat"))) });
    const { receiver, logged } = receiving({ onTransaksiBaru: () => twice(0, 1) });
    assert.equal((await receiver.receive("POST", form())).status, 200);
    assert.ok(!logged.join().includes("terlambat"));
    const { once } = exactlyOnce({ store: new MemoryStore(), retry: NOW, settledAfter: 1 });
    assert.equal((await once("kios:1", { send: () => twice(0, 1) })).ran, "now");
    assert.equal((await once("kios:1", { send: () => assert.fail("it is sent again") })).ran, "before");
    await assert.rejects(once("kios:2", { send: () => twice(1, 0) }), { reason: "work_failed" });
    await assert.rejects(once("kios:2", { send: () => assert.fail("it is sent again") }), { reason: "held" });
  });

  test("a deadline of nothing is refused", () => {
    for (const deadline of [0, -1, 1.5, "60"]) {
      assert.throws(() => receiving({ deadline, onLunas() {} }), { kind: "invalid_argument", message: /deadline/ });
    }
  });
});

describe("when the API is behind its callbacks", () => {
  /** A Closed API whose transaction has these statuses of payment, one after the other; the last one stays. */
  const closedWith = (...bayar) => {
    const it = { asked: 0, bayar };
    it.closed = {
      transaksi: {
        get: async (nomor_pembayaran) => ((it.asked += 1), { nomor_pembayaran, status_bayar: bayar.length > 1 ? bayar.shift() : bayar[0], status_pengiriman: "belum diproses" }),
      },
    };
    return it;
  };

  test("it is asked again for a while", async () => {
    const it = closedWith("pending", "lunas");
    const seen = [];
    const { receiver } = receiving({ onLunas: async (_, { lookUp }) => void seen.push(await lookUp(it.closed)) });
    assert.equal((await receiver.receive("POST", form())).status, 200);
    assert.deepEqual([it.asked, seen[0].standing, seen[0].transaksi.status_bayar], [2, "current", "lunas"]);
  });

  test("then the callback is answered with 503, kept, and resumed", async () => {
    const it = closedWith("pending");
    const { receiver } = receiving({ onLunas: (_, { lookUp }) => lookUp(it.closed) });
    const reply = await receiver.receive("POST", form());
    assert.deepEqual([reply.status, reply.reason, reply.headers["retry-after"], it.asked], [503, "not_yet", "30", 3]);
    it.bayar[0] = "lunas";
    assert.equal((await receiver.resume())[0].status, 200);
  });

  test("an error of the look-up stays what it is", async () => {
    const errors = [];
    const closed = { transaksi: { get: async () => { throw new BukaOlshopError("kuota", { kind: "rate_limited", retryAfter: 90_000 }); } } };
    const { receiver } = receiving({ onLunas: (_, { lookUp }) => lookUp(closed), onError: (error) => errors.push(error) });
    const reply = await receiver.receive("POST", form());
    assert.deepEqual([reply.headers["retry-after"], errors[0].kind], ["90", "rate_limited"]);
  });
});

describe("in the background", () => {
  test("what failed is resumed, and what no callback told is swept; both stop", async (t) => {
    const it = session();
    const closed = it.closed();
    const { data } = await closed.transaksi.list({ filter_status: "lunas" });
    const waiting = data.filter(({ status_pengiriman }) => status_pengiriman === "diproses").map(({ nomor_pembayaran }) => nomor_pembayaran);
    assert.ok(waiting.length > 0);
    const told = [];
    let fails = true;
    const { receiver } = receiving({
      onLunas({ nomor_pembayaran }) {
        if (fails) throw new Error("mati");
        told.push(nomor_pembayaran);
      },
    });
    await receiver.receive("POST", form({ nomor_pembayaran: "77" }));
    fails = false;
    const background = receiver.start({ every: 5, sweep: closed, sweepEvery: 60_000, from: new Date("2020-01-01"), pagesADay: 3 });
    t.after(() => background.stop());
    await until(() => told.includes("77") && waiting.every((nomor) => told.includes(nomor)), "both are done");
    const before = told.length;
    const swept = await receiver.sweep(closed, { pagesADay: 100 });
    assert.ok(swept.pages >= 0 && Array.isArray(swept.replies));
    assert.equal(new Set(told).size, told.length, "each once");
    assert.ok(told.length >= before);
    background.stop();
  });

  test("the first sweep hands on nothing that is older", async () => {
    const it = session();
    const told = [];
    const { receiver } = receiving({ onLunas: ({ nomor_pembayaran }) => void told.push(nomor_pembayaran) });
    const swept = await receiver.sweep(it.closed());
    assert.deepEqual([swept.complete, swept.replies, told], [true, [], []]);
    await assert.rejects(receiver.sweep({}), { kind: "invalid_argument", message: /ClosedApi/ });
  });
});

describe("a body", () => {
  test("that comes slower than the limit is ended with 408", async (t) => {
    const { receiver, logged } = receiving({ bodyTimeout: 50, onLunas() {} });
    const http = createServer(receiver.node).listen(0, "127.0.0.1");
    t.after(() => (http.closeAllConnections(), http.close()));
    await event(http, "listening");
    const url = `http://127.0.0.1:${http.address().port}/`;
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("tipe_callback=")) });
    const reply = await fetch(url, { method: "POST", body, duplex: "half" });
    assert.equal(reply.status, 408);
    assert.match(logged[0], /^callback 408 body_too_slow/);
    const slow = new Request(url, { method: "POST", body: new ReadableStream({}), duplex: "half" });
    assert.equal((await receiver.fetch(slow)).status, 408);
  });

  test("has no field that would change what objects inherit, and its order's number is digits", async () => {
    const seen = [];
    const { receiver } = receiving({ onTransaksiBaru: (callback) => void seen.push(callback) });
    const fields = { ...Object.fromEntries(new URLSearchParams(form())), constructor: "a", prototype: "b" };
    const body = JSON.stringify(fields).replace("{", '{"__proto__":{"jahat":1},');
    assert.equal((await receiver.receive("POST", body)).status, 200);
    for (const name of ["__proto__", "constructor", "prototype"]) assert.ok(!Object.hasOwn(seen[0], name), name);
    for (const nomor_pembayaran of ["COD-7", "../7", "7 7", "٧", "7".repeat(41)]) {
      assert.equal((await receiver.receive("POST", form({ nomor_pembayaran }))).reason, "invalid_field");
    }
  });

  test("leaves nothing of a member in what console.log prints of a reply", async () => {
    const replies = [];
    const { receiver } = receiving({ onTransaksiBaru() {}, log: (...all) => replies.push(all) });
    await receiver.receive("POST", form({ catatan: "0812-rahasia-member" }));
    const [[line, reply]] = replies;
    assert.equal(typeof line, "string");
    assert.ok(!inspect(replies, { depth: 9 }).includes("0812"));
    assert.equal(reply.callback.tambahan.catatan, "0812-rahasia-member");
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", `
      import { MemoryStore, callbackReceiver } from ${JSON.stringify(pathToFileURL(entry).href)};
      const receiver = callbackReceiver({ secret: ${JSON.stringify(SECRET)}, store: new MemoryStore(), onTransaksiBaru() {}, log: console.log });
      await receiver.receive("POST", ${JSON.stringify(form({ catatan: "0812-rahasia-member" }))});`], { encoding: "utf8" });
    assert.equal(stdout.trimEnd(), "callback 200 done transaksi_baru 2853130173354 lunas");
  });
});

describe("a call", () => {
  test("that changes something and loses its answer is unknown, and says how to look", async () => {
    const it = session("reset:before");
    const closed = it.closed();
    const NOMOR = "2853130173354";
    for (const [call, look] of [
      [() => closed.transaksi.status(NOMOR, "lanjut"), { call: "transaksi.get", by: "nomor_pembayaran", values: [NOMOR] }],
      [() => closed.transaksi.resi({ id_transaksi: "7", nomor_resi: "JN1" }), { call: "transaksi.get", by: "id_transaksi", values: ["7"] }],
      [() => closed.produk.edit({ id_barang: "7", sku: "A" }), { call: "produk.get", by: "id_barang", values: ["7"] }],
      [() => closed.produk.delete("7"), { call: "produk.get", by: "id_barang", values: ["7"] }],
      [() => closed.member.notifikasi({ id_user: "130173", judul_notifikasi: "a", pesan_notifikasi: "b" }), { call: null, by: null, values: [] }],
      [() => closed.chat.create({ id_user: "130173", pesan_teks: "halo" }), { call: null, by: null, values: [] }],
      [() => closed.saldo.change({ id_user: "130173", tipe: "tambah", jumlah: 1 }), { call: "saldo.outcomeOf", by: null, values: [] }],
    ]) {
      const before = Date.now();
      const error = await failure(call(), "unknown_outcome");
      const { at, repeatable, ...found } = error.sent;
      assert.equal(error.retryable, false);
      assert.deepEqual(found, look);
      assert.ok(at >= before && at <= Date.now());
      if (repeatable) assert.match(error.message, /Aman dikirim lagi/);
      else if (look.call) assert.ok(error.message.includes(look.call), error.message);
      else assert.match(error.message, /orang harus memeriksanya/);
    }
    const reading = await failure(closed.transaksi.get(NOMOR), "network");
    assert.equal(reading.sent, null);
    // An address that nobody listens on any more.
    const http = createServer().listen(0, "127.0.0.1");
    await event(http, "listening");
    const baseUrl = `http://127.0.0.1:${http.address().port}`;
    http.close();
    await event(http, "close");
    const never = new ClosedApi({ apiKey: "kunci-closed", baseUrl, retry: false });
    const unsent = await failure(never.chat.create({ id_user: "1", pesan_teks: "a" }), "network");
    assert.equal(unsent.retryable, true);
  });

  // Every call that changes something, by system, with what finds it: the call that shows it, or that it may be sent again.
  const mitraOrder = example("mitra_bunso/create_request");
  mitraOrder.order.shippingCost = Number(mitraOrder.order.shippingCost);
  const { invoice } = mitraOrder.order;
  const commerceOrder = example("commerce/order_request");
  for (const [system, address, calls] of [
    ["mitra", "mitra-bunso/public", [
      [(mitra) => mitra.create(mitraOrder), ["find", invoice]],
      [(mitra) => mitra.batchCreate([mitraOrder]), ["find", invoice]],
      [(mitra) => mitra.printOrder({ timestamp: "2024-01-15 12:00:00", print_status: 0 }), ["processedList", "2024-01-15 12:00:00"]],
    ]],
    ["onesolu", "onesolu/v1", [
      [(solu) => solu.createOrder({ items: [{ menu_id: "m", quantity: 1 }], customer_id: "c" }), null],
      [(solu) => solu.changeStatus("pesanan-7", "ready"), ["order", "pesanan-7"]],
      [(solu) => solu.registerWebhook({ url: "https://contoh.id/webhook", events: ["order.created"], secret: "whsec_rahasia" }), null],
    ]],
    ["onetablet", "onetablet", [
      [(tablet) => tablet.submit({ ...example("onetablet/submit"), id: "pesanan-7" }), "repeatable"],
      [(tablet) => tablet.cancel("pesanan-7"), "repeatable"],
      [(tablet) => tablet.deliveryStatus({ order_id: "pesanan-7", status: null }, "dasher_confirmed", { full_name: "M", phone: "+1" }), "repeatable"],
    ]],
    ["commerce", "commerce", [
      [(api) => api.createOrder(commerceOrder), null],
      [(api) => api.pay({ orderId: "o", paymentMethodId: "pm_kartu", amount: 1, currency: "USD" }), null],
      [(api) => api.sendNotification({ userId: "u", type: "sms", message: "a" }), null],
    ]],
  ]) {
    test(`of ${system} is unknown, too, whichever it is`, async () => {
      const it = session();
      const client = it[system]({ baseUrl: it.at(address, "reset:before") });
      for (const [call, shows] of calls) {
        const { sent, retryable } = await failure(call(client), "unknown_outcome");
        assert.equal(retryable, false);
        if (shows === "repeatable") assert.equal(sent.repeatable, true, String(call));
        else assert.deepEqual(sent.call && [sent.call, ...sent.values], shows, String(call));
      }
    });
  }

  test("ends with its signal: reading with the signal's reason, a change as unknown with it as the cause", async () => {
    const it = session("stall:headers");
    const closed = it.closed();
    for (const [call, isChange] of [
      [(options) => closed.transaksi.get("7", options), false],
      [(options) => closed.produk.list(1, options), false],
      [(options) => closed.chat.create({ id_user: "130173", pesan_teks: "a" }, options), true],
      [(options) => closed.saldo.change({ id_user: "130173", tipe: "tambah", jumlah: 1 }, options), true],
    ]) {
      const controller = new AbortController();
      const reason = new Error("cukup");
      const sent = (await it.log()).length;
      const answer = call({ signal: controller.signal }).catch((error) => error);
      await until(async () => (await it.log()).length > sent, "it is sent");
      controller.abort(reason);
      const error = await answer;
      if (isChange) assert.deepEqual([error.kind, error.cause, error.sent !== null], ["unknown_outcome", reason, true]);
      else assert.equal(error, reason);
      // One that is aborted before is not sent at all.
      const again = (await it.log()).length;
      await assert.rejects(call({ signal: controller.signal }), reason);
      assert.equal((await it.log()).length, again);
    }
  });

  test("has a timeout of its own", async () => {
    const closed = session("stall:headers").closed();
    await failure(closed.transaksi.get("7", { timeout: 30 }), "timeout");
    await failure(closed.chat.create({ id_user: "130173", pesan_teks: "a" }, { timeout: 30 }), "unknown_outcome");
    for (const timeout of [0, -1, 1.5, "9"]) await failure(closed.transaksi.get("7", { timeout }), "invalid_argument");
    await failure(closed.transaksi.get("7", { timeuot: 9 }), "invalid_argument");
    await assert.rejects(async () => { for await (const page of closed.produk.pages(1, { timeout: 30 })) assert.fail(page); }, { kind: "timeout" });
    const controller = new AbortController();
    const rows = all(closed.produk.all({ signal: controller.signal }));
    controller.abort(new Error("cukup"));
    await assert.rejects(rows, /cukup/);
  });

  test("is sent by the program's own fetch, and told of without secrets; it names library and shop", async () => {
    const it = session();
    const seen = [];
    const agents = [];
    const closed = it.closed({
      userAgent: "toko-budi/2.3",
      onRequest: (event) => { seen.push(event); throw new Error("abaikan"); },
      fetch: (request) => (agents.push(request.headers.get("user-agent")), fetch(request)),
    });
    await closed.member.get({ id_user: "130173" });
    await failure(closed.transaksi.get("0"), "not_found").catch(() => {});
    assert.match(agents[0], /^bukaolshop\/\d+\.\d+\.\d+ toko-budi\/2\.3$/);
    const { time, ...event } = seen[0];
    assert.deepEqual(event, { service: "Closed API bukaOlshop", method: "GET", path: "/member/id", status: 200 });
    assert.ok(Number.isInteger(time) && !JSON.stringify(seen).includes("130173"));
    for (const options of [{ fetch: 7 }, { onRequest: 7 }, { userAgent: "a\nb" }]) {
      await failure((async () => it.closed(options).aplikasi.info())(), "invalid_argument");
    }
  });
});

test("an argument that is wrong says what was expected and what came, without the value", async () => {
  const closed = session().closed();
  for (const [call, words] of [
    [() => closed.saldo.change({ id_user: "7", tipe: "tambah", jumlah: "rahasia-5" }), /jumlah harus bilangan bulat mulai dari 0, bukan teks/],
    [() => closed.saldo.change({ id_user: 7471100, tipe: "tambah", jumlah: 5 }), /id_user harus teks, bukan bilangan/],
    [() => closed.saldo.change({ id_user: "7", tipe: "rahasia", jumlah: 5 }), /tipe harus salah satu dari: tambah, kurang/],
    [() => closed.chat.create({ id_user: "7", pesan_teks: ["rahasia"] }), /pesan_teks harus teks, bukan daftar/],
    [() => closed.saldo.change({ id_user: "7", tipe: "tambah", jumlah: 5, notifikasi: "rahasia" }), /notifikasi harus true atau false, bukan teks/],
  ]) {
    const error = await failure(call(), "invalid_argument");
    assert.match(error.message, words);
    assert.ok(!/rahasia|7471100/.test(error.message), error.message);
  }
});

describe("a list", () => {
  test("tells of the rows that it leaves out, and of where it was cut off", async () => {
    const it = session();
    const row = (nomor) => ({ nomor_pembayaran: String(nomor), id_user: "1", status_bayar: "lunas", status_pengiriman: "selesai", tanggal: "" });
    const rows = (first) => Array.from({ length: 10 }, (_, at) => (at === 3 ? { ...row(first), status_bayar: { aneh: 1 } } : row(first + at)));
    const answers = [{ code: 200, data: rows(0) }, { code: 200, data: rows(10) }];
    const closed = it.closed({ fetch: async () => Response.json(answers.shift()) });
    const pages = [];
    const orders = closed.transaksi.all({ page: 599 }, { onPage: (page) => pages.push(page) });
    const given = await orders.toArray();
    assert.equal(given.length, 18);
    assert.deepEqual(pages.map(({ page, truncated, rejected }) => [page, truncated, rejected.length]), [[599, false, 1], [600, true, 1]]);
    assert.deepEqual([orders.truncated, orders.rejected.map(({ page, index }) => [page, index])], [true, [[599, 3], [600, 3]]]);
    const last = it.closed({ fetch: async () => Response.json({ code: 200, data: rows(0) }) });
    const page = await last.transaksi.list({ page: 600 });
    assert.deepEqual([page.has_next, page.truncated], [false, true]);
  });

  test("that fails in the middle names the page, and goes on from there", async () => {
    const it = session();
    let fails = true;
    const closed = it.closed({
      fetch: async (request) => {
        const page = Number(new URL(request.url).searchParams.get("page"));
        if (page === 2 && fails) return Response.json({ code: 400, status: "rusak" });
        const data = Array.from({ length: page === 3 ? 2 : 10 }, (_, at) => ({ id_user: String(page * 100 + at), email_user: "", nama_user: "a" }));
        return Response.json({ code: 200, data });
      },
    });
    const seen = [];
    const error = await (async () => { for await (const row of closed.member.all()) seen.push(row.id_user); })().catch((error) => error);
    assert.deepEqual([error.kind, error.page, seen.length], ["bad_request", 2, 10]);
    assert.match(error.message, /halaman 2/);
    fails = false;
    for await (const row of closed.member.all({ page: error.page })) seen.push(row.id_user);
    assert.deepEqual([seen.length, new Set(seen).size], [22, 22]);
    const mitra = it.mitra({ fetch: async () => Response.json({ error: 1 }, { status: 400 }) });
    const failed = await all(mitra.all({ offset: 40 })).catch((error) => error);
    assert.deepEqual([failed.offset, failed.page], [40, null]);
  });
});
