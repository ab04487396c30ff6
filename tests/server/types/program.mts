// A program of a shop's server, as the types want it.
import init, {
  BukaOlshopError,
  CallbackRejection,
  ClosedApi,
  CommerceApi,
  FileStore,
  MemoryStore,
  MitraBunso,
  OneSolu,
  OneSoluWebhooks,
  OneTablet,
  callbackReceiver,
  type Member,
  type NodeRequest,
  type NodeResponse,
  type Outcome,
  type Saldo,
  type Store,
  type TransaksiDetail,
} from "bukaolshop/server";
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
};
export const stores: Store[] = [own, new MemoryStore({ kept: 1 }), await FileStore.open("callback.journal")];

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
