// What each endpoint answers, and what it is asked: every parameter, every field.
import { BukaOlshop } from "/pkg/index.js";
import { assert, MEMBERS, session, test, TOKEN } from "./harness.js";

function open(mock, member) {
  return new BukaOlshop(Object.assign({ token: TOKEN, baseUrl: mock.baseUrl, cache: false }, member));
}

/** The documented fields of a row and what JavaScript calls their types. */
function hasTypes(row, types, note) {
  for (const name of Object.keys(types)) {
    const value = row[name];
    const type = Array.isArray(value) ? "list" : value === null ? "null" : typeof value;
    assert.ok(types[name].split("|").includes(type), (note || "") + name + " is " + type);
  }
}

const PRODUK = {
  id_produk: "string",
  id_kategori: "string",
  nama_produk: "string",
  harga_produk: "number",
  harga_produk_asli: "number",
  deskripsi_singkat: "string",
  deskripsi_panjang: "string",
  kondisi_produk: "string",
  status_produk: "string|null",
  stok: "number",
  berat: "number",
  tanggal: "string",
  ukuran: "list",
  warna: "list",
  gambar_utama: "string|null",
  list_gambar: "list",
  url_produk: "string|null",
};

test("produk: a page of ten by default", async () => {
  const mock = session();
  const page = await open(mock).produk.list();
  assert.deepEqual([page.data.length, page.page, page.total_data, page.has_next], [10, 1, 10, true]);
  assert.equal(page.source, "network");
  assert.deepEqual(page.rejected, []);
  for (const row of page.data) hasTypes(row, PRODUK);
  const [entry] = await mock.log();
  assert.equal(entry.method, "GET");
  assert.match(entry.path, /\/v1\/app\/produk$/);
  assert.deepEqual(entry.params, { token: TOKEN, page: "1", total_data: "10" });
});

test("produk: every parameter reaches the server", async () => {
  const mock = session();
  const toko = open(mock);
  const [kategori] = await toko.kategori.list();
  const id = kategori.id_kategori;
  await mock.clear();
  const page = await toko.produk.list({
    page: 1,
    total_data: 30,
    id_kategori: Number(id),
    cari_nama_produk: "  baju (merah) & 'celana'! ",
  });
  assert.deepEqual((await mock.log())[0].params, {
    token: TOKEN,
    page: "1",
    total_data: "30",
    id_kategori: id,
    cari_nama_produk: "baju merah celana",
  });
  assert.equal(page.total_data, 30);
});

test("produk: a category as text or number, an empty one for any", async () => {
  const mock = session();
  const toko = open(mock);
  const [kategori] = await toko.kategori.list();
  const text = await toko.produk.list({ id_kategori: kategori.id_kategori });
  const number = await toko.produk.list({ id_kategori: Number(kategori.id_kategori) });
  assert.deepEqual(text.data, number.data);
  const any = await toko.produk.list({ id_kategori: "" });
  assert.deepEqual(any.data, (await toko.produk.list({})).data);
});

test("produk: a search finds, one without words is none", async () => {
  const mock = session();
  const toko = open(mock);
  const [first] = (await toko.produk.list({ total_data: 10 })).data;
  const word = first.nama_produk.match(/[a-z]{4,}/i)[0];
  const found = await toko.produk.list({ cari_nama_produk: word.toUpperCase() });
  assert.ok(found.data.length > 0);
  for (const row of found.data) assert.ok(row.nama_produk.toLowerCase().includes(word.toLowerCase()));
  await mock.clear();
  await toko.produk.list({ cari_nama_produk: "?!&" });
  assert.equal((await mock.log())[0].params.cari_nama_produk, undefined);
});

test("produk: a page past the end is empty", async () => {
  const page = await open(session()).produk.list({ page: 9999 });
  assert.deepEqual([page.data, page.has_next, page.page], [[], false, 9999]);
});

test("kategori: a tree, or flat", async () => {
  const mock = session();
  const toko = open(mock);
  const types = {
    id_kategori: "string",
    nama_kategori: "string",
    gambar_kategori: "string|null",
    url_kategori: "string|null",
    tipe_kategori: "string",
    sub_kategori: "list",
  };
  const tree = await toko.kategori.list();
  assert.ok(Array.isArray(tree));
  const subs = [];
  for (const row of tree) {
    hasTypes(row, types);
    assert.equal(row.tipe_kategori, "utama");
    for (const sub of row.sub_kategori) {
      hasTypes(sub, types, "sub: ");
      assert.deepEqual([sub.tipe_kategori, sub.sub_kategori], ["sub", []]);
      subs.push(sub);
    }
  }
  const flat = await toko.kategori.list({ struktur: "flat" });
  assert.equal(flat.length, tree.length + subs.length);
  for (const row of flat) {
    hasTypes(row, types);
    assert.deepEqual(row.sub_kategori, []);
  }
  const log = await mock.log();
  assert.deepEqual(log.map((entry) => entry.params), [{ token: TOKEN }, { token: TOKEN, struktur: "flat" }]);
});

