// Where figures go: files, and the project's README.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../support/mock-server.mjs";
import { chart } from "./chart.mjs";
import { asMarkdown, targets, written } from "./table.mjs";

/** Results that are worth keeping are committed; others lie among what is generated. */
const KEPT = fileURLToPath(new URL("results", import.meta.url));
const PASSING = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "bench");

const README = join(root, "README.md");
const START = "<!-- bench:start: written by ./build.sh bench -->";
const END = "<!-- bench:end -->";

/** What the chart shows, by section and the beginning of the figure's name. */
const CHARTED = [
  ["Bytes", "client: "],
  ["First product, cold", "slow 4G (1.6 Mbit/s, 150 ms), CPU 4×"],
  ["First product, second visit", "slow 4G (1.6 Mbit/s, 150 ms), CPU 4×"],
  ["Decoding", "100 produk"],
];

/**
 * @typedef {import("./figures.mjs").Figure} Figure
 * @typedef {{ runs: number, chromium: string, isWhole: boolean }} Circumstances
 */

/**
 * Writes the figures down: where all of them were measured often enough, among the sources and in README.md.
 *
 * @param {Figure[]} figures
 * @param {Circumstances} circumstances
 * @returns {string} the folder
 */
export function publish(figures, { runs, chromium, isWhole }) {
  const folder = isWhole ? KEPT : PASSING;
  const measured = { date: new Date().toISOString().slice(0, 10), machine: `${cpus().length} cores, Chromium ${chromium.split(".")[0]}`, runs };
  const caption = `Measured ${measured.date} on ${measured.machine}; medians of ${measured.runs} runs.`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "results.json"), `${JSON.stringify({ ...measured, figures }, rounded, 1)}\n`);
  writeFileSync(join(folder, "results.md"), `# What was measured\n\n${caption}\n\n## Targets\n\n${targets(figures)}\n${asMarkdown(figures)}`);
  const panels = panelsOf(figures);
  if (panels.length > 0) writeFileSync(join(folder, "chart.svg"), chart(panels));
  if (isWhole) {
    const table = `${caption}\n\n${targets(figures)}`;
    writeFileSync(README, between(readFileSync(README, "utf8"), table));
  }
  return folder;
}

/** Digits that no measurement has. */
function rounded(_, value) {
  return typeof value === "number" ? Number(value.toPrecision(6)) : value;
}

/**
 * A text with what lies between its markers put in anew.
 *
 * @param {string} text
 * @param {string} content
 */
export function between(text, content) {
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < start) throw new Error(`README.md has no ${START} … ${END}`);
  return `${text.slice(0, start + START.length)}\n${content}${text.slice(end)}`;
}

/** @param {Figure[]} figures */
export function panelsOf(figures) {
  return CHARTED.flatMap(([section, name]) => {
    const figure = figures.find((one) => one.section === section && one.name.startsWith(name));
    return figure ? [panel(figure)] : [];
  });
}

/** @param {Figure} figure */
function panel({ section, name, unit, contenders, rules }) {
  const ours = contenders[0].summary.median;
  const bars = contenders.map((one) => ({
    name: one.name,
    value: one.summary.median,
    label: `${written(one.summary.median)} ${unit}`,
    isOurs: one.kind === "ours",
  }));
  const target = rules.length > 0 ? { target: (ours / rules[0].ratio) * rules[0].limit } : {};
  return { title: `${section}: ${name}`, bars, ...target };
}
