// The Closed API beyond its document, over HTTP, from Node: newer endpoints, newer parameters, and unknown ones.
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { test } from "node:test";
import { all, failure, session } from "./harness.mjs";

const member = { id_user: "130173" };

/** A product that the mock shop queues. */
const PULSA = {
  id_kategori: "41211",
  id_lokasi: "43727",
  jenis_barang: "digital",
  nama_barang: "Pulsa & paket 5rb",
  deskripsi_singkat: "Pulsa",
  deskripsi_panjang: "Pulsa semua operator",
  harga_barang: 6000,
  stok_barang: 99,
  url_gambar_barang_1: "https://contoh.id/pulsa.jpg",
};

/** The fields of a form that was sent. */
const form = ({ body }) => Object.fromEntries(new URLSearchParams(body));

test("aplikasi/info_limit: the requests of the day are counted, but for this one", async () => {
  const closed = session().closed();
  assert.deepEqual((await closed.aplikasi.infoLimit()).jumlah_request, 0);
  await closed.aplikasi.info();
  await closed.produk.list();
  assert.equal((await closed.aplikasi.infoLimit()).jumlah_request, 2);
  assert.equal((await closed.aplikasi.infoLimit()).jumlah_request, 2);
});

test("produk/id_upload and produk/create: a product is queued with what an upload needs", async () => {
  const it = session();
  const closed = it.closed();
  const { kategori, lokasi } = await closed.produk.idUpload();
  assert.equal(typeof kategori[0].id_kategori, "string");
  const { id_lokasi } = lokasi.find(({ tipe_lokasi }) => tipe_lokasi === "digital");
  const more = {
    url_gambar_barang_2: "https://contoh.id/2.jpg",
    berat: 0,
    caption_catatan: "Nomor HP",
    tipe_input: "angka_only",
    harga_modal: 5500,
    harga_barang_asli: 7000,
    catatan_wajib_isi: true,
    batasi_max: false,
    produk_digital_khusus: "bebas_nominal",
  };
  const produk = { ...PULSA, ...more, id_kategori: kategori[0].id_kategori, id_lokasi };
  const queued = await closed.produk.create(produk);
  assert.match(queued.status, /^ok - /);
  assert.deepEqual([queued.id_antrian, queued.nama_barang], ["88123", produk.nama_barang]);
  const request = (await it.log()).at(-1);
  assert.equal(request.headers["content-type"], "application/x-www-form-urlencoded");
  assert.deepEqual(form(request), Object.fromEntries(Object.entries(produk).map(([name, value]) => [name, String(value)])));
});

test("produk/create: a refusal says why", async () => {
  const error = await failure(session().closed().produk.create({ ...PULSA, id_lokasi: "43726" }), "bad_request");
  assert.deepEqual([error.status, error.attempts], ["id_lokasi tidak sesuai dengan jenis_barang", 1]);
});

test("member/notifikasi: a member is told, with and without a picture", async () => {
  const it = session();
  const words = { judul_notifikasi: "Pesanan & resi", pesan_notifikasi: "Sudah dikirim" };
  const url_gambar = "https://storage1.bukaolshop.com/images/1/a.jpg";
  const sent = await it.closed().member.notifikasi({ ...member, ...words, url_gambar });
  assert.deepEqual([sent.id_user, sent.status_gambar, sent.token_notifikasi], ["130173", "valid", "ntf-130173"]);
  const plain = await it.closed().member.notifikasi({ email_user: "budi.santoso@contoh.id", ...words });
  assert.equal(plain.status_gambar, null);
  assert.deepEqual(form((await it.log())[0]), { ...member, ...words, url_gambar });
});

for (const fault of ["reset:before", "reset:body", "status:503", "html:1"]) {
  test(`a notification and a new product whose answer is lost (${fault}) are not sent again`, async () => {
    const it = session(fault);
    const closed = it.closed({ retry: { attempts: 5, baseDelay: 1, maxDelay: 2 } });
    for (const call of [
      () => closed.member.notifikasi({ ...member, judul_notifikasi: "a", pesan_notifikasi: "b" }),
      () => closed.produk.create(PULSA),
      () => closed.saldo.change({ ...member, tipe: "tambah", jumlah: 1, notifikasi: true, extra: { baru: 1 } }),
    ]) {
      const before = (await it.log()).length;
      const error = await call().then(() => assert.fail("no error"), (error) => error);
      assert.equal(error.attempts, 1, error.message);
      assert.equal((await it.log()).length, before + 1);
    }
  });
}

test("produk: its status is in lists and details, and is changed", async () => {
  const closed = session().closed();
  const { data } = await closed.produk.list();
  const { id_barang, status_produk } = data[0];
  assert.equal(status_produk, "live");
  for (const status of ["gangguan", "closed", "live"]) {
    await closed.produk.edit({ id_barang, status_produk: status });
    assert.equal((await closed.produk.get(id_barang)).status_produk, status);
    assert.equal((await closed.produk.list()).data[0].status_produk, status);
  }
});

