// Figures as tables: for a terminal, and in Markdown.

/**
 * @typedef {import("./figures.mjs").Figure} Figure
 * @typedef {import("./figures.mjs").Contender} Contender
 */

/** A number with as many digits as are worth reading. */
export function written(value) {
  if (value >= 1000) return Math.round(value).toLocaleString("en");
  if (value >= 100) return value.toFixed(0);
  return value >= 10 || Number.isInteger(value) ? String(Number(value.toFixed(1))) : String(Number(value.toFixed(2)));
}

export const answered = (holds) => (holds ? "yes" : "no");

const ratioOf = (figure, one) => figure.contenders[0].summary.median / one.summary.median;

function spread({ q1, q3, runs }) {
  return runs > 1 ? `${written(q1)} to ${written(q3)}` : "";
}

/** One figure for a terminal: everybody in a line, with how many times theirs ours is; then the targets. */
export function asText(figure) {
  const lines = [`${figure.section}: ${figure.name}, in ${figure.unit}`];
  for (const one of figure.contenders) {
    const ratio = one === figure.contenders[0] ? "" : `ours is ${ratioOf(figure, one).toFixed(2)}×`;
    lines.push(`  ${one.name.padEnd(34)}${written(one.summary.median).padStart(10)}  ${spread(one.summary).padEnd(20)}${ratio}`.trimEnd());
  }
  for (const { target, ratio, holds } of figure.rules) {
    lines.push(`  target ${target}: ${ratio.toFixed(2)}, ${holds ? "holds" : "MISSED"}`);
  }
  return `${lines.join("\n")}\n`;
}

/** All figures in Markdown, a table each, with all that was measured. */
export function asMarkdown(figures) {
  const parts = [];
  let section = "";
  for (const figure of figures) {
    if (figure.section !== section) parts.push(`## ${(section = figure.section)}\n`);
    parts.push(`### ${figure.name}\n`, detailed(figure));
  }
  return parts.join("\n");
}

function detailed(figure) {
  const more = Object.keys(figure.contenders[0].more ?? {});
  const rows = figure.contenders.map((one) => [
    one.name,
    written(one.summary.median),
    spread(one.summary),
    one === figure.contenders[0] ? "" : `${ratioOf(figure, one).toFixed(2)}×`,
    ...more.map((name) => (one.more?.[name] === undefined ? "" : written(one.more[name]))),
  ]);
  const head = ["", figure.unit, "quartiles", "ours is", ...more.map(spaced)];
  const rules = figure.rules.map(({ target, ratio, holds }) => `- target ${target}: ratio ${ratio.toFixed(2)}, holds: **${answered(holds)}**\n`);
  return `${tableOf(head, rows)}\n${rules.join("")}${rules.length > 0 ? "\n" : ""}`;
}

const spaced = (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** The figures with a target in one table, a line for each target; what is the same as in the line above is left out. */
export function targets(figures) {
  const rows = figures.flatMap((figure) => {
    const [ours, ...peers] = figure.contenders;
    const measured = [
      `${figure.section}: ${figure.name}`,
      `${written(ours.summary.median)} ${figure.unit}`,
      peers.map((one) => `${one.name} ${written(one.summary.median)}`).join("; "),
    ];
    return figure.rules.map(({ target, ratio, holds }, i) => [
      ...(i === 0 ? measured : measured.map(() => "")),
      ratio.toFixed(2),
      target,
      holds ? "yes" : "**no**",
    ]);
  });
  return tableOf(["figure", "ours", "peers", "ratio", "target", "holds"], rows);
}

/** @param {string[]} head @param {string[][]} rows */
function tableOf(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}
