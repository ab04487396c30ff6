// The Closed API over HTTP, from Node: every endpoint, every documented error.
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { test } from "node:test";
import { KEYS, all, failure, server, session } from "./harness.mjs";

test("aplikasi/info: the app arrives", async () => {
  const info = await session().closed().aplikasi.info();
  assert.equal(info.nama_toko, "OlshopGue");
  assert.equal(info.telah_verifikasi_identitas, false);
});

test("produk/list and produk/id: products by page and by id, numbers as numbers", async () => {
  const closed = session().closed();
  const page = await closed.produk.list(2);
  assert.deepEqual([page.data.length, page.page, page.has_next, page.rejected], [10, 2, true, []]);
  const detail = await closed.produk.get(page.data[0].id_barang);
  assert.equal(detail.nama_barang, page.data[0].nama_barang);
  assert.equal(typeof detail.harga_barang, "number");
  assert.equal(typeof detail.id_barang, "string");
  assert.equal(detail.harga_grosir[0].jumlah, 5);
});

test("produk/list: all products, each once, fetched as they are consumed", async () => {
  const it = session();
  const rows = it.closed().produk.all();
  assert.equal((await it.log()).length, 0);
  let seen = 0;
  for await (const row of rows) {
    assert.ok(row.id_barang);
    if ((seen += 1) === 15) break;
  }
  assert.equal((await it.log()).length, 2);
  const ids = (await all(rows)).map((row) => row.id_barang);
  assert.deepEqual([ids.length, new Set(ids).size], [1257, 1257]);
});

test("produk/id: a product is changed and deleted", async () => {
  const closed = session().closed();
  const { id_barang } = (await closed.produk.list(1)).data[0];
  const changed = await closed.produk.edit({ id_barang, nama_barang: "Nama & baru", harga_barang: 15000 });
  assert.deepEqual([changed.status, changed.id_barang], ["ok - Data berhasil diubah", id_barang]);
  const { nama_barang, harga_barang } = await closed.produk.get(id_barang);
  assert.deepEqual([nama_barang, harga_barang], ["Nama & baru", 15000]);
  await closed.produk.delete(id_barang);
  assert.equal((await failure(closed.produk.get(id_barang), "bad_request")).code, 400);
});

test("member/list and member/id: members by page, all of them, by id or address", async () => {
  const closed = session().closed();
  const pages = await all(closed.member.pages(2));
  assert.deepEqual(pages.map(({ page, data }) => [page, data.length]), [[2, 10], [3, 8]]);
  assert.equal((await all(closed.member.all())).length, 28);
  assert.equal((await closed.member.list(3)).has_next, false);
  const byId = await closed.member.get({ id_user: "130173" });
  assert.deepEqual(await closed.member.get({ email_user: "budi.santoso@contoh.id" }), byId);
});

test("member/saldo: a balance is read and changed, with PIN and note", async () => {
  const closed = session().closed();
  const member = { id_user: "130173" };
  const before = await closed.saldo.get(member);
  assert.equal(before.jumlah_saldo, 1250000);
  const change = { ...member, tipe: "kurang", jumlah: 50000, pin: "471100", catatan_saldo: "Pulsa & token #1" };
  const changed = await closed.saldo.change(change);
  assert.deepEqual([changed.jumlah, changed.tipe], [50000, "kurang"]);
  const after = await closed.saldo.get(member);
  assert.deepEqual([after.jumlah_saldo, after.riwayat_saldo[0].informasi_catatan], [1200000, "Pulsa & token #1"]);
});

test("member/saldo: more than there is, a wrong PIN and a stranger are refused, and nothing moves", async () => {
  const closed = session().closed();
  const tooMuch = await failure(closed.saldo.change({ id_user: "130174", tipe: "kurang", jumlah: 1 }), "forbidden");
  assert.equal(tooMuch.status, "Pengurangan lebih besar dari jumlah saldo member");
  const wrong = await failure(closed.saldo.change({ id_user: "130173", tipe: "tambah", jumlah: 5, pin: "123456" }), "forbidden");
  assert.equal(wrong.movement, null);
  assert.ok(!inspect([wrong, tooMuch, closed], { depth: 9, showHidden: true }).includes("123456"));
  await failure(closed.saldo.change({ id_user: "1", tipe: "tambah", jumlah: 5 }), "not_found");
  assert.equal((await closed.saldo.get({ id_user: "130173" })).jumlah_saldo, 1250000);
});