test("produk: a server that sends no status has sent none", async () => {
  const it = session();
  const row = { id_barang: "1", nama_barang: "a", harga_barang: 1 };
  await it.script([{ body: { code: 200, status: "ok", data: [row] } }, { body: { code: 200, status: "ok", ...row } }]);
  const closed = it.closed();
  assert.equal((await closed.produk.list()).data[0].status_produk, null);
  assert.equal((await closed.produk.get("1")).status_produk, null);
});

test("member/saldo and member/topup: the member is told in these words", async () => {
  const it = session();
  const closed = it.closed();
  const words = { judul_notifikasi: "Hadiah", pesan_notifikasi: "Rp5.000 & terima kasih" };
  await closed.saldo.change({ id_user: "120001", tipe: "tambah", jumlah: 5000, notifikasi: true, ...words });
  await closed.saldo.topup({ token_topup: "topup-130173-7000", notifikasi: false, validasi_jumlah_topup: 7000 });
  const [change, topup] = (await it.log()).map(form);
  assert.deepEqual(change, { id_user: "120001", tipe: "tambah", jumlah: "5000", notifikasi: "true", ...words });
  assert.deepEqual(topup, { token_topup: "topup-130173-7000", notifikasi: "false", validasi_jumlah_topup: "7000" });
});

test("member/topup: another sum is refused, nothing has moved, and the error says why", async () => {
  const it = session();
  const closed = it.closed({ retry: { attempts: 3, baseDelay: 1, maxDelay: 2 } });
  const topup = { token_topup: "topup-130173-50000", ...member, jumlah: 50000 };
  const error = await failure(closed.saldo.topup({ ...topup, validasi_jumlah_topup: 50001 }), "bad_request");
  assert.deepEqual([error.path, error.code, error.movement, error.retryable, error.attempts], ["validasi_jumlah_topup", 400, null, false, 1]);
  assert.match(error.message, /validasi_jumlah_topup tidak sama dengan jumlah topup di bukaOlshop, jadi saldo tidak diubah/);
  assert.equal((await closed.saldo.get(member)).jumlah_saldo, 1250000);
});

test("extra: unknown parameters go along with every call, where its own go", async () => {
  const it = session();
  const closed = it.closed();
  const extra = { baru: "a & b", jumlah_baru: 5, cepat: true };
  const { data } = await closed.transaksi.list({ extra });
  const { id_barang } = (await closed.produk.list(1, { extra })).data[0];
  const nomor = data[0].nomor_pembayaran;
  const { id_transaksi } = (await closed.transaksi.get(nomor, { extra })).data_pesanan[0].data_produk[0];
  await closed.aplikasi.info({ extra });
  await closed.aplikasi.infoLimit({ extra });
  await closed.produk.idUpload({ extra });
  await closed.produk.get(id_barang, { extra });
  await closed.produk.edit({ id_barang, sku: "1", extra });
  await closed.produk.delete(id_barang, { extra });
  await closed.produk.create({ ...PULSA, extra });
  await closed.member.list(1, { extra });
  await closed.member.get({ ...member, extra });
  await closed.member.notifikasi({ ...member, judul_notifikasi: "a", pesan_notifikasi: "b", extra });
  await closed.saldo.get({ ...member, extra });
  await closed.saldo.change({ ...member, tipe: "tambah", jumlah: 1, extra });
  await closed.saldo.topup({ token_topup: "topup-120001-7", extra });
  await closed.chat.create({ ...member, pesan_teks: "x", extra });
  await closed.transaksi.status(nomor, "lanjut", { extra });
  await closed.transaksi.resi({ id_transaksi, nomor_resi: "JNE1", extra });
  assert.equal((await all(closed.member.all({ extra }))).length, 28);
  assert.equal((await all(closed.member.pages(3, { extra }))).length, 1);
  for await (const page of closed.produk.pages(1, { extra })) if (page.page === 2) break;
  for await (const row of closed.produk.all({ extra })) if (row) break;
  for await (const row of closed.transaksi.all({ page: 2, extra })) if (row) break;
  const log = await it.log();
  assert.ok(log.length > 24);
  const texts = { baru: "a & b", jumlah_baru: "5", cepat: "true" };
  for (const request of log) {
    const { method, path, params, body } = request;
    const sent = method === "GET" ? params : method === "POST" ? form(request) : JSON.parse(body);
    const expected = method === "GET" || method === "POST" ? texts : extra;
    for (const [name, value] of Object.entries(expected)) assert.equal(sent[name], value, `${method} ${path} ${name}`);
  }
});

