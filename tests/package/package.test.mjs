// The package as its users get it: packed by npm, installed into a project of its own.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tsc = join(root, "tests/node_modules/.bin/tsc");

/** Sources that the build makes: the module's glue, and its text. */
const GENERATED = ["bukaolshop.js", "bukaolshop_bg.js", "module.js"];

/** The pages of www/contoh that a designer copies: all but the one that lists them. */
const EXAMPLES = readdirSync(join(root, "www/contoh")).filter((name) => name.endsWith(".html") && name !== "index.html");

let project;
let installed;

function run(command, ...args) {
  return execFileSync(command, args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

before(() => {
  project = mkdtempSync(join(tmpdir(), "bukaolshop-"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "a-shop", private: true, type: "module" }));
  const [tarball] = JSON.parse(run("npm", "pack", "--json", "--pack-destination", project, join(root, "pkg")));
  run("npm", "install", "--offline", "--no-audit", "--no-fund", join(project, tarball.filename));
  installed = join(project, "node_modules/bukaolshop");
});

after(() => rmSync(project, { recursive: true, force: true }));

const manifest = () => JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
const names = () =>
  readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(installed, join(entry.parentPath, entry.name)));
const shipped = () => names().map((name) => ({ name, text: readFileSync(join(installed, name), "latin1") }));

test("holds the documented files and no others", () => {
  const files = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "bukaolshop.min.js",
    "bukaolshop_bg.wasm",
    "bukaolshop_bg.wasm.d.ts",
    "custom-elements.json",
    "elements-inline.d.ts",
    "elements-inline.js",
    "elements-node.js",
    "elements-preact.d.ts",
    "elements-react.d.ts",
    "elements-svelte.d.ts",
    "elements-vue.d.ts",
    "elements.d.ts",
    "elements.js",
    "global.d.ts",
    "html-data.json",
    "index.d.cts",
    "index.d.ts",
    "index.js",
    "index.js.map",
    "inline.cjs",
    "inline.d.ts",
    "inline.js",
    "inline.js.map",
    "llms.txt",
    "node.js",
    "package.json",
    "server/browser.js",
    "server/bukaolshop_server_bg.wasm",
    "server/bukaolshop_server_bg.wasm.d.ts",
    "server/core.js",
    "server/database.js",
    "server/edge-light.js",
    "server/errors.js",
    "server/generated-answers.js",
    "server/generated-stores.js",
    "server/index.d.ts",
    "server/index.js",
    "server/postgres.d.ts",
    "server/postgres.js",
    "server/public.js",
    "server/redis.d.ts",
    "server/redis.js",
    "server/sqlite-answers.js",
    "server/sqlite-drivers.js",
    "server/sqlite-file.js",
    "server/sqlite-import.js",
    "server/sqlite.d.ts",
    "server/sqlite.js",
    "server/stores-browser.js",
    "server/workerd.js",
    "web-types.json",
  ];
  const examples = EXAMPLES.map((name) => `contoh/${name}`);
  assert.deepEqual(names().sort(), [...files, ...examples].sort());
});

test("brings the examples as they are pasted, where the guide says", () => {
  assert.ok(EXAMPLES.length >= 15, `${EXAMPLES.length} examples`);
  for (const name of EXAMPLES) {
    assert.equal(readFileSync(join(installed, "contoh", name), "utf8"), readFileSync(join(root, "www/contoh", name), "utf8"), name);
  }
  const [, folder] = readFileSync(join(installed, "README.md"), "utf8").match(/npm\/bukaolshop\?path=(\w+)/);
  assert.equal(folder, "contoh");
});

test("carries the version of the crate", () => {
  const { packages } = JSON.parse(execFileSync("cargo", ["metadata", "--no-deps", "--format-version", "1"], { cwd: root }));
  assert.equal(manifest().version, packages.find(({ name }) => name === "bukaolshop").version);
});

test("depends on nothing and runs nothing when it is installed; what a store needs is installed by who uses it", () => {
  const { dependencies, peerDependencies, peerDependenciesMeta, optionalDependencies, scripts } = manifest();
  assert.deepEqual([dependencies, optionalDependencies, scripts], [undefined, undefined, undefined]);
  assert.deepEqual(Object.keys(peerDependencies), ["better-sqlite3", "pg", "redis"]);
  for (const name of Object.keys(peerDependencies)) assert.deepEqual(peerDependenciesMeta[name], { optional: true }, name);
});

test("is imported by its name, before any request and without the module", () => {
  const script = 'import { rupiah, BukaOlshop } from "bukaolshop"; console.log(typeof BukaOlshop, rupiah(21000));';
  assert.equal(run("node", "--input-type=module", "--eval", script).trim(), "function Rp21.000");
});

test("lets bundlers find the module", () => {
  const script = 'console.log(import.meta.resolve("bukaolshop/bukaolshop_bg.wasm"));';
  const url = run("node", "--input-type=module", "--eval", script).trim();
  assert.ok(WebAssembly.validate(readFileSync(fileURLToPath(url))));
});

// The app replaces {{name}} everywhere in a pasted text, the library's own source included. The guide and
// what language models read may show what a page author is to paste, and the examples are that; no page gets the server's files.
test("holds no shortcode that the app would replace", () => {
  const pasted = ({ name }) => !["README.md", "llms.txt"].includes(name) && !/^(contoh|server)\//.test(name);
  for (const { name, text } of shipped().filter(pasted)) {
    assert.equal(text.match(/\{\{\s*\w+/)?.[0], undefined, name);
  }
});

test("tells nothing about the machine that built it", () => {
  for (const { name, text } of shipped()) {
    for (const place of [root, homedir() + "/"]) assert.ok(!text.includes(place), `${name} holds ${place}`);
  }
});

test("maps what it minified back to the repository's files", () => {
  for (const name of ["index.js", "inline.js"]) {
    const script = readFileSync(join(installed, name), "utf8");
    assert.match(script, new RegExp(`\\n//# sourceMappingURL=${name}\\.map\\n$`));
    const { sources, sourcesContent } = JSON.parse(readFileSync(join(installed, `${name}.map`), "utf8"));
    const written = sources.filter((source) => !GENERATED.includes(source));
    assert.ok(written.includes("pkg-template/client/toko.js") && written.includes("src/web/tree.js"));
    for (const source of written) {
      assert.equal(sourcesContent[sources.indexOf(source)], readFileSync(join(root, source), "utf8"), source);
    }
  }
});

// Programs against the contract, and programs for each way to get the package. Only Node.js's own way knows CommonJS.
for (const [resolution, module, languages] of [["bundler", "esnext", /\.m?ts$/], ["node16", "node16", /\.[cm]?ts$/]]) {
  test(`type-checks programs written against it, as ${resolution} resolves it`, () => {
    const programs = ["tests/browser/types", "tests/package/types"].flatMap((folder) =>
      readdirSync(join(root, folder)).filter((name) => languages.test(name)).map((name) => join(root, folder, name)),
    );
    assert.ok(programs.length > 4);
    for (const program of programs) cpSync(program, join(project, basename(program)));
    const options = ["--strict", "--noEmit", "--types", "", "--target", "es2020", "--lib", "es2020,dom,dom.iterable"];
    try {
      run(tsc, ...options, "--module", module, "--moduleResolution", resolution, ...programs.map((program) => basename(program)));
    } catch (error) {
      assert.fail(error.stdout);
    }
  });
}
