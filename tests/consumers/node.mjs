// Node.js: programs that import or require the package by its name.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { programLists } from "./harness.mjs";
import { installed, newProject, run } from "./workshop.mjs";

describe("Node.js", () => {
  let folder;

  before(async () => {
    folder = await newProject("node");
  });

  test("an ES module imports it", () => programLists(join(folder, "program.mjs")));
  test("CommonJS requires it", () => programLists(join(folder, "program.cjs")));

  async function printed(script) {
    const { stdout, stderr } = await run(process.execPath, "--input-type=module", "--eval", script);
    assert.equal(stderr, "");
    return JSON.parse(stdout);
  }

  test("whoever imports and whoever requires it have the same one", async () => {
    const script = `
      import * as imported from "bukaolshop";
      import * as inline from "bukaolshop/inline";
      import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      const all = [imported, inline, require("bukaolshop"), require("bukaolshop/inline")];
      console.log(JSON.stringify(Object.keys(imported).filter((name) => all.some((one) => one[name] !== imported[name]))));`;
    assert.deepEqual(await printed(script), []);
  });

  test("every entry offers the same", async () => {
    const lib = await installed();
    const files = ["index.js", "inline.js", "node.js"].map((name) => join(lib, name));
    const script = `
      const names = async (file) => Object.keys(await import(file)).sort();
      console.log(JSON.stringify(await Promise.all(${JSON.stringify(files)}.map(names))));`;
    const [index, ...others] = await printed(script);
    assert.ok(index.includes("BukaOlshop") && index.includes("default"));
    for (const other of others) assert.deepEqual(other, index);
  });

  test("an error is one of the package's", async () => {
    const script = `
      import { BukaOlshop, BukaOlshopError } from "bukaolshop";
      const toko = new BukaOlshop({ token: "t", baseUrl: "http://127.0.0.1:9/v1", retry: false });
      const error = await toko.produk.list().catch((error) => error);
      console.log(JSON.stringify([error instanceof BukaOlshopError, error.kind]));`;
    assert.deepEqual(await printed(script), [true, "network"]);
  });
});
