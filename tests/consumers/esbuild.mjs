// esbuild, which takes no files along: the package by its name, nothing configured; and the ways that save bytes.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { build } from "esbuild";
import { folderLists, newProject, programLists, writePage } from "./harness.mjs";

describe("esbuild", () => {
  let folder;

  before(async () => {
    folder = await newProject("esbuild");
  });

  async function bundle(name, options) {
    const path = join(folder, name);
    const { warnings } = await build({
      absWorkingDir: folder,
      bundle: true,
      minify: true,
      outdir: path,
      logLevel: "silent",
      ...options,
    });
    assert.deepEqual(warnings, []);
    return path;
  }

  for (const format of ["iife", "esm"]) {
    test(`a bundle (${format}) has the module inside`, async () => {
      const built = await bundle(format, { format, entryPoints: ["page.js"] });
      await writePage(built, '<script type="module" src="page.js"></script>');
      await folderLists(built, [/^\/$/, /^\/page\.js$/]);
    });
  }

  test("a bundle loads the module as a file where it is told to", async () => {
    const options = { conditions: ["production"], loader: { ".wasm": "file" } };
    const built = await bundle("file", { ...options, format: "esm", entryPoints: ["page-with-file.js"] });
    await writePage(built, '<script type="module" src="page-with-file.js"></script>');
    await folderLists(built, [/^\/$/, /^\/page-with-file\.js$/, /^\/bukaolshop_bg-\w+\.wasm$/]);
  });

  test("a bundle keeps the classic script for what it does", async () => {
    const built = await bundle("classic", { entryPoints: ["page-with-classic.js"] });
    await writePage(built, '<script defer src="page-with-classic.js"></script>');
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
      const built = await bundle(`node-${format}`, { ...options, entryPoints: [program] });
      await programLists(join(built, program));
    });
  }
});
