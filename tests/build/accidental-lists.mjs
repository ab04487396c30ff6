// Finds sentences of the rendered documentation that became lists: to Markdown, a line that begins with "401." is the item of a
// list that counts from 401, and a reader sees "Unauthorized: 01."
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * What of a page became a list by accident: one that counts from another number than 1, and one with a single item.
 *
 * @param {string} html
 */
export function accidentalLists(html) {
  const documented = html.match(/<div class="docblock[^]*?<\/div>/g) ?? [];
  const found = [];
  for (const block of documented) {
    for (const [list, start, items] of block.matchAll(/<ol(?: start="(\d+)")?>([^]*?)<\/ol>/g)) {
      const isSingle = items.split("<li>").length === 2;
      if ((start !== undefined && start !== "1") || isSingle) found.push(text(list));
    }
  }
  return found;
}

const text = (html) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim().slice(0, 100);

function* pagesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* pagesOf(path);
    else if (entry.name.endsWith(".html")) yield path;
  }
}

/** Reads folders below the target folder, says what it finds, and fails then. */
function main(folders) {
  const target = process.env.CARGO_TARGET_DIR ?? "target";
  let pages = 0;
  let found = 0;
  for (const folder of folders) {
    for (const page of pagesOf(join(target, folder))) {
      pages += 1;
      for (const list of accidentalLists(readFileSync(page, "utf8"))) {
        found += 1;
        console.error(`${relative(target, page)}: a sentence became a list: ${list}`);
      }
    }
  }
  console.log(`${pages} pages, ${found} sentences that became lists`);
  process.exitCode = found > 0 || pages === 0 ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2));
