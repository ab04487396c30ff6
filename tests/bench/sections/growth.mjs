// What a row costs when there are more of them: it must not cost more.
import assert from "node:assert/strict";
import { openDecodingPage, startDecodingSite } from "../decoding-page.mjs";
import { contender } from "../figures.mjs";
import { summary } from "../statistics.mjs";
import { produk } from "../../support/rows.mjs";

const SIZES = [10, 100, 1000, 10_000];

/** What a row may cost among the most of them, compared with one among a hundred. */
const FLAT = 1.5;
const COMPARED = 100;

/** Rows of an answer that is kept: there are as many answers as it takes. */
const IN_AN_ANSWER = 10;

/** Rounds: of the largest size, one takes a second. */
const ROUNDS = 7;

/** @param {import("../bench.mjs").Bench} bench */
export async function measureGrowth({ runs, browser, log }) {
  const site = await startDecodingSite();
  const rounds = Math.min(runs, ROUNDS);
  try {
    const figures = [];
    for (const [name, measure] of Object.entries({ decoding, elements, cache })) {
      log(`growth: ${name}`);
      const page = await openDecodingPage(await browser(), site);
      try {
        figures.push(figure(name, await measure(page, rounds)));
        page.check();
        await page.send("Storage.clearDataForOrigin", { origin: site.origin, storageTypes: "all" });
      } finally {
        await page.close();
      }
    }
    return figures;
  } finally {
    site.close();
  }
}

/** @param {string} name @param {Record<number, number[]>} times microseconds per row, by how many rows there were */
function figure(name, times) {
  const contenders = SIZES.map((size) => contender(`${size.toLocaleString("en")} rows`, "size", summary(times[size]))).reverse();
  const most = contenders[0].summary.median;
  const compared = contenders.find((one) => one.name === `${COMPARED} rows`);
  const ratio = most / compared.summary.median;
  const rules = [{ target: `≤ ${FLAT}× a row among ${COMPARED}`, ratio, limit: FLAT, holds: ratio <= FLAT }];
  return { section: "Growth", name: `${name}, cost of a row`, unit: "µs", contenders, rules };
}

function answerOf(rows) {
  const data = Array.from({ length: rows }, (_, i) => produk({ id_produk: String(i), nama_produk: `Produk ${i}`, deskripsi_panjang: "Keterangan. ".repeat(10) }));
  return JSON.stringify({ code: 200, status: "ok", page: 1, total_data: 100, data });
}

async function rounds(times, count, measure) {
  for (let round = -1; round < count; round++) {
    for (const size of SIZES) {
      const perRow = (await measure(size)) / size;
      if (round >= 0) (times[size] ??= []).push(perRow * 1000);
    }
  }
  return times;
}

async function decoding(page, count) {
  await page.evaluate((text) => window.decoding.prepare("produk", text).then(() => undefined), answerOf(10));
  return rounds({}, count, async (size) => {
    const { bukaolshop } = await page.evaluate((text) => window.decoding.round(["bukaolshop"], text, 3, 5), answerOf(size));
    return bukaolshop.whole - bukaolshop.way;
  });
}

async function elements(page, count) {
  await page.evaluate(addElement);
  return rounds({}, count, async (size) => {
    const { shown, time } = await page.evaluate(renderOnce, answerOf(size), size);
    assert.equal(shown, size, "every row is shown");
    return time;
  });
}

async function cache(page, count) {
  return rounds({}, count, (size) => page.evaluate(fillAndRead, answerOf(IN_AN_ANSWER), size / IN_AN_ANSWER));
}

// The rest runs in the page.

async function addElement() {
  const tag = document.createElement("script");
  tag.src = "/pkg/bukaolshop.min.js";
  tag.dataset.token = "t";
  tag.dataset.baseUrl = "https://contoh.id/v1";
  window.decoding.give('{"code":200,"status":"ok","page":1,"data":[]}');
  document.head.append(tag);
  const host = document.createElement("olshop-produk");
  const template = document.createElement("template");
  template.innerHTML = "<p data-isi='nama_produk'></p>";
  host.append(template);
  const loaded = new Promise((resolve) => host.addEventListener("olshop:muat", resolve, { once: true }));
  document.body.append(host);
  await loaded;
}

/** Milliseconds from asking for so many rows to the last one's being in the page; from none, so that all are new. */
async function renderOnce(text, rows) {
  const host = document.querySelector("olshop-produk");
  const count = () => host.querySelectorAll("p").length;
  window.decoding.give('{"code":200,"status":"ok","page":1,"data":[]}');
  await host.muatUlang();
  window.decoding.give(text);
  const start = performance.now();
  // Many rows are put in place over several frames.
  const shown = new Promise((resolve) => {
    const look = () => {
      if (count() < rows) return;
      host.removeEventListener("olshop:tampil", look);
      resolve(performance.now());
    };
    host.addEventListener("olshop:tampil", look);
    setTimeout(() => resolve(performance.now()), 30_000);
  });
  await host.muatUlang();
  const time = (await shown) - start;
  return { shown: count(), time };
}

/** Milliseconds to keep so many answers, and to be given each of them again as soon as it is kept. */
async function fillAndRead(text, answers) {
  const { BukaOlshop } = await import("/pkg/index.js");
  window.decoding.give(text);
  localStorage.clear();
  const toko = new BukaOlshop({ token: `t${answers}`, baseUrl: "https://contoh.id/v1" });
  const start = performance.now();
  for (let page = 1; page <= answers; page++) {
    await toko.produk.list({ page });
    await toko.produk.list({ page });
  }
  return performance.now() - start;
}
