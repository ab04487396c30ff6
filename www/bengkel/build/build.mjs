// Usage: node build.mjs SHOP PKG OUT
// Builds the workshop into OUT: static files that any file server can serve, and that open by a double click. SHOP holds the sample
// shop's module and its glue, PKG the built package, whose script the previews run.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gallery } from "./gallery.mjs";

const [shop, pkg, out] = process.argv.slice(2);
/** The tools stand where the tests have theirs. */
const { build } = createRequire(new URL("../../../tests/package.json", import.meta.url))("esbuild");
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = here("../../..");
const common = {
  bundle: true,
  minify: true,
  charset: "ascii",
  legalComments: "none",
  logLevel: "error",
  target: ["chrome100", "firefox102", "safari16"],
  nodePaths: [join(root, "tests/node_modules")],
  // The glue names its module beside itself, which nobody loads from there.
  logOverride: { "empty-import-meta": "silent" },
};

/** The bridge stands inside of a page's script element, on its first line. */
async function bridge() {
  const { outputFiles } = await build({ ...common, entryPoints: [here("../src/bridge.js")], format: "iife", write: false });
  return outputFiles[0].text.replace(/<\/(script)/gi, "<\\/$1").trim().replace(/\n/g, " ");
}

const text = (contents) => ({ contents, loader: "text" });
const json = (value) => ({ contents: JSON.stringify(value), loader: "json" });

/** What the workshop imports by names that are no files. */
const MODULES = {
  shop: () => ({ contents: readFileSync(join(shop, "mock_shop.js"), "utf8"), loader: "js", resolveDir: shop }),
  wasm: () => text(readFileSync(join(shop, "mock_shop_bg.wasm")).toString("base64")),
  bridge: async () => text(await bridge()),
  library: () => text(readFileSync(join(pkg, "bukaolshop.min.js"), "utf8")),
  inline: () => text(readFileSync(join(pkg, "inline.js"), "utf8").replace(/\n\/\/# sourceMappingURL=.*/, "")),
  version: () => json(JSON.parse(readFileSync(join(pkg, "package.json"), "utf8")).version),
  reference: () => ({ contents: `export { default as table } from ${JSON.stringify(join(root, "pkg-template/elements/reference.json"))};`, loader: "js", resolveDir: root }),
  gallery: () => json(gallery(root)),
};

const modules = {
  name: "bengkel",
  setup(builder) {
    builder.onResolve({ filter: /^bengkel:/ }, ({ path }) => ({ path: path.slice("bengkel:".length), namespace: "bengkel" }));
    builder.onLoad({ filter: /.*/, namespace: "bengkel" }, ({ path }) => MODULES[path]());
  },
};

mkdirSync(out, { recursive: true });
await build({ ...common, entryPoints: [here("../src/main.js")], format: "iife", outfile: join(out, "bengkel.js"), plugins: [modules] });
for (const name of ["index.html", "bengkel.css"]) copyFileSync(here(`../${name}`), join(out, name));
