// How long a page takes to show ten products: with nothing kept, and an hour later with what that visit has left.
import assert from "node:assert/strict";
import { TOKEN } from "../../support/mock-shop.mjs";
import { CONTENTS, ELEMENTS, FIRST_PAGES, PRELOADED, filesOfFirstPages, htmlOf } from "../first-pages.mjs";
import { contender, rule } from "../figures.mjs";
import { openNetwork, PROFILES } from "../network.mjs";
import { startSite } from "../site.mjs";
import { shuffled, summary } from "../statistics.mjs";

/** Every network, on a fast machine and on one that is four times slower. */
export const CONDITIONS = Object.keys(PROFILES).flatMap((network) => [1, 4].map((cpu) => ({ network, cpu })));

/** What targets are about. */
const TARGETED = { network: "slow4g", cpu: 4 };

/** What the package's page may take, as a multiple of the fastest page by hand. */
const LIMITS = { preloaded: 1.4, tag: 1.4, contents: 0.35, second: 0.48 };

const HOUR = 3_600_000;

/** A page without anything. */
const EMPTY = "/kosong.html";

/** @param {import("../bench.mjs").Bench} bench */
export async function measureFirstProduct({ runs, random, shop, browser, log }) {
  /** @type {Record<string, Awaited<ReturnType<typeof openNetwork<"files" | "api">>>>} */
  const networks = {};
  let contents = "";
  const site = await startSite(await filesOfFirstPages(), (path) => {
    if (path === EMPTY) return `<!doctype html><link rel="icon" href="data:,"><title></title>`;
    const [, network, number, serial] = path.match(/^\/(\w+)\/(\d+)\/(\d+)\.html$/) ?? [];
    if (network === undefined) return undefined;
    const { origins } = networks[network];
    return htmlOf(FIRST_PAGES[Number(number)], { files: `${origins.files}/${serial}`, api: `${origins.api}/v1`, token: TOKEN, contents });
  });
  try {
    for (const [name, profile] of Object.entries(PROFILES)) {
      networks[name] = await openNetwork(profile, { files: site.origin, api: shop.url });
    }
    contents = await contentsFromTheStart(await browser(), site.origin);
    const expected = await expectedCards(shop.url);
    const times = new Map();
    let serial = 0;
    for (let run = 0; run <= runs; run++) {
      // The first round is the warm-up of servers and browser.
      log(run === 0 ? "first product: warm-up" : `first product: round ${run} of ${runs}`);
      const conditions = run === 0 ? CONDITIONS.slice(0, 1) : CONDITIONS;
      const turns = conditions.flatMap((condition) => FIRST_PAGES.map((page, number) => ({ ...condition, page, number })));
      for (const turn of shuffled(turns, random)) {
        serial += 1;
        const url = `${site.origin}/${turn.network}/${turn.number}/${serial}.html`;
        const visits = await visitTwice(await browser(), networks[turn.network], url, turn.cpu, (cards) => {
          assert.deepEqual(cards, expected, `${turn.page.name}: other cards than those of the API's answer`);
        });
        if (run > 0) note(times, turn, visits);
      }
    }
    return figures(times);
  } finally {
    for (const network of Object.values(networks)) network.close();
    site.close();
  }
}

const keyOf = ({ network, cpu }, page, visit) => `${network} ${cpu} ${page.name} ${visit}`;

function note(times, turn, visits) {
  for (const [visit, { arrival, start }] of Object.entries(visits)) {
    for (const [from, value] of Object.entries({ arrival, start })) {
      const key = `${keyOf(turn, turn.page, visit)} ${from}`;
      times.set(key, [...(times.get(key) ?? []), value]);
    }
  }
}

/** What must be on the screen, made from the API's answer by nobody who is measured. */
async function expectedCards(api) {
  const answer = await (await fetch(`${api}/v1/app/produk?token=${encodeURIComponent(TOKEN)}&page=1&total_data=10`)).json();
  return answer.data.map((row) => ({
    nama: row.nama_produk,
    harga: `Rp${row.harga_produk.toLocaleString("id-ID")}`,
    tautan: row.url_produk,
    gambar: new URL(row.gambar_utama).pathname,
  }));
}

