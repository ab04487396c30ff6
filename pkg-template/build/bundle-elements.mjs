// Usage: node bundle-elements.mjs ENTRY FOLDER
// Bundles the elements for programs that import the package, once beside each of its entries: they take the client and the class of
// the errors from there, so that a page has one module, one client class and one cache.
import { createRequire } from "node:module";
import { join } from "node:path";

// The tools are installed beside the tests.
const { build } = createRequire(new URL("../../tests/package.json", import.meta.url))("esbuild");

const [entry, folder] = process.argv.slice(2);

for (const [name, client] of [["elements.js", "./index.js"], ["elements-inline.js", "./inline.js"]]) {
  await build({
    entryPoints: [entry],
    outfile: join(folder, name),
    bundle: true,
    format: "esm",
    target: "chrome71",
    minify: true,
    legalComments: "none",
    plugins: [
      {
        name: "the client of the entry",
        setup({ onResolve }) {
          onResolve({ filter: /\/client\/(toko|error)\.js$|^\.\/(toko|error)\.js$/ }, () => ({ path: client, external: true }));
        },
      },
    ],
  });
}
