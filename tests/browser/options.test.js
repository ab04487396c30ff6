// The options of a client: what it takes, what the constructor refuses at once, and what rejects the first call.
import { BukaOlshop, BukaOlshopError } from "/pkg/index.js";
import { assert, MEMBERS, session, test, TOKEN } from "./harness.js";

/** A shortcode, put together so that no tool takes it for one. */
const shortcode = (name) => "{" + "{" + name + "}" + "}";

const invalid = (pattern) => ({
  name: "BukaOlshopError",
  kind: "invalid_argument",
  code: null,
  endpoint: null,
  status: null,
  path: null,
  retryable: false,
  attempts: 0,
  retryAfter: null,
  message: pattern,
});

/** The constructor throws. */
function refused(options, pattern) {
  const error = assert.throws(() => new BukaOlshop(options), invalid(pattern));
  assert.ok(error instanceof BukaOlshopError && error instanceof Error);
}

/** The constructor takes it, and each call is rejected. */
async function rejected(options, pattern) {
  const toko = new BukaOlshop(options);
  const calls = [() => toko.slide.list(), () => toko.produk.all().toArray(), () => toko.quota()];
  for (const call of calls) {
    const error = await assert.rejects(call(), invalid(pattern));
    assert.ok(error instanceof BukaOlshopError && error instanceof Error);
  }
  assert.equal(toko.clearCache(), undefined);
}

/** The options are good: the module's client answers. */
const taken = (options) => new BukaOlshop(options).quota();

test("a token that is none is refused", () => {
  for (const token of [undefined, null, "", "  ", 5, {}, [], true, shortcode("token")]) {
    refused({ token }, /token harus/);
  }
});

test("options that are no object are refused", () => {
  for (const options of [undefined, null, "token", 5, true]) refused(options, /options harus objek/);
});

test("a base address must be https, or http on this machine", async () => {
  const bad = [
    "http://openapi.bukaolshop.net/v1",
    "ftp://contoh.id",
    "contoh.id/v1",
    "",
    "https://",
    "https://contoh.id/v1?a=1",
    "https://contoh.id/v1#a",
    "https://budi@contoh.id",
    "http://127.0.0.1.contoh.id",
    "http://localhost.contoh.id",
    5,
    {},
  ];
  for (const baseUrl of bad) await rejected({ token: "t", baseUrl }, /baseUrl harus/);
  const good = [
    undefined,
    null,
    "https://contoh.id",
    "HTTPS://contoh.id:8443/a/b/",
    new URL("https://contoh.id/v1"),
    "http://localhost:8080/v1",
    "http://127.0.0.1:1",
    "http://127.9.9.9/v1",
    "http://[::1]:80/v1",
  ];
  for (const baseUrl of good) await taken({ token: "t", baseUrl });
});

test("a base address may be a URL and may end in a slash", async () => {
  const mock = session();
  for (const baseUrl of [mock.baseUrl + "/", mock.baseUrl + "//", new URL(mock.baseUrl)]) {
    await new BukaOlshop({ token: TOKEN, baseUrl, cache: false }).slide.list();
  }
  const log = await mock.log();
  assert.equal(log.length, 3);
  for (const entry of log) assert.match(entry.path, /\/v1\/app\/slide$/);
});

test("numbers must be numbers in their range", async () => {
  for (const timeout of [0, -1, NaN, Infinity, "30", null, {}]) await rejected({ token: "t", timeout }, /timeout harus/);
  for (const attempts of [0, -1, 1.5, NaN, "3", null]) {
    await rejected({ token: "t", retry: { attempts } }, /retry\.attempts harus/);
  }
  for (const delay of [-1, NaN, "5", Infinity]) {
    await rejected({ token: "t", retry: { baseDelay: delay } }, /retry\.baseDelay harus/);
    await rejected({ token: "t", retry: { maxDelay: delay } }, /retry\.maxDelay harus/);
    await rejected({ token: "t", cache: { fresh: delay } }, /cache\.fresh harus/);
    await rejected({ token: "t", cache: { stale: delay } }, /cache\.stale harus/);
  }
  for (const dailyLimit of [-1, 1.5, NaN, "100", {}]) await rejected({ token: "t", dailyLimit }, /dailyLimit harus/);
  for (const retry of [true, null, 3, "x"]) await rejected({ token: "t", retry }, /retry harus/);
  for (const cache of [true, null, 3, "x"]) await rejected({ token: "t", cache }, /cache harus/);
  await rejected({ token: "t", cache: { storage: "cookie" } }, /cache\.storage harus/);
});

