// What the fields of a query may be, and what the server is asked then.
import { BukaOlshop } from "/pkg/index.js";
import { assert, session, test, TOKEN } from "./harness.js";

const open = (mock) => new BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl, cache: false });

test("a category is its digits, however they come", async () => {
  const mock = session();
  const toko = open(mock);
  const same = [5387, "5387", " 5387 ", "+5387", "005387"];
  const any = ["", " ", null, undefined];
  const zero = [0, "0", "000"];
  for (const id of same.concat(any, zero)) await toko.produk.list({ id_kategori: id });
  const asked = (await mock.log()).map((entry) => entry.params.id_kategori);
  assert.deepEqual(asked, same.map(() => "5387").concat(any.map(() => undefined), zero.map(() => "0")));
});

test("a category that is none is refused", async () => {
  const mock = session();
  const toko = open(mock);
  const none = [-1, 1.5, NaN, Infinity, 2 ** 53, "-1", "1.5", "1e3", "abc", "5 6", "+", "99999999999999999999", {}, [], true];
  for (const id of none) {
    const refused = { kind: "invalid_argument", endpoint: "/app/produk", message: /id_kategori harus angka/ };
    await assert.rejects(toko.produk.list({ id_kategori: id }), refused, String(id));
  }
  assert.deepEqual(await mock.log(), []);
});

test("every case of a search, as in Rust", async () => {
  const answer = await fetch("/pages/cases/cari.json");
  const cases = (await answer.json()).slice(0, 60).concat([["a\ud800b \udfff", "a b"]]);
  assert.ok(cases.length > 50);
  const mock = session();
  const toko = open(mock);
  for (const [typed] of cases) await toko.produk.list({ cari_nama_produk: typed });
  const asked = (await mock.log()).map((entry) => entry.params.cari_nama_produk || "");
  assert.deepEqual(asked, cases.map(([, words]) => words));
});

test("a page and its rows are whole numbers in their range", async () => {
  const mock = session();
  const toko = open(mock);
  for (const page of [0, -1, 1.5, "1", NaN, 4294967296, {}]) {
    await assert.rejects(toko.produk.list({ page }), { kind: "invalid_argument", message: /page harus/ }, String(page));
  }
  for (const total of [0, 5, 15, 110, "10", NaN, -10]) {
    await assert.rejects(toko.produk.list({ total_data: total }), { kind: "invalid_argument", message: /total_data harus/ }, String(total));
  }
  assert.deepEqual(await mock.log(), []);
});

test("raw descriptions are asked for as given, and only when given", async () => {
  const mock = session();
  const toko = open(mock);
  const given = [undefined, null, true, false];
  for (const use_raw_html of given) await toko.produk.list({ use_raw_html });
  const asked = (await mock.log()).map((entry) => entry.params.use_raw_html);
  assert.deepEqual(asked, [undefined, undefined, "true", "false"]);
});

test("raw descriptions and those without tags are kept apart by the cache", async () => {
  const mock = session();
  const toko = new BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl, cache: { storage: "memory" } });
  for (const use_raw_html of [undefined, true, true, false, undefined]) await toko.produk.list({ use_raw_html });
  assert.deepEqual((await mock.log()).map((entry) => entry.params.use_raw_html), [undefined, "true", "false"]);
});

test("what is neither true nor false is refused", async () => {
  const mock = session();
  const toko = open(mock);
  for (const use_raw_html of ["yes", "true", "", 1, 0, {}, []]) {
    const refused = { kind: "invalid_argument", endpoint: "/app/produk", message: /use_raw_html harus true atau false/ };
    await assert.rejects(toko.produk.list({ use_raw_html }), refused, String(use_raw_html));
    await assert.rejects(toko.produk.all({ use_raw_html }).toArray(), refused, String(use_raw_html));
  }
  assert.deepEqual(await mock.log(), []);
});

test("the status of a product is a text, or null where none was sent", async () => {
  const mock = session();
  const row = { id_produk: "1", nama_produk: "a", harga_produk: 1, stok: 5 };
  const sent = [{}, { status_produk: null }, { status_produk: "" }, { status_produk: "live" }, { status_produk: "gangguan" }];
  await mock.script([{ body: { code: 200, status: "ok", page: 1, data: sent.map((status) => Object.assign({}, row, status)) } }]);
  const { data, rejected } = await open(mock).produk.list();
  assert.deepEqual(data.map((one) => one.status_produk), [null, null, null, "live", "gangguan"]);
  assert.deepEqual(rejected, []);
});
