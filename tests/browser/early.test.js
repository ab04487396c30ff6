// A page's first calls, made before the module is there: they wait for it, and are answered like any other.
import { assert, MEMBERS, session, test, TOKEN } from "./harness.js";
import { testBeforeModule, tick } from "./package-copies.js";

function open(slow, mock, more) {
  return new slow.copy.BukaOlshop(Object.assign({ token: TOKEN, baseUrl: mock.baseUrl, cache: false }, MEMBERS.budi, more));
}

/** A first call each, and what the server is asked. */
const QUESTIONS = {
  produk: [(toko) => toko.produk.list(), "page=1&total_data=10"],
  "produk, page and category": [(toko) => toko.produk.list({ page: 2, total_data: 20, id_kategori: "2" }), "page=2&total_data=20&id_kategori=2"],
  "produk, search": [(toko) => toko.produk.list({ cari_nama_produk: "baju (merah)" }), "page=1&total_data=10&cari_nama_produk=baju%20merah"],
  "produk, all": [(toko) => toko.produk.all({}, { limit: 5 }).toArray(), "page=1&total_data=100"],
  "produk, pages": [(toko) => toko.produk.pages({ total_data: 50 })[Symbol.asyncIterator]().next(), "page=1&total_data=50"],
  kategori: [(toko) => toko.kategori.list(), ""],
  "kategori, flat": [(toko) => toko.kategori.list({ struktur: "flat" }), "struktur=flat"],
  slide: [(toko) => toko.slide.list(), ""],
  kostumpage: [(toko) => toko.kostumpage.list(), ""],
  "user.info": [(toko) => toko.user.info(), ""],
  "user.catatan": [(toko) => toko.user.catatan.list(), "page=1&total_data=10&tipe=saldo"],
  "user.catatan, poin": [(toko) => toko.user.catatan.list({ tipe: "poin" }), "page=1&total_data=10&tipe=poin"],
  "user.transaksi": [(toko) => toko.user.transaksi.list({ page: 3 }), "page=3&total_data=10"],
};

Object.keys(QUESTIONS).forEach((name) => {
  testBeforeModule(name + ": waits for the module, and asks once", async (slow) => {
    const mock = session();
    const call = QUESTIONS[name][0](open(slow, mock));
    await tick(20);
    assert.deepEqual(await mock.log(), []);
    slow.arrive();
    await call;
    const log = await mock.log();
    assert.equal(log.length, 1);
    const asked = log[0].query.split("&").filter((pair) => !/^(token|token_user|id_user)=/.test(pair));
    assert.equal(asked.join("&"), QUESTIONS[name][1]);
  });
});

const DOUBTFUL = {
  "a page that is none": (toko) => toko.produk.list({ page: 0 }),
  "rows that are none": (toko) => toko.produk.list({ total_data: 15 }),
  "an unknown tipe": (toko) => toko.user.catatan.list({ tipe: "koin" }),
  "a category that is none": (toko) => toko.produk.list({ id_kategori: {} }),
  "a search that is no text": (toko) => toko.produk.list({ cari_nama_produk: 5 }),
  "an unknown struktur": (toko) => toko.kategori.list({ struktur: "tree" }),
  "a limit that is none": (toko) => toko.produk.all({}, { limit: -1 }).toArray(),
  "an onPage that is none": (toko) => toko.produk.all({}, { onPage: "x" }).toArray(),
  "a query that is none": (toko) => toko.produk.list("halo"),
  "options that are none": (toko) => toko.slide.list(5),
  "a signal that is none": (toko) => toko.slide.list({ signal: {} }),
};

Object.keys(DOUBTFUL).forEach((name) => {
  testBeforeModule("nothing is sent for " + name, async (slow) => {
    const mock = session();
    const call = DOUBTFUL[name](open(slow, mock));
    call.catch(() => {});
    slow.arrive();
    await assert.rejects(call, { name: "BukaOlshopError", kind: "invalid_argument" });
    assert.deepEqual(await mock.log(), []);
  });
});

testBeforeModule("nothing is sent for nobody, for a limit of 0, or for a call that was given up before", async (slow) => {
  const mock = session();
  const toko = open(slow, mock, { tokenUser: "", idUser: "" });
  const abort = new AbortController();
  abort.abort();
  const calls = [
    toko.user.info().catch((error) => error.kind),
    toko.produk.all({}, { limit: 0 }).toArray(),
    toko.slide.list({ signal: abort.signal }).catch((error) => error.name),
  ];
  slow.arrive();
  assert.deepEqual(await Promise.all(calls), ["not_logged_in", [], "AbortError"]);
  assert.deepEqual(await mock.log(), []);
});

testBeforeModule("a call that is given up before the module is there is settled at once, and never sent", async (slow) => {
  const mock = session();
  const abort = new AbortController();
  const call = open(slow, mock).slide.list({ signal: abort.signal });
  call.catch(() => {});
  await tick(20);
  abort.abort();
  await assert.rejects(call, { name: "AbortError" });
  slow.arrive();
  await slow.copy.default();
  await tick(50);
  assert.deepEqual(await mock.log(), []);
});

testBeforeModule("the time that the module takes is the call's own", async (slow) => {
  const mock = session("stall:headers");
  const call = open(slow, mock, { timeout: 1000, retry: false }).slide.list();
  call.catch(() => {});
  const began = performance.now();
  await tick(600);
  slow.arrive();
  await assert.rejects(call, { kind: "timeout", endpoint: "/app/slide", retryable: true });
  assert.ok(performance.now() - began < 1500, "the deadline did not begin anew");
});

testBeforeModule("a query is that of the moment of the call", async (slow) => {
  const mock = session();
  const toko = open(slow, mock);
  const query = { page: 2 };
  const call = toko.produk.list(query);
  query.page = 3;
  slow.arrive();
  assert.equal((await call).page, 2);
});

testBeforeModule("several calls at once are all answered, and the same question is one request", async (slow) => {
  const mock = session();
  const toko = open(slow, mock);
  const calls = [toko.slide.list(), toko.slide.list(), toko.produk.list(), toko.kategori.list()];
  slow.arrive();
  const answers = await Promise.all(calls);
  assert.ok(answers.every((answer) => (answer.data || answer).length > 0));
  assert.equal((await mock.log()).length, 3);
});
