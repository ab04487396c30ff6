// What the script does when it is loaded: with and without a token, twice, and beside the first request.
import assert from "node:assert/strict";
import { test } from "node:test";
import { TOKEN } from "../support/mock-shop.mjs";
import { useShop } from "./harness.mjs";
import { attributesFor, FILE, shopPage, tagWithSource, tagWithText, whatIsShown } from "./shop-page.mjs";
import { until } from "../support/wait.mjs";

const chromium = useShop();
const SOURCE = `/pkg/${FILE}`;

/** Opens a page with these tags, as budi sees it. `prepare` runs in the page before everything else. */
async function open(t, tags, prepare) {
  const opened = await chromium.newPage(t);
  if (prepare) await opened.page.addInitScript(prepare);
  await opened.page.goto(await chromium.shop.paste("budi", shopPage(tags)));
  return opened;
}

/** Runs in the page before all scripts: counts the modules that are made. */
function countModules() {
  window.modules = 0;
  for (const way of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[way];
    WebAssembly[way] = function () {
      window.modules += 1;
      return original.apply(WebAssembly, arguments);
    };
  }
}

test("adds one name to the page, and leaves no other trace", async (t) => {
  const { page } = await open(t, tagWithSource(SOURCE, attributesFor(chromium.shop.session().baseUrl)));
  const added = await page.evaluate(() => window.after.filter((name) => !window.before.includes(name) && name !== "after"));
  assert.deepEqual(added, ["BukaOlshop"]);
});

test("hangs on the class what a module would export", async (t) => {
  const { page } = await open(t, tagWithSource(SOURCE));
  const offered = await page.evaluate(async () => {
    const error = await BukaOlshop.init().then(() => null);
    let refused;
    try {
      new BukaOlshop({});
    } catch (thrown) {
      refused = thrown;
    }
    return [
      error,
      BukaOlshop.rupiah(21000),
      BukaOlshop.tanggalWib("2023-07-22 00:01:38").toISOString(),
      BukaOlshop.urlBeli({ url_produk: "/produk/1" }, { catatan: "08 12" }),
      BukaOlshop.urlBukaBrowser("/akun/"),
      refused instanceof BukaOlshop.BukaOlshopError && refused.kind,
      typeof BukaOlshop.fromScript,
    ];
  });
  assert.deepEqual(offered, [
    null,
    "Rp21.000",
    "2023-07-21T17:01:38.000Z",
    "/produk/1?catatan=08%2012",
    "/akun/?bukaolshop_open_browser=true",
    "invalid_argument",
    "function",
  ]);
});

test("without data-token there is no client, and the page may make its own", async (t) => {
  const { page, crashes, complaints } = await open(t, tagWithSource(SOURCE), countModules);
  assert.deepEqual(await page.evaluate(() => [BukaOlshop.toko, window.modules]), [null, 0]);
  const rows = await page.evaluate(async ([token, baseUrl]) => {
    const page = await new BukaOlshop({ token, baseUrl }).produk.list();
    return page.data.length;
  }, [TOKEN, chromium.shop.session().baseUrl]);
  assert.equal(rows, 10);
  assert.deepEqual([crashes, complaints], [[], []]);
});

test("an empty data-token is told of once, and the page goes on", async (t) => {
  const { page, crashes, complaints } = await open(t, tagWithSource(SOURCE, 'data-token=""'));
  assert.equal(await page.evaluate(() => BukaOlshop.toko), null);
  assert.equal(await page.evaluate(() => window.after.includes("BukaOlshop")), true);
  assert.deepEqual(crashes, []);
  assert.equal(complaints.length, 1);
  assert.match(complaints[0], /data-token/);
});

for (const [what, attributes] of Object.entries({
  "a base URL that is none": 'data-token="abc" data-base-url="bukan alamat"',
  "a daily limit that is none": 'data-token="abc" data-daily-limit="banyak"',
  "a time that is none": 'data-token="abc" data-cache-fresh="lama"',
})) {
  test(`${what} is told of once, pasted too, and the rest of the page goes on`, async (t) => {
    const { page, crashes, complaints } = await open(t, tagWithText(attributes));
    const kind = await page.evaluate(() => BukaOlshop.toko.slide.list().catch((error) => error.kind));
    assert.equal(kind, "invalid_argument");
    assert.deepEqual(crashes, []);
    assert.equal(complaints.length, 1);
    assert.match(complaints[0], /BukaOlshopError: Argumen tidak sah: (baseUrl|dailyLimit|cache.fresh .* data-cache-fresh)/);
  });
}

test("reads all attributes of its tag", async (t) => {
  const api = chromium.shop.session();
  const { page } = await open(t, tagWithSource(SOURCE, `${attributesFor(api.baseUrl)} data-daily-limit="100"`));
  const read = await page.evaluate(async () => {
    const toko = BukaOlshop.toko;
    return [toko.inApp, (await toko.quota()).limit, toko.template("{" + "{token_user}" + "}/{" + "{id_user}" + "}")];
  });
  assert.deepEqual(read, [true, 100, "tu%2Bbudi%2F9f2c%3D%3D/130173"]);
  await page.waitForFunction(whatIsShown);
  assert.notEqual((await api.log()).length, 0);
});

