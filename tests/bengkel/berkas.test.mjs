// Where the workshop is: a folder of static files that asks nobody for anything, at /bengkel/ of the mock server, and not in the package.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root, startMockServer } from "../support/mock-server.mjs";
import { FOLDER } from "./harness.mjs";

test("it is three files, and asks for nothing from anywhere else", () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), ["bengkel.css", "bengkel.js", "index.html"]);
  const html = readFileSync(join(FOLDER, "index.html"), "utf8");
  const links = Array.from(html.matchAll(/\b(?:src|href)="([^"]*)"/g), ([, link]) => link).filter((link) => !link.startsWith("data:"));
  assert.deepEqual(links, ["bengkel.css", "bengkel.js"]);
  assert.ok(!/url\((?!data:)/.test(readFileSync(join(FOLDER, "bengkel.css"), "utf8")));
});

test("the mock server serves it at /bengkel/", async (t) => {
  const server = await startMockServer(["--bengkel", FOLDER]);
  t.after(() => server.stop());
  for (const name of ["", "bengkel.js", "bengkel.css"]) {
    const response = await fetch(`${server.url}/bengkel/${name}`);
    assert.equal(response.status, 200, name);
    assert.equal(await response.text(), readFileSync(join(FOLDER, name || "index.html"), "utf8"));
  }
  assert.equal((await fetch(`${server.url}/bengkel/../Cargo.toml`)).status, 404);
});

test("the package is free of it", () => {
  for (const name of readdirSync(join(root, "pkg"), { recursive: true })) assert.ok(!/bengkel/i.test(name), name);
});

test("it tells nothing about the machine that built it", () => {
  const script = readFileSync(join(FOLDER, "bengkel.js"), "utf8");
  assert.ok(!script.includes(root) && !/\/(root|home|tmp)\/\w/.test(script.replace(/data:[^"'`]*/g, "")));
});
