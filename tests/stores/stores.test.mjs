// What every store must show: the list of cases.json, against the stores in memory, SQLite, PostgreSQL and Redis. The servers
// are real ones.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { endWithUs } from "../support/children.mjs";
import { CODE, LIST, casesOf, runCase } from "./cases.mjs";
import { Place } from "./place.mjs";
import { RUNTIMES } from "./project.mjs";

/** STORE_CASE names one case to run alone. */
const wanted = (kind) => casesOf(kind).filter((name) => (process.env.STORE_CASE ?? name) === name);

test("each case of the list has its code, and no other has", () => {
  assert.deepEqual(Object.keys(CODE).sort(), LIST.cases.map(({ name }) => name).sort());
});

for (const kind of LIST.stores) {
  describe(kind === "sqlite" ? "sqlite (better-sqlite3)" : kind, () => {
    let place;
    before(async () => (place = await Place.make(kind)));
    after(() => place?.end());
    for (const name of wanted(kind)) test(name, () => runCase(name, place));
  });
}

/** The runtimes are installed by the names of their programs, which are of one platform. */
const skip = process.platform === "linux" && process.arch === "x64" ? false : "the runtimes are there for Linux on x86-64 only";
for (const [library, { program, options }] of Object.entries(RUNTIMES).slice(1)) {
  test(`sqlite (${library})`, { skip }, async (group) => {
    const cases = fileURLToPath(new URL("./programs/run-sqlite.mjs", import.meta.url));
    const child = spawn(program, [...options, cases], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, DENO_NO_UPDATE_CHECK: "1" } });
    endWithUs(child);
    const ran = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const { name, error } = JSON.parse(line);
      ran.push(name);
      await group.test(name, () => assert.equal(error, null, error));
    }
    assert.deepEqual(ran, casesOf("sqlite"));
  });
}
