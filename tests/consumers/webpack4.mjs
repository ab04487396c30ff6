// webpack 4, and whatever else knows the fields of a package but no `exports`: the package by its name, nothing configured.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { buildWithWebpack4 } from "./bundlers.mjs";
import { folderLists } from "./harness.mjs";
import { installed, newProject } from "./workshop.mjs";

describe("webpack 4", () => {
  let folder;

  before(async () => {
    folder = await newProject("webpack4");
  });

  test("a build has the module inside", async () => {
    const built = await buildWithWebpack4(folder, "built", "page.js");
    await folderLists(built, [/^\/$/, /^\/main\.js$/]);
  });

  test("the classic script is kept for what it does", async () => {
    const built = await buildWithWebpack4(folder, "classic", "page-with-classic.js");
    await folderLists(built, [/^\/$/, /^\/main\.js$/]);
  });

  test("what the fields name has nothing that older parsers do not know", async () => {
    const manifest = JSON.parse(await readFile(join(await installed(), "package.json"), "utf8"));
    for (const field of ["main", "module"]) {
      const text = await readFile(join(await installed(), manifest[field]), "utf8");
      assert.doesNotMatch(text, /import\.meta/, field);
    }
  });
});
