// Callbacks by real HTTP: what is refused, what is answered, and that work is done once.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { SECRET, fields, form } from "../support/callback-form.mjs";
import { server } from "./harness.mjs";

const { BukaOlshopError, CallbackRejection, MemoryStore, callbackReceiver } = server;

/** A receiver, what it was given to do, what it logged, and what its handlers threw. */
function receiving(options = {}) {
  const done = [];
  const logged = [];
  const errors = [];
  const note = (callback, { attempt }) => done.push([callback.nomor_pembayaran, callback.tipe_callback, attempt]);
  const receiver = callbackReceiver({
    secret: SECRET,
    store: new MemoryStore(),
    retry: { baseDelay: 0, maxDelay: 0 },
    onTransaksiBaru: note,
    onPerubahanStatusTransaksi: note,
    log: (line) => logged.push(line),
    onError: (error) => errors.push(error),
    ...options,
  });
  return { receiver, done, logged, errors };
}

/** Serves handlers in both ways; `send` asks the chosen one. */
async function served(way, receiver, use) {
  const listener = {
    node: receiver.node,
    fetch: async (request, response) => {
      const { method, headers } = request;
      const body = method === "GET" ? undefined : request;
      const reply = await receiver.fetch(new Request("http://toko.test/", { method, headers, body, duplex: "half" }));
      response.writeHead(reply.status, Object.fromEntries(reply.headers));
      response.end(await reply.text());
    },
  }[way];
  const http = createServer(listener).listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = `http://127.0.0.1:${http.address().port}/callback`;
  try {
    return await use((body, init = {}) => fetch(address, { method: "POST", body, ...init }));
  } finally {
    http.closeAllConnections();
    http.close();
  }
}

