// Browsers without a bundler: a web host has the installed files as they are.
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { folderLists } from "./harness.mjs";
import { installed, newProject, writePage } from "./workshop.mjs";

/** Lets the page itself hold scripts. */
const POLICY = `default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self' http://localhost:*; img-src data:`;

async function host(name, scripts) {
  const folder = await newProject(name);
  await cp(await installed(), join(folder, "lib"), { recursive: true });
  await writePage(folder, scripts);
  return folder;
}

describe("browser", () => {
  test("a script in the page imports the entry by its address", async () => {
    const folder = await host("plain", "");
    const script = (await readFile(join(folder, "page.js"), "utf8")).replace('"bukaolshop"', '"./lib/index.js"');
    await writePage(folder, `<script type="module">\n${script}</script>`);
    await folderLists(folder, [/^\/$/, /^\/list\.js$/, /^\/lib\/index\.js$/, /^\/lib\/bukaolshop_bg\.wasm$/], POLICY);
  });

  for (const [file, others] of [["index.js", [/^\/lib\/bukaolshop_bg\.wasm$/]], ["inline.js", []]]) {
    test(`an import map gives ${file} the package's name`, async () => {
      const map = JSON.stringify({ imports: { bukaolshop: `./lib/${file}` } });
      const scripts = `<script type="importmap">${map}</script>\n<script type="module" src="page.js"></script>`;
      const folder = await host(`map-${file}`, scripts);
      const own = new RegExp(`^/lib/${file}$`);
      await folderLists(folder, [/^\/$/, /^\/page\.js$/, /^\/list\.js$/, own, ...others], POLICY);
    });
  }
});
