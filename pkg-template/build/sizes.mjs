// Usage: node sizes.mjs FOLDER
// Prints what the package weighs: each file as it is and as servers send it, what each way of loading it costs a page,
// and the tarball.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** What a page downloads, by the way it loads the package. */
const WAYS = {
  "import, the module beside it": ["index.js", "bukaolshop_bg.wasm"],
  "import, the module inside": ["inline.js"],
  "script tag, elements too": ["bukaolshop.min.js"],
};

/** What a server loads, which no page does. */
const SERVER = ["server/index.js", "server/public.js", "server/core.js", "server/errors.js", "server/bukaolshop_server_bg.wasm"];

const COLUMNS = ["raw", "brotli", "gzip"];

const folder = process.argv[2];
const files = filesIn(folder).map((name) => ({ name, ...weigh(readFileSync(join(folder, name))) }));
const [tarball] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json", "--loglevel=error"], { cwd: folder, encoding: "utf8" }));

row("a file, in bytes", ...COLUMNS);
for (const file of files) row(file.name, ...COLUMNS.map((column) => file[column]));
row("all, unpacked", ...total(files));
row(tarball.filename, "", "", tarball.size);
console.log();
row("a page loads, in bytes", ...COLUMNS);
for (const [way, names] of Object.entries(WAYS)) row(way, ...total(files.filter(({ name }) => names.includes(name))));
row("a server loads, in bytes", ...total(files.filter(({ name }) => SERVER.includes(name))));

function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}

function weigh(content) {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  return { raw: content.length, brotli: brotliCompressSync(content, options).length, gzip: gzipSync(content, { level: 9 }).length };
}

function total(rows) {
  return COLUMNS.map((column) => rows.reduce((sum, row) => sum + row[column], 0));
}

function row(name, ...numbers) {
  console.log(name.padEnd(30) + numbers.map((number) => String(number).padStart(10)).join(""));
}