test("slide: pictures and where they lead", async () => {
  const slides = await open(session()).slide.list();
  assert.ok(slides.length > 1);
  for (const row of slides) hasTypes(row, { url_gambar_slide: "string", url_tujuan: "string|null" });
  assert.ok(slides.some((row) => row.url_tujuan === null));
});

test("kostumpage: names, icons and links", async () => {
  const pages = await open(session()).kostumpage.list();
  assert.ok(pages.length > 1);
  for (const row of pages) {
    hasTypes(row, { nama_page: "string", icon_page: "string|null", url_kostum_page: "string" });
  }
});

test("user.info: the member's own data, with numbers as numbers", async () => {
  const mock = session();
  const info = await open(mock, MEMBERS.budi).user.info();
  hasTypes(info, {
    nama_user: "string",
    email_user: "string",
    tanggal_lahir: "string|null",
    nomor_telepon: "string",
    foto_profil: "string|null",
    tanggal_daftar: "string",
    status_akun: "string",
    status_email: "string",
    nama_membership: "string|null",
    icon_membership: "string|null",
    block_akses_membership: "string",
    kode_referral: "string",
    status_nomor_hp: "string",
    jumlah_saldo: "number",
    jumlah_poin: "number",
  });
  assert.deepEqual([info.nama_user, info.jumlah_saldo, info.jumlah_poin], ["Budi Santoso", 1250000, 3400]);
  assert.deepEqual((await mock.log())[0].params, {
    token: TOKEN,
    token_user: MEMBERS.budi.tokenUser,
    id_user: MEMBERS.budi.idUser,
  });
});

test("user.catatan: the balance by default, the points when asked for", async () => {
  const mock = session();
  const catatan = open(mock, MEMBERS.budi).user.catatan;
  const saldo = await catatan.list({ page: 2, total_data: 20 });
  assert.deepEqual([saldo.data.length, saldo.page, saldo.total_data, saldo.has_next], [20, 2, 20, true]);
  for (const row of saldo.data) {
    hasTypes(row, {
      informasi_catatan: "string",
      jumlah_dana: "number",
      tipe_jumlah: "string",
      tipe_mutasi: "string",
      tanggal: "string",
      saldo_terakhir: "number",
      link_transaksi: "string|null",
      nomor_pembayaran: "string|null",
      catatan_saldo: "string",
    });
    assert.ok(["tambah", "kurang"].includes(row.tipe_jumlah));
  }
  assert.deepEqual(await catatan.list({ tipe: "saldo", page: 2, total_data: 20 }), saldo);
  const poin = await catatan.list({ tipe: "poin" });
  assert.equal(poin.data.length, 10);
  for (const row of poin.data) {
    hasTypes(row, {
      kategori_poin: "string",
      tipe_jumlah: "string",
      jumlah_poin: "number",
      tanggal_poin: "string",
      total_poin_terakhir: "number",
      link_transaksi: "string|null",
    });
  }
  const log = await mock.log();
  assert.deepEqual(log.map((entry) => entry.params.tipe), ["saldo", "saldo", "poin"]);
});

test("user.catatan: pages and rows of either kind", async () => {
  const catatan = open(session(), MEMBERS.budi).user.catatan;
  let rows = 0;
  for await (const page of catatan.pages({ tipe: "poin", total_data: 100 })) rows += page.data.length;
  const poin = await catatan.all({ tipe: "poin" }).toArray();
  assert.equal(poin.length, rows);
  assert.ok(rows >= 400 && "total_poin_terakhir" in poin[0]);
  const saldo = await catatan.all().toArray();
  assert.ok(saldo.length >= 400 && "saldo_terakhir" in saldo[0]);
});

test("user.transaksi: the member's orders", async () => {
  const transaksi = open(session(), MEMBERS.budi).user.transaksi;
  const page = await transaksi.list({ page: 1, total_data: 100 });
  assert.equal(page.data.length, 100);
  for (const row of page.data) {
    hasTypes(row, {
      nomor_pembayaran: "string",
      status_bayar: "string",
      status_pengiriman: "string",
      tanggal: "string",
      nama_barang: "string",
      url_gambar_produk: "string|null",
      link_transaksi: "string|null",
    });
  }
  assert.ok((await transaksi.all().toArray()).length >= 400);
  let pages = 0;
  for await (const one of transaksi.pages({ total_data: 100 })) pages += one.page;
  assert.equal(pages, 1 + 2 + 3 + 4 + 5);
});