test("every option may be given", async () => {
  await taken({
    token: "t",
    tokenUser: "a",
    idUser: "1",
    baseUrl: "https://contoh.id",
    timeout: 1,
    retry: { attempts: 1, baseDelay: 0, maxDelay: 0 },
    cache: { fresh: 0, stale: 0, storage: "local" },
    dailyLimit: 0,
  });
  await taken({ token: "t", retry: false, cache: false, dailyLimit: null });
  await taken({ token: "t", retry: {}, cache: { storage: "memory" } });
});

test("a member's values must be texts", async () => {
  for (const value of [{}, [], true, 1.5]) {
    await rejected({ token: "t", tokenUser: value }, /tokenUser harus/);
    await rejected({ token: "t", idUser: value }, /idUser harus/);
  }
});

test("no message shows a secret", async () => {
  const toko = new BukaOlshop({ token: "rahasia-1", tokenUser: "rahasia-2", idUser: {}, timeout: 0 });
  const error = await assert.rejects(toko.slide.list(), { kind: "invalid_argument" });
  assert.ok(!/rahasia/.test(error.message + error.stack));
});

test("the token is nowhere to be seen on the client", () => {
  const toko = new BukaOlshop({ token: "rahasia-1", tokenUser: "rahasia-2", idUser: "rahasia-3" });
  const seen = [];
  const walk = (value, depth) => {
    if (value === null || typeof value !== "object" || depth > 4) return;
    for (const key of Object.getOwnPropertyNames(value)) {
      seen.push(key + "=" + String(value[key]));
      walk(value[key], depth + 1);
    }
  };
  walk(toko, 0);
  assert.ok(!/rahasia/.test(seen.join()), seen.join());
});

test("the token reaches the server as it is, with its signs encoded", async () => {
  const mock = session();
  await new BukaOlshop({ token: " " + TOKEN + "\n", baseUrl: mock.baseUrl }).slide.list();
  const [entry] = await mock.log();
  assert.equal(entry.params.token, TOKEN);
  assert.match(entry.query, /^token=bW9jay90b2tvK2NvbnRvaA%2Fx%2By%3D%3D$/);
});

test("an id without quotes around its shortcode is a number, and good", async () => {
  const mock = session();
  const { tokenUser } = MEMBERS.budi;
  const toko = new BukaOlshop({ token: TOKEN, tokenUser, idUser: 130173, baseUrl: mock.baseUrl });
  assert.equal((await toko.user.info()).nama_user, "Budi Santoso");
});

test("fromScript reads the tag's attributes", async () => {
  localStorage.clear();
  const mock = session();
  const tag = document.createElement("script");
  tag.type = "text/plain";
  tag.dataset.token = TOKEN;
  tag.dataset.tokenUser = MEMBERS.budi.tokenUser;
  tag.dataset.idUser = MEMBERS.budi.idUser;
  tag.dataset.baseUrl = mock.baseUrl;
  tag.dataset.dailyLimit = "77";
  const toko = BukaOlshop.fromScript(tag);
  assert.ok(toko instanceof BukaOlshop && toko.inApp);
  assert.equal((await toko.quota()).limit, 77);
  assert.equal((await toko.user.info()).jumlah_saldo, 1250000);
  // Without an argument: the page's first tag that has a token.
  document.head.appendChild(tag);
  try {
    assert.equal((await BukaOlshop.fromScript().quota()).limit, 77);
  } finally {
    tag.remove();
  }
});

test("fromScript says which attribute is missing, the first call which one is wrong", async () => {
  const tag = document.createElement("script");
  assert.throws(() => BukaOlshop.fromScript(tag), { kind: "invalid_argument", message: /data-token/ });
  assert.throws(() => BukaOlshop.fromScript(), { kind: "invalid_argument", message: /data-token/ });
  tag.dataset.token = "t";
  tag.dataset.dailyLimit = "seratus";
  await assert.rejects(BukaOlshop.fromScript(tag).slide.list(), { kind: "invalid_argument", message: /dailyLimit/ });
  tag.dataset.dailyLimit = "";
  assert.equal((await BukaOlshop.fromScript(tag).quota()).limit, null);
});

