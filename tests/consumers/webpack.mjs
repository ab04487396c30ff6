// webpack 5: the package by its name, nothing configured.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { promisify } from "node:util";
import webpack from "webpack";
import { folderLists, newProject, writePage } from "./harness.mjs";

describe("webpack", () => {
  let folder;

  before(async () => {
    folder = await newProject("webpack");
  });

  async function build(name, options) {
    const path = join(folder, name);
    const compiler = webpack({ context: folder, output: { path }, ...options });
    const stats = await promisify(compiler.run.bind(compiler))();
    await promisify(compiler.close.bind(compiler))();
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
    assert.deepEqual([errors, warnings], [[], []]);
    await writePage(path, '<script defer src="main.js"></script>');
    return path;
  }

  test("a build loads the module as a file of its own", async () => {
    const built = await build("built", { mode: "production", entry: "./page.js" });
    await folderLists(built, [/^\/$/, /^\/main\.js$/, /^\/\w+\.wasm$/]);
  });

  // Without source maps, which webpack makes of texts that are evaluated.
  test("a build for development works", async () => {
    const built = await build("development", { mode: "development", devtool: false, entry: "./page.js" });
    await folderLists(built, [/^\/$/, /^\/main\.js$/]);
  });

  test("the classic script is kept for what it does", async () => {
    const options = { mode: "production", optimization: { minimize: false } };
    const built = await build("classic", { ...options, entry: "./page-with-classic.js" });
    await folderLists(built, [/^\/$/, /^\/main\.js$/]);
  });
});