test("an element that is called as the class does not hinder it", async (t) => {
  const { page } = await open(t, `<div id="BukaOlshop"></div>${tagWithSource(SOURCE, attributesFor(chromium.shop.session().baseUrl))}`);
  await page.waitForFunction(whatIsShown);
  assert.equal(await page.evaluate(() => typeof BukaOlshop), "function");
});

test("loaded by another script, long after the page, it finds no tag and is there to be used", async (t) => {
  const { page, crashes } = await open(t, "");
  crashes.length = 0; // the page has a script that needs the library
  await page.evaluate(async (src) => {
    const tag = document.createElement("script");
    tag.src = src;
    await new Promise((resolve) => {
      tag.onload = resolve;
      document.body.appendChild(tag);
    });
  }, SOURCE);
  assert.deepEqual(await page.evaluate(() => [typeof BukaOlshop, BukaOlshop.toko]), ["function", null]);
  assert.deepEqual(crashes, []);
});

// ---------------------------------------------------------------- twice

const TWICE = {
  "two tags alike": (attributes) => [tagWithSource(SOURCE, attributes), tagWithSource(SOURCE, attributes)],
  "the second tag without a token": (attributes) => [tagWithSource(SOURCE, attributes), tagWithSource(SOURCE)],
  "the first tag without a token": (attributes) => [tagWithSource(SOURCE), tagWithSource(SOURCE, attributes)],
  "the second tag with another shop's token": (attributes) => [
    tagWithSource(SOURCE, attributes),
    tagWithSource(SOURCE, 'data-token="toko-lain"'),
  ],
  "the second tag with an empty token": (attributes) => [tagWithSource(SOURCE, attributes), tagWithSource(SOURCE, 'data-token=""')],
  "pasted, then from a host": (attributes) => [tagWithText(attributes), tagWithSource(SOURCE, attributes)],
  "from a host, then pasted": (attributes) => [tagWithSource(SOURCE, attributes), tagWithText(attributes)],
  "pasted twice, the token in the second": (attributes) => [tagWithText(), tagWithText(attributes)],
};

for (const [how, tagsWith] of Object.entries(TWICE)) {
  test(`loaded twice, ${how}: one class, one client, one module, the usual requests`, async (t) => {
    const api = chromium.shop.session();
    const [first, second] = tagsWith(attributesFor(api.baseUrl));
    const remember = "<script>window.first = { kelas: window.BukaOlshop, toko: BukaOlshop.toko };</script>";
    const { page, crashes, complaints } = await open(t, first + remember + second, countModules);
    const shown = await (await page.waitForFunction(whatIsShown)).jsonValue();
    assert.deepEqual([shown.rows.length, shown.member, shown.error], [20, "Saldo Rp1.250.000", ""]);
    const kept = await page.evaluate(() => {
      const { kelas, toko } = window.first;
      return [kelas === BukaOlshop, toko === null || toko === BukaOlshop.toko, window.modules];
    });
    assert.deepEqual(kept, [true, true, 1]);
    assert.deepEqual((await api.log()).map(({ path }) => path).sort(), ["/v1/app/produk", "/v1/user/info"]);
    assert.deepEqual([crashes, complaints], [[], []]);
  });
}

// ---------------------------------------------------------------- the first request

/** Runs in the page before all scripts: lets no module start before `window.release` is called. */
function holdModules() {
  const original = WebAssembly.instantiate;
  window.held = 0;
  const released = new Promise((resolve) => { window.release = resolve; });
  WebAssembly.instantiate = function () {
    window.held += 1;
    return released.then(() => original.apply(WebAssembly, arguments));
  };
}

for (const [how, tag] of Object.entries({ "from a host": (attributes) => tagWithSource(SOURCE, attributes), pasted: tagWithText })) {
  test(`${how}: the first question is asked ahead of the module, the others once it is there, and each once`, async (t) => {
    const api = chromium.shop.session();
    const { page } = await open(t, tag(attributesFor(api.baseUrl)), holdModules);
    await page.waitForFunction(() => window.held === 1);
    assert.equal(await page.evaluate(whatIsShown), null);
    const paths = async () => (await api.log()).map(({ path }) => path);
    await until(async () => (await paths()).length > 0, "the first question");
    assert.deepEqual(await paths(), ["/v1/app/produk"]);
    await page.evaluate(() => window.release());
    const shown = await (await page.waitForFunction(whatIsShown)).jsonValue();
    assert.equal(shown.rows.length, 20);
    assert.deepEqual((await api.log()).map(({ path }) => path).sort(), ["/v1/app/produk", "/v1/user/info"]);
  });
}
