// The main figures as a picture: bars, readable on light and on dark ground, in whatever font there is.

const WIDTH = 760;
const LABEL = 220;
const BAR = 430;
const ROW = 22;
const TITLE = 34;
const GAP = 14;

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.title { font-weight: 600; }
.note { fill: #59636e; }
.ours { fill: #0a7d4b; }
.other { fill: #9aa4af; }
.target { stroke: #c2410c; stroke-width: 2; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .note { fill: #9198a1; }
  .ours { fill: #3fb97f; }
  .other { fill: #59636e; }
  .target { stroke: #fb923c; }
}
`;

/**
 * @typedef {object} Panel
 * @property {string} title
 * @property {{ name: string, value: number, label: string, isOurs: boolean }[]} bars
 * @property {number} [target] the value that ours may have, drawn as a line through the first bar
 */

/**
 * Draws panels below each other; each has a scale of its own.
 *
 * @param {Panel[]} panels
 * @returns {string} an SVG file
 */
export function chart(panels) {
  const parts = [];
  let y = 0;
  for (const { title, bars, target } of panels) {
    const most = Math.max(...bars.map(({ value }) => value), target ?? 0);
    const scale = (value) => (most > 0 ? (BAR * value) / most : 0);
    parts.push(text(0, y + 20, title, "title"));
    y += TITLE;
    const top = y;
    for (const [row, { name, value, label, isOurs }] of bars.entries()) {
      parts.push(text(LABEL - 8, y + 15, name, isOurs ? "title" : "", "end"));
      parts.push(`<rect class="${isOurs ? "ours" : "other"}" x="${LABEL}" y="${y + 3}" width="${round(Math.max(1, scale(value)))}" height="${ROW - 6}" rx="2"/>`);
      // The target's line goes through the first bar, and must not go through its number.
      const end = row === 0 ? Math.max(value, Math.min(target ?? 0, value * 1.25)) : value;
      parts.push(text(LABEL + round(scale(end)) + 6, y + 15, label, "note"));
      y += ROW;
    }
    if (target !== undefined) {
      const x = round(LABEL + scale(target));
      parts.push(`<line class="target" x1="${x}" x2="${x}" y1="${top}" y2="${top + ROW}"/>`);
    }
    y += GAP;
  }
  parts.push(`<line class="target" x1="${LABEL}" x2="${LABEL}" y1="${y + 3}" y2="${y + ROW - 3}"/>`, text(LABEL + 8, y + 15, "target", "note"));
  y += ROW;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" role="img">
<title>bukaolshop beside what pages would use instead</title>
<style>${STYLE}</style>
${parts.join("\n")}
</svg>
`;
}

function text(x, y, words, className, anchor) {
  const attributes = `${className ? ` class="${className}"` : ""}${anchor ? ` text-anchor="${anchor}"` : ""}`;
  return `<text x="${x}" y="${y}"${attributes}>${escaped(words)}</text>`;
}

const escaped = (words) => words.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const round = (value) => Math.round(value * 10) / 10;
