// A program: a day of visitors before a front of the Open API, by a clock of its own. Prints what came of it.
// Arguments: the API's address, and the shop's token.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../support/mock-server.mjs";

const { openApiCache } = await import(pathToFileURL(join(root, "pkg/server/index.js")).href);
const [baseUrl, token] = process.argv.slice(2);

/** Midnight in Jakarta. */
const MIDNIGHT = Date.parse("2026-11-20T17:00:00Z");
const HOUR = 3_600_000;
/** Visits in each hour: few at night, most of them in the evening. */
const VISITS = [150, 80, 40, 30, 50, 120, 220, 320, 400, 450, 480, 520, 600, 520, 460, 440, 460, 520, 660, 840, 940, 820, 560, 320];

const front = openApiCache({ token, baseUrl, dailyLimit: 100, store: null });
const ask = (address) => front.fetch(new Request("https://toko.example" + address));

let now = MIDNIGHT;
Date.now = () => now;

const home = ["/app/slide?token=a", "/app/kategori?token=a", "/app/produk?token=a&page=1&total_data=30"];
const { data } = await (await ask("/app/kategori")).json();
const ids = data.flatMap((main) => [main, ...main.sub_kategori]).map(({ id_kategori }) => id_kategori);

const statuses = {};
const served = { fresh: 0, stale: 0, asked: 0 };
const ages = [];
let visits = 0;
globalThis.gc();
const before = process.memoryUsage().rss;
let atNoon = before;
for (const [hour, count] of VISITS.entries()) {
  if (hour === 12) {
    globalThis.gc();
    atNoon = process.memoryUsage().rss;
  }
  for (let number = 0; number < count; number += 1) {
    now = MIDNIGHT + hour * HOUR + Math.floor((number * HOUR) / count);
    visits += 1;
    const asked = [...home];
    // Every second visitor looks into a category, the first ones more often.
    const chance = ((visits * 2_654_435_761) % 1_000) / 1_000;
    if (visits % 2 === 0) asked.push(`/app/produk?token=a&page=1&total_data=30&id_kategori=${ids[Math.floor(chance * chance * ids.length)]}`);
    for (const reply of await Promise.all(asked.map(ask))) {
      statuses[reply.status] = (statuses[reply.status] ?? 0) + 1;
      const state = reply.headers.get("cache-status");
      served[state.includes("miss") ? "asked" : state.includes("ttl=-") ? "stale" : "fresh"] += 1;
      ages.push(Number(reply.headers.get("age")));
      await reply.arrayBuffer();
    }
  }
}
globalThis.gc();
const atMidnight = process.memoryUsage().rss;
const [grown, grownSinceNoon] = [atMidnight - before, atMidnight - atNoon];
ages.sort((one, other) => one - other);
const minutes = (part) => Math.floor(ages[Math.floor(((ages.length - 1) * part) / 100)] / 60);
const { usedToday: used, memory } = await front.status();
const parts = Object.fromEntries([50, 90, 99, 100].map((part) => [part, minutes(part)]));
console.log(JSON.stringify({ visits, questions: ages.length, statuses, served, ages: parts, used, memory, grown, grownSinceNoon }));
