// Several stores of one program on one file keep SQLite's locks on it. Without them another program that closes the file could
// take itself for the last one that has it open.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { claim, granted } from "./every-store.mjs";
import { Place } from "./place.mjs";

const skip = process.platform === "linux" ? false : "only Linux lists the locks";

test("opening the file once more does not end the locks of the first store", { skip }, async () => {
  const place = await Place.make("sqlite");
  try {
    const first = await place.open();
    assert.deepEqual(await claim(first, "k", "a"), granted(1));
    const { ino } = statSync(place.path);
    const locks = () => readFileSync("/proc/locks", "utf8").split("\n").filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${ino} `)).length;
    const before = locks();
    assert.ok(before > 0, "SQLite has a lock on the file");
    const second = await place.open();
    await second.close();
    assert.equal(locks(), before);
  } finally {
    await place.end();
  }
});
