// The cases that are about the store in a file.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { endWithUs } from "../support/children.mjs";
import { DONE, claim, granted, unfinished } from "./every-store.mjs";
import { connectSqlite, runtimeOptions } from "./project.mjs";

/** A journal that an earlier version has written. */
const JOURNAL = readFileSync(new URL("./old.journal", import.meta.url));

/** A program that claims and settles keys until it is killed, and says what is stored. */
function withoutPause(path) {
  const program = fileURLToPath(new URL("./programs/without-pause.mjs", import.meta.url));
  const child = spawn(process.execPath, [...runtimeOptions, program, path], { stdio: ["ignore", "pipe", "inherit"] });
  endWithUs(child);
  return child;
}

async function kill(child) {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

const modes = (place) => place.files.map((file) => [file, statSync(join(place.folder.path, file)).mode & 0o777]);
const assertOwnerOnly = (place) => assert.deepEqual(modes(place).filter(([, mode]) => mode !== 0o600), []);

/** What the journal of the tests says. */
async function assertImported(store) {
  assert.deepEqual(await claim(store, "toko:baru:7", "z"), DONE);
  assert.deepEqual(await claim(store, "toko:status:7:lunas", "z"), DONE);
  assert.equal(await store.find("toko:ditolak:1"), null);
  const [held, ...others] = await store.givenUp();
  assert.deepEqual([held.key, others], ["toko:sekali:commerce:9", []]);
  assert.match(held.note, /sistem tujuan tidak bisa ditanya/);
  assert.equal((await store.find("toko:topup:abc")).note, '{"state":"waiting"}');
  assert.deepEqual(await unfinished(store), ["toko:berjalan:3", "toko:status:8:lunas"]);
  assert.deepEqual(await store.find("toko:status:8:lunas"), { attempt: 2, done: false, note: '{"nomor_pembayaran":"8"}' });
}

export const SQLITE_CASES = {
  async "killed-in-the-middle"(place) {
    const { path } = place;
    let done = -1;
    for (let round = 0; round < 5; round += 1) {
      const child = withoutPause(path);
      let last = -1;
      let lines = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        if (!line.startsWith("done ")) continue;
        last = Number(line.slice(5));
        // Well under way, and each time a little longer.
        if ((lines += 1) === 1 + round * 7) child.kill("SIGKILL");
      }
      await kill(child);
      assert.ok(last >= done, `round ${round}: ${last} of ${done}`);
      done = last;
      const store = await place.open();
      for (let number = 0; number <= done; number += 1) assert.ok((await store.find(String(number)))?.attempt > 0, `round ${round}: ${number} of ${done}`);
      await place.closeAll();
    }
    const store = await place.open();
    let open = 0;
    for (let number = 0; number <= done; number += 1) open += Number(!(await store.find(String(number))).done);
    // A key that one was killed at is claimed when its lease is over.
    assert.ok(open <= 5, `${open} keys of five killed programs are not done`);
  },

  async "owner-only"(place) {
    // There before, and readable for all.
    writeFileSync(place.path, "");
    chmodSync(place.path, 0o666);
    for (let time = 0; time < 2; time += 1) {
      const store = await place.open();
      await claim(store, "k", "a");
      assert.ok(modes(place).length >= 3, JSON.stringify(modes(place)));
      assertOwnerOnly(place);
      await place.closeAll();
      chmodSync(place.path, 0o644);
    }
  },

  async "foreign-file"(place) {
    const damaged = Buffer.from(JOURNAL);
    damaged[Math.floor(damaged.length / 2)] = 10;
    const other = join(place.folder.path, "lain.db");
    writeFileSync(other, "");
    const connection = await connectSqlite(other);
    connection.script("CREATE TABLE IF NOT EXISTS milik_orang (x); INSERT INTO milik_orang VALUES (1)");
    connection.close();
    const files = [
      [Buffer.from("halo, dunia: ini bukan jurnal"), /bukan berkas store/],
      [Buffer.from("{}\n"), /bukan berkas store/],
      [readFileSync(other), /bukan berkas store/],
      [damaged, /rusak di tengah/],
    ];
    for (const [bytes, message] of files) {
      writeFileSync(place.path, bytes);
      await assert.rejects(place.open(), { kind: "store", message });
      assert.deepEqual(readFileSync(place.path), bytes, "it is left as it was");
      place.clearFiles();
    }
  },

  async "old-journal"(place) {
    const { path } = place;
    for (const cut of ["", '{"claimed']) {
      // The last line was being written when its program was killed.
      const bytes = Buffer.concat([JOURNAL, Buffer.from(cut)]);
      writeFileSync(path, bytes);
      const stores = await Promise.all([place.open(), place.open()]);
      for (const store of stores) await assertImported(store);
      // Its program has ended: it can be claimed at once.
      assert.deepEqual(await claim(stores[0], "toko:berjalan:3", "z"), granted(2));
      assert.deepEqual(readFileSync(`${path}.old`), bytes);
      assertOwnerOnly(place);
      assert.deepEqual(place.files.filter((name) => name.includes("import")), []);
      await place.closeAll();
      place.clearFiles();
    }
    // A program of the earlier version has it open: one in Rust, which locks a file, then one in Node, which listens.
    writeFileSync(path, JOURNAL);
    writeFileSync(`${path}.lock`, "");
    const lock = spawn("flock", [`${path}.lock`, "sh", "-c", "echo held; exec cat"], { stdio: ["pipe", "pipe", "inherit"] });
    endWithUs(lock);
    await once(lock.stdout, "data");
    await assert.rejects(place.open(), { kind: "store", message: /masih dipakai program lain/ });
    lock.stdin.end();
    await once(lock, "exit");
    const name = `\0bukaolshop-${createHash("sha256").update(path).digest("hex").slice(0, 32)}`;
    if (!globalThis.Deno) {
      const listener = createServer().listen(name);
      await once(listener, "listening");
      await assert.rejects(place.open(), { kind: "store", message: /masih dipakai program lain/ });
      listener.close();
      await once(listener, "close");
    }
    assert.deepEqual(readFileSync(path), JOURNAL);
    await assertImported(await place.open());
  },

  async "old-journal-killed"(place) {
    const { path } = place;
    const keys = Array.from({ length: 20_000 }, (_, number) => `toko:banyak:${number}`);
    const lines = keys.map((key) => `{"done":{"key":"${key}","attempt":1,"at":1790000000000}}\n`);
    const journal = Buffer.concat([JOURNAL, Buffer.from(lines.join(""))]);
    const seen = new Set();
    for (let round = 0; round < 8; round += 1) {
      writeFileSync(path, journal);
      const child = withoutPause(path);
      // Killed at another moment each time: from when the import has begun, and later.
      while (!existsSync(`${path}.import-lock`) && !existsSync(`${path}.old`)) await sleep(1);
      await sleep(round * 12);
      await kill(child);
      seen.add(existsSync(`${path}.old`) ? "after" : existsSync(`${path}.import`) ? "during" : "before");
      // Others go on, several at once.
      const stores = await Promise.all([place.open(), place.open(), place.open()]);
      await assertImported(stores[2]);
      for (let at = 0; at < keys.length; at += 97) assert.equal((await stores[0].find(keys[at]))?.done, true, `round ${round}: ${keys[at]}`);
      assert.deepEqual(readFileSync(`${path}.old`), journal);
      await place.closeAll();
      place.clearFiles();
    }
    assert.ok(seen.has("during") || seen.has("before"), "it was killed in the middle at least once");
  },
};
