// esbuild, which takes no files along: the package by its name, nothing configured; and the ways that save bytes.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { build } from "esbuild";
import { buildWithEsbuild } from "./bundlers.mjs";
import { folderLists, programLists } from "./harness.mjs";
import { newProject } from "./workshop.mjs";

describe("esbuild", () => {
  let folder;

  before(async () => {
    folder = await newProject("esbuild");
  });

  for (const format of ["iife", "esm"]) {
    test(`a bundle (${format}) has the module inside`, async () => {
      const built = await buildWithEsbuild(folder, format, "page.js", { format });
      await folderLists(built, [/^\/$/, /^\/page\.js$/]);
    });
  }

  test("a bundle loads the module as a file where it is told to", async () => {
    const options = { conditions: ["production"], loader: { ".wasm": "file" }, format: "esm" };
    const built = await buildWithEsbuild(folder, "file", "page-with-file.js", options);
    await folderLists(built, [/^\/$/, /^\/page-with-file\.js$/, /^\/bukaolshop_bg-\w+\.wasm$/]);
  });

  test("a bundle keeps the classic script for what it does", async () => {
    const built = await buildWithEsbuild(folder, "classic", "page-with-classic.js", {});
    await folderLists(built, [/^\/$/, /^\/page-with-classic\.js$/]);
  });

  test("a bundle leaves out a package that it does not use", async () => {
    const stdin = { contents: `import { rupiah } from "bukaolshop"; console.log(1);`, resolveDir: folder };
    const { outputFiles } = await build({ stdin, bundle: true, minify: true, write: false });
    assert.equal(outputFiles[0].text.trim(), "(()=>{console.log(1);})();");
  });

  for (const [format, program] of [["esm", "program.mjs"], ["cjs", "program.cjs"]]) {
    test(`a bundle for Node.js (${format}) needs no other file`, async () => {
      const options = { platform: "node", format, outExtension: { ".js": program.slice(-4) } };
      const built = await buildWithEsbuild(folder, `node-${format}`, program, options);
      await programLists(join(built, program));
    });
  }
});
