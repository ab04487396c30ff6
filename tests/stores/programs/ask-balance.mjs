// Usage: node ask-balance.mjs ADDRESS BASE-URL LIMIT TIMES
// Looks the balance of a member up so many times, within a day's limit that is counted in the store at the address. Prints how many of the
// look-ups were made, and how many were refused.
import { ClosedApi, openStore } from "../project.mjs";

const [address, baseUrl, limit, times] = process.argv.slice(2);
const store = await openStore(address);
const dailyLimits = { reads: Number(limit), changes: 0 };
const closed = new ClosedApi({ apiKey: "kunci-tertutup/uji+1==", baseUrl, retry: false, store, dailyLimits });
const ended = { made: 0, quota: 0 };
for (let at = 0; at < times; at += 1) {
  const kind = await closed.saldo.get({ id_user: "130173" }).then(() => "made", (error) => error.kind);
  ended[kind] = (ended[kind] ?? 0) + 1;
}
console.log(JSON.stringify(ended));
await store.close();