test("extra: neither a known parameter nor a key, nor what is no parameter", async () => {
  const it = session();
  const closed = it.closed();
  const change = { ...member, tipe: "tambah", jumlah: 1 };
  const resi = { id_transaksi: "1", nomor_resi: "1" };
  for (const [field, call] of [
    ["extra.jumlah", closed.saldo.change({ ...change, extra: { jumlah: 1000000 } })],
    ["extra.TIPE", closed.saldo.change({ ...change, extra: { TIPE: "kurang" } })],
    ["extra.tipe[]", closed.saldo.change({ ...change, extra: { "tipe[]": "kurang" } })],
    ["extra.id.user", closed.saldo.change({ ...change, extra: { "id.user": "1" } })],
    ["extra.pin", closed.saldo.change({ ...change, extra: { pin: "471100" } })],
    ["extra.token", closed.produk.list(1, { extra: { token: "x" } })],
    ["extra.Authorization", closed.member.get({ ...member, extra: { Authorization: "Bearer x" } })],
    ["extra.page", all(closed.produk.all({ extra: { page: 2 } }))],
    ["extra.status_transaksi", closed.transaksi.resi({ ...resi, extra: { status_transaksi: "batal_dan_refund" } })],
    ["extra.baru", closed.chat.create({ ...member, pesan_teks: "x", extra: { baru: [1] } })],
    ["extra.baru", closed.produk.get("1", { extra: { baru: null } })],
    ["extra", closed.produk.get("1", { extra: "baru=1" })],
    ["extra", closed.produk.get("1", { extra: [1] })],
    ["ekstra", closed.produk.get("1", { ekstra: {} })],
    ["id_barang", closed.produk.get(undefined, { extra: {} })],
  ]) {
    const error = await failure(call, "invalid_argument");
    assert.equal(error.path, field);
    assert.ok(error.message.includes(field), error.message);
    assert.ok(!inspect(error).includes("471100"));
  }
  assert.deepEqual(await it.log(), []);
});

test("what is not allowed is refused by its name, before anything is sent", async () => {
  const it = session();
  const closed = it.closed();
  const words = { judul_notifikasi: "a", pesan_notifikasi: "b" };
  const topup = { token_topup: "topup-130173-10000" };
  const change = { ...member, tipe: "tambah", jumlah: 1 };
  const without = Object.keys(PULSA).map((name) => [name, closed.produk.create({ ...PULSA, [name]: undefined })]);
  for (const [field, call] of [
    ...without,
    ["nama_barang", closed.produk.create({ ...PULSA, nama_barang: " " })],
    ["harga_barang", closed.produk.create({ ...PULSA, harga_barang: "6.000" })],
    ["stok_barang", closed.produk.create({ ...PULSA, stok_barang: -1 })],
    ["jenis_barang", closed.produk.create({ ...PULSA, jenis_barang: "jasa" })],
    ["tipe_input", closed.produk.create({ ...PULSA, tipe_input: "huruf" })],
    ["catatan_wajib_isi", closed.produk.create({ ...PULSA, catatan_wajib_isi: "ya" })],
    ["produk_digital_khusus", closed.produk.create({ ...PULSA, produk_digital_khusus: "pulsa" })],
    ["url_gambar_barang_1", closed.produk.create({ ...PULSA, url_gambar_barang_1: "pulsa.jpg" })],
    ["warna", closed.produk.create({ ...PULSA, warna: "merah" })],
    ["status_produk", closed.produk.edit({ id_barang: "1", status_produk: 7 })],
    ["status_produk", closed.produk.edit({ id_barang: "1", status_produk: "habis" })],
    ["judul_notifikasi", closed.member.notifikasi({ ...member, pesan_notifikasi: "b" })],
    ["pesan_notifikasi", closed.member.notifikasi({ ...member, ...words, pesan_notifikasi: "" })],
    ["url_gambar", closed.member.notifikasi({ ...member, ...words, url_gambar: "https://contoh.id/a.jpg" })],
    ["url_gambar", closed.member.notifikasi({ ...member, ...words, url_gambar: "https://storage1.bukaolshop.com.contoh.id/a.jpg" })],
    ["validasi_jumlah_topup", closed.saldo.topup({ ...topup, validasi_jumlah_topup: "10.000" })],
    ["validasi_jumlah_topup", closed.saldo.topup({ ...topup, validasi_jumlah_topup: 0 })],
    ["validasi_jumlah_topup", closed.saldo.topup({ ...topup, validasi_jumlah_topup: 10000.5 })],
    ["notifikasi", closed.saldo.change({ ...change, notifikasi: "ya" })],
    ["notifikasi", closed.saldo.topup({ ...topup, notifikasi: 1 })],
    ["judul_notifikasi", closed.saldo.change({ ...change, judul_notifikasi: " " })],
    ["pesan_notifikasi", closed.saldo.topup({ ...topup, pesan_notifikasi: 5 })],
  ]) {
    const error = await failure(call, "invalid_argument");
    assert.equal(error.path, field, error.message);
    assert.ok(error.message.includes(field), error.message);
  }
  assert.deepEqual(await it.log(), []);
});
