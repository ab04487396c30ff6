// The demo is read and copied by page designers, and runs in WebViews that no longer get updates: its source is part of
// what it promises.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { root } from "../support/mock-server.mjs";

const WWW = join(root, "www");
const files = (await readdir(WWW)).filter((name) => /\.(?:js|css)$/.test(name));

test("there is something to check", () => {
  assert.ok(files.includes("toko.js") && files.includes("toko.css"));
});

for (const name of files) {
  test(`${name}: no syntax younger than Chromium 71`, async () => {
    const text = await readFile(join(WWW, name), "utf8");
    const loader = name.endsWith(".css") ? "css" : "js";
    // A compiler that finds something to lower changes it.
    const [asWritten, lowered] = await Promise.all(
      ["esnext", "chrome71"].map((target) => transform(text, { loader, target })),
    );
    assert.equal(lowered.code, asWritten.code);
  });
}

test("the scripts agree with the package's declarations", async () => {
  const tsc = join(root, "tests/node_modules/.bin/tsc");
  const problems = await promisify(execFile)(tsc, ["--project", join(root, "tests/demo/tsconfig.json")]).then(
    () => "",
    (error) => error.stdout || String(error),
  );
  assert.equal(problems, "");
});

test("no markup is made of text, anywhere", async () => {
  for (const name of files) {
    const text = await readFile(join(WWW, name), "utf8");
    const risky = text.match(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function/);
    assert.equal(risky, null, name);
  }
});

test("only attributes of the pasted page hold shortcodes", async () => {
  for (const name of files) {
    const text = await readFile(join(WWW, name), "utf8");
    assert.equal(text.match(/\{\{\s*\w/), null, name);
  }
  const page = await readFile(join(WWW, "index.html"), "utf8");
  const outside = page.replace(/="\{\{\w+\}\}"/g, "");
  assert.notEqual(outside, page);
  assert.ok(!outside.includes("{{"));
});
