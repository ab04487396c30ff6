// The first question of a first visit, asked while the module is on its way.
import { assert, MEMBERS, session, TOKEN } from "./harness.js";
import { testBeforeModule, tick } from "./package-copies.js";

/** Only Chromium gives the answer of a `preload` line to a later fetch. */
const isChromium = !/ Firefox\//.test(navigator.userAgent);

const lines = () => document.querySelectorAll('link[rel="preload"][as="fetch"]');

/** Declares a test of a first visit, before the module is there. */
function firstVisit(name, follow) {
  testBeforeModule(name, async (visit) => {
    localStorage.clear();
    try {
      await follow(visit, session());
    } finally {
      localStorage.clear();
      lines().forEach((link) => link.remove());
    }
  });
}

function open(visit, mock, more) {
  return new visit.copy.BukaOlshop(Object.assign({ token: TOKEN, baseUrl: mock.baseUrl }, MEMBERS.budi, more));
}

const PLAIN = {
  "produk": [(toko) => toko.produk.list(), "&page=1&total_data=10"],
  "produk, twenty": [(toko) => toko.produk.list({ total_data: 20 }), "&page=1&total_data=20"],
  "produk, a hundred": [(toko) => toko.produk.list({ total_data: 100 }), "&page=1&total_data=100"],
  "kategori": [(toko) => toko.kategori.list(), ""],
  "slide": [(toko) => toko.slide.list(), ""],
  "kostumpage": [(toko) => toko.kostumpage.list(), ""],
};

Object.keys(PLAIN).forEach((name) => {
  firstVisit(name + ": is asked before the module is there, and once", async (visit, mock) => {
    const call = PLAIN[name][0](open(visit, mock));
    if (!isChromium) {
      await tick(30);
      assert.equal(lines().length, 0);
      visit.arrive();
      await call;
      return;
    }
    const [asked] = await mock.received(1);
    assert.equal("?" + asked.query, "?token=" + encodeURIComponent(TOKEN) + PLAIN[name][1]);
    assert.equal(asked.headers.referer, undefined);
    assert.equal(lines().length, 1);
    visit.arrive();
    const answer = await call;
    assert.equal(lines().length, 0);
    assert.ok((answer.data || answer).length > 0);
    assert.equal(answer.source, "network");
    assert.equal((await mock.log()).length, 1);
  });
});

firstVisit("only the first question is asked so", async (visit, mock) => {
  const toko = open(visit, mock);
  const calls = [toko.slide.list(), toko.kategori.list(), toko.produk.list()];
  if (isChromium) await mock.received(1);
  await tick(50);
  const early = isChromium ? 1 : 0;
  assert.equal((await mock.log()).length, early);
  visit.arrive();
  await Promise.all(calls);
  assert.equal((await mock.log()).length, 3);
});

const NOT_PLAIN = {
  "a member's data": [(toko) => toko.user.info()],
  "a member's list": [(toko) => toko.user.transaksi.list()],
  "a later page": [(toko) => toko.produk.list({ page: 2 })],
  "a category": [(toko) => toko.produk.list({ id_kategori: "2" })],
  "a search": [(toko) => toko.produk.list({ cari_nama_produk: "baju" })],
  "the flat tree": [(toko) => toko.kategori.list({ struktur: "flat" })],
  "a walk": [(toko) => toko.produk.all({}, { limit: 5 }).toArray()],
  "options of the call": [(toko) => toko.slide.list({ fresh: true })],
  "rows that are none": [(toko) => toko.produk.list({ total_data: 15 })],
  "too many rows": [(toko) => toko.produk.list({ total_data: 110 })],
  "a query that is none": [(toko) => toko.produk.list("halo")],
  "options that are none": [(toko) => toko.slide.list(5)],
  "a timeout": [(toko) => toko.slide.list(), { timeout: "x" }],
  "a daily limit": [(toko) => toko.slide.list(), { dailyLimit: 0 }],
  "a cache": [(toko) => toko.slide.list(), { cache: 7 }],
  "an address without encryption": [(toko) => toko.slide.list(), { baseUrl: "http://contoh.id/v1" }],
  "an address with a query": [(toko) => toko.slide.list(), { baseUrl: "https://contoh.id/v1?x=" }],
};

Object.keys(NOT_PLAIN).forEach((name) => {
  firstVisit(name + ": waits for the module", async (visit, mock) => {
    const [ask, more] = NOT_PLAIN[name];
    const call = ask(open(visit, mock, more));
    call.catch(() => {});
    await tick(30);
    assert.equal(lines().length, 0);
    assert.deepEqual(await mock.log(), []);
    visit.arrive();
    await call.catch(() => {});
  });
});

firstVisit("whoever has asked before, in this page or on another visit, waits for the module", async (visit, mock) => {
  localStorage.setItem("bukaolshop:kuota", "19000 1 0\n");
  const call = open(visit, mock).slide.list();
  await tick(30);
  assert.equal(lines().length, 0);
  visit.arrive();
  await call;
});

firstVisit("an API on the page's own origin, which is asked without cookies, waits for the module", async (visit, mock) => {
  const own = location.origin + mock.baseUrl.slice(mock.baseUrl.indexOf("/uji/"));
  const call = open(visit, mock, { baseUrl: own }).slide.list();
  await tick(30);
  assert.equal(lines().length, 0);
  visit.arrive();
  assert.ok((await call).length > 0);
});

firstVisit("where the early question fails, the call is repeated like any other", async (visit, mock) => {
  await mock.script([{ status: 503, body: "" }]);
  const call = open(visit, mock).slide.list();
  if (isChromium) await mock.received(1);
  visit.arrive();
  assert.ok((await call).length > 0);
  assert.equal((await mock.log()).length, 2);
});
