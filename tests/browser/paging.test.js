// Walking through a list, as a page's loops see it. The rules themselves are tested in Rust.
import { BukaOlshop } from "/pkg/index.js";
import { assert, session, test, TOKEN } from "./harness.js";

function open(mock, more) {
  return new BukaOlshop(Object.assign({ token: TOKEN, baseUrl: mock.baseUrl, cache: false, retry: { baseDelay: 1 } }, more));
}

let ids = 0;
const produk = () => ({ id_produk: String((ids += 1)), nama_produk: "A", harga_produk: 1000 });
const pageOf = (rows) => ({ body: { code: 200, status: "ok", data: Array.from({ length: rows }, produk) } });

test("all: every row once, in requests of a hundred", async () => {
  const mock = session();
  const toko = open(mock);
  const rows = await toko.produk.all().toArray();
  assert.ok(rows.length >= 1200);
  assert.equal(new Set(rows.map((row) => row.id_produk)).size, rows.length);
  const log = await mock.log();
  assert.equal(log.length, Math.floor(rows.length / 100) + 1);
  assert.deepEqual(log.map((entry) => entry.params.page), log.map((_, at) => String(at + 1)));
  for (const entry of log) assert.equal(entry.params.total_data, "100");
});

test("all: onPage tells how far it is", async () => {
  const mock = session();
  await mock.script([pageOf(100), pageOf(100), pageOf(7)]);
  const seen = [];
  const rows = await open(mock)
    .produk.all({}, { onPage: (page, soFar) => seen.push([page.page, page.data.length, page.has_next, soFar]) })
    .toArray();
  assert.equal(rows.length, 207);
  assert.deepEqual(seen, [[1, 100, true, 100], [2, 100, true, 200], [3, 7, false, 207]]);
});

test("all: a page is asked for when its rows are wanted, and no sooner", async () => {
  const mock = session();
  const iterator = open(mock).produk.all({ total_data: 10 })[Symbol.asyncIterator]();
  assert.deepEqual(await mock.log(), []);
  for (let i = 0; i < 10; i++) await iterator.next();
  assert.equal((await mock.log()).length, 1);
  await iterator.next();
  assert.equal((await mock.log()).length, 2);
});

test("all: breaking out of the loop sends nothing more", async () => {
  const mock = session();
  let count = 0;
  for await (const row of open(mock).produk.all({ total_data: 10 })) {
    count += 1;
    if (count === 12) break;
    assert.ok(row.id_produk);
  }
  assert.equal((await mock.log()).length, 2);
});

test("all: limit ends inside a page, at a page's border, and before the first", async () => {
  const mock = session();
  const toko = open(mock);
  const take = async (limit) => (await toko.produk.all({ total_data: 10 }, { limit }).toArray()).length;
  assert.equal(await take(15), 15);
  assert.equal((await mock.log()).length, 2);
  await mock.clear();
  assert.equal(await take(20), 20);
  assert.equal((await mock.log()).length, 2);
  await mock.clear();
  assert.equal(await take(0), 0);
  assert.deepEqual(await mock.log(), []);
});

test("all: every loop begins anew", async () => {
  const mock = session();
  const items = open(mock).produk.all({ total_data: 10 }, { limit: 3 });
  assert.deepEqual(await items.toArray(), await items.toArray());
  assert.equal((await mock.log()).length, 2);
});

test("all: begins at the page asked for", async () => {
  const mock = session();
  await mock.script([pageOf(3)]);
  await open(mock).produk.all({ page: 4, total_data: 50 }).toArray();
  assert.deepEqual((await mock.log()).map((entry) => [entry.params.page, entry.params.total_data]), [["4", "50"]]);
});

test("pages: ten rows each by default, to the short one", async () => {
  const mock = session();
  await mock.script([pageOf(10), pageOf(10), pageOf(4)]);
  const seen = [];
  for await (const page of open(mock).produk.pages()) seen.push([page.page, page.data.length, page.has_next]);
  assert.deepEqual(seen, [[1, 10, true], [2, 10, true], [3, 4, false]]);
  assert.equal((await mock.log()).length, 3);
});

test("a walk ends at an empty page, at a 404, at a page that repeats the one before", async () => {
  const repeated = pageOf(10);
  const endings = {
    empty: pageOf(0),
    "404": { status: 404, body: { code: 404, status: "data tidak ditemukan" } },
    "404 in 200": { body: { code: 404, status: "data tidak ditemukan" } },
    repeated,
  };
  for (const name of Object.keys(endings)) {
    const mock = session();
    await mock.script([repeated, endings[name], pageOf(10)]);
    const rows = await open(mock).produk.all({ total_data: 10 }).toArray();
    assert.equal(rows.length, 10, name);
    assert.equal((await mock.log()).length, 2, name);
  }
});

test("a 404 on the first page is an error", async () => {
  const mock = session();
  await mock.script([{ status: 404, body: { code: 404, status: "tidak ada" } }]);
  await assert.rejects(open(mock).produk.all().toArray(), { kind: "not_found" });
});

test("an error in the middle comes after the rows before it, and ends the walk", async () => {
  const mock = session();
  await mock.script([pageOf(10), { status: 401, body: { code: 401, status: "token salah" } }]);
  const iterator = open(mock).produk.all({ total_data: 10 })[Symbol.asyncIterator]();
  for (let i = 0; i < 10; i++) assert.equal((await iterator.next()).done, false);
  await assert.rejects(iterator.next(), { kind: "unauthorized", code: 401 });
  assert.deepEqual(await iterator.next(), { done: true, value: undefined });
  assert.equal((await mock.log()).length, 2);
});

test("a row that moved to the next page is seen once", async () => {
  const first = pageOf(10);
  const second = pageOf(10);
  second.body.data[0] = first.body.data[9];
  const mock = session();
  await mock.script([first, second, pageOf(0)]);
  const rows = await open(mock).produk.all({ total_data: 10 }).toArray();
  assert.equal(rows.length, 19);
});

test("what onPage throws reaches the loop", async () => {
  const mock = session();
  const boom = new Error("boom");
  const walk = open(mock).produk.all({}, { onPage: () => { throw boom; } });
  assert.equal(await walk.toArray().catch((error) => error), boom);
});

test("several walks at once do not disturb each other", async () => {
  const mock = session();
  const toko = open(mock);
  const walk = (limit) => toko.produk.all({ total_data: 10 }, { limit }).toArray();
  const all = await Promise.all([walk(25), walk(5), walk(31), toko.produk.list()]);
  assert.deepEqual(all.map((one) => one.length || one.data.length), [25, 5, 31, 10]);
  assert.deepEqual(all[0].slice(0, 5), all[1]);
});
