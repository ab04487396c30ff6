// A program of a shop's server, as the types want it.
import init, {
  BukaOlshopError,
  CacheAnswers,
  CallbackRejection,
  ClosedApi,
  CommerceApi,
  MemoryStore,
  MitraBunso,
  OneSolu,
  OneSoluWebhooks,
  OneTablet,
  callbackReceiver,
  exactlyOnce,
  forward,
  openApiCache,
  topupHandler,
  type AnswerStore,
  type OpenApiCacheStatus,
  type Member,
  type NodeRequest,
  type NodeResponse,
  type Outcome,
  type Saldo,
  type Store,
  type TransaksiDetail,
} from "bukaolshop/server";
import { PostgresStore, type PostgresOptions } from "bukaolshop/server/postgres";
import { RedisStore } from "bukaolshop/server/redis";
import { SqliteAnswers, SqliteStore, type DatabaseOptions } from "bukaolshop/server/sqlite";
import wasm from "bukaolshop/server/bukaolshop_server_bg.wasm";

await init(wasm);

const closed = new ClosedApi({ apiKey: "kunci", timeout: 1000, retry: false });
const member: Member = { id_user: "1" };
const before: Saldo = await closed.saldo.get(member);
try {
  await closed.saldo.change({ ...member, tipe: "tambah", jumlah: 1, pin: "123456" });
  await closed.chat.create({ email_user: "a@b.c", pesan_teks: "x" });
  await closed.saldo.topup({ token_topup: "t" });
  await closed.saldo.topup({ token_topup: "t", id_user: "1", validasi_jumlah_topup: 50123, notifikasi: true });
  await closed.saldo.change({ ...member, tipe: "kurang", jumlah: 1, judul_notifikasi: "a", pesan_notifikasi: "b", extra: { baru: 1 } });
} catch (error) {
  if (error instanceof BukaOlshopError && error.kind === "unknown_outcome" && error.movement) {
    const outcome: Outcome = await closed.saldo.outcomeOf(error.movement, before);
    console.log(outcome);
  }
}
const { jumlah_request } = await closed.aplikasi.infoLimit();
const { kategori, lokasi } = await closed.produk.idUpload();
const { id_antrian } = await closed.produk.create({
  id_kategori: kategori[0]?.id_kategori ?? "",
  id_lokasi: lokasi[0]?.id_lokasi ?? "",
  jenis_barang: "digital",
  nama_barang: "a",
  deskripsi_singkat: "b",
  deskripsi_panjang: "c",
  harga_barang: 1,
  stok_barang: 1,
  url_gambar_barang_1: "https://contoh.id/a.jpg",
  tipe_input: "angka_only",
  produk_digital_khusus: "none",
});
const { token_notifikasi } = await closed.member.notifikasi({ ...member, judul_notifikasi: "a", pesan_notifikasi: "b" });
const { status_produk } = await closed.produk.get("1", { extra: { bahasa: "id", baru: true } });
await closed.produk.edit({ id_barang: "1", status_produk: "gangguan", extra: { daftar: [1, { a: 2 }] } });
console.log(jumlah_request + 1, id_antrian.length, token_notifikasi?.length, status_produk?.length);
for await (const row of closed.transaksi.all({ page: 2, extra: { urutan: "lama" } })) console.log(row.tanggal);
for await (const { id_barang, harga_barang } of closed.produk.all()) console.log(id_barang.length, harga_barang + 1);
for await (const page of closed.transaksi.pages({ filter_status: "lunas" })) console.log(page.data[0]?.nomor_pembayaran);