test("member/topup: a top-up is confirmed", async () => {
  const closed = session().closed();
  const changed = await closed.saldo.topup({ token_topup: "topup-130173-50000", id_user: "130173", jumlah: 50000 });
  assert.deepEqual([changed.id_user, changed.jumlah], ["130173", 50000]);
  assert.equal((await closed.saldo.get({ id_user: "130173" })).jumlah_saldo, 1300000);
});

test("chat/create: a message is sent", async () => {
  const it = session();
  const sent = await it.closed().chat.create({ email_user: "budi.santoso@contoh.id", pesan_teks: "Halo & apa kabar?" });
  assert.equal(sent.pesan_teks, "Halo & apa kabar?");
  const [request] = await it.log();
  assert.equal(request.headers["content-type"], "application/x-www-form-urlencoded");
  assert.equal(request.headers.authorization, `Bearer ${KEYS.closed}`);
});

test("transaksi/list and transaksi/id: orders by status and by member, and one in full", async () => {
  const closed = session().closed();
  const page = await closed.transaksi.list({ filter_status: "lunas" });
  assert.ok(page.data.length > 0 && page.data.every((row) => row.status_bayar === "lunas"));
  const mine = await closed.transaksi.list({ id_user: "130175" });
  assert.ok(mine.data.every((row) => row.id_user === "130175"));
  assert.equal((await all(closed.transaksi.all({ id_user: "130175" }))).length, 48);
  const [first] = await all(closed.transaksi.pages({ page: 2, id_user: "130175" }));
  assert.equal(first.page, 2);
  const order = await closed.transaksi.get(page.data[0].nomor_pembayaran);
  assert.equal(typeof order.total_transaksi, "number");
  assert.ok(order.data_pesanan[0].data_produk.length > 0);
});

test("transaksi/id: an order goes through all seven changes of its status", async () => {
  const closed = session().closed();
  const { nomor_pembayaran } = (await closed.transaksi.list({ filter_status: "pending" })).data[0];
  for (const [status, bayar, pengiriman] of [
    ["lanjut", "lunas", "belum diproses"],
    ["kembali", "pending", "belum diproses"],
    ["lunas", "lunas", "belum diproses"],
    ["diproses", "lunas", "diproses"],
    ["selesai", "lunas", "selesai"],
    ["batal_dan_refund", "di batalkan", "di batalkan"],
    ["batal", "di batalkan", "di batalkan"],
  ]) {
    const changed = await closed.transaksi.status(nomor_pembayaran, status);
    assert.deepEqual([changed.status_bayar_terbaru, changed.status_pengiriman_terbaru], [bayar, pengiriman], status);
  }
});

test("transaksi/id: a courier's number is entered", async () => {
  const closed = session().closed();
  const { nomor_pembayaran } = (await closed.transaksi.list()).data[0];
  const { id_transaksi } = (await closed.transaksi.get(nomor_pembayaran)).data_pesanan[0].data_produk[0];
  await closed.transaksi.resi({ id_transaksi, nomor_resi: "JNE0123", harga_modal: 9000 });
  const order = await closed.transaksi.get(nomor_pembayaran);
  assert.equal(order.data_pesanan[0].data_produk[0].nomor_resi, "JNE0123");
});

test("every documented error is of its kind", async () => {
  const it = session();
  for (const [status, kind] of [
    [400, "bad_request"],
    [401, "unauthorized"],
    [403, "forbidden"],
    [404, "not_found"],
    [405, "method_not_allowed"],
    [429, "rate_limited"],
    [500, "server"],
  ]) {
    const error = await failure(it.closed({}, `status:${status}`).aplikasi.info(), kind);
    assert.deepEqual([error.code, error.endpoint, error.attempts], [status, "/aplikasi/info", 1]);
    await failure(it.closed({}, `code:${status}`).aplikasi.info(), kind);
  }
  await failure(it.closed({}, "html:1").aplikasi.info(), "invalid_response");
  await failure(it.closed({ timeout: 200 }, "stall:headers").aplikasi.info(), "timeout");
  await failure(it.closed({ apiKey: "lain" }).aplikasi.info(), "unauthorized");
});

