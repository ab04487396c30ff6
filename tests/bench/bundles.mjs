// The scripts of pages, as they are and bundled with the libraries that they use.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const FOLDER = fileURLToPath(new URL("pages", import.meta.url));

/** A script that stands in a page as it is. */
export const script = (name) => readFileSync(join(FOLDER, `${name}.js`), "utf8");

/**
 * A script with all that it imports, as small as esbuild makes it.
 *
 * @param {string} name of a file in pages/
 * @param {string} [target] the oldest engine that it is for
 * @returns {Promise<string>}
 */
export async function bundle(name, target = "es2022") {
  const { outputFiles } = await build({
    entryPoints: [join(FOLDER, `${name}.js`)],
    bundle: true,
    external: ["/pkg/*"], // the package is measured as it ships
    minify: true,
    format: "esm",
    target,
    legalComments: "none",
    platform: "browser",
    define: { "process.env.NODE_ENV": '"production"' },
    write: false,
  });
  return outputFiles[0].text;
}