test("fromScript knows what the options know: times, repetition, how long answers are kept", async () => {
  localStorage.clear();
  const tagOf = (mock, attributes) => {
    const tag = document.createElement("script");
    Object.assign(tag.dataset, { token: TOKEN, baseUrl: mock.baseUrl }, attributes);
    return tag;
  };
  // How long answers are kept. A second client has the first one's answers, as the next page has.
  const kept = async (attributes, later) => {
    localStorage.clear();
    const mock = session();
    await BukaOlshop.fromScript(tagOf(mock, attributes)).slide.list();
    const { now } = Date;
    Date.now = () => now() + later;
    try {
      await BukaOlshop.fromScript(tagOf(mock, attributes)).slide.list();
    } finally {
      Date.now = now;
    }
    return (await mock.log()).length;
  };
  const HOUR = 3600000;
  for (const fresh of ["6 jam", "6jam", "360 menit", " 21600 Detik ", "21600000", "“6 jam”"]) {
    assert.equal(await kept({ cacheFresh: fresh }, 5.9 * HOUR), 1, fresh);
    assert.equal(await kept({ cacheFresh: fresh, cacheStale: "0" }, 6.1 * HOUR), 2, fresh);
  }
  assert.equal(await kept({ cacheFresh: "", cacheStale: " " }, 30000), 1, "the default");
  // Repetition.
  for (const [retry, requests] of [["1", 1], ["false", 1], ["2", 2], ["", 3]]) {
    const mock = session("status:503,times:9");
    await assert.rejects(BukaOlshop.fromScript(tagOf(mock, { retry })).slide.list(), { kind: "unavailable", attempts: requests });
    assert.equal((await mock.log()).length, requests, retry);
  }
  // The time for a call.
  const slow = session("delay:5000");
  await assert.rejects(BukaOlshop.fromScript(tagOf(slow, { timeout: "50" })).produk.list(), { kind: "timeout" });
  await assert.rejects(BukaOlshop.fromScript(tagOf(slow, { timeout: "1 detik" })).produk.list(), { kind: "timeout" });
  // What cannot be read is named.
  for (const [name, attribute, values] of [
    ["timeout", "data-timeout", ["lama", "0", "6 bulan", "-5", "1,5 jam", "__proto__", "6 constructor"]],
    ["cacheFresh", "data-cache-fresh", ["selalu", "6 jam 5 menit", "30 hari"]],
    ["cacheStale", "data-cache-stale", ["x"]],
    ["retry", "data-retry", ["sering", "0", "1.5"]],
  ]) {
    for (const value of values) {
      const toko = BukaOlshop.fromScript(tagOf(slow, { [name]: value }));
      await assert.rejects(toko.slide.list(), { kind: "invalid_argument", message: new RegExp(attribute) }, value);
    }
  }
  localStorage.clear();
});

test("an ES module has no tag of its own", () => {
  assert.equal(BukaOlshop.toko, null);
});

test("quota counts the requests sent, each attempt, and refuses past the limit", async () => {
  localStorage.clear();
  const mock = session("status:503,times:1");
  const toko = new BukaOlshop({
    token: TOKEN,
    baseUrl: mock.baseUrl,
    dailyLimit: 3,
    cache: false,
    retry: { baseDelay: 1 },
  });
  const before = await toko.quota();
  assert.deepEqual([before.used, before.limit], [0, 3]);
  assert.ok(before.resets > new Date() && before.resets - new Date() <= 86400000);
  assert.equal(before.resets.toISOString().slice(11), "17:00:00.000Z", "midnight in Jakarta");
  await toko.slide.list();
  assert.equal((await toko.quota()).used, 2);
  await toko.slide.list();
  await assert.rejects(toko.slide.list(), {
    kind: "quota",
    endpoint: "/app/slide",
    attempts: 0,
    code: null,
    message: /besok/,
  });
  assert.equal((await mock.log()).length, 3);
  // Another client of the same origin counts on.
  assert.equal((await new BukaOlshop({ token: TOKEN }).quota()).used, 3);
  assert.equal((await new BukaOlshop({ token: TOKEN }).quota()).limit, null);
  localStorage.clear();
});

test("a count of another day, or no count at all, is none", async () => {
  for (const stored of ["1 99 0\n", "x", "", "20000", "99999999 5 0\n", "20000 1e3 0\n", "20000 -5 0\n", "20000 Infinity 0\n"]) {
    localStorage.setItem("bukaolshop:kuota", stored);
    assert.equal((await new BukaOlshop({ token: "t" }).quota()).used, 0, stored);
  }
  localStorage.clear();
});

test("clearCache may be called at any time", () => {
  assert.equal(new BukaOlshop({ token: "t" }).clearCache(), undefined);
});

test("options are those of the moment the client was made", async () => {
  const mock = session();
  const options = { token: TOKEN, baseUrl: mock.baseUrl, dailyLimit: 5000 };
  const toko = new BukaOlshop(options);
  options.dailyLimit = "apa saja";
  delete options.baseUrl;
  assert.equal((await toko.quota()).limit, 5000);
  assert.ok((await toko.slide.list()).length > 0);
});