// @ts-expect-error: one of two names, not both
await closed.member.get({ id_user: "1", email_user: "a@b.c" });
// @ts-expect-error: nor none
await closed.saldo.get({});
// @ts-expect-error: ids are texts
await closed.member.get({ id_user: 1 });
// @ts-expect-error: not both here, either
await closed.saldo.topup({ token_topup: "t", id_user: "1", email_user: "a@b.c" });
// @ts-expect-error: a sum is a number
await closed.saldo.topup({ token_topup: "t", validasi_jumlah_topup: "10.000" });
// @ts-expect-error: one of three
await closed.produk.edit({ id_barang: "1", status_produk: 7 });
// @ts-expect-error: a new product needs more than a name
await closed.produk.create({ nama_barang: "a" });
// @ts-expect-error: nothing is nothing
await closed.produk.get("1", { extra: { baru: null } });
// @ts-expect-error: one of seven
await closed.transaksi.status("1", "dihapus");
// @ts-expect-error: a key is needed
export const keyless = new ClosedApi({});
// @ts-expect-error: an API key or a source of tokens, not both
export const twice = new CommerceApi({ baseUrl: "https://contoh.id", apiKey: "kunci", token: () => "t" });
// @ts-expect-error: a mail needs a subject
await new CommerceApi({ baseUrl: "https://contoh.id", apiKey: "kunci" }).sendNotification({ userId: "u", message: "m", type: "email" });

const own: Store = {
  claim: ({ key }) => ({ state: "claimed", attempt: key.length }),
  settle: async ({ end }) => console.log(end),
  unfinished: () => [],
  givenUp: async () => [{ key: "k", note: "n", attempt: 1 }],
  find: () => null,
};
export const stores: Store[] = [own, new MemoryStore({ kept: 1 }), await SqliteStore.open("callback.db", { shop: "toko", onWarning: console.warn })];
const pooled: PostgresOptions = { connections: 4, kept: 1 };
const named: DatabaseOptions = { shop: "toko" };
stores.push(await PostgresStore.connect("postgres://host/nama", pooled), await RedisStore.connect("redis://host", named));
// @ts-expect-error: only PostgreSQL has connections
await RedisStore.connect("redis://host", { connections: 4 });
export const paced = new ClosedApi({ apiKey: "kunci", store: own });

const receiver = callbackReceiver({
  secret: "rahasia",
  store: own,
  async onTransaksiBaru(callback, { attempt, confirm }) {
    const order: TransaksiDetail = await closed.transaksi.get(callback.nomor_pembayaran);
    const standing: "current" | "late" | "unknown" = confirm(order);
    if (standing === "late" || callback.tipe_transaksi !== "EKSPEDISI" || callback.unknown.includes("tipe_callback")) return;
    console.log(order.data_pesanan[0]?.data_produk[0]?.mismatched?.catatan_tambahan, callback.mismatched?.tipe_transaksi);
    if (attempt > 9) throw new CallbackRejection("work_failed", { note: "terlalu sering" });
    await new OneSolu({ apiKey: "kunci" }).createOrder({ customer_id: order.id_user, items: [{ menu_id: "m", quantity: 1 }] });
  },
  onLunas: ({ nomor_pembayaran, status_transaksi }, { attempt }) => console.log(nomor_pembayaran, status_transaksi === "dibayar", attempt),
  log: (line, reply) => console.log(line, reply.status),
});
export const node = (request: NodeRequest, response: NodeResponse) => receiver.node(request, response, { body: request.body });
await receiver.fetch(new Request("https://contoh.id"), { body: { tipe_callback: "x" } });
export const answer: Response = await receiver.fetch(new Request("https://contoh.id", { method: "POST" }));

const event = await new OneSoluWebhooks({ secret: "rahasia" }).receive(new Request("https://contoh.id"));
console.log(event.id, event.data);

const mitra = new MitraBunso({ token: "token", idUser: "u" });
for await (const row of mitra.all({ status: "NEW" })) console.log((row.order.totalCost ?? 0) + 1, row.status);
const [record] = (await mitra.details("id")).order;
if (record && typeof record.order_first_state === "object") console.log(record.order_first_state?.customer.name);

const tablet = new OneTablet({ baseUrl: "https://contoh.id", apiKey: "kunci", envelope: true });
const delivery = { order_id: "1", status: null };
await tablet.deliveryStatus(delivery, "dasher_confirmed");
// @ts-expect-error: one of five
await tablet.deliveryStatus(delivery, "terbang");

