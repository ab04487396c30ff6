// Usage: node killed.mjs ADDRESS DONE SECRET [to the end]
// Receives forty callbacks, each twice, and writes down what it has done. In every life but the last it stands still in
// the middle of a callback, before it has done its part, until it is killed.
import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { callbackReceiver, openStore } from "../project.mjs";

const [address, done, secret, last] = process.argv.slice(2);

let left = 5;
async function work({ nomor_pembayaran }, { attempt }) {
  if (!last && (left -= 1) === 0) {
    process.send("working");
    await sleep(600_000);
  }
  // An attempt before may have done its part.
  if (attempt > 1 && readFileSync(done, "utf8").split("\n").includes(nomor_pembayaran)) return;
  appendFileSync(done, `${nomor_pembayaran}\n`);
}

const store = await openStore(address);
// Short, so that the next program does not wait long for the leases of the one that was killed.
const receiver = callbackReceiver({ secret, store, onTransaksiBaru: work, deadline: 100, log() {} });
const sent = (at) =>
  JSON.stringify({
    tipe_callback: "transaksi_baru",
    secret_key_callback: secret,
    nomor_pembayaran: String(at % 40),
    status_transaksi: "lunas",
    tipe_transaksi: "EKSPEDISI",
  });
for (let at = 0; at < 80; at += 1) await receiver.receive("POST", sent(at));
// What a killed program has begun is free when its lease is over.
while (last && new Set(readFileSync(done, "utf8").split("\n").filter(Boolean)).size < 40) {
  await receiver.resume();
  await sleep(200);
}
process.disconnect();
await store.close();
