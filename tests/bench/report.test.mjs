// Tables and chart say what was measured, a missed target included.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chart } from "./chart.mjs";
import { contender, rule } from "./figures.mjs";
import { between, panelsOf } from "./report.mjs";
import { exactly, summary } from "./statistics.mjs";
import { asMarkdown, asText, targets, written } from "./table.mjs";

const ours = contender("bukaolshop", "ours", summary([200, 210, 190]), { wholeCall: 230 });
const peer = contender("a | b <peer>", "peer", exactly(100), { wholeCall: 110 });
const figure = { section: "Decoding", name: "100 produk", unit: "µs", contenders: [ours, peer], rules: [rule(ours, peer, 1), rule(ours, peer, 2)] };

test("a terminal gets everybody, the ratio and the target", () => {
  const text = asText(figure);
  assert.match(text, /bukaolshop +200 +195 to 205\n/);
  assert.match(text, /a \| b <peer> +100 +ours is 2\.00×/);
  assert.match(text, /target ≤ 1× a \| b <peer>: 2\.00, MISSED/);
  assert.match(text, /target ≤ 2× a \| b <peer>: 2\.00, holds/);
});

test("Markdown has a line for each target, held or missed", () => {
  const lines = targets([figure]).trim().split("\n");
  assert.equal(lines.length, 4);
  assert.match(lines[2], /^\| Decoding: 100 produk \| 200 µs \| a \\\| b <peer> 100 \| 2\.00 \| ≤ 1× .* \| \*\*no\*\* \|$/);
  assert.match(lines[3], /^\|  \|  \|  \| 2\.00 \| ≤ 2× .* \| yes \|$/);
});

test("Markdown in full has what else was measured", () => {
  const text = asMarkdown([figure]);
  assert.match(text, /^## Decoding\n\n### 100 produk\n/);
  assert.match(text, /\| bukaolshop \| 200 \| 195 to 205 \|  \| 230 \|/);
  assert.match(text, /holds: \*\*no\*\*/);
});

test("numbers have the digits that are worth reading", () => {
  assert.deepEqual([12345.6, 123.4, 12.34, 1.234, 13, 0.126].map(written), ["12,346", "123", "12.3", "1.23", "13", "0.13"]);
});

test("the chart is one SVG file without anything from elsewhere, for light and dark", () => {
  const [panel] = panelsOf([figure]);
  assert.equal(panel.target, 100);
  const svg = chart([panel]);
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(svg, /prefers-color-scheme: dark/);
  assert.doesNotMatch(svg, /@import|@font-face|url\(|href|<script/);
  assert.match(svg, />a \| b &#60;peer&#62;</);
  assert.equal(svg.match(/<rect /g)?.length, 2);
  assert.equal(svg.match(/<line class="target"/g)?.length, 2, "the target, and what the line means");
  assertWellFormed(svg);
});

test("bars are as long as their values, the longest one full", () => {
  const widths = [...chart(panelsOf([figure])).matchAll(/<rect [^>]*width="([\d.]+)" height/g)].map(([, width]) => Number(width));
  assert.equal(widths[0], 2 * widths[1]);
});

test("README's part is put in anew, and nothing else changes", () => {
  const start = "<!-- bench:start: written by ./build.sh bench -->";
  const text = `before\n${start}\nold\n<!-- bench:end -->\nafter\n`;
  const renewed = between(text, "new\n");
  assert.equal(renewed, `before\n${start}\nnew\n<!-- bench:end -->\nafter\n`);
  assert.equal(between(renewed, "new\n"), renewed);
  assert.throws(() => between("no markers", "new"), /bench:start/);
});

/** Every element is closed, in order. */
function assertWellFormed(xml) {
  const open = [];
  for (const [, close, name, empty] of xml.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (close) assert.equal(open.pop(), name);
    else if (!empty) open.push(name);
  }
  assert.deepEqual(open, []);
}