for (const way of ["node", "fetch"]) {
  describe(`over HTTP, by ${way}`, () => {
    test("a form, JSON and a form in parts are read; a repeat is acknowledged and not worked on", async () => {
      const { receiver, done, logged } = receiving();
      await served(way, receiver, async (send) => {
        const parts = new FormData();
        for (const [name, value] of Object.entries(fields({ nomor_pembayaran: "3" }))) parts.set(name, value);
        for (const body of [form({ nomor_pembayaran: "1" }), JSON.stringify(fields({ nomor_pembayaran: "2" })), parts]) {
          const reply = await send(body);
          assert.deepEqual([reply.status, await reply.json()], [200, { code: 200, status: "ok" }]);
          assert.equal(reply.headers.get("content-type"), "application/json");
        }
        assert.deepEqual(done.map(([nomor]) => nomor), ["1", "2", "3"]);
        assert.equal((await send(form({ nomor_pembayaran: "1" }))).status, 200);
        assert.equal(done.length, 3);
        assert.equal((await send(form({ nomor_pembayaran: "1", tipe_callback: "perubahan_status_transaksi" }))).status, 200);
        assert.deepEqual(done[3], ["1", "perubahan_status_transaksi", 1]);
      });
      assert.equal(logged[3], "callback 200 replayed transaksi_baru 1 lunas");
    });

    test("what is no callback of this shop's is refused with the right status, and nothing is worked on", async () => {
      const { receiver, done, logged } = receiving();
      await served(way, receiver, async (send) => {
        for (const [body, status, reason] of [
          [form({ secret_key_callback: "lain" }), 403, "wrong_secret"],
          [form({ secret_key_callback: "" }), 403, "wrong_secret"],
          [form({ nomor_pembayaran: "28 53" }), 422, "invalid_field"],
          [form({ nomor_pembayaran: "" }), 400, "missing_field"],
          ["bukan callback", 400, "unreadable"],
          ["x".repeat(70_000), 413, "body_too_large"],
        ]) {
          const reply = await send(body);
          assert.equal(reply.status, status, reason);
          assert.equal((await reply.json()).code, status);
          assert.ok(logged.at(-1).startsWith(`callback ${status} ${reason}`), logged.at(-1));
        }
        const got = await send(undefined, { method: "GET" });
        assert.deepEqual([got.status, got.headers.get("allow")], [405, "POST"]);
      });
      assert.deepEqual(done, []);
      assert.ok(!logged.join("\n").includes(SECRET) && !logged.join("\n").includes("28 53"));
    });

    test("words that nobody knows and fields in another shape are handed on as they stand, and named", async () => {
      const seen = [];
      const note = (callback) => void seen.push(callback);
      const { receiver, logged } = receiving({ onTransaksiBaru: note, onPerubahanStatusTransaksi: note });
      const known = { status_transaksi: "diterima", nomor_pembayaran: "0" };
      await served(way, receiver, async (send) => {
        assert.equal((await send(form(known))).status, 200);
        assert.deepEqual(seen.pop().unknown, []);
        assert.ok(!logged[0].includes("unknown"), logged[0]);
        for (const [at, [name, word]] of [
          ["tipe_transaksi", "TERBANG"],
          ["tipe_callback", "transaksi_dikembalikan"],
          ["status_transaksi", "Di Gudang"],
          ["status_transaksi", "😀 a\nb"],
        ].entries()) {
          const reply = await send(form({ [name]: word, nomor_pembayaran: `1${at}` }));
          assert.equal(reply.status, 200, word);
          const callback = seen.pop();
          assert.deepEqual([callback[name], callback.unknown], [word, [name]]);
          assert.match(logged.at(-1), new RegExp(`^callback 200 done .* unknown=${name}$`));
        }
        for (const [at, odd] of [{ kurir: "JNE" }, ["EKSPEDISI"], 1.5].entries()) {
          const sent = { ...fields(), tipe_transaksi: odd, catatan_tambahan: odd, nomor_pembayaran: `2${at}` };
          assert.equal((await send(JSON.stringify(sent))).status, 200);
          const callback = seen.pop();
          assert.deepEqual([callback.tipe_transaksi, callback.mismatched], [null, { tipe_transaksi: odd }]);
          assert.deepEqual([callback.tambahan.catatan_tambahan, callback.unknown], [odd, ["tipe_transaksi"]]);
        }
      });
    });

    test("half an emoji or a byte that is not UTF-8 costs no callback", async () => {
      const seen = [];
      const { receiver } = receiving({ onTransaksiBaru: (callback) => void seen.push(callback.tambahan.catatan) });
      await served(way, receiver, async (send) => {
        const json = (nomor, raw) => {
          const [before, behind] = JSON.stringify(fields({ nomor_pembayaran: nomor, catatan: "§" })).split("§");
          return Buffer.concat([Buffer.from(before), Buffer.from(raw, "latin1"), Buffer.from(behind)]);
        };
        for (const [at, body] of [
          json("1", "a\\ud83d"),
          json("2", "a\xff"),
          json("3", "a\xed\xa0\xbd"),
          json("4", "a\n"),
          JSON.stringify(fields({ nomor_pembayaran: "5", catatan: "a\ud83d" })),
          form({ nomor_pembayaran: "6" }) + "&catatan=a%ff",
        ].entries()) {
          assert.equal((await send(body)).status, 200, String(at));
        }
      });
      assert.deepEqual(seen, ["a\ufffd", "a\ufffd", "a\ufffd\ufffd\ufffd", "a\n", "a\ufffd", "a\ufffd"]);
    });

    test("an order goes back and forward again: only what repeats at once is a repeat", async () => {
      const { receiver, done, logged } = receiving();
      await served(way, receiver, async (send) => {
        for (const status_transaksi of ["diproses", "dikirim", "dikirim", "diproses", "dikirim", "dikirim"]) {
          assert.equal((await send(form({ status_transaksi, tipe_callback: "perubahan_status_transaksi" }))).status, 200);
        }
      });
      assert.equal(done.length, 4);
      assert.deepEqual(logged.map((line) => line.split(" ")[2]), ["done", "done", "replayed", "done", "done", "replayed"]);
    });

    test("a payment that is told twice is delivered once, one after the other or at once", async () => {
      const lunas = [];
      const { receiver, done } = receiving({ onLunas: async ({ nomor_pembayaran }, { attempt }) => lunas.push([nomor_pembayaran, attempt]) });
      await served(way, receiver, async (send) => {
        const both = (nomor_pembayaran) => [form({ nomor_pembayaran }), form({ nomor_pembayaran, tipe_callback: "perubahan_status_transaksi" })];
        for (const body of [...both("1"), ...both("1")]) assert.equal((await send(body)).status, 200);
        const replies = await Promise.all(both("2").map((body) => send(body)));
        assert.deepEqual(replies.map(({ status }) => status), [200, 200]);
        assert.equal((await send(form({ nomor_pembayaran: "3", status_transaksi: "pending" }))).status, 200);
        assert.equal((await send(form({ nomor_pembayaran: "3", status_transaksi: "dibayar", tipe_callback: "pembayaran" }))).status, 200);
      });
      assert.deepEqual(lunas, [["1", 1], ["2", 1], ["3", 1]]);
      assert.equal(done.length, 6, "the other handlers see each callback");
    });

    test("a look-up on a day that is used up comes back when the server says so", async () => {
      const error = new BukaOlshopError("kuota habis", { kind: "rate_limited", retryAfter: 4_321_500 });
      let thrown = error;
      const { receiver } = receiving({ onTransaksiBaru: () => { throw thrown; } });
      await served(way, receiver, async (send) => {
        const reply = await send(form());
        assert.deepEqual([reply.status, reply.headers.get("retry-after")], [503, "4322"]);
        thrown = new BukaOlshopError("mati", { kind: "server" });
        assert.equal((await send(form())).headers.get("retry-after"), "30");
        thrown = new BukaOlshopError("sebentar", { kind: "rate_limited", retryAfter: 6500 });
        assert.equal((await send(form())).headers.get("retry-after"), "30");
      });
    });

    test("all seven values of tipe_transaksi arrive", async () => {
      const seen = [];
      const { receiver } = receiving({ onTransaksiBaru: (callback) => seen.push(callback.tipe_transaksi) });
      const seven = ["COD MANUAL", "COD JNT", "DELIVERY COD", "DELIVERY", "PRODUK DIGITAL", "EKSPEDISI", "MULTI_PENGIRIMAN"];
      await served(way, receiver, async (send) => {
        for (const [at, tipe_transaksi] of seven.entries()) await send(form({ nomor_pembayaran: String(at), tipe_transaksi }));
      });
      assert.deepEqual(seen, seven);
    });

    test("work that fails is answered with 503 and begun again; its words stay out of the log", async () => {
      let times = 0;
      const work = (_, { attempt }) => {
        times += 1;
        if (attempt < 3) throw attempt === 1 ? new TypeError("sandi db: rahasia") : new BukaOlshopError("server mati");
      };
      const { receiver, logged, errors } = receiving({ onTransaksiBaru: work });
      await served(way, receiver, async (send) => {
        const first = await send(form());
        assert.deepEqual([first.status, first.headers.get("retry-after")], [503, "30"]);
        assert.ok(!(await first.text()).includes("sandi"));
        assert.equal((await send(form())).status, 503);
        assert.equal((await send(form())).status, 200);
        assert.equal((await send(form())).status, 200);
      });
      assert.equal(times, 3);
      assert.equal(errors[0].message, "sandi db: rahasia");
      assert.ok(!logged.join("\n").includes("sandi") && logged[0].includes("TypeError") && logged[1].includes("server mati"));
    });

    test("a status that the API does not have yet is answered with 503; a late one is told", async () => {
      const standing = [];
      let transaksi = { status_bayar: "pending", status_pengiriman: "belum diproses" };
      const { receiver } = receiving({ onTransaksiBaru: (_, { confirm }) => standing.push(confirm(transaksi)) });
      await served(way, receiver, async (send) => {
        const early = await send(form());
        assert.deepEqual([early.status, early.headers.get("retry-after")], [503, "30"]);
        transaksi = { status_bayar: "lunas", status_pengiriman: "selesai" };
        assert.equal((await send(form())).status, 200);
        assert.equal((await send(form({ status_transaksi: "diproses" }))).status, 200);
        transaksi = { status_bayar: "lunas", status_pengiriman: "diterima" };
        assert.equal((await send(form({ status_transaksi: "dikirim" }))).status, 200);
        transaksi = { status_bayar: "lunas", status_pengiriman: "di gudang sortir" };
        assert.equal((await send(form({ status_transaksi: "selesai" }))).status, 200);
        // What is no transaction is a mistake of the program's, and not taken for an answer.
        transaksi = {};
        assert.equal((await send(form({ status_transaksi: "di batalkan" }))).status, 503);
      });
      assert.deepEqual(standing, ["current", "late", "late", "unknown"]);
    });

    test("the same callback many times at once is worked on once", async () => {
      let running = 0;
      let finish;
      const finished = new Promise((resolve) => (finish = resolve));
      const work = async () => {
        running += 1;
        await finished;
      };
      const { receiver } = receiving({ onTransaksiBaru: work });
      const replies = await served(way, receiver, (send) => {
        let answered = 0;
        // The work goes on until all other callers have their answer.
        const one = () => send(form()).then((reply) => ((answered += 1) === 19 && finish(), reply));
        return Promise.all(Array.from({ length: 20 }, one));
      });
      assert.equal(running, 1);
      const statuses = replies.map(({ status }) => status).sort();
      assert.deepEqual([statuses[0], statuses[1], statuses.at(-1)], [200, 503, 503]);
    });
  });
}

