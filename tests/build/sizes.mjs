// Usage: node sizes.mjs FOLDER
// Prints what the package weighs: each file as it is and as a server sends it with brotli, and the tarball.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

// What a page downloads, as opposed to what an editor or a person reads.
const LOADED = ["index.js", "bukaolshop_bg.wasm"];

const folder = process.argv[2];
const files = readdirSync(folder).sort().map((name) => ({ name, ...weigh(readFileSync(join(folder, name))) }));
const [tarball] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json", "--loglevel=error"], { cwd: folder, encoding: "utf8" }));

row("bytes", "raw", "brotli");
for (const { name, raw, brotli } of files) row(name, raw, brotli);
row("a page loads", ...total(files.filter(({ name }) => LOADED.includes(name))));
row("all, unpacked", ...total(files));
row(tarball.filename, tarball.size, "(gzip)");

function weigh(content) {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  return { raw: content.length, brotli: brotliCompressSync(content, options).length };
}

function total(rows) {
  return ["raw", "brotli"].map((column) => rows.reduce((sum, row) => sum + row[column], 0));
}

function row(name, raw, brotli) {
  console.log(`${name.padEnd(28)}${String(raw).padStart(10)}  ${String(brotli).padStart(10)}`);
}
