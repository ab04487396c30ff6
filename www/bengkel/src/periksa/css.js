// Style that Chromium 71 leaves out without a word.
import { generate, parse, walk } from "css-tree";
import { contentOf } from "../html.js";

const SIDES = ["top", "right", "bottom", "left"];

/** The sides of `inset: 1px 2px`, written one by one. */
function sides(parts) {
  const [top, right = top, bottom = top, left = right] = parts;
  return [top, right, bottom, left].map((value, at) => `${SIDES[at]}: ${value}`).join("; ");
}

/** What stands for a value in an old engine: the middle of `clamp`, the first of `min` and `max`, an ordinary height. */
const plain = (value) =>
  value
    .replace(/\bclamp\(\s*[^,()]+,\s*([^,]+(?:\([^)]*\))?[^,]*),[^()]*\)/g, (whole, middle) => (/[()+*/]/.test(middle) ? whole.slice(6).split(",")[0] : middle.trim()))
    .replace(/\b(?:min|max)\(\s*([^,()]+),[^()]*\)/g, (_, first) => first.trim())
    .replace(/([\d.])(?:dvh|svh|lvh)\b/g, "$1vh")
    .replace(/([\d.])(?:dvw|svw|lvw)\b/g, "$1vw");

/** @param {ReturnType<import("./page.js").readPage>} page @returns {import("./page.js").Finding[]} */
export function css({ text, tags }) {
  const findings = [];
  for (const tag of tags) {
    if (tag.name !== "style") continue;
    const { start, code } = contentOf(text, tag);
    let tree;
    try {
      tree = parse(code, { positions: true, parseValue: true, parseCustomProperty: false, onParseError() {} });
    } catch (error) {
      continue;
    }
    walk(tree, {
      visit: "Rule",
      enter(rule) {
        const own = rule.block.children.toArray().filter(({ type }) => type === "Declaration");
        const has = (property, test) => own.some((other) => other.property === property && test(generate(other.value)));
        own.forEach((declaration, at) => {
          const { property } = declaration;
          const from = start + declaration.loc.start.offset;
          const to = start + declaration.loc.end.offset;
          const value = generate(declaration.value);
          const tell = (what, label, mend) => findings.push({ rule: "css-terlalu-baru", weight: "saran", from, to, message: `${what} belum dikenal Chromium 71, jadi baris ini dilewati di HP lama.`, label, mend });
          // An ordinary value before it is what old engines take.
          const earlier = own.slice(0, at).some((other) => other.property === property);
          if (property === "inset") {
            if (SIDES.some((side) => has(side, () => true))) return;
            tell("inset", "Tulis keempat sisinya", [{ from, to, insert: sides(value.split(/\s+/)) }]);
          } else if (/\b(clamp|min|max)\(|\d(dvh|svh|lvh|dvw|svw|lvw)\b/.test(value) && !earlier && !property.startsWith("--") && !/^grid-template|^grid-auto/.test(property)) {
            const insert = plain(value);
            if (insert !== value && !/\b(clamp|min|max)\(/.test(insert)) tell(/\b(clamp|min|max)\(/.test(value) ? "clamp(), min() dan max()" : "Satuan dvh, svh dan lvh", `Dahului dengan ${insert}`, [{ from, to: from, insert: `${property}: ${insert}; ` }]);
          } else if (property === "gap" && has("display", (display) => /flex/.test(display))) {
            const selector = generate(rule.prelude);
            if (new RegExp(`${selector.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*>\\s*\\*\\s*\\+`).test(code)) return;
            const isColumn = has("flex-direction", (direction) => /column/.test(direction));
            const [row, column = row] = value.split(/\s+/);
            const end = start + rule.loc.end.offset;
            tell("gap pada flex", "Ganti dengan margin", [{ from, to, insert: "" }, { from: end, to: end, insert: ` ${selector} > * + * { margin-${isColumn ? "top" : "left"}: ${isColumn ? row : column}; }` }]);
          } else if (property === "aspect-ratio" && !has("height", () => true) && !has("padding-top", () => true)) {
            const [width, height = "1"] = value.split("/").map((part) => part.trim());
            const share = (100 * Number(height)) / Number(width);
            if (Number.isFinite(share)) tell("aspect-ratio", "Tambah tinggi untuk HP lama", [{ from: to, to, insert: `; min-height: ${Math.round((share * 100) / 2) / 100}vw` }]);
          }
        });
      },
    });
  }
  // An aspect-ratio that already has its height for old engines is fine.
  return findings.filter(({ from, to, message }) => !(message.startsWith("aspect-ratio") && /^\s*;\s*min-height/.test(text.slice(to, to + 20))) && from >= 0);
}
