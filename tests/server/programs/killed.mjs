// Usage: node killed.mjs JOURNAL DONE SECRET [to the end]
// Receives forty callbacks, each twice, and writes down what it has done. In every life but the last it stands still in
// the middle of a callback, before it has done its part, until it is killed.
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../support/mock-server.mjs";

const { FileStore, callbackReceiver } = await import(pathToFileURL(join(root, "pkg/server/index.js")).href);
const [journal, done, secret, last] = process.argv.slice(2);

let left = 5;
async function work({ nomor_pembayaran }, { attempt }) {
  if (!last && (left -= 1) === 0) {
    process.send("working");
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  }
  // An attempt before may have done its part.
  if (attempt > 1 && readFileSync(done, "utf8").split("\n").includes(nomor_pembayaran)) return;
  appendFileSync(done, `${nomor_pembayaran}\n`);
}

const receiver = callbackReceiver({ secret, store: await FileStore.open(journal), onTransaksiBaru: work });
await receiver.resume();
for (let at = 0; at < 80; at += 1) {
  await receiver.receive(
    "POST",
    JSON.stringify({
      tipe_callback: "transaksi_baru",
      secret_key_callback: secret,
      nomor_pembayaran: String(at % 40),
      status_transaksi: "lunas",
      tipe_transaksi: "EKSPEDISI",
    }),
  );
}
process.disconnect();
