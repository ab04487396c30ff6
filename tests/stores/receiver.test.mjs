// Receivers of callbacks on stores that are kept somewhere: what was done is known after a restart, what was not is begun again.
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { SECRET, form } from "../support/callback-form.mjs";
import { endWithUs } from "../support/children.mjs";
import { Place } from "./place.mjs";
import { callbackReceiver } from "./project.mjs";

function receiving(options) {
  const done = [];
  const note = (callback, { attempt }) => void done.push([callback.nomor_pembayaran, callback.tipe_callback, attempt]);
  const usual = { secret: SECRET, retry: { baseDelay: 0, maxDelay: 0 }, onTransaksiBaru: note, onPerubahanStatusTransaksi: note };
  return { done, receiver: callbackReceiver({ ...usual, ...options }) };
}

describe("a receiver's store", { concurrency: true }, () => {
  for (const kind of ["sqlite", "postgres", "redis"]) {
    describe(kind, { concurrency: 1 }, () => {
      let place;
      before(async () => (place = await Place.make(kind)));
      after(() => place?.end());

      test("remembers after a restart what was done, and resumes what was not", async () => {
        await place.clear();
        const failing = receiving({
          store: await place.open(),
          onTransaksiBaru({ nomor_pembayaran }) {
            if (nomor_pembayaran === "2") throw new Error("x");
          },
        });
        await failing.receiver.receive("POST", form({ nomor_pembayaran: "1" }));
        await failing.receiver.receive("POST", form({ nomor_pembayaran: "2", catatan: "0812" }));
        await place.closeAll();
        if (kind === "sqlite") assert.ok(!readFileSync(place.path, "latin1").includes(SECRET));

        const { receiver, done } = receiving({ store: await place.open() });
        const [reply, ...others] = await receiver.resume();
        assert.deepEqual([reply.status, reply.callback.tambahan.catatan, others, done], [200, "0812", [], [["2", "transaksi_baru", 2]]]);
        assert.equal((await receiver.receive("POST", form({ nomor_pembayaran: "1" }))).reason, "replayed");
        assert.deepEqual(await receiver.resume(), []);
        await place.closeAll();
      });

      test("remembers after a restart who was paid, and where each order was", async () => {
        await place.clear();
        const paid = [];
        const seen = [];
        for (const status_transaksi of ["lunas", "diproses", "dikirim", "dikirim", "diproses", "dikirim", "lunas"]) {
          const onLunas = ({ nomor_pembayaran }) => void paid.push(nomor_pembayaran);
          const { receiver, done } = receiving({ store: await place.open(), onLunas });
          await receiver.receive("POST", form({ status_transaksi, tipe_callback: "perubahan_status_transaksi" }));
          seen.push(done.length);
          await place.closeAll();
        }
        assert.deepEqual([paid, seen], [["2853130173354"], [1, 1, 1, 0, 1, 1, 1]]);
      });

      test("work of a program that is killed in the middle is begun again, and only that", async () => {
        await place.clear();
        const program = fileURLToPath(new URL("./programs/killed.mjs", import.meta.url));
        const done = join(place.folder.path, "done.txt");
        writeFileSync(done, "");
        const start = (...more) => {
          const child = fork(program, [place.address, done, SECRET, ...more], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
          endWithUs(child);
          return child;
        };
        // Each life of the program does some of the callbacks, and is killed while it works on one.
        for (let life = 0; life < 4; life += 1) {
          const child = start();
          const [message] = await once(child, "message");
          assert.equal(message, "working");
          child.kill("SIGKILL");
          await once(child, "exit");
        }
        const [code] = await once(start("to the end"), "exit");
        assert.equal(code, 0);
        const numbers = readFileSync(done, "utf8").split("\n").filter(Boolean);
        assert.deepEqual(numbers.sort((a, b) => a - b), Array.from({ length: 40 }, (_, at) => String(at)));
      });
    });
  }
});