/** A body in each of the forms in which frameworks keep one. */
function forms(nomor_pembayaran) {
  const all = fields({ nomor_pembayaran, catatan: "a\ud83d" });
  const text = new URLSearchParams(all).toString();
  const parts = new FormData();
  for (const [name, value] of Object.entries(all)) parts.set(name, value);
  const bytes = new TextEncoder().encode(text);
  return [all, text, JSON.stringify(all), Buffer.from(text), bytes, bytes.buffer, new URLSearchParams(all), parts, Object.assign(Object.create(null), all)];
}

/** Answers a request of Node's, and gives back the reply. */
async function answered(receiver, request, given) {
  const reply = {};
  const response = { writeHead: (status, headers) => Object.assign(reply, { status, headers }), end: (body) => (reply.body = body) };
  await receiver.node({ method: "POST", headers: {}, ...request }, response, given);
  return reply;
}

test("a body that was read before is taken from wherever it is kept", async () => {
  const { receiver, done } = receiving();
  let at = 0;
  const next = (kind) => forms(String((at += 1)))[kind];
  for (const kind of forms("0").keys()) {
    const read = { readableEnded: true };
    assert.equal((await answered(receiver, { ...read, body: next(kind) })).status, 200, `body, ${kind}`);
    assert.equal((await answered(receiver, read, { body: next(kind) })).status, 200, `given, ${kind}`);
    assert.equal((await answered(receiver, { headers: { "content-length": "9" }, body: next(kind) })).status, 200, `no stream, ${kind}`);
    const request = new Request("http://toko.test/", { method: "POST", body: "x" });
    await request.text();
    assert.equal((await receiver.fetch(request, { body: next(kind) })).status, 200, `fetch, ${kind}`);
  }
  const raw = { readableEnded: true, rawBody: Buffer.from(next(1)), body: { lain: 1 } };
  assert.equal((await answered(receiver, raw)).status, 200);
  // Express hands its `next` to a handler.
  const express = { readableEnded: true, body: next(0) };
  assert.equal((await answered(receiver, express, () => {})).status, 200);
  assert.equal(done.length, at);
});

