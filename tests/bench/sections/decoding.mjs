// From the text of an answer to plain objects, typed and repaired, in the page.
import assert from "node:assert/strict";
import { has71 } from "../browser.mjs";
import { openDecodingPage, startDecodingSite } from "../decoding-page.mjs";
import { contender, rule } from "../figures.mjs";
import { shuffled, summary } from "../statistics.mjs";
import { MEMBERS, TOKEN } from "../../support/mock-shop.mjs";

const ANSWERS = [
  { name: "10 produk", endpoint: "produk", path: "app/produk", rows: 10, isTargeted: true },
  { name: "100 produk", endpoint: "produk", path: "app/produk", rows: 100, isTargeted: true },
  { name: "100 transaksi", endpoint: "transaksi", path: "user/transaksi", rows: 100, isTargeted: false },
];

/** The engines, and what decoding may take there compared with zod. */
const ENGINES = [
  { major: "", limit: 1 },
  { major: "71", limit: 1.5 },
];

/**
 * One measurement is the median of so many batches, of so many milliseconds each at least. A browser's clock goes in steps of a tenth of
 * one, and what is measured is the difference of two calls of which the package's takes ten times as long.
 */
const BATCH = 12;
const BATCHES = 5;

/** Rounds before those that count: engines make code faster that runs often. */
const WARM_UP = 6;

/** @param {import("../bench.mjs").Bench} bench */
export async function measureDecoding({ runs, random, shop, browser, log }) {
  const figures = [];
  const site = await startDecodingSite();
  try {
    for (const { major, limit } of ENGINES) {
      if (major !== "" && !has71()) {
        log(`decoding: Chromium ${major} is not installed here, so not measured`);
        continue;
      }
      const engine = await browser(major);
      const version = engine.version.split(".")[0];
      for (const answer of ANSWERS) {
        log(`decoding: ${answer.name} in Chromium ${version}`);
        const times = await timesOf(engine, site, answer, await textOf(shop.url, answer), runs, random);
        const contenders = Object.entries(times).map(([name, { net, whole }]) =>
          contender(name, name === "bukaolshop" ? "ours" : "peer", summary(net), { wholeCall: summary(whole).median }));
        const zod = contenders.find(({ name }) => name === "zod 4");
        const name = `${answer.name}, Chromium ${version}`;
        figures.push({ section: "Decoding", name, unit: "µs", contenders, rules: answer.isTargeted ? [rule(contenders[0], zod, limit)] : [] });
      }
    }
  } finally {
    site.close();
  }
  return figures;
}

async function textOf(api, { path, rows }) {
  const { tokenUser, idUser } = MEMBERS.budi;
  const query = new URLSearchParams({ token: TOKEN, token_user: tokenUser, id_user: idUser, page: "1", total_data: String(rows) });
  return (await fetch(`${api}/v1/${path}?${query}`)).text();
}

/** Microseconds by contender: of the decoding alone, and of the whole call. */
async function timesOf(engine, site, { endpoint, rows }, text, runs, random) {
  const page = await openDecodingPage(engine, site);
  try {
    const made = await page.evaluate((endpoint, text) => window.decoding.prepare(endpoint, text), endpoint, text);
    checkSame(made, rows);
    const times = {};
    for (const name of Object.keys(made)) times[name] = { net: [], whole: [] };
    for (let run = -WARM_UP; run < runs; run++) {
      const names = shuffled(Object.keys(made), random);
      const round = await page.evaluate((...given) => window.decoding.round(...given), names, text, BATCH, BATCHES);
      if (run < 0) continue;
      for (const name of names) {
        const { whole, way } = round[name];
        times[name].net.push((whole - way) * 1000);
        times[name].whole.push(whole * 1000);
      }
    }
    page.check();
    return times;
  } finally {
    await page.close();
  }
}

/** All but the one that checks nothing must make the same rows. */
function checkSame(made, rows) {
  assert.equal(JSON.parse(made.bukaolshop).length, rows, "all rows came");
  for (const [name, text] of Object.entries(made)) {
    if (name !== "JSON.parse alone") assert.equal(text, made.bukaolshop, `${name}: the same rows as ours`);
  }
}
