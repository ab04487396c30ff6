// Usage: node bench.mjs [SECTION...]
// Measures the package in PKG (default pkg/) against what pages would use instead. RUNS says how often (default 15).
import { startMockShop } from "../support/mock-shop.mjs";
import { launch } from "./browser.mjs";
import { measureBytes } from "./sections/bytes.mjs";
import { measureDecoding } from "./sections/decoding.mjs";
import { measureFirstProduct } from "./sections/first-product.mjs";
import { measureGrowth } from "./sections/growth.mjs";
import { measureMemory } from "./sections/memory.mjs";
import { measureRequests } from "./sections/requests.mjs";
import { chance } from "./statistics.mjs";
import { publish } from "./report.mjs";
import { asText } from "./table.mjs";

/** What can be measured, in the order of the report. */
const SECTIONS = {
  bytes: measureBytes,
  "first-product": measureFirstProduct,
  decoding: measureDecoding,
  requests: measureRequests,
  memory: measureMemory,
  growth: measureGrowth,
};

/** Fewer make no figures that are worth keeping. */
const RUNS = 15;

/** So that every benchmark has the same order of turns. */
const SEED = 20;

/**
 * @typedef {object} Bench what sections measure with
 * @property {number} runs
 * @property {() => number} random
 * @property {Awaited<ReturnType<typeof startMockShop>>} shop
 * @property {(major?: string) => ReturnType<typeof launch>} browser today's, or an old one; started where it is first asked for
 * @property {(text: string) => void} log what is being done
 */

const runs = Number(process.env.RUNS || RUNS);
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0 || !(Number.isInteger(runs) && runs > 0)) {
  console.error(`Sections are ${Object.keys(SECTIONS).join(", ")}; RUNS is a number from 1.`);
  process.exit(2);
}

/** @type {import("./figures.mjs").Figure[]} */
const figures = [];
const browsers = new Map();
const shop = await startMockShop();
/** @type {Bench} */
const bench = {
  runs,
  random: chance(SEED),
  shop,
  browser(major = "") {
    if (!browsers.has(major)) browsers.set(major, launch(major));
    return browsers.get(major);
  },
  log: (text) => process.stderr.write(`${text}\n`),
};

/** Writes down what was measured so far; resolves to where. */
async function write(isWhole) {
  const { version } = await bench.browser();
  return publish(figures, { runs, chromium: version, isWhole });
}

try {
  for (const [name, measure] of Object.entries(SECTIONS)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const measured = await measure(bench);
    for (const figure of measured) console.log(asText(figure));
    figures.push(...measured);
    // What was measured so far is there even if what follows fails.
    await write(false);
  }
  const isWhole = chosen.length === 0 && runs >= RUNS && !process.env.PKG;
  console.log(`Written to ${await write(isWhole)}`);
} finally {
  for (const browser of browsers.values()) await (await browser).close();
  await shop.stop();
}