test("a body that was read before and is nowhere is answered with 500, and the log says what to do", async () => {
  const { receiver, logged, errors, done } = receiving();
  const sent = { headers: { "content-length": "200" } };
  const read = [
    { ...sent, readableEnded: true },
    { ...sent, readableEnded: true, body: {} },
    { ...sent, readableDidRead: true, async *[Symbol.asyncIterator]() {} },
    { headers: { "transfer-encoding": "chunked" }, readableEnded: true },
  ];
  for (const request of read) {
    const reply = await answered(receiver, request);
    assert.deepEqual([reply.status, JSON.parse(reply.body).code], [500, 500]);
    assert.ok(!reply.body.includes("{ body }"), reply.body);
  }
  const text = new Request("http://toko.test/", { method: "POST", body: form() });
  await text.text();
  const locked = new Request("http://toko.test/", { method: "POST", body: form() });
  locked.body.getReader();
  // Some engines let go of a stream that was read.
  const released = { method: "POST", headers: new Headers(), bodyUsed: true, body: new Blob([]).stream(), arrayBuffer: async () => new ArrayBuffer(0) };
  for (const request of [text, locked, released]) {
    assert.equal((await receiver.fetch(request)).status, 500);
    const error = await receiver.topup(request).catch((error) => error);
    assert.deepEqual([error.reason, error.toResponse().status], ["body_already_read", 500]);
  }
  for (const line of logged) assert.match(line, /^callback 500 body_already_read note=.*node\(request, response, \{ body \}\)/);
  assert.equal(logged.length, read.length + 6);
  assert.ok(errors.length > 0 && errors.every(({ kind }) => kind === "invalid_argument"));
  // An empty body is none that was read.
  assert.equal((await answered(receiver, { readableEnded: true })).status, 400);
  assert.deepEqual(done, []);
});

