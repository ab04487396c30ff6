// A page's first request runs beside the loading of the module: begun once, taken over, never lost.
import { assert, MEMBERS, session, test, TOKEN } from "./harness.js";

let copies = 0;

/** The package with nothing loaded, whose module arrives when `arrive` is called. */
async function slowPackage() {
  copies += 1;
  const copy = await import("/pkg/index.js?early=" + copies);
  const original = window.fetch;
  let arrive;
  const arrived = new Promise((resolve) => { arrive = resolve; });
  const state = { module: 0 };
  window.fetch = function (input, init) {
    const url = String(input);
    if (!url.includes("bukaolshop_bg.wasm")) return original.call(window, input, init);
    state.module += 1;
    return arrived.then(() => original.call(window, input, init));
  };
  return { copy, arrive, restore: () => { arrive(); window.fetch = original; } };
}

const tick = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const QUESTIONS = {
  produk: (toko) => toko.produk.list(),
  "produk, page and category": (toko) => toko.produk.list({ page: 2, total_data: 20, id_kategori: "2" }),
  "produk, category as a number": (toko) => toko.produk.list({ id_kategori: 2 }),
  "produk, search": (toko) => toko.produk.list({ cari_nama_produk: "baju merah" }),
  "produk, all": (toko) => toko.produk.all({}, { limit: 5 }).toArray(),
  "produk, pages": (toko) => toko.produk.pages({ total_data: 50 })[Symbol.asyncIterator]().next(),
  kategori: (toko) => toko.kategori.list(),
  "kategori, flat": (toko) => toko.kategori.list({ struktur: "flat" }),
  slide: (toko) => toko.slide.list(),
  kostumpage: (toko) => toko.kostumpage.list(),
  "user.info": (toko) => toko.user.info(),
  "user.catatan": (toko) => toko.user.catatan.list(),
  "user.catatan, poin": (toko) => toko.user.catatan.list({ tipe: "poin" }),
  "user.transaksi": (toko) => toko.user.transaksi.list({ page: 3 }),
};

Object.keys(QUESTIONS).forEach((name) => {
  test(name + ": is on its way before the module is there, and is the request that the module would send", async () => {
    const slow = await slowPackage();
    try {
      const mock = session();
      const toko = new slow.copy.BukaOlshop(Object.assign({ token: TOKEN, baseUrl: mock.baseUrl, cache: false }, MEMBERS.budi));
      const call = QUESTIONS[name](toko);
      const [begun] = await mock.received(1);
      slow.arrive();
      await call;
      assert.equal((await mock.log()).length, 1, "taken over, not sent again");
      await mock.clear();
      await QUESTIONS[name](toko);
      const [sent] = await mock.log();
      assert.equal(begun.query, sent.query);
      assert.equal(begun.path, sent.path);
    } finally {
      slow.restore();
    }
  });
});

const DOUBTFUL = {
  "a page that is none": [(toko) => toko.produk.list({ page: 0 }), "invalid_argument"],
  "rows that are none": [(toko) => toko.produk.list({ total_data: 15 }), "invalid_argument"],
  "an unknown tipe": [(toko) => toko.user.catatan.list({ tipe: "koin" }), "invalid_argument"],
  "a category that is none": [(toko) => toko.produk.list({ id_kategori: {} }), "invalid_argument"],
  "a search that is no text": [(toko) => toko.produk.list({ cari_nama_produk: 5 }), "invalid_argument"],
  "an unknown struktur": [(toko) => toko.kategori.list({ struktur: "tree" }), "invalid_argument"],
  "a limit that is none": [(toko) => toko.produk.all({}, { limit: -1 }).toArray(), "invalid_argument"],
  "a query that is none": [(toko) => toko.produk.list("halo"), "invalid_argument"],
};