/** What the library writes for the page that shows an element. */
async function contentsFromTheStart(browser, origin) {
  const number = FIRST_PAGES.findIndex(({ name }) => name === ELEMENTS);
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}/${Object.keys(PROFILES)[0]}/${number}/0.html`);
    await page.evaluate(whenShown);
    return await page.evaluate(() => window.BukaOlshop.isiAwal(document.getElementById("daftar")));
  } finally {
    await page.close();
  }
}

/** Twice the same page, whose files no page before it had: their addresses are new. */
async function visitTwice(browser, network, url, cpu, check) {
  const cold = await visit(browser, network, url, cpu, 0, check);
  return { cold, second: await visit(browser, network, url, cpu, HOUR, check) };
}

/** One visit, `later` than now by the page's clock: the first one, with nothing kept, or one after it. */
async function visit(browser, network, url, cpu, later, check) {
  network.hangUp();
  const page = await browser.newPage();
  try {
    if (later > 0) await page.prepare(moveClock, later);
    // The app's WebView is up when it is given a page: so is the process that will show this one.
    await page.goto(new URL(EMPTY, url).href);
    if (later === 0) await page.evaluate(forgetKept);
    await page.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    await page.goto(url);
    const times = await page.evaluate(whenShown);
    page.check();
    check(await page.evaluate(cardsShown));
    // What comes after it is left for the visit that follows.
    if (later === 0) await page.evaluate(whenIdle);
    page.check();
    return times;
  } finally {
    await page.close();
  }
}

// The rest runs in the page.

function forgetKept() {
  localStorage.clear();
}

function moveClock(by) {
  const now = Date.now;
  Date.now = () => now() + by;
}

/** Milliseconds to the tenth card on the screen: from when the HTML had arrived, and from when it was asked for. */
async function whenShown() {
  if (!window.tampil) {
    await new Promise((resolve, reject) => {
      window.sudahTampil = resolve;
      setTimeout(() => reject(new Error("no ten cards after 30 s")), 30_000);
    });
  }
  const [navigation] = performance.getEntriesByType("navigation");
  // Scripts may run before the browser has noted that the last byte is there.
  const arrived = navigation.responseEnd > 0 ? Math.min(navigation.responseEnd, window.awal) : window.awal;
  return { arrival: window.tampil - arrived, start: window.tampil };
}

function cardsShown() {
  return [...document.querySelectorAll("#daftar > li")].map((item) => ({
    nama: item.querySelector("b").textContent,
    harga: item.querySelector("span").textContent,
    tautan: item.querySelector("a").href,
    gambar: new URL(item.querySelector("img").dataset.src).pathname,
  }));
}

/** Resolves when nothing is on its way any more, and what is to be kept is. */
async function whenIdle() {
  const isBusy = () => document.readyState !== "complete" || [...document.images].some((image) => !image.complete);
  while (isBusy()) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 100));
}

// And this in Node.js again.

function figures(times) {
  const made = [];
  for (const visit of ["cold", "second"]) {
    for (const condition of CONDITIONS) {
      const contenders = FIRST_PAGES.map((page) => {
        const of = (from) => summary(times.get(`${keyOf(condition, page, visit)} ${from}`));
        return contender(page.name, page.kind, of("arrival"), { fromNavigation: of("start").median });
      });
      const isTargeted = condition.network === TARGETED.network && condition.cpu === TARGETED.cpu;
      made.push({
        section: visit === "cold" ? "First product, cold" : "First product, second visit",
        name: `${PROFILES[condition.network].name}, CPU ${condition.cpu}×`,
        unit: "ms",
        contenders,
        rules: isTargeted ? rulesOf(visit, contenders) : [],
      });
    }
  }
  return made;
}

function rulesOf(visit, contenders) {
  const [ours, preloaded] = contenders;
  const of = (kind) => contenders.filter((one) => one.kind === kind);
  const named = (name) => /** @type {import("../figures.mjs").Contender} */ (contenders.find((one) => one.name === name));
  const fastest = of("hand").reduce((best, one) => (one.summary.median < best.summary.median ? one : best));
  /** A rule about another page of ours than the first. */
  const about = (page, limit) => ({ ...rule(page, fastest, limit), target: `${page.name}: ≤ ${limit}× ${fastest.name}` });
  if (visit === "second") {
    const kept = { ...rule(named(CONTENTS), named(ELEMENTS), 1), target: `${CONTENTS}: ≤ ${ELEMENTS}` };
    return [rule(ours, fastest, LIMITS.second), kept];
  }
  return [
    // Such a page asks as soon as it is there; these of ours do, too.
    about(preloaded, LIMITS.preloaded),
    about(named(PRELOADED), LIMITS.tag),
    about(named(CONTENTS), LIMITS.contents),
    ...of("library").map((library) => rule(ours, library, 1)),
  ];
}
