// Usage: without-pause.mjs PATH
// Claims and settles keys until it is killed, and says what is stored.
import { writeSync } from "node:fs";
import { SqliteStore } from "../project.mjs";

const store = await SqliteStore.open(process.argv[2]);
writeSync(1, "open\n");
for (let number = 0; ; number += 1) {
  const key = String(number);
  const { state, attempt } = await store.claim({ key, note: "{}", now: Date.now(), lease: 90_000, owner: `${process.pid}-${number}` });
  if (state !== "claimed") continue;
  await store.settle({ key, attempt, end: "done", now: Date.now(), owner: `${process.pid}-${number}` });
  writeSync(1, `done ${number}\n`);
}
