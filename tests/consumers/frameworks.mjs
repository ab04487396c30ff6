// The elements from npm: in frameworks, without one, on servers that render pages, and in TypeScript.
import assert from "node:assert/strict";
import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildWithEsbuild, buildWithVite, buildWithWebpack } from "./bundlers.mjs";
import { folderLists } from "./harness.mjs";
import { installed, newProject, run, writePage } from "./workshop.mjs";

const SOURCES = fileURLToPath(new URL("frameworks", import.meta.url));
const require = createRequire(import.meta.url);
const PACKAGES = ["@vitejs", "vite", "react", "react-dom", "scheduler", "@types", "csstype", "preact", "vue", "@vue", "svelte"];

/** Puts the frameworks beside the installed package. */
async function lendFrameworks() {
  const to = dirname(await installed());
  const from = fileURLToPath(new URL("node_modules", import.meta.url));
  for (const name of PACKAGES) await symlink(join(from, name), join(to, name)).catch(({ code }) => assert.equal(code, "EEXIST"));
}

async function project(name, from = name) {
  const folder = await newProject(`elements-${name}`);
  await cp(join(SOURCES, from), folder, { recursive: true });
  return folder;
}

const FILES = [/^\/$/, /^\/assets\/index-\S+\.js$/, /^\/assets\/bukaolshop_bg-\S+\.wasm$/];
// Elements bring a style of their own, which the strictest policy leaves out.
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; connect-src 'self' http://localhost:*; img-src * data:";

describe("elements from npm", () => {
  before(lendFrameworks);

  test("Vite with React: one module, one client", async () => {
    await folderLists(await buildWithVite(await project("react")), FILES, POLICY);
  });

  test("Vite with Vue: one module, one client", async () => {
    await folderLists(await buildWithVite(await project("vue")), FILES, POLICY);
  });

  test("webpack: the same", async () => {
    const folder = await project("webpack", "plain");
    await folderLists(await buildWithWebpack(folder, "built", "page.js", {}), [/^\/$/, /^\/main\.js$/, /^\/\w+\.wasm$/], POLICY);
    const development = await buildWithWebpack(folder, "development", "page.js", { mode: "development", devtool: false });
    await folderLists(development, [/^\/$/, /^\/main\.js$/], POLICY);
  });

  test("esbuild, with everything inside", async () => {
    const folder = await project("esbuild", "plain");
    await writeFile(join(folder, "page.js"), (await readFile(join(folder, "page.js"), "utf8")).replace('"bukaolshop"', '"bukaolshop/inline"').replace("/elements", "/elements-inline"));
    await folderLists(await buildWithEsbuild(folder, "built", "page.js", { format: "esm" }), [/^\/$/, /^\/page\.js$/], POLICY);
  });

  test("a browser without a bundler, the token in the tag", async () => {
    const folder = await project("browser", "plain");
    await cp(await installed(), join(folder, "lib"), { recursive: true });
    await writeFile(join(folder, "page.js"), await readFile(join(SOURCES, "plain/tag.js"), "utf8"));
    await writePage(folder, '<script type="module" src="page.js"></script>');
    await folderLists(folder, [/^\/$/, /^\/page\.js$/, /^\/lib\/elements\.js$/, /^\/lib\/index\.js$/, /^\/lib\/bukaolshop_bg\.wasm$/], POLICY);
  });

  test("a server that renders pages may import them", async () => {
    const script = 'import { setToko } from "bukaolshop/elements"; setToko(null); console.log(typeof window);';
    const { stdout, stderr } = await run(process.execPath, "--input-type=module", "--eval", script);
    assert.deepEqual([stdout.trim(), stderr], ["undefined", ""]);
    const { stdout: required } = await run(process.execPath, "--eval", 'console.log(typeof require("bukaolshop/elements").setToko)');
    assert.equal(required.trim(), "function");
  });

  for (const name of ["dom", "react", "preact", "svelte"]) {
    test(`TypeScript knows the elements: ${name}`, async () => {
      const folder = await project(`types-${name}`, "types");
      await check(folder, "typescript/bin/tsc", `tsconfig.${name}.json`);
    });
  }

  test("TypeScript knows the elements: vue", async () => {
    await check(await project("types-vue", "types"), "vue-tsc/bin/vue-tsc.js", "tsconfig.vue.json");
  });
});

/** Checks a project's types; what must be refused stands behind `@ts-expect-error`. */
async function check(folder, command, config) {
  const { code, stdout } = await run(process.execPath, require.resolve(command), "--project", join(folder, config)).catch((error) => error);
  assert.equal(code, undefined, stdout);
}
