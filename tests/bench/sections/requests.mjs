// How many requests the API gets, counted by the mock server.
import assert from "node:assert/strict";
import { atMost, contender } from "../figures.mjs";
import { startSite } from "../site.mjs";
import { exactly } from "../statistics.mjs";
import { packageFiles } from "../weight.mjs";
import { produk } from "../../support/rows.mjs";
import { TOKEN } from "../../support/mock-shop.mjs";

const PRODUCTS = 1200;
const PAGE = 100;

/** A FREE shop's day: visits, an hour apart at most, each of which looks at some categories. */
const VISITS = 20;
const CATEGORIES = 5;
const MINUTES = 45;

/** Six elements, two of which ask the same. */
const homeWith = (id) => `<olshop-slide></olshop-slide><olshop-kategori></olshop-kategori><olshop-kostumpage></olshop-kostumpage>
<olshop-produk></olshop-produk><olshop-produk id-kategori="${id}"></olshop-produk><olshop-produk></olshop-produk>`;
const DISTINCT = 5;

/** @param {import("../bench.mjs").Bench} bench */
export async function measureRequests({ shop, browser, log }) {
  const files = packageFiles(["index.js", "bukaolshop_bg.wasm", "bukaolshop.min.js"]);
  let html = "";
  const site = await startSite(files, (path) => (path.endsWith(".html") ? html : undefined));
  /** Opens a page, does the work in it, and counts the requests of its corner of the API. */
  const count = async (session, body, work, ...args) => {
    html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Uji</title>${body}`;
    const page = await (await browser()).newPage();
    try {
      await page.goto(`${site.origin}/page.html`);
      await page.evaluate(work, ...args);
      page.check();
      await page.send("Storage.clearDataForOrigin", { origin: site.origin, storageTypes: "all" });
      return (await session.log()).length;
    } finally {
      await page.close();
    }
  };
  try {
    log("requests");
    const categories = await categoriesOf(shop);
    return [await walking(shop, count), await home(shop, count, categories[0]), await aDay(shop, count, categories)];
  } finally {
    site.close();
  }
}

async function categoriesOf(shop) {
  const { data } = await (await fetch(`${shop.url}/v1/app/kategori?token=${encodeURIComponent(TOKEN)}`)).json();
  return data.slice(0, CATEGORIES).map(({ id_kategori }) => id_kategori);
}

async function walking(shop, count) {
  const session = shop.session();
  const pages = Array.from({ length: PRODUCTS / PAGE + 1 }, (_, number) => {
    const rows = number < PRODUCTS / PAGE ? PAGE : 0;
    const data = Array.from({ length: rows }, (_, i) => produk({ id_produk: String(number * PAGE + i) }));
    return { body: { code: 200, status: "ok", page: number + 1, data } };
  });
  await session.answerWith(pages);
  const asked = await count(session, "", walk, { token: TOKEN, baseUrl: session.baseUrl }, PRODUCTS);
  const ours = contender("bukaolshop", "ours", exactly(asked));
  const tens = contender("by hand, ten rows a page", "peer", exactly(PRODUCTS / 10 + 1));
  return { section: "Requests", name: "walking 1,200 products", unit: "requests", contenders: [ours, tens], rules: [atMost(ours, 13, "≤ 13")] };
}

async function home(shop, count, category) {
  const session = shop.session();
  const tag = `<script src="/pkg/bukaolshop.min.js" data-token="${TOKEN}" data-base-url="${session.baseUrl}"></script>`;
  const asked = await count(session, tag + homeWith(category), untilRendered);
  const ours = contender("bukaolshop", "ours", exactly(asked));
  const each = contender("by hand, one each", "peer", exactly(6));
  const rules = [atMost(ours, DISTINCT, `≤ ${DISTINCT}, one per distinct question`)];
  return { section: "Requests", name: "a home page with six elements", unit: "requests", contenders: [ours, each], rules };
}

async function aDay(shop, count, categories) {
  const of = async (cache) => {
    const session = shop.session();
    const asked = await count(session, "", day, { token: TOKEN, baseUrl: session.baseUrl, cache }, VISITS, categories, MINUTES);
    return exactly(asked);
  };
  const contenders = [
    contender("bukaolshop", "ours", await of({ fresh: 6 * 3_600_000 })),
    contender("bukaolshop, as it is", "other", await of({})),
    contender("bukaolshop, without its cache", "other", await of(false)),
  ];
  assert.equal(contenders[2].summary.median, VISITS * CATEGORIES, "every question is asked without a cache");
  return { section: "Requests", name: "a FREE shop's day: 20 visits, five categories each, answers fresh for six hours", unit: "requests", contenders, rules: [atMost(contenders[0], 100, "≤ 100, the plan's day")] };
}

// The rest runs in the page.

async function walk(options, products) {
  const { BukaOlshop } = await import("/pkg/index.js");
  const rows = await new BukaOlshop(options).produk.all().toArray();
  if (rows.length !== products) throw new Error(`${rows.length} products`);
}

async function untilRendered() {
  const elements = () => [...document.querySelectorAll("olshop-slide, olshop-kategori, olshop-kostumpage, olshop-produk")];
  for (let i = 0; i < 600; i++) {
    if (elements().length === 6 && elements().every((one) => one.getAttribute("aria-busy") !== "true" && one.data && one.data.length > 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`rows of the elements: ${elements().map(({ data }) => data && data.length)}`);
}

/** Every visit has a client of its own, as a page that is opened anew; what is kept is in the browser. */
async function day(options, visits, categories, minutes) {
  const { BukaOlshop } = await import("/pkg/index.js");
  const now = Date.now;
  for (let visit = 0; visit < visits; visit++) {
    Date.now = () => now() + visit * minutes * 60_000;
    const toko = new BukaOlshop(options);
    for (const id_kategori of categories) {
      const { data } = await toko.produk.list({ id_kategori });
      if (!Array.isArray(data)) throw new Error("no rows");
    }
    // What is renewed in the background has its turn.
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
