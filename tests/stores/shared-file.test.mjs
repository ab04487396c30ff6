// A program in Rust and one in Node on one SQLite file, both killed again and again: each key is done, and none is worked on by
// two at the same time.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { endWithUs } from "../support/children.mjs";
import { root } from "../support/mock-server.mjs";
import { until } from "../support/wait.mjs";
import { Place } from "./place.mjs";

const KEYS = 1500;
const KILLS = 10;
const RUST = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/store-worker");
const NODE = fileURLToPath(new URL("./programs/store-worker.mjs", import.meta.url));

/** A program that is started again whenever it is killed, until it ends by itself. */
function worker(command, options) {
  const state = { kills: 0, child: null };
  const run = async () => {
    for (;;) {
      state.child = spawn(command, options, { stdio: ["ignore", "ignore", "inherit"] });
      endWithUs(state.child);
      const [code, signal] = await once(state.child, "exit");
      if (signal === "SIGKILL") continue;
      assert.equal(code, 0, `${command} ends with ${code ?? signal}`);
      return;
    }
  };
  state.ended = run();
  state.kill = () => {
    state.kills += 1;
    state.child.kill("SIGKILL");
  };
  return state;
}

test("both work on the file, and no key is worked on twice", async () => {
  const place = await Place.make("sqlite");
  try {
    const out = join(place.folder.path, "out.txt");
    const lines = () => (existsSync(out) ? readFileSync(out, "utf8").split("\n").filter(Boolean) : []);
    const options = [place.address, String(KEYS), out];
    const workers = [worker(RUST, options), worker(process.execPath, [NODE, ...options])];
    // Each is killed in turn, whenever another part of the keys is done.
    for (let kill = 0; kill < KILLS; kill += 1) {
      await until(() => lines().length >= ((kill + 1) * KEYS) / (KILLS + 4), "the programs go on");
      workers[kill % 2].kill();
      await sleep(20);
    }
    await Promise.all(workers.map(({ ended }) => ended));
    assert.deepEqual(workers.map(({ kills }) => kills), [KILLS / 2, KILLS / 2]);

    // A key that a killed program had begun is begun again as a later attempt; no attempt was granted to both.
    const begun = lines();
    assert.deepEqual(begun.filter((line, at) => begun.indexOf(line) !== at), []);
    assert.equal(new Set(begun.map((line) => line.split(" ")[0])).size, KEYS);
    const store = await place.open();
    for (let key = 0; key < KEYS; key += 1) assert.equal((await store.find(`k:${key}`))?.done, true, `k:${key}`);
  } finally {
    await place.end();
  }
});
