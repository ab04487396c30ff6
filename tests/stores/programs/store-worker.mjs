// Usage: node store-worker.mjs ADDRESS KEYS OUT [SHOP]
// Claims and settles keys in a store that other programs share, until all are done. The tests kill it in the middle.
import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "../project.mjs";

const [address, keys, out, shop] = process.argv.slice(2);
/** How long a key of a killed program is kept from others. */
const LEASE = 500;

const store = await openStore(address, { shop });
let left = Array.from({ length: Number(keys) }, (_, number) => `k:${number}`);
while (left.length > 0) {
  const others = [];
  for (const key of left) {
    const owner = `${process.pid}-${Math.random()}`;
    const { state, attempt } = await store.claim({ key, note: "{}", now: Date.now(), lease: LEASE, owner });
    if (state === "in_progress") others.push(key);
    if (state !== "claimed") continue;
    appendFileSync(out, `${key} ${attempt}\n`);
    await store.settle({ key, attempt, end: "done", now: Date.now(), owner });
  }
  left = others;
  if (left.length > 0) await sleep(20);
}
await store.close();