test("a program can have known words only", async () => {
  const { receiver, done } = receiving({ anyStatus: false });
  for (const [more, reason] of [
    [{ tipe_transaksi: "TERBANG" }, "unknown_tipe_transaksi"],
    [{ tipe_callback: "lain" }, "unknown_tipe_callback"],
    [{ status_transaksi: "dicuri" }, "unknown_status"],
  ]) {
    const reply = await receiver.receive("POST", form(more));
    assert.deepEqual([reply.status, reply.reason], [422, reason]);
  }
  assert.equal((await receiver.receive("POST", form({ status_transaksi: "gagal" }))).status, 200);
  assert.equal(done.length, 1);
});

test("of an order that is paid, what failed is done again, and the other handler waits for it", async () => {
  const seen = [];
  const onLunas = (_, { attempt }) => {
    seen.push(["lunas", attempt]);
    if (attempt === 1) throw new Error("mati");
  };
  const { receiver } = receiving({ onLunas, onTransaksiBaru: (_, { attempt }) => void seen.push(["baru", attempt]) });
  assert.equal((await receiver.receive("POST", form())).status, 503);
  const [reply] = await receiver.resume();
  assert.equal(reply.status, 200);
  assert.deepEqual(seen, [["lunas", 1], ["lunas", 2], ["baru", 2]]);
  assert.deepEqual(await receiver.resume(), []);
});

test("fields that nobody knows arrive, but for one that would change what the callback inherits", async () => {
  const seen = [];
  const { receiver } = receiving({ onTransaksiBaru: (callback) => void seen.push(callback) });
  const known = JSON.stringify(fields()).slice(0, -1);
  const body = `${known}, "besar": 12345678901234567890, "dalam": {"kecil": -1, "pecahan": 0.5}, "__proto__": {"jahat": 1}}`;
  assert.equal((await receiver.receive("POST", body)).status, 200);
  const [callback] = seen;
  assert.equal(callback.tambahan.besar, 12345678901234567890);
  assert.deepEqual(callback.tambahan.dalam, { kecil: -1, pecahan: 0.5 });
  assert.equal(Object.getPrototypeOf(callback), Object.prototype);
  assert.ok(!("jahat" in callback) && !("jahat" in callback.tambahan));
});

test("a handler that there is not leaves its callbacks acknowledged", async () => {
  const { receiver, done } = receiving({ onPerubahanStatusTransaksi: undefined });
  const reply = await receiver.receive("POST", form({ tipe_callback: "perubahan_status_transaksi" }));
  assert.deepEqual([reply.status, done], [200, []]);
});

test("work that takes too long is stopped being waited for", async () => {
  const { receiver } = receiving({ deadline: 30, onTransaksiBaru: () => new Promise(() => {}) });
  const reply = await receiver.receive("POST", form());
  assert.deepEqual([reply.status, reply.reason], [503, "work_timed_out"]);
});

test("a handler that first looks at its signal behind its deadline finds it aborted, and one in time sees it happen", async () => {
  for (const looksInTime of [true, false]) {
    let delivery;
    let aborted = false;
    const onTransaksiBaru = (_, given) => {
      delivery = given;
      if (looksInTime) given.signal.addEventListener("abort", () => (aborted = true));
      return new Promise(() => {});
    };
    const { receiver } = receiving({ deadline: 30, onTransaksiBaru });
    assert.equal((await receiver.receive("POST", form())).reason, "work_timed_out");
    const { signal } = delivery;
    assert.ok(signal instanceof AbortSignal && signal === delivery.signal);
    assert.deepEqual([signal.aborted, signal.reason.name, aborted], [true, "TimeoutError", looksInTime]);
  }
});

