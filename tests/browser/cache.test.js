// What was answered before: given again while fresh, while stale, and when the network fails.
import { BukaOlshop } from "/pkg/index.js";
import { assert, MEMBERS, session, test, TOKEN } from "./harness.js";
import { freshPackage } from "./package-copies.js";

const OFTEN = { token: TOKEN, retry: { attempts: 2, baseDelay: 1 } };

function open(mock, more) {
  return new BukaOlshop(Object.assign({ baseUrl: mock.baseUrl }, OFTEN, MEMBERS.budi, more));
}

/** Answers with slides that tell which answer they are of. */
const slides = (number) => ({ body: { code: 200, status: "ok", data: [{ url_gambar_slide: "https://contoh.id/" + number + ".png" }] } });
const number = (rows) => rows[0].url_gambar_slide.replace(/\D/g, "");

const kept = () => Object.keys(localStorage).filter((key) => key.startsWith("bukaolshop:cache"));

/** The next change that is told, in the form of a promise with a deadline. */
function change() {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("no change was told")), 10000);
    window.addEventListener("olshop:ubah", (event) => { clearTimeout(late); resolve(event.detail); }, { once: true });
  });
}

async function until(condition) {
  for (let i = 0; i < 500; i++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("waited in vain");
}

/** Runs with a localStorage that is not the browser's. */
async function withStorage(get, work) {
  const own = Object.getOwnPropertyDescriptor(window, "localStorage");
  Object.defineProperty(window, "localStorage", { configurable: true, get });
  try {
    await work();
  } finally {
    Object.defineProperty(window, "localStorage", own);
  }
}

test("a second call is answered from the cache, and says so", async () => {
  const mock = session();
  const toko = open(mock);
  const first = await toko.produk.list({ total_data: 20 });
  const second = await toko.produk.list({ total_data: 20 });
  assert.deepEqual([first.source, second.source], ["network", "cache"]);
  assert.deepEqual(second.data, first.data);
  assert.ok(second !== first && second.data !== first.data, "each call has an answer of its own");
  const lists = [() => toko.kategori.list(), () => toko.kategori.list({ struktur: "flat" }), () => toko.slide.list(), () => toko.kostumpage.list()];
  for (const list of lists) {
    const before = await list();
    const after = await list();
    assert.deepEqual([before.source, after.source], ["network", "cache"]);
    assert.deepEqual(after, before);
    assert.ok(!Object.keys(after).includes("source"), "out of sight of loops");
  }
  assert.equal((await mock.log()).length, 5);
});

test("fresh: true asks the server, and what it answers is what others get", async () => {
  const mock = session();
  await mock.script([slides(1), slides(2)]);
  const toko = open(mock);
  await toko.slide.list();
  const fresh = await toko.slide.list({ fresh: true });
  assert.deepEqual([number(fresh), fresh.source], ["2", "network"]);
  const next = await toko.slide.list();
  assert.deepEqual([number(next), next.source], ["2", "cache"]);
  const page = await toko.produk.list({}, { fresh: true });
  assert.equal(page.source, "network");
  for (const source of ["cache", "network"]) {
    for await (const page of toko.produk.pages({ total_data: 10 }, { fresh: source === "network" })) {
      assert.equal(page.source, source);
      break;
    }
  }
});

test("fresh: true never gives an old answer, not even when the network fails", async () => {
  const mock = session("skip:1,status:503");
  const toko = open(mock);
  await toko.slide.list();
  await assert.rejects(toko.slide.list({ fresh: true }), { kind: "unavailable", attempts: 2 });
  assert.equal((await toko.slide.list()).source, "cache");
});

test("a stale answer is there at once, and the page hears when it has changed", async () => {
  const mock = session();
  await mock.script([slides(1), Object.assign({ delay: 300 }, slides(2))]);
  const toko = open(mock, { cache: { fresh: 0 } });
  await toko.slide.list();
  const told = change();
  const stale = await toko.slide.list();
  assert.deepEqual([number(stale), stale.source], ["1", "stale"]);
  const { endpoint, before, after } = await told;
  assert.equal(endpoint, "/app/slide");
  assert.ok(before === stale, "it is known by the very object");
  assert.deepEqual([number(after), after.source], ["2", "network"]);
  // And that is all, though nothing is ever fresh here.
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal((await mock.log()).length, 2);
});

test("a page that has changed is told with its page, of a list and of a walk", async () => {
  const mock = session();
  const page = (name) => ({ body: { code: 200, data: [{ id_produk: "1", id_kategori: "1", nama_produk: name, harga_produk: "5000" }] } });
  await mock.script([page("a"), page("b"), page("c")]);
  const toko = open(mock, { cache: { fresh: 0 } });
  await toko.produk.list();
  let told = change();
  const stale = await toko.produk.list();
  let detail = await told;
  assert.ok(detail.before === stale && stale.source === "stale");
  assert.equal(detail.endpoint, "/app/produk");
  assert.deepEqual([detail.after.data[0].nama_produk, detail.after.data[0].harga_produk, detail.after.page], ["b", 5000, 1]);
  told = change();
  const steps = toko.produk.pages()[Symbol.asyncIterator]();
  const step = await steps.next();
  detail = await told;
  assert.ok(detail.before === step.value);
  assert.equal(detail.after.data[0].nama_produk, "c");
});

test("an answer that has not changed is renewed in silence", async () => {
  const mock = session();
  const toko = open(mock, { cache: { fresh: 1500 } });
  let changes = 0;
  const count = () => { changes += 1; };
  window.addEventListener("olshop:ubah", count);
  try {
    await toko.slide.list();
    await new Promise((resolve) => setTimeout(resolve, 1600));
    assert.equal((await toko.slide.list()).source, "stale");
    await until(async () => (await mock.log()).length === 2);
    await until(async () => (await toko.slide.list()).source === "cache");
    assert.equal(changes, 0);
  } finally {
    window.removeEventListener("olshop:ubah", count);
  }
});

test("a renewal that fails is nobody's error", async () => {
  const mock = session("skip:1,status:500");
  const toko = open(mock, { cache: { fresh: 0 } });
  await toko.slide.list();
  assert.equal((await toko.slide.list()).source, "stale");
  await until(async () => (await mock.log()).length === 3);
  assert.equal((await toko.slide.list()).source, "stale");
});

test("when the network fails, an old answer is better than none", async () => {
  const mock = session("skip:1,reset:before");
  const toko = open(mock, { cache: { fresh: 0, stale: 0 } });
  const before = await toko.produk.list();
  const after = await toko.produk.list();
  assert.deepEqual([before.source, after.source], ["network", "stale"]);
  assert.deepEqual(after.data, before.data);
  const error = await assert.rejects(toko.produk.list({ page: 2 }), { kind: "network" });
  assert.equal(error.endpoint, "/app/produk");
});

test("what the API itself refuses is refused", async () => {
  const mock = session("skip:1,status:401");
  const toko = open(mock, { cache: { fresh: 0, stale: 0 } });
  await toko.slide.list();
  await assert.rejects(toko.slide.list(), { kind: "unauthorized" });
});

test("past the daily limit the cache answers, and what it has not is refused", async () => {
  localStorage.clear();
  const mock = session();
  const toko = open(mock, { dailyLimit: 1, cache: { fresh: 0, stale: 0 } });
  await toko.slide.list();
  assert.equal((await toko.slide.list()).source, "stale");
  await assert.rejects(toko.kategori.list(), { kind: "quota" });
  assert.equal((await mock.log()).length, 1);
  localStorage.clear();
});

test("nothing of a member is kept, nor answered twice", async () => {
  localStorage.clear();
  const mock = session();
  const toko = open(mock);
  const calls = [() => toko.user.info(), () => toko.user.catatan.list(), () => toko.user.catatan.list({ tipe: "poin" }), () => toko.user.transaksi.list()];
  for (const call of calls) {
    await call();
    await call();
  }
  assert.equal((await mock.log()).length, 8);
  assert.deepEqual(kept(), []);
  assert.equal((await toko.user.transaksi.list()).source, "network");
});

test("no key and no value holds a token or a member", async () => {
  localStorage.clear();
  const mock = session();
  const toko = open(mock);
  await toko.produk.list({ cari_nama_produk: "kaos" });
  await toko.user.info();
  assert.equal(kept().length, 1);
  const everything = JSON.stringify(Object.assign({}, localStorage));
  const secrets = [TOKEN, MEMBERS.budi.tokenUser, MEMBERS.budi.idUser];
  for (const secret of secrets.concat(secrets.map(encodeURIComponent), secrets.map(btoa))) {
    assert.ok(!everything.includes(secret), secret);
  }
});

test("cache: false asks every time; storage: memory leaves nothing behind", async () => {
  localStorage.clear();
  const mock = session();
  const never = open(mock, { cache: false });
  await never.slide.list();
  assert.equal((await never.slide.list()).source, "network");
  const forgetful = open(mock, { cache: { storage: "memory" } });
  await forgetful.slide.list();
  assert.equal((await forgetful.slide.list()).source, "cache");
  assert.deepEqual(kept(), []);
  assert.equal((await open(mock, { cache: { storage: "memory" } }).slide.list()).source, "network");
  const lasting = open(mock, { cache: { storage: "local" } });
  await lasting.slide.list();
  assert.equal((await open(mock).slide.list()).source, "cache");
});

test("clearCache forgets, before the module is there too", async () => {
  const mock = session();
  const toko = open(mock);
  await toko.slide.list();
  localStorage.setItem("milik-halaman", "tetap");
  assert.equal(toko.clearCache(), undefined);
  assert.deepEqual(kept(), []);
  assert.equal((await toko.slide.list()).source, "network");
  open(mock).clearCache();
  assert.deepEqual(kept(), []);
  assert.equal(localStorage.getItem("milik-halaman"), "tetap");
  localStorage.removeItem("milik-halaman");
  const memory = open(mock, { cache: { storage: "memory" } });
  await memory.slide.list();
  memory.clearCache();
  assert.equal((await memory.slide.list()).source, "network");
});

test("a forbidden storage and a full one are replaced by memory", async () => {
  const full = { getItem: () => null, setItem() { throw new DOMException("full", "QuotaExceededError"); }, removeItem() {} };
  const refusals = { forbidden() { throw new DOMException("no", "SecurityError"); }, none: () => null, full: () => full };
  for (const name of Object.keys(refusals)) {
    await withStorage(refusals[name], async () => {
      const mock = session();
      const toko = open(mock);
      await toko.slide.list();
      assert.equal((await toko.slide.list()).source, "cache", name);
      assert.equal((await toko.quota()).used, 1, name);
      toko.clearCache();
      assert.equal((await toko.slide.list()).source, "network", name);
      await open(mock).slide.list();
    });
  }
});

test("a storage that the page has filled up makes room, or is left alone", async () => {
  localStorage.clear();
  const mock = session();
  const toko = open(mock);
  await toko.produk.list({ total_data: 100 });
  // All the room there is, to within a thousand characters.
  for (let size = 4 << 20, i = 0; size > 500; ) {
    try {
      localStorage.setItem("milik-halaman-" + i, "x".repeat(size));
      i += 1;
    } catch (error) {
      size >>= 1;
    }
  }
  await toko.produk.list({ total_data: 100, page: 2 });
  assert.equal((await toko.produk.list({ total_data: 100, page: 2 })).source, "cache");
  assert.ok(localStorage.getItem("milik-halaman-0"), "the page's own stays");
  localStorage.clear();
});

test("a spoilt or foreign entry is dropped in silence and asked for again", async () => {
  for (const text of ["", "rusak", "{}", "[]", "null", '{"code":200,"data":"x"}', '{"code":200,"data":{"a":1}}']) {
    localStorage.clear();
    const mock = session();
    await open(mock).slide.list();
    const [key] = kept();
    for (const stamp of ["", "1 "]) {
      localStorage.setItem(key, stamp + text);
      assert.equal((await open(mock).slide.list()).source, "network", text);
      assert.equal((await open(mock).slide.list()).source, "cache", text);
    }
  }
  localStorage.clear();
});

test("the same question asked while it is under way is one request", async () => {
  const mock = session("delay:200");
  const toko = open(mock, { cache: false });
  const abort = new AbortController();
  const leaves = toko.user.info({ signal: abort.signal });
  const stay = [toko.user.info(), toko.user.info()];
  leaves.catch(() => {});
  setTimeout(() => abort.abort(), 50);
  await assert.rejects(leaves, { name: "AbortError" });
  const [one, two] = await Promise.all(stay);
  assert.deepEqual(one, two);
  assert.ok(one !== two);
  const log = await mock.log();
  assert.deepEqual(log.map((entry) => entry.outcome), ["answered"]);
});

test("a second visit begins no request for what is kept, and one for what is wanted fresh", async () => {
  localStorage.clear();
  const mock = session();
  const query = { total_data: 20, id_kategori: 2, cari_nama_produk: "baju merah" };
  const first = open(mock);
  await first.produk.list(query);
  await first.kategori.list({ struktur: "flat" });
  await mock.clear();
  const copy = await freshPackage();
  const toko = new copy.BukaOlshop(Object.assign({ baseUrl: mock.baseUrl }, OFTEN));
  assert.equal((await toko.produk.list(query)).source, "cache");
  assert.equal((await toko.kategori.list({ struktur: "flat" })).source, "cache");
  assert.equal((await mock.log()).length, 0);
  const other = await freshPackage();
  const fresh = await new other.BukaOlshop(Object.assign({ baseUrl: mock.baseUrl }, OFTEN)).produk.list(query, { fresh: true });
  assert.equal(fresh.source, "network");
  assert.equal((await mock.log()).length, 1);
  localStorage.clear();
});
