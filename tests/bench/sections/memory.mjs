// What a page that shows 1,200 products holds, and how long it keeps the main thread busy.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { script } from "../bundles.mjs";
import { contender, rule } from "../figures.mjs";
import { startSite } from "../site.mjs";
import { shuffled, summary } from "../statistics.mjs";
import { packageFiles } from "../weight.mjs";
import { TOKEN } from "../../support/mock-shop.mjs";

const PRODUCTS = 1200;
const PAGE = 100;

/** The contender that has a module. */
const OURS = "bukaolshop";

/** @param {import("../bench.mjs").Bench} bench */
export async function measureMemory({ runs, random, shop, browser, log }) {
  const files = packageFiles(["index.js", "bukaolshop_bg.wasm"]);
  const api = await startApi(shop);
  const pages = {
    [OURS]: `<script type="module">${script("many-ours")}</script>`,
    "by hand": `<script>${script("many-by-hand")}</script>`,
  };
  const html = (own) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Uji</title><ul id="daftar"></ul>
<script>
var API = ${JSON.stringify(api.origin)}, TOKEN = ${JSON.stringify(TOKEN)};
${script("common")}
function tambah(rows, rupiah) {
  rows.forEach(function (produk) {
    document.getElementById("daftar").append(kartu(produk, rupiah));
  });
}
</script>
${own}`;
  const site = await startSite(files, (path) => {
    const [, number] = path.match(/^\/(\d)\.html$/) ?? [];
    return number === undefined ? undefined : html(Object.values(pages)[Number(number)]);
  });
  try {
    /** @type {Record<string, Record<string, number[]>>} */
    const measured = {};
    let cards;
    for (let run = 0; run <= runs; run++) {
      log(run === 0 ? "memory: warm-up" : `memory: round ${run} of ${runs}`);
      for (const name of shuffled(Object.keys(pages), random)) {
        const page = await (await browser()).newPage();
        try {
          const { shown, modules, figures } = await show(page, `${site.origin}/${Object.keys(pages).indexOf(name)}.html`, site.origin);
          assert.equal(shown.length, PRODUCTS, `${name}: all cards are there`);
          assert.deepEqual(shown, (cards ??= shown), `${name}: the same cards`);
          assert.equal(modules, name === OURS ? 1 : 0, `${name}: the memory of its module is counted`);
          if (run === 0) continue;
          for (const [what, value] of Object.entries(figures)) ((measured[name] ??= {})[what] ??= []).push(value);
        } finally {
          await page.close();
        }
      }
    }
    return ["memory", "main thread"].map((what) => {
      const contenders = Object.keys(pages).map((name, i) => contender(name, i === 0 ? "ours" : "peer", summary(measured[name][what])));
      const unit = what === "memory" ? "KB" : "ms";
      return { section: "A page with 1,200 products", name: what, unit, contenders, rules: [rule(contenders[0], contenders[1], 1.1)] };
    });
  } finally {
    site.close();
    api.close();
  }
}

/** Answers from memory: 1,200 of the mock shop's products in full pages, and an empty one behind them. */
async function startApi(shop) {
  const answers = [];
  for (let page = 1; page <= PRODUCTS / PAGE; page++) {
    const url = `${shop.url}/v1/app/produk?token=${encodeURIComponent(TOKEN)}&page=${page}&total_data=${PAGE}`;
    answers.push(await (await fetch(url)).text());
  }
  answers.push(JSON.stringify({ code: 200, status: "ok", page: answers.length + 1, data: [] }));
  const server = createServer((request, response) => {
    const page = Number(new URL(request.url ?? "/", "http://api").searchParams.get("page"));
    response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*", "cache-control": "no-cache" });
    response.end(answers[page - 1]);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${port}/v1`, close };
}

async function show(page, url, origin) {
  await page.prepare(watchModules);
  await page.send("Performance.enable");
  await page.goto(url);
  await page.evaluate(showAll);
  page.check();
  const busy = await taskDuration(page);
  const shown = await page.evaluate(cardsShown);
  const heap = await page.heap();
  const memories = await page.evaluate(moduleMemories);
  await page.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  const kilobytes = memories.reduce((sum, bytes) => sum + bytes, heap) / 1000;
  return { shown, modules: memories.length, figures: { memory: kilobytes, "main thread": busy } };
}

/** Milliseconds for which the main thread had something to do since the page was opened. */
async function taskDuration(page) {
  const { metrics } = await page.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
}

// The rest runs in the page.

/** Keeps each module's memory at hand. It is known by its kind, for a build gives exports short names. */
function watchModules() {
  window.memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const { exports } = made.instance || made;
      window.memories.push(...Object.values(exports).filter((one) => one instanceof WebAssembly.Memory));
      return made;
    };
  }
}

async function showAll() {
  while (!window.semua) await new Promise((resolve) => setTimeout(resolve, 10));
  // A page that shows rows holds them, too: to sort, to search.
  window.rows = await window.semua();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  // What is kept is written in turns of its own.
  await new Promise((resolve) => setTimeout(resolve, 200));
}

function cardsShown() {
  return [...document.querySelectorAll("#daftar > li")].map((item) => item.textContent + item.querySelector("a").href + item.querySelector("img").dataset.src);
}

/** The bytes of each module's memory. */
function moduleMemories() {
  return window.memories.map((memory) => memory.buffer.byteLength);
}
