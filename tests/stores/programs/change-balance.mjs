// Usage: node change-balance.mjs ADDRESS BASE-URL MEMBER
// Adds a rupiah to a member's balance, at the pace that the store at the address keeps, and says how that ended.
import { ClosedApi, openStore } from "../project.mjs";

const [address, baseUrl, member] = process.argv.slice(2);
const store = await openStore(address);
const closed = new ClosedApi({ apiKey: "kunci-tertutup/uji+1==", baseUrl, retry: false, store });
const change = closed.saldo.change({ ...JSON.parse(member), tipe: "tambah", jumlah: 1 });
console.log(await change.then(() => "changed", (error) => error.kind));
await store.close();