test("reading is tried again, and changing is not", async () => {
  const it = session("status:503");
  const closed = it.closed({ retry: { attempts: 3, baseDelay: 1, maxDelay: 2 } });
  const read = await failure(closed.aplikasi.info(), "unavailable");
  assert.deepEqual([read.attempts, read.retryable], [3, true]);
  const sent = await failure(closed.chat.create({ id_user: "130173", pesan_teks: "x" }), "unknown_outcome");
  assert.equal(sent.attempts, 1);
});

test("what is not allowed is refused in Indonesian, before anything is sent", async () => {
  const it = session();
  const closed = it.closed();
  const member = { id_user: "130173" };
  const loop = {};
  loop.loop = loop;
  const refused = {
    "bersarang terlalu dalam": [closed.chat.create(loop)],
    "isi salah satu saja": [
      closed.member.get({}),
      closed.saldo.get({ ...member, email_user: "a@b.c" }),
      closed.chat.create({ pesan_teks: "x" }),
    ],
    "page harus": [closed.produk.list(0), closed.member.list(601), all(closed.produk.pages(0))],
    "page harus bilangan bulat": [closed.produk.list(1.5), closed.produk.list(-1), closed.produk.list("1")],
    "jumlah harus": [closed.saldo.change({ ...member, tipe: "tambah", jumlah: 0 })],
    "jumlah harus bilangan bulat": [
      closed.saldo.change({ ...member, tipe: "tambah", jumlah: -5 }),
      closed.saldo.change({ ...member, tipe: "tambah", jumlah: 0.5 }),
    ],
    "jumlah harus angka biasa": [closed.saldo.change({ ...member, tipe: "tambah", jumlah: NaN })],
    "pin harus 6 angka": [closed.saldo.change({ ...member, tipe: "tambah", jumlah: 1, pin: "12345" })],
    "tipe harus diisi": [closed.saldo.change({ ...member, jumlah: 1 })],
    "id_user harus teks": [closed.saldo.get({ id_user: 130173 })],
    "jumlah_saldo tidak dikenal": [closed.saldo.change({ ...member, tipe: "tambah", jumlah: 1, jumlah_saldo: 1 })],
    "status_transaksi harus salah satu dari: lanjut": [closed.transaksi.status("1", "dihapus")],
    "id_barang harus diisi": [closed.produk.get(" ")],
  };
  for (const [words, calls] of Object.entries(refused)) {
    for (const call of calls) {
      const { message } = await failure(call, "invalid_argument");
      assert.ok(message.includes(words), `${words}: ${message}`);
    }
  }
  assert.deepEqual(await it.log(), []);
});

test("a client that could never ask cannot be made", () => {
  const { ClosedApi } = server;
  for (const options of [undefined, {}, { apiKey: "" }, { apiKey: " " }, { apiKey: 7 }]) {
    assert.throws(() => new ClosedApi(options), { name: "BukaOlshopError", kind: "invalid_argument" });
  }
});

test("once the module is there, all of a client's options are looked at when it is made", async () => {
  await server.init();
  const apiKey = "kunci";
  for (const [options, words] of [
    [{ apiKey: "dua kata" }, /API key harus diisi/],
    [{ apiKey, baseUrl: "http://contoh.id" }, /https/],
    [{ apiKey, timeout: 0 }, /timeout/],
    [{ apiKey, timeout: -1 }, /timeout/],
    [{ apiKey, retry: { attempts: 0 } }, /attempts/],
    [{ apiKey, tiimeout: 5 }, /tiimeout tidak dikenal/],
  ]) {
    assert.throws(() => new server.ClosedApi(options), { kind: "invalid_argument", message: words });
  }
});

test("neither key nor member is in anything that is printed", async () => {
  const it = session("reset:before");
  const closed = it.closed();
  const error = await failure(closed.saldo.change({ id_user: "130173", tipe: "tambah", jumlah: 1 }), "unknown_outcome");
  const printed = inspect([closed, error], { depth: 9, showHidden: false }) + JSON.stringify([closed, error]) + String(error);
  assert.ok(!printed.includes(KEYS.closed) && !printed.includes("130173"), printed);
});