test("the signal of a handler that has ended in time stays as it is", async () => {
  const signals = [];
  const { receiver } = receiving({ deadline: 30, onTransaksiBaru: (_, { signal }) => void signals.push(signal) });
  assert.equal((await receiver.receive("POST", form())).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(signals[0].aborted, false);
});

test("a handler's result counts in whichever way it is given", async () => {
  const broken = () => {
    throw new TypeError("rusak");
  };
  for (const [name, status, work] of [
    ["a value", 200, () => 7],
    ["a promise", 200, async () => 7],
    ["a promise that takes its time", 200, () => new Promise((resolve) => setTimeout(resolve, 5))],
    ["an object with then", 200, () => ({ then: (done) => done(7) })],
    ["an error", 503, broken],
    ["a promise of an error", 503, async () => broken()],
    ["an object whose then calls back with an error", 503, () => ({ then: (_, fail) => fail(new TypeError("rusak")) })],
    ["an object whose then throws", 503, () => ({ then: broken })],
    ["an object whose then cannot be looked at", 503, () => Object.defineProperty({}, "then", { get: broken })],
  ]) {
    const { receiver, errors, logged } = receiving({ onTransaksiBaru: work });
    const reply = await receiver.receive("POST", form());
    assert.deepEqual([reply.status, reply.note], [status, status === 200 ? null : "TypeError"], name);
    assert.deepEqual(errors.map(({ message }) => message), status === 200 ? [] : ["rusak"], name);
    assert.equal(logged.length, 1);
  }
});

test("an error that throws when it is looked at fails its callback alone", async () => {
  const odd = Object.defineProperty({}, "retryAfter", { get: () => { throw new Error("jangan dilihat"); } });
  for (const work of [() => { throw odd; }, () => Promise.reject(odd)]) {
    const { receiver } = receiving({ onTransaksiBaru: work });
    const reply = await receiver.receive("POST", form());
    assert.deepEqual([reply.status, reply.reason], [503, "work_failed"]);
  }
});

/** Sends parts of a request over a connection of its own, and gives the whole reply as a text. */
async function sentInParts(receiver, parts) {
  const http = createServer(receiver.node).listen(0, "127.0.0.1");
  await once(http, "listening");
  try {
    const socket = connect(http.address().port, "127.0.0.1");
    socket.setNoDelay(true);
    for (const [at, part] of parts.entries()) {
      if (at > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      socket.write(part);
    }
    let reply = "";
    for await (const chunk of socket.setEncoding("utf8")) reply += chunk;
    return reply;
  } finally {
    http.closeAllConnections();
    http.close();
  }
}

test("a body is read whole, whether it comes with its headers or behind them, in parts or in chunks", async () => {
  const { receiver, done } = receiving();
  const head = (more) => `POST / HTTP/1.1\r\nhost: toko.test\r\nconnection: close\r\n${more}\r\n\r\n`;
  const sized = (body) => head(`content-length: ${body.length}`);
  const chunk = (part) => `${part.length.toString(16)}\r\n${part}\r\n`;
  const ways = [
    (body) => [sized(body) + body],
    (body) => [sized(body), body],
    (body) => [sized(body) + body.slice(0, 9), body.slice(9)],
    (body) => [head("transfer-encoding: chunked") + chunk(body.slice(0, 9)) + chunk(body.slice(9)) + chunk("")],
    (body) => [head("transfer-encoding: chunked"), chunk(body.slice(0, 9)), chunk(body.slice(9)), chunk("")],
  ];
  for (const [at, parts] of ways.entries()) {
    const reply = await sentInParts(receiver, parts(form({ nomor_pembayaran: String(at) })));
    assert.match(reply, /^HTTP\/1.1 200 OK\r\n/);
    const [headers, body] = reply.split("\r\n\r\n");
    assert.match(headers, new RegExp(`^content-length: ${body.length}$`, "m"));
    assert.deepEqual(JSON.parse(body), { code: 200, status: "ok" });
  }
  assert.deepEqual(done.map(([nomor]) => nomor), ["0", "1", "2", "3", "4"]);
});

test("a log has the whole reply also where only a part of it is sent", async () => {
  const replies = [];
  const { receiver } = receiving({ log: (_, reply) => replies.push(reply) });
  await served("node", receiver, async (send) => {
    await send(form({ nomor_pembayaran: "8" }));
    await send(form({ secret_key_callback: "lain" }));
  });
  const [done, refused] = replies;
  assert.deepEqual([done.status, done.reason, done.callback.nomor_pembayaran, done.callback.unknown], [200, null, "8", []]);
  assert.deepEqual([refused.status, refused.reason, refused.callback], [403, "wrong_secret", null]);
});

test("what is not allowed is refused when the receiver is made", () => {
  const good = { secret: SECRET, store: new MemoryStore(), onTransaksiBaru() {} };
  for (const [options, words] of [
    [undefined, /opsi/],
    [{ ...good, secret: " " }, /secret/],
    [{ ...good, secret: "k" }, /secret terlalu pendek/],
    [{ ...good, onLunas: 7 }, /onLunas harus fungsi/],
    [{ ...good, store: {} }, /store/],
    [{ ...good, onTransaksiBaru: undefined }, /onTransaksiBaru/],
    [{ ...good, onTransaksiBaru: 7 }, /fungsi/],
    [{ ...good, onTransaksi() {} }, /onTransaksi tidak dikenal/],
  ]) {
    assert.throws(() => callbackReceiver(options), { kind: "invalid_argument", message: words });
  }
});

test("an override top-up is verified and read, from either kind of request", async () => {
  const { receiver } = receiving();
  const sent = { status: "ok", id_user: "130173", token_topup: "tok-1", jumlah_topup: "50000", kode_unik: "123", total_topup: "50123" };
  const body = new URLSearchParams({ ...sent, secret_callback: SECRET }).toString();
  const request = (body) => new Request("http://toko.test/", { method: "POST", body });
  const topup = await receiver.topup(request(body));
  const { token_topup, total_topup, id_user, secret_callback } = topup;
  assert.deepEqual([token_topup, total_topup, id_user, secret_callback], ["tok-1", 50123, "130173", undefined]);
  assert.deepEqual(await receiver.topup({ method: "POST", headers: {}, body, readableEnded: true }), topup);
  for (const [change, reason, status] of [
    [["secret_callback", "lain"], "wrong_secret", 403],
    [["status", "gagal"], "topup_not_ok", 422],
    [["jumlah_topup", "-1"], "invalid_field", 422],
    [["total_topup", "1"], "invalid_field", 422],
    [["token_topup", ""], "missing_field", 400],
  ]) {
    const changed = new URLSearchParams(body);
    changed.set(...change);
    const error = await receiver.topup(request(changed.toString())).catch((error) => error);
    assert.ok(error instanceof CallbackRejection, inspect(error));
    const response = error.toResponse();
    assert.deepEqual([error.reason, response.status], [reason, status]);
    assert.ok(!inspect(error).includes(SECRET));
  }
});

describe("a store of the program's own", () => {
  test("is asked by its calls, and its errors stay out of the log", async () => {
    const asked = [];
    const inner = new MemoryStore();
    const store = {
      claim: (bid) => (asked.push(Object.keys(bid).sort().join()), inner.claim(bid)),
      settle: (ended) => (asked.push(ended.end), inner.settle(ended)),
      unfinished: (now) => (asked.push("unfinished"), inner.unfinished(now)),
      givenUp: () => (asked.push("givenUp"), inner.givenUp()),
      find: (key) => (asked.push("find"), inner.find(key)),
    };
    const { receiver } = receiving({ store });
    await receiver.receive("POST", form({ tipe_callback: "perubahan_status_transaksi" }));
    assert.deepEqual(await receiver.resume(), []);
    assert.deepEqual(await receiver.deadLetters(), []);
    const bid = "key,lease,note,now,owner";
    // The callback, the turn of its order, the note that somebody has told of the payment, and the ends of both.
    assert.deepEqual(asked, ["key,lease,note,now,order,owner,status", bid, "done", "done", "refused", "unfinished", "givenUp"]);
    for (const name of ["claim", "settle", "unfinished", "givenUp", "find"]) {
      assert.throws(() => receiving({ store: { ...store, [name]: undefined } }), { kind: "invalid_argument", message: /givenUp, find/ });
    }

    const broken = { ...store, claim: () => Promise.reject(Object.assign(new Error("postgres://u:sandi@db"), { code: "ECONNREFUSED" })) };
    const { receiver: failing, logged, done } = receiving({ store: broken });
    assert.equal((await failing.receive("POST", form())).status, 503);
    assert.ok(logged[0].includes("store_failed") && logged[0].includes("ECONNREFUSED") && !logged[0].includes("sandi"));
    assert.deepEqual(done, []);
    const { receiver: silly } = receiving({ store: { ...store, claim: async () => "ya" } });
    assert.equal((await silly.receive("POST", form())).reason, "store_failed");
  });

  test("a store in memory is that of all receivers that it is given to, and of whoever asks it", async () => {
    const store = new MemoryStore();
    const key = "toko:transaksi_baru:7:lunas";
    const bid = { key, note: "{}", now: Date.now(), lease: 60_000 };
    const [one, other] = [receiving({ store }), receiving({ store })];
    assert.equal((await one.receiver.receive("POST", form({ nomor_pembayaran: "7" }))).status, 200);
    assert.equal((await other.receiver.receive("POST", form({ nomor_pembayaran: "7" }))).reason, "replayed");
    assert.deepEqual([one.done.length, other.done.length], [1, 0]);
    assert.deepEqual(await store.claim(bid), { state: "done" });
    assert.equal((await store.claim({ ...bid, key: "toko:transaksi_baru:8:lunas" })).state, "claimed");
    assert.equal((await one.receiver.receive("POST", form({ nomor_pembayaran: "8" }))).reason, "in_progress");
  });

  test("a store in memory whose methods the program has replaced is asked by them", async () => {
    class Failing extends MemoryStore {
      async claim() {
        throw Object.assign(new Error("mati"), { code: "EMATI" });
      }
    }
    const replaced = new MemoryStore();
    replaced.claim = Failing.prototype.claim;
    for (const store of [new Failing(), replaced]) {
      const { receiver, done } = receiving({ store });
      const reply = await receiver.receive("POST", form());
      assert.deepEqual([reply.reason, reply.note, done], ["store_failed", "EMATI", []]);
    }
  });

  test("answers that come in another order than the questions are given to those who asked", async () => {
    const inner = new MemoryStore();
    let count = 0;
    // The first of three questions is answered last.
    const late = (call) => new Promise((resolve) => setTimeout(() => resolve(call()), (3 - ((count += 1) % 3)) * 4));
    const store = Object.fromEntries(
      ["claim", "settle", "unfinished", "givenUp", "find"].map((name) => [name, (...given) => late(() => inner[name](...given))]),
    );
    const { receiver, done } = receiving({ store });
    const numbers = Array.from({ length: 30 }, (_, at) => String(at));
    const replies = await Promise.all(numbers.map((nomor_pembayaran) => receiver.receive("POST", form({ nomor_pembayaran }))));
    assert.deepEqual(replies.map(({ status, callback }) => [status, callback.nomor_pembayaran]), numbers.map((nomor) => [200, nomor]));
    assert.deepEqual(done.map(([nomor]) => nomor).sort(), numbers.sort());
  });

  test("a memory that is told to forget lets a late repeat be done again", async () => {
    const store = new MemoryStore({ kept: 0 });
    assert.throws(() => new MemoryStore({ kept: -1 }), { kind: "invalid_argument" });
    const bid = (key, now) => ({ key, note: "{}", now, lease: 1000 });
    assert.deepEqual(await store.claim(bid("a", 1)), { state: "claimed", attempt: 1 });
    assert.deepEqual(await store.claim(bid("a", 2)), { state: "in_progress", left: 999 });
    await store.settle({ key: "a", attempt: 1, end: "done", now: 3 });
    assert.deepEqual(await store.claim(bid("a", 4)), { state: "done" });
    for (let at = 0; at < 1100; at += 1) await store.claim(bid(`b${at}`, 5));
    assert.deepEqual(await store.claim(bid("a", 6)), { state: "claimed", attempt: 1 });
  });
});
