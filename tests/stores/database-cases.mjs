// The cases that are about stores which are kept somewhere: in a file or on a server.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { temporaryFolder } from "../support/children.mjs";
import { freePort } from "../support/free-port.mjs";
import { until } from "../support/wait.mjs";
import { DONE, assertInProgress, callbackBody, claim, granted, reserve, settle, unfinished } from "./every-store.mjs";
import { BukaOlshopError, POSTGRES, SENTENCES, SQLITE, callbackReceiver, connectSqlite } from "./project.mjs";
import { PASSWORD, Redis } from "./servers.mjs";

/** The words of a sentence that stand behind the name of the database. */
const words = (sentence) => sentence.split("{what}")[1].split(/[{(]/)[0].trimEnd();

/** An error of a store with one of the sentences, which holds no password. */
async function assertSays(outcome, sentence) {
  const error = await outcome.then(() => assert.fail("it succeeds"), (error) => error);
  assert.ok(error instanceof BukaOlshopError && error.kind === "store", inspect(error));
  assert.ok(error.message.includes(words(sentence)), error.message);
  assert.ok(!inspect(error).includes(PASSWORD), inspect(error));
}

async function works(store) {
  assert.deepEqual(await claim(store, "k", "a"), granted(1));
  assertInProgress(await claim(store, "k", "b"));
  await settle(store, "k", 1, "a", "done");
  assert.deepEqual(await claim(store, "k", "b"), DONE);
}

async function sqlite(path, sql) {
  writeFileSync(path, "", { flag: "a" });
  const connection = await connectSqlite(path);
  connection.script(sql);
  connection.close();
}

const run = (program, ...options) => spawnSync(program, options, { stdio: "ignore" }).status === 0;

/** A small file system in memory. */
function smallDisk() {
  const folder = temporaryFolder("bukaolshop-small-");
  assert.ok(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.path), "a file system for tests can be mounted by root only");
  return {
    path: folder.path,
    readOnly: (readOnly) => assert.ok(run("mount", "-o", `remount,${readOnly ? "ro" : "rw"}`, folder.path)),
    remove() {
      run("umount", "-l", folder.path);
      folder.remove();
    },
  };
}

async function crashAndRun({ server }) {
  await server.crash();
  await server.run();
}

/** A way to a server that can be cut before the server's next answer. */
async function wayTo(port) {
  let cut = false;
  const server = createServer((client) => {
    const there = connect(port, "127.0.0.1");
    client.on("error", () => there.destroy());
    there.on("error", () => client.destroy());
    client.on("close", () => there.destroy());
    there.on("close", () => client.destroy());
    client.pipe(there);
    there.on("data", (bytes) => {
      if (!cut) return client.write(bytes);
      cut = false;
      client.destroy();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: server.address().port,
    cutNext: () => (cut = true),
    assertCut: () => assert.ok(!cut, "the connection was cut"),
    close: () => server.close(),
  };
}

export const DATABASE_CASES = {
  async restart(place) {
    const store = await place.open();
    for (const [key, end] of [["done", "done"], ["held", "given_up"], ["failed", "failed"]]) {
      assert.deepEqual(await claim(store, key, "a"), granted(1));
      await settle(store, key, 1, "a", end);
    }
    assert.deepEqual(await claim(store, "running", "a"), granted(1));
    assert.equal(await reserve(store, "r", "a"), null);
    await place.closeAll();
    if (place.server) await crashAndRun(place);
    const again = await place.open();
    assert.deepEqual(await claim(again, "done", "b"), DONE);
    assertInProgress(await claim(again, "running", "b"));
    assert.deepEqual(await unfinished(again), ["failed"]);
    assert.deepEqual((await again.givenUp()).map(({ key }) => key), ["held"]);
    assert.notEqual(await reserve(again, "r", "b"), null);
  },

  async "refused-call"(place) {
    const store = await place.open();
    // The database refuses this key from now on.
    if (place.kind === "postgres") {
      place.server.sql(place.database, "ALTER TABLE bukaolshop_claim ADD CHECK (key <> 'buruk')");
    } else {
      const other = await connectSqlite(place.path);
      other.script("CREATE TRIGGER no BEFORE INSERT ON claim WHEN NEW.key = 'buruk' BEGIN SELECT RAISE(ABORT, 'ditolak'); END");
      other.close();
    }
    const keys = Array.from({ length: 60 }, (_, number) => `k${number}`);
    const claims = keys.toSpliced(30, 0, "buruk").map((key) => claim(store, key, key).then((it) => [key, it], (error) => [key, error]));
    for (const [key, it] of await Promise.all(claims)) {
      if (key === "buruk") assert.match(it.message, /gagal/);
      else assert.deepEqual(it, granted(1), key);
    }
    for (const key of keys) assert.equal((await store.find(key)).attempt, 1);
    assert.equal(await store.find("buruk"), null);
  },

  async "clock-ten-seconds"(place) {
    const store = await place.open();
    const lease = 5000;
    for (const [number, off] of [-10_000, 10_000].entries()) {
      const key = `k${number}`;
      const first = Date.now() + off;
      const second = Date.now() - off;
      assert.deepEqual(await claim(store, key, "a", { now: first, lease }), granted(1));
      const other = await claim(store, key, "b", { now: second, lease });
      assert.ok(other.state === "in_progress" && other.left <= lease, inspect(other));
      // What has failed is begun again after a wait, whoever's clock counts it.
      await settle(store, key, 1, "a", "failed", { now: first, next: first + 1 });
      while (!(await unfinished(store)).includes(key)) await sleep(5);
      assert.deepEqual(await claim(store, key, "b", { now: second, lease }), granted(2));
      assert.equal(await store.reserve({ key, owner: "a", now: first, length: lease }), null);
      assert.notEqual(await store.reserve({ key, owner: "b", now: second, length: lease }), null);
    }
  },

  async "clock-ten-minutes"(place) {
    const { warnings } = await place.opened();
    assert.deepEqual(warnings, [], "the clocks agree");
    const ofMachine = Date.now;
    for (const off of [600_000, -600_000]) {
      Date.now = () => ofMachine() + off;
      try {
        await place.clear();
        const { store, warnings } = await place.opened();
        assert.equal(warnings.length, 1, inspect(warnings));
        assert.match(warnings[0], /berbeda 10 menit/);
        assert.ok(!warnings[0].includes(PASSWORD));
        await works(store);
      } finally {
        Date.now = ofMachine;
      }
    }
  },

  async "newer-schema"(place) {
    assert.deepEqual(await claim(await place.open(), "k", "a"), granted(1));
    await place.closeAll();
    const set = {
      sqlite: (version) => sqlite(place.path, `PRAGMA user_version = ${version}`),
      postgres: (version) => place.server.sql(place.database, `UPDATE bukaolshop_schema SET version = ${version}`),
      redis: (version) => place.server.ask("SET", "bukaolshop:schema", String(version)),
    }[place.kind];
    await set(99);
    await assert.rejects(place.open(), { kind: "store", message: /lebih baru \(skema 99\)/ });
    if (place.kind === "redis") assert.equal(place.server.ask("GET", "bukaolshop:schema"), "99");
    await set({ sqlite: SQLITE.migrations.length, postgres: POSTGRES.migrations.length, redis: 1 }[place.kind]);
    assertInProgress(await claim(await place.open(), "k", "b"));
  },

  async "older-schema"(place) {
    const columns = "(shop, key, attempt, owner, until, next, note, done)";
    const row = "'toko', 'lama', 3, 'x', 0, 0, '{}'";
    if (place.kind === "sqlite") {
      await sqlite(place.path, `${SQLITE.migrations[0]}; PRAGMA user_version = 1; INSERT INTO claim ${columns} VALUES (${row}, 0)`);
    } else {
      const schema = `${POSTGRES.schemaCreate}; INSERT INTO bukaolshop_schema VALUES (1); ${POSTGRES.migrations[0]}`;
      place.server.sql(place.database, `${schema}; INSERT INTO bukaolshop_claim ${columns} VALUES (${row}, false)`);
    }
    const [store] = await Promise.all([place.open(), place.open(), place.open(), place.open()]);
    assert.deepEqual(await claim(store, "lama", "a"), granted(4));
    assert.equal(await reserve(store, "r", "a"), null);
  },

  async "read-only"(place) {
    if (place.kind === "sqlite") {
      const disk = smallDisk();
      try {
        const address = `sqlite:${join(disk.path, "callback.db")}`;
        await place.open({}, address);
        await place.closeAll();
        await until(() => !existsSync(join(disk.path, "callback.db-wal")), "the file is closed");
        disk.readOnly(true);
        await assertSays(place.open({}, address), SENTENCES.readOnly);
        disk.readOnly(false);
        await place.open({}, address);
      } finally {
        await place.closeAll();
        disk.remove();
      }
    } else if (place.kind === "postgres") {
      await place.open();
      await place.closeAll();
      const set = (value) => place.server.sql("postgres", `ALTER DATABASE ${place.database} SET default_transaction_read_only = ${value}`);
      set("on");
      await assertSays(claim(await place.open(), "k", "a"), SENTENCES.readOnly);
      set("off");
    } else {
      place.server.ask("REPLICAOF", "127.0.0.1", String(await freePort()));
      await assertSays(place.open(), SENTENCES.readOnly);
      place.server.ask("REPLICAOF", "NO", "ONE");
      await place.open();
    }
  },

  async "full-disk"(place) {
    const claimLarge = (store, key) => claim(store, key, key, { note: "n".repeat(20_000) });
    if (place.kind === "sqlite") {
      const disk = smallDisk();
      try {
        const address = `sqlite:${join(disk.path, "callback.db")}`;
        const store = await place.open({}, address);
        writeFileSync(join(disk.path, "penuh"), Buffer.alloc(500_000));
        let number = 0;
        let failed = null;
        while (failed === null) {
          number += 1;
          assert.ok(number < 100, "the disk is never full");
          failed = await claimLarge(store, `k${number}`).then(() => null, (error) => error);
        }
        await assertSays(Promise.reject(failed), SENTENCES.full);
        rmSync(join(disk.path, "penuh"));
        const last = `k${number}`;
        assert.equal(await store.find(last), null);
        assert.deepEqual(await claimLarge(store, last), granted(1));
        const other = await place.open({}, address);
        for (let at = 1; at <= number; at += 1) assertInProgress(await claim(other, `k${at}`, "b"));
      } finally {
        await place.closeAll();
        disk.remove();
      }
      return;
    }
    const store = await place.open();
    const fill = {
      // A disk that is full only for the table: a full one would end the whole server.
      postgres: () =>
        place.server.sql(
          place.database,
          `CREATE FUNCTION penuh() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
           CREATE TRIGGER penuh AFTER INSERT ON bukaolshop_claim FOR EACH ROW EXECUTE FUNCTION penuh()`,
        ),
      redis: () => place.server.ask("CONFIG", "SET", "maxmemory", "1"),
    };
    const empty = {
      postgres: () => place.server.sql(place.database, "DROP TRIGGER penuh ON bukaolshop_claim"),
      redis: () => place.server.ask("CONFIG", "SET", "maxmemory", "0"),
    };
    fill[place.kind]();
    await assertSays(claimLarge(store, "k"), SENTENCES.full);
    assert.equal(await store.find("k"), null);
    empty[place.kind]();
    assert.deepEqual(await claimLarge(store, "k"), granted(1));
  },

  async "not-there"(place) {
    const address = place.kind === "sqlite" ? "sqlite:/tidak/ada/callback.db" : place.addressAt(await freePort());
    await assertSays(place.open({}, address), SENTENCES.unreachable);
    if (place.kind === "postgres") await assertSays(place.open({}, `${place.address}_tidak_ada`), SENTENCES.unreachable);
  },

  async "server-restart"(place) {
    const KEYS = 600;
    const store = await place.open();
    let isOver = false;
    const work = async (worker) => {
      const mine = [];
      for (let round = 0; ; ) {
        const isLast = isOver;
        let isDone = true;
        for (let key = 0; key < KEYS; key += 1) {
          const owner = `${worker}-${(round += 1)}`;
          const answer = await claim(store, String(key), owner).catch(() => null);
          if (answer === null) isDone = false;
          if (answer?.state !== "claimed") continue;
          mine.push([key, answer.attempt]);
          await settle(store, String(key), answer.attempt, owner, "done");
        }
        if (isLast && isDone) return mine;
      }
    };
    const workers = Array.from({ length: 8 }, (_, worker) => work(worker));
    for (let time = 0; time < 2; time += 1) {
      await sleep(100);
      await crashAndRun(place);
    }
    isOver = true;
    const all = (await Promise.all(workers)).flat().sort(([a], [b]) => a - b);
    assert.deepEqual(all, Array.from({ length: KEYS }, (_, key) => [key, 1]));
  },

  async "server-away"(place) {
    const store = await place.open();
    const said = [];
    const receiver = callbackReceiver({ secret: "RAHASIA", store, onTransaksiBaru() {}, log: (line) => said.push(line) });
    await receiver.resume();
    await place.server.crash();
    await assertSays(claim(store, "k", "a"), SENTENCES.unreachable);
    const away = await receiver.receive("POST", callbackBody("RAHASIA", 7));
    assert.equal(away.status, 503);
    assert.ok(away.headers["retry-after"] ?? away.headers["Retry-After"], inspect(away));
    assert.ok(said.length > 0 && !said.join().includes(PASSWORD), said.join());
    await place.server.run();
    assert.equal((await receiver.receive("POST", callbackBody("RAHASIA", 7))).status, 200);
    assert.deepEqual(await claim(store, "k", "a"), granted(1));
  },

  async "lost-after-commit"(place) {
    const way = await wayTo(place.server.port);
    try {
      const store = await place.open({ connections: 1 }, place.addressAt(way.port));
      const direct = await place.open();
      // What the library prepares for its first use of a statement has its own answer.
      const prepare = async (key) => {
        assert.deepEqual(await claim(store, key, "a"), granted(1));
        await settle(store, key, 1, "a", "refused");
        assert.equal(await reserve(store, key, "a"), null);
      };
      await prepare("persiapan");

      way.cutNext();
      assert.deepEqual(await claim(store, "k", "b"), granted(1));
      way.assertCut();
      assertInProgress(await claim(direct, "k", "c"));

      await prepare("persiapan-2");
      way.cutNext();
      await settle(store, "k", 1, "b", "refused");
      way.assertCut();
      assert.equal(await direct.find("k"), null);

      await prepare("persiapan-3");
      way.cutNext();
      assert.equal(await reserve(store, "r", "b"), null);
      way.assertCut();
      assert.notEqual(await reserve(direct, "r", "c"), null);
    } finally {
      await place.closeAll();
      way.close();
    }
  },

  async "password-hidden"(place) {
    const { address } = place;
    const store = await place.open();
    for (const showHidden of [false, true]) assert.ok(!inspect(store, { showHidden, depth: 20 }).includes(PASSWORD));
    assert.ok(!JSON.stringify(store).includes(PASSWORD));
    const wrong = "kata-sandi-salah";
    const addresses = [
      address.replace(PASSWORD, wrong),
      address.replace(PASSWORD, wrong).replace("127.0.0.1", "tidak-ada.invalid"),
      address.replace(PASSWORD, wrong).replace("127.0.0.1", "[kacau"),
      address.replace("://", ":/"),
      place.addressAt(await freePort()),
      address.replace(PASSWORD, `${PASSWORD}%zz`),
    ];
    for (const address of addresses) {
      const warnings = [];
      const error = await place
        .open({ onWarning: (sentence) => warnings.push(sentence) }, address)
        .then(() => assert.fail(`${address} opens`), (error) => error);
      const said = inspect({ error, warnings, cause: error.cause }, { showHidden: true, depth: 20 });
      for (const word of [PASSWORD, wrong]) assert.ok(!said.includes(word), said);
    }
  },

  async "volatile-redis"(place) {
    const server = await Redis.start(["--maxmemory", "50mb", "--maxmemory-policy", "allkeys-lru"]);
    try {
      const { store, warnings } = await place.opened(server.url());
      await works(store);
      assert.equal(warnings.length, 2, inspect(warnings));
      assert.match(warnings[0], /appendonly yes/);
      assert.match(warnings[1], /noeviction/);
    } finally {
      await place.closeAll();
      await server.stop();
    }
  },
};