Object.keys(DOUBTFUL).forEach((name) => {
  test("nothing is begun for " + name, async () => {
    const slow = await slowPackage();
    try {
      const mock = session();
      const toko = new slow.copy.BukaOlshop(Object.assign({ token: TOKEN, baseUrl: mock.baseUrl, cache: false }, MEMBERS.budi));
      const call = DOUBTFUL[name][0](toko);
      call.catch(() => {});
      await tick(60);
      slow.arrive();
      await assert.rejects(call, { kind: DOUBTFUL[name][1] });
      assert.deepEqual(await mock.log(), []);
    } finally {
      slow.restore();
    }
  });
});

test("nothing is begun for nobody, for a limit of 0, or for a call that was given up before", async () => {
  const slow = await slowPackage();
  try {
    const mock = session();
    const toko = new slow.copy.BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl, cache: false });
    const abort = new AbortController();
    abort.abort();
    const calls = [
      toko.user.info().catch((error) => error.kind),
      toko.produk.all({}, { limit: 0 }).toArray(),
      toko.slide.list({ signal: abort.signal }).catch((error) => error.name),
    ];
    await tick(60);
    slow.arrive();
    assert.deepEqual(await Promise.all(calls), ["not_logged_in", [], "AbortError"]);
    assert.deepEqual(await mock.log(), []);
  } finally {
    slow.restore();
  }
});

test("with a daily limit the module counts first", async () => {
  localStorage.clear();
  const slow = await slowPackage();
  try {
    const mock = session();
    const toko = new slow.copy.BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl, dailyLimit: 0 });
    const call = toko.slide.list().catch((error) => error.kind);
    await tick(60);
    slow.arrive();
    assert.equal(await call, "quota");
    assert.deepEqual(await mock.log(), []);
  } finally {
    slow.restore();
    localStorage.clear();
  }
});

test("a request that was begun counts like any other", async () => {
  localStorage.clear();
  const slow = await slowPackage();
  try {
    const toko = new slow.copy.BukaOlshop({ token: TOKEN, baseUrl: session().baseUrl, cache: false });
    slow.arrive();
    await toko.slide.list();
    assert.equal(toko.quota().used, 1);
  } finally {
    slow.restore();
    localStorage.clear();
  }
});

test("giving up before the module is there takes the request back", async () => {
  const slow = await slowPackage();
  try {
    const mock = session("stall:headers");
    const toko = new slow.copy.BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl, cache: false });
    const abort = new AbortController();
    const aborts = [];
    const original = AbortController.prototype.abort;
    AbortController.prototype.abort = function () { aborts.push(this); return original.apply(this, arguments); };
    try {
      const call = toko.slide.list({ signal: abort.signal });
      call.catch(() => {});
      await mock.received(1);
      abort.abort();
      await assert.rejects(call, { name: "AbortError" });
      assert.equal(aborts.length, 2, "the page's own, and the request's");
    } finally {
      AbortController.prototype.abort = original;
    }
  } finally {
    slow.restore();
  }
});

test("several calls at once are all answered", async () => {
  const slow = await slowPackage();
  try {
    const mock = session();
    const toko = new slow.copy.BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl, cache: false });
    const calls = [toko.slide.list(), toko.slide.list(), toko.produk.list(), toko.kategori.list()];
    await mock.received(3);
    slow.arrive();
    const answers = await Promise.all(calls);
    assert.ok(answers.every((answer) => (answer.data || answer).length > 0));
    assert.equal((await mock.log()).length, 3, "the same question is one request");
  } finally {
    slow.restore();
  }
});

test("a request that was begun and failed is repeated like any other", async () => {
  const slow = await slowPackage();
  try {
    const mock = session("status:503,times:1");
    const toko = new slow.copy.BukaOlshop({ token: TOKEN, baseUrl: mock.baseUrl, cache: false, retry: { baseDelay: 1 } });
    const call = toko.slide.list();
    await mock.received(1);
    await tick(60);
    slow.arrive();
    assert.ok((await call).length > 0);
    assert.equal((await mock.log()).length, 2);
    const lost = session("reset:before");
    const other = new slow.copy.BukaOlshop({ token: TOKEN, baseUrl: lost.baseUrl, cache: false, retry: false });
    await assert.rejects(other.slide.list(), { kind: "network", attempts: 1 });
  } finally {
    slow.restore();
  }
});