test("user: a member without any orders gets empty lists", async () => {
  const user = open(session(), MEMBERS.siti).user;
  assert.deepEqual((await user.transaksi.list()).data, []);
  assert.deepEqual((await user.catatan.list()).data, []);
  assert.deepEqual(await user.catatan.all({ tipe: "poin" }).toArray(), []);
  assert.equal((await user.info()).jumlah_saldo, 0);
});

test("what the API adds later passes through, on rows and on the envelope", async () => {
  const mock = session();
  await mock.script([
    {
      body: {
        code: 200,
        status: "ok",
        server: { region: "jkt" },
        data: [{ id_produk: "1", nama_produk: "A", harga_produk: 1, grosir: [{ min: 3 }] }],
      },
    },
  ]);
  const page = await open(mock).produk.list();
  assert.deepEqual(page.server, { region: "jkt" });
  assert.deepEqual(page.data[0].grosir, [{ min: 3 }]);
});

test("wrong types are repaired", async () => {
  const mock = session();
  await mock.script([
    {
      body: {
        code: "200",
        status: "ok",
        page: "1",
        data: [
          {
            id_produk: 2046567,
            id_kategori: 2,
            nama_produk: 123,
            harga_produk: "21000",
            harga_produk_asli: "",
            stok: "600",
            berat: null,
            ukuran: null,
            warna: { 0: "Ungu", 2: "Biru" },
            gambar_utama: "",
            list_gambar: ["https://a.id/1.jpg", null, ""],
            url_produk: false,
          },
        ],
      },
    },
  ]);
  const page = await open(mock).produk.list();
  assert.equal(page.page, 1);
  assert.deepEqual(page.rejected, []);
  assert.deepEqual(page.data[0], {
    id_produk: "2046567",
    id_kategori: "2",
    nama_produk: "123",
    harga_produk: 21000,
    harga_produk_asli: 0,
    deskripsi_singkat: "",
    deskripsi_panjang: "",
    kondisi_produk: "",
    status_produk: null,
    stok: 600,
    berat: 0,
    tanggal: "",
    ukuran: [],
    warna: ["Ungu", "Biru"],
    gambar_utama: null,
    list_gambar: ["https://a.id/1.jpg"],
    url_produk: null,
  });
});

test("a row that cannot be read is left out and listed, the others stay", async () => {
  const mock = session();
  const good = { id_produk: "1", nama_produk: "A", harga_produk: 1000 };
  const rows = [good, Object.assign({}, good, { harga_produk: "gratis" }), null, Object.assign({}, good, { id_produk: null })];
  await mock.script([{ body: { code: 200, status: "ok", data: rows } }]);
  const page = await open(mock).produk.list();
  assert.equal(page.data.length, 1);
  assert.deepEqual(
    page.rejected.map((row) => [row.index, row.path]),
    [[1, "data[1].harga_produk"], [2, "data[2]"], [3, "data[3].id_produk"]],
  );
  for (const row of page.rejected) assert.ok(row.reason.length > 5);
});

test("lists in one piece tell of rejected rows too, out of sight", async () => {
  const mock = session();
  const sub = { id_kategori: "9", nama_kategori: "Sub" };
  await mock.script([
    {
      body: {
        code: 200,
        data: [{ id_kategori: "2", nama_kategori: "Sepatu", sub_kategori: [sub, { nama_kategori: "x" }] }, { id_kategori: "3" }],
      },
    },
  ]);
  const rows = await open(mock).kategori.list();
  assert.deepEqual(rows.map((row) => row.sub_kategori.length), [1]);
  assert.deepEqual(rows.rejected.map((row) => row.path), ["data[0].sub_kategori[1].id_kategori", "data[1].nama_kategori"]);
  assert.deepEqual(Object.keys(rows), ["0"]);
  assert.ok(!JSON.stringify(rows).includes("rejected"));
});

test("unknown values of enumerations pass through", async () => {
  const mock = session();
  const row = { nomor_pembayaran: 875169634, status_bayar: "menunggu verifikasi", link_transaksi: "" };
  await mock.script([{ body: { code: 200, data: [row] } }]);
  const page = await open(mock, MEMBERS.budi).user.transaksi.list();
  assert.equal(page.data[0].status_bayar, "menunggu verifikasi");
  assert.equal(page.data[0].nomor_pembayaran, "875169634");
  assert.equal(page.data[0].link_transaksi, null);
});

test("the mock's own wrong types are all repaired", async () => {
  const mock = session("types:1");
  const toko = open(mock, MEMBERS.budi);
  const page = await toko.produk.list({ total_data: 100 });
  assert.equal(page.data.length + page.rejected.length, 100);
  assert.deepEqual(page.rejected, []);
  for (const row of page.data) hasTypes(row, PRODUK);
  assert.equal((await toko.user.info()).jumlah_saldo, 1250000);
  assert.equal((await toko.user.transaksi.list()).data.length, 10);
  assert.equal((await toko.user.catatan.list()).data.length, 10);
});