// Fields that are not documented have one name; a misspelt field is none.
const order = await closed.transaksi.get("1", { signal: AbortSignal.timeout(1), timeout: 5 });
console.log(order.tambahan?.baru, order.data_pesanan[0]?.tambahan);
// @ts-expect-error: it is status_bayar
console.log(order.status_bayarr);

// Sending once, forwarding, dead letters, sweeping.
const work = callbackReceiver({
  secret: "rahasia",
  store: own,
  deadline: 5,
  retry: { attempts: 3 },
  async onLunas(callback, { lookUp, once, forward: send, signal }) {
    const { transaksi, standing } = await lookUp(closed);
    if (standing !== "current") return;
    const member = await closed.member.get({ id_user: transaksi.id_user }, { signal });
    const mapped = await forward.mitraBunso({ transaksi, member }, { shopId: "s", shopName: "n", couriers: {}, products: {} });
    await send(mapped, mitra);
    await send(await forward.oneSolu({ transaksi }, { menu: {} }), new OneSolu({ apiKey: "kunci" }));
    console.log(mapped.digital[0]?.catatan, mapped.leftOut.length);
    // @ts-expect-error: orders of Mitra Bunso go to Mitra Bunso
    await send(mapped, tablet);
    const { ran, value } = await once(`k:${callback.nomor_pembayaran}`, { send: async () => 7, look: async () => "changed" });
    console.log(ran === "now", (value ?? 0) + 1);
    // @ts-expect-error: look says one of three, or true or false
    await once("k", { send() {}, look: async () => "mungkin" });
  },
});
work.start({ sweep: closed, pagesADay: 5, from: new Date() }).stop();
for (const letter of await work.deadLetters()) {
  if (letter.about === null) await work.retry(letter.key);
  else await work.decide(letter.key, true);
}
const { complete, replies } = await work.sweep(closed);
console.log(complete, replies[0]?.reason === "not_yet");
console.log((await exactlyOnce({ store: own }).once("k", { send: () => "a" })).value?.length);

const topup = topupHandler({ secret: "rahasia", store: own, closed, page: ({ state }) => (state === "waiting" ? { url: "https://contoh.id" } : "<p>ok") });
console.log((await topup.confirm("id")).state === "confirmed");

const rows = closed.member.all({ page: 3, onPage: ({ rejected, truncated }) => console.log(rejected.length, truncated) });
console.log((await rows.toArray()).length, rows.rejected[0]?.page, rows.truncated);
const own2 = new ClosedApi({ apiKey: "kunci", fetch: (request) => fetch(request), userAgent: "t/1", onRequest: ({ method, path, status, time }) => console.log(method, path, status, time + 1) });
await own2.saldo.get(member, { signal: null }).catch((error) => console.log(error.sent?.call, error.page, error.offset));

/** The parts of Express's requests that matter here, as Node's types have them. */
interface ExpressRequest extends AsyncIterable<any> {
  method: string;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  readableEnded: boolean;
  readonly readableDidRead: boolean;
  body: any;
}
declare const request: ExpressRequest;
declare const response: NodeResponse;
await work.node(request, response, () => {});
await topup.node(request, response);

const kept: AnswerStore = await SqliteAnswers.open("openapi.db");
const front = openApiCache({ token: "token", dailyLimit: null, baseUrl: new URL("https://contoh.id"), basePath: "/openapi", store: kept, log: console.log });
await front.node(request, response, () => {});
const fronted: Response = await front.fetch(new Request("https://contoh.id/openapi/app/produk"), { waitUntil() {} });
const { usedToday, dailyLimit }: OpenApiCacheStatus = await front.status();
console.log(fronted.status, usedToday, dailyLimit === null);
openApiCache({ token: "token", fresh: 60_000, stale: 1, timeout: 1, memory: 1, firstPerMinute: 1, membersPerMinute: 1, fetch: (asked) => fetch(asked), store: null });
openApiCache({ token: "token", store: new CacheAnswers(await caches.open("toko")) });
// @ts-expect-error: a token is needed
openApiCache({ dailyLimit: 100 });
// @ts-expect-error: a text is no number
openApiCache({ token: "token", dailyLimit: "100" });
