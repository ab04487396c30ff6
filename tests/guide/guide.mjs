// The guide for page designers, taken apart: its headings, its code blocks, its addresses.
import { readFileSync } from "node:fs";

/** The guide's text. */
export const guide = readFileSync(new URL("../../pkg-template/README.md", import.meta.url), "utf8");

/**
 * A fenced block.
 * @typedef {{ language: string, code: string, title: string, intro: string }} Block
 * title: the heading that it stands under, with a number where there are several; intro: the text between the two
 */

/** @type {Block[]} */
const blocks = [];
let title = "";
for (const [, heading, language, code] of guide.matchAll(/^#{1,6} (.+)$|^```(\w+)\n([^]*?)^```$/gm)) {
  if (heading) {
    title = heading;
    continue;
  }
  const before = guide.slice(guide.indexOf(`# ${title}\n`), guide.indexOf(code));
  const earlier = blocks.filter((block) => block.language === language && block.title.startsWith(title)).length;
  blocks.push({ language, code, title: earlier ? `${title} (${earlier + 1})` : title, intro: before });
}

/** All blocks of a language. */
export function blocksOf(language) {
  return blocks.filter((block) => block.language === language);
}

/** What is pasted as it stands: it brings the shop's token along. */
export const pages = blocksOf("html").filter(({ code }) => code.includes("TOKEN_OLSHOP_ANDA"));

/** What is pasted into a page that has the classic script's tag; a page that asks the shop's relay has its own. */
export const pieces = blocksOf("html").filter((block) => !pages.includes(block) && !block.code.includes("data-base-url"));

/** That tag, as the guide recommends it. */
export const TAG = example("Satu tag").code.match(/<script src[^>]*><\/script>/)[0];

/** The HTML that stands under a heading. */
export function example(wanted) {
  const found = blocksOf("html").find((block) => block.title === wanted);
  if (!found) throw new Error(`the guide has no HTML under "${wanted}"`);
  return found;
}

/** Everything from a heading to the next of its rank. */
export function section(heading) {
  const [mark] = heading.match(/^#+/);
  const start = guide.indexOf(`${heading}\n`);
  if (start < 0) throw new Error(`the guide has no "${heading}"`);
  const rest = guide.slice(start + heading.length);
  // Lines that begin with a # inside of a block are comments.
  const marks = Array.from(rest.matchAll(new RegExp(`^\`\`\`[^]*?^\`\`\`$|^#{1,${mark.length}} `, "gm")));
  const end = marks.find(([found]) => !found.startsWith("`"))?.index;
  return rest.slice(0, end);
}

/** The two tags that pages of the chapter with JavaScript begin with: the package's, and the page's own script. */
const TWO_TAGS = /<script src="[^"]*"\s+(data-token[^>]*)><\/script>\n<script type="module">\n {2}const \{ toko(?:, )?([\w, ]*) \} = BukaOlshop;\n/;

/** A page as the guide says to write it with a module. @param {string} code */
export function asModule(code) {
  if (!TWO_TAGS.test(code)) throw new Error("this page does not begin its script as the guide says");
  return code.replace(TWO_TAGS, (_, attributes, names) => {
    const imported = ["BukaOlshop", ...names.split(", ").filter(Boolean)].join(", ");
    return `<script type="module" ${attributes}>\n  import { ${imported} } from "${CDN}index.js";\n  const toko = BukaOlshop.fromScript();\n`;
  });
}

/** Scripts of a page. */
export function scripts(html) {
  return Array.from(html.matchAll(/<script[^>]*>([^]*?)<\/script>/g), ([, code]) => code);
}

/** Style sheets of a page. */
export function styles(html) {
  return Array.from(html.matchAll(/<style>([^]*?)<\/style>/g), ([, code]) => code);
}

/** Folder on the CDN that all pages of the guide take the package from. */
export const CDN = guide.match(/https:\/\/cdn\.jsdelivr\.net\/npm\/bukaolshop@[^/]+\//)[0];
