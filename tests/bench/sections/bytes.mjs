// What a page must load, compressed as servers do it that compress once.
import { bundle } from "../bundles.mjs";
import { atMost, contender, rule } from "../figures.mjs";
import { brotli } from "../site.mjs";
import { exactly } from "../statistics.mjs";
import { weigh } from "../weight.mjs";

const PEERS = {
  "Shopify storefront client": "shopify",
  "fetch + valibot": "valibot",
  "ky + valibot + TanStack Query": "ky-valibot-query",
  axios: "axios",
  "fetch + zod": "zod",
  "Medusa js-sdk": "medusa",
};

/** Kilobytes of a thousand bytes. */
const KILO = 1000;

export async function measureBytes() {
  const peers = [];
  for (const [name, script] of Object.entries(PEERS)) {
    peers.push(contender(name, "peer", exactly(brotli(await bundle(script)).length)));
  }
  const ours = (way) => contender("bukaolshop", "ours", exactly(weigh(way)));
  const figure = (name, way, rules) => ({ section: "Bytes", name, unit: "bytes", contenders: [ours(way), ...peers], rules });
  const assembled = peers.find(({ name }) => name.startsWith("ky"));
  return [
    figure("client: index.js and its module", "client", [
      atMost(ours("client"), 34.8 * KILO, "≤ 34.8 KB"),
      rule(ours("client"), assembled, 1),
    ]),
    figure("client, module inside: inline.js", "inline", []),
    figure("client with elements: bukaolshop.min.js", "elements", [atMost(ours("elements"), 41.9 * KILO, "≤ 41.9 KB")]),
  ];
}
