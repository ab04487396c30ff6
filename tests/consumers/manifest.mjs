// What linters of packages say of the tarball.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { packed, run } from "./workshop.mjs";
import { root } from "../support/mock-server.mjs";

const ATTW = fileURLToPath(import.meta.resolve("@arethetypeswrong/cli/package.json")).replace("package.json", "dist/index.js");

describe("manifest", () => {
  test("publint finds nothing to say, not even a suggestion", async () => {
    const { messages } = await publint({ pack: { tarball: await readFile(await packed()) }, strict: true });
    assert.deepEqual(messages, []);
  });

  // What pages load with a script tag, and the module, are no modules to Node.js: the settings leave them out.
  test("the types are right for every way of resolving a module", async () => {
    const config = join(root, "pkg-template/.attw.json");
    const options = ["--no-definitely-typed", "--no-color", "--no-emoji", "--config-path", config];
    const checked = await run(process.execPath, ATTW, await packed(), ...options).catch((error) => error);
    assert.equal(checked.code, undefined, checked.stdout);
  });

  // ES modules and nothing else: to `require` they are such as Node.js 20.19 and newer takes as they are.
  test("the types of the entries of servers and elements are right for every way of resolving a module", async () => {
    const options = ["--no-definitely-typed", "--no-color", "--no-emoji", "--config-path", join(root, "tests/consumers/attw-server.json")];
    const checked = await run(process.execPath, ATTW, await packed(), ...options).catch((error) => error);
    assert.equal(checked.code, undefined, checked.stdout);
  });
});
