// The cases that are about every store.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { callbackReceiver } from "./project.mjs";

export const LEASE = 90_000;
export const DONE = { state: "done" };
export const granted = (attempt) => ({ state: "claimed", attempt });

export const claim = (store, key, owner, more = {}) => store.claim({ key, note: "{}", now: Date.now(), lease: LEASE, owner, ...more });
export const settle = (store, key, attempt, owner, end, more = {}) =>
  store.settle({ key, attempt, owner, end, now: Date.now(), ...(end === "failed" && { next: 0 }), ...more });
export const unfinished = async (store) => (await store.unfinished(Date.now())).map(({ key }) => key);
export const reserve = (store, key, owner, length = LEASE) => store.reserve({ key, owner, now: Date.now(), length });

export function assertInProgress(claim) {
  assert.equal(claim.state, "in_progress", JSON.stringify(claim));
  assert.ok(claim.left > 0 && claim.left <= LEASE, String(claim.left));
}

/** Claims a key for a moment, and waits until the lease is over. */
async function claimShortly(store, key, owner) {
  assert.deepEqual(await claim(store, key, owner, { lease: 1 }), granted(1));
  while (!(await unfinished(store)).includes(key)) await sleep(5);
}

export const EVERY_STORE = {
  async "claim-once"(place) {
    const store = await place.open();
    assert.deepEqual(await claim(store, "k", "a"), granted(1));
    assertInProgress(await claim(store, "k", "b"));
    assertInProgress(await claim(store, "k", ""));
    await settle(store, "k", 1, "a", "done");
    assert.deepEqual(await claim(store, "k", "c"), DONE);
    assert.deepEqual(await claim(store, "k", "a"), DONE);
    assert.deepEqual(await claim(store, "other", "c"), granted(1));
  },

  async "own-claim-again"(place) {
    const store = await place.open();
    assert.deepEqual(await claim(store, "k", "a"), granted(1));
    assert.deepEqual(await claim(store, "k", "a"), granted(1));
    assertInProgress(await claim(store, "k", "b"));
    await settle(store, "k", 1, "a", "failed");
    assert.deepEqual(await claim(store, "k", "b"), granted(2));
    assert.deepEqual(await claim(store, "k", "b"), granted(2));
    assertInProgress(await claim(store, "k", "a"));
    // An empty owner is nobody's.
    assert.deepEqual(await claim(store, "nobody", ""), granted(1));
    assertInProgress(await claim(store, "nobody", ""));
  },

  async "expired-lease"(place) {
    const store = await place.open();
    await claimShortly(store, "k", "a");
    assert.deepEqual(await claim(store, "k", "b"), granted(2));
    assert.deepEqual(await unfinished(store), []);
  },

  async "late-end"(place) {
    const store = await place.open();
    for (const [number, end] of ["failed", "given_up", "refused"].entries()) {
      const key = `k${number}`;
      await claimShortly(store, key, "a");
      assert.deepEqual(await claim(store, key, "b"), granted(2));
      // The number of an attempt that is over, and the owner of one.
      await settle(store, key, 1, "a", end);
      await settle(store, key, 2, "a", end);
      await settle(store, key, 1, "", end);
      assertInProgress(await claim(store, key, "c"));
      assert.deepEqual(await store.givenUp(), []);
    }
    await settle(store, "k0", 1, "a", "done");
    assert.deepEqual(await claim(store, "k0", "c"), DONE);
    await settle(store, "k0", 2, "b", "refused");
    assert.deepEqual(await claim(store, "k0", "c"), DONE);
    for (const end of ["failed", "given_up", "refused"]) {
      await settle(store, "nobody's", 1, "", end);
      assert.equal(await store.find("nobody's"), null);
    }
    await settle(store, "nobody's", 1, "", "done");
    assert.deepEqual(await claim(store, "nobody's", "c"), DONE);
  },

  async "failed-and-listed"(place) {
    const store = await place.open();
    assert.deepEqual(await claim(store, "k", "a"), granted(1));
    assert.deepEqual(await unfinished(store), []);
    await settle(store, "k", 1, "a", "failed", { next: Date.now() + 3_600_000 });
    assert.deepEqual(await unfinished(store), [], "not before its time");
    assert.deepEqual(await claim(store, "k", "b"), granted(2));
    await settle(store, "k", 2, "b", "failed");
    assert.deepEqual(await store.unfinished(Date.now()), [{ key: "k", note: "{}", attempt: 2 }]);
    assert.deepEqual(await claim(store, "k", "c"), granted(3));
    await settle(store, "k", 3, "c", "failed", { note: "lain" });
    assert.deepEqual(await store.find("k"), { attempt: 3, done: false, note: "lain" });
    // The latest time that a store keeps.
    assert.deepEqual(await claim(store, "never", "d"), granted(1));
    await settle(store, "never", 1, "d", "failed", { next: 8_640_000_000_000_000 });
    assert.deepEqual(await unfinished(store), ["k"]);
  },

  async "given-up"(place) {
    const store = await place.open();
    assert.deepEqual(await claim(store, "k", "a"), granted(1));
    await settle(store, "k", 1, "a", "given_up");
    assert.deepEqual(await store.givenUp(), [{ key: "k", note: "{}", attempt: 1 }]);
    assert.deepEqual(await unfinished(store), []);
    assert.deepEqual(await claim(store, "k", "b"), granted(2));
    assert.deepEqual(await store.givenUp(), []);
    await settle(store, "k", 2, "b", "failed");
    assert.deepEqual(await unfinished(store), ["k"]);
  },

  async refused(place) {
    const store = await place.open();
    assert.deepEqual(await claim(store, "k", "a"), granted(1));
    await settle(store, "k", 1, "a", "refused");
    assert.equal(await store.find("k"), null);
    assert.deepEqual(await unfinished(store), []);
    assert.deepEqual(await claim(store, "k", "b"), granted(1));
    // The first one's repeated end is not that of the second one.
    await settle(store, "k", 1, "a", "refused");
    assertInProgress(await claim(store, "k", "c"));
  },

  async "done-note"(place) {
    const store = await place.open();
    for (const [key, note] of [["without", undefined], ["with", "catatan"]]) {
      assert.deepEqual(await claim(store, key, "a"), granted(1));
      await settle(store, key, 1, "a", "done", { note });
      await settle(store, key, 7, "", "done", { note: "lain" });
      assert.deepEqual(await store.find(key), { attempt: 1, done: true, note: note ?? "" });
    }
    assert.deepEqual(await unfinished(store), []);
  },

  async "other-status"(place) {
    const store = await place.open();
    const claimStep = (key, order, status) => claim(store, key, key, { order, status });
    for (const [key, order, status] of [["7:lunas", "7", "lunas"], ["7:lunas:lain", "7", "lunas"], ["8:lunas", "8", "lunas"]]) {
      assert.deepEqual(await claimStep(key, order, status), granted(1));
      await settle(store, key, 1, key, "done");
    }
    // Not done: it is not forgotten.
    assert.deepEqual(await claimStep("7:kirim", "7", "dikirim"), granted(1));
    await settle(store, "7:kirim", 1, "7:kirim", "failed");
    assert.deepEqual(await claim(store, "7:lunas", "z"), granted(1), "forgotten");
    await settle(store, "7:lunas", 1, "z", "refused");
    assert.deepEqual(await claim(store, "7:lunas:lain", "z"), granted(1));
    assert.deepEqual(await claim(store, "8:lunas", "z"), DONE);
    // A claim without a step keeps that of the one before it, and forgets nothing.
    assert.deepEqual(await claim(store, "7:kirim", "z"), granted(2));
    await settle(store, "7:kirim", 2, "z", "done");
    assert.deepEqual(await claim(store, "7:kirim", "y"), DONE);
    assert.deepEqual(await claimStep("7:batal", "7", "batal"), granted(1));
    assert.deepEqual(await claim(store, "7:kirim", "y"), granted(1), "forgotten");
  },

  async "keys-and-notes"(place) {
    const store = await place.open();
    const long = "k".repeat(400);
    const note = `baris\n"kutip" 'satu' \\ \u{1F6D2} ${"n".repeat(60_000)}`;
    for (const key of [long, "Z:-_.~%20", "a:1"]) {
      assert.deepEqual(await claim(store, key, "a", { note }), granted(1));
      await settle(store, key, 1, "a", "failed");
      assert.equal((await store.find(key)).note, note);
    }
    assert.deepEqual(await unfinished(store), ["Z:-_.~%20", "a:1", long]);
  },

  async "many-at-once"(place) {
    const store = await place.open();
    const bids = [];
    for (let key = 0; key < 20; key += 1) {
      for (let owner = 0; owner < 50; owner += 1) bids.push(claim(store, String(key), String(owner)));
    }
    const grants = (await Promise.all(bids)).filter(({ state, attempt }) => state === "claimed" && attempt === 1);
    assert.equal(grants.length, 20);
    for (let key = 0; key < 20; key += 1) assertInProgress(await claim(store, String(key), "z"));
  },

  async reservation(place) {
    const store = await place.open();
    assert.equal(await reserve(store, "k", "a"), null);
    const left = await reserve(store, "k", "b");
    assert.ok(left > 0 && left <= LEASE, String(left));
    assert.equal(await reserve(store, "other", "b"), null);
    // Its owner makes it shorter; then it is over.
    assert.equal(await reserve(store, "k", "a", 1), null);
    while ((await reserve(store, "k", "b")) !== null) await sleep(5);
    assert.notEqual(await reserve(store, "k", "a"), null);
  },

  async kept(place) {
    const options = { kept: 1 };
    let store = await place.open(options);
    assert.deepEqual(await claim(store, "done", "a"), granted(1));
    assert.deepEqual(await claim(store, "begun", "a"), granted(1));
    await settle(store, "begun", 1, "a", "failed");
    await settle(store, "done", 1, "a", "done");
    while ((await store.find("done")) !== null) {
      await sleep(10);
      if (place.kind !== "memory") {
        await place.closeAll();
        store = await place.open(options);
        continue;
      }
      // The store in memory looks for old work when it has a thousand keys more.
      for (let number = 0; number < 1200; number += 1) {
        await claim(store, `n${number}`, "a");
        await settle(store, `n${number}`, 1, "a", "done");
      }
    }
    assert.deepEqual(await unfinished(store), ["begun"]);
  },

  async shops(place) {
    const one = await place.open({ shop: "satu" });
    const other = await place.open({ shop: "dua" });
    assert.deepEqual(await claim(one, "k", "a"), granted(1));
    assert.deepEqual(await claim(other, "k", "b"), granted(1));
    await settle(one, "k", 1, "a", "done");
    assert.deepEqual(await claim(one, "k", "c"), DONE);
    assertInProgress(await claim(other, "k", "c"));
    await settle(other, "k", 1, "b", "failed");
    assert.deepEqual([await unfinished(other), await unfinished(one)], [["k"], []]);
    assert.deepEqual(await claim(one, "g", "a"), granted(1));
    await settle(one, "g", 1, "a", "given_up");
    assert.deepEqual([await other.givenUp(), await other.find("g")], [[], null]);
    assert.deepEqual([await reserve(one, "k", "a"), await reserve(other, "k", "b")], [null, null]);
    assert.deepEqual([await one.checkSecret("x"), await other.checkSecret("y")], [true, true]);
  },

  async secret(place) {
    const store = await place.open();
    const said = [];
    const receiver = (secret, previousSecret) =>
      callbackReceiver({ secret, previousSecret, store, onTransaksiBaru() {}, log: (line) => said.push(line) });
    const send = async (to, secret, nomor) => (await to.receive("POST", callbackBody(secret, nomor))).status;
    assert.equal(await send(receiver("RAHASIA-LAMA"), "RAHASIA-LAMA", 1), 200);
    // Another shop's.
    const other = receiver("RAHASIA-BARU");
    said.length = 0;
    assert.equal(await send(other, "RAHASIA-BARU", 2), 503);
    assert.match(said.join(), /secret lain/);
    assert.doesNotMatch(said.join(), /RAHASIA/);
    await assert.rejects(other.resume());
    // The secret was replaced: callbacks with either are received.
    const replaced = receiver("RAHASIA-BARU", "RAHASIA-LAMA");
    assert.equal(await send(replaced, "RAHASIA-BARU", 2), 200);
    assert.equal(await send(replaced, "RAHASIA-LAMA", 3), 200);
    assert.equal(await send(replaced, "RAHASIA-LAIN", 4), 403);
    assert.equal(await send(receiver("RAHASIA-BARU"), "RAHASIA-BARU", 5), 200);
    assert.equal(await send(receiver("RAHASIA-LAMA"), "RAHASIA-LAMA", 6), 503);
  },
};

/** A callback about a paid order. */
export const callbackBody = (secret, nomor) =>
  `tipe_callback=transaksi_baru&secret_key_callback=${secret}&nomor_pembayaran=${nomor}&status_transaksi=lunas&tipe_transaksi=DELIVERY`;
