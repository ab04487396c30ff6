// webpack 5: the package by its name, nothing configured.
import { before, describe, test } from "node:test";
import { buildWithWebpack } from "./bundlers.mjs";
import { folderLists } from "./harness.mjs";
import { newProject } from "./workshop.mjs";

describe("webpack", () => {
  let folder;

  before(async () => {
    folder = await newProject("webpack");
  });

  test("a build loads the module as a file of its own", async () => {
    const built = await buildWithWebpack(folder, "built", "page.js", {});
    await folderLists(built, [/^\/$/, /^\/main\.js$/, /^\/\w+\.wasm$/]);
  });

  // Without source maps, which webpack makes of texts that are evaluated.
  test("a build for development works", async () => {
    const built = await buildWithWebpack(folder, "development", "page.js", { mode: "development", devtool: false });
    await folderLists(built, [/^\/$/, /^\/main\.js$/]);
  });

  test("the classic script is kept for what it does", async () => {
    const built = await buildWithWebpack(folder, "classic", "page-with-classic.js", { optimization: { minimize: false } });
    await folderLists(built, [/^\/$/, /^\/main\.js$/]);
  });
});
