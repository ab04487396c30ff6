// `./build.sh test` where it cannot run: it names what is wrong and the command that mends it, and it ends with a count.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const BUILD = fileURLToPath(new URL("../../build.sh", import.meta.url));

function run(words, env = {}) {
  const { stdout, stderr, status } = spawnSync(BUILD, ["test", ...words], { env: { ...process.env, ...env }, encoding: "utf8", timeout: 60_000 });
  return { stderr, status, last: stdout.trimEnd().split("\n").at(-1) };
}

test("a suite that there is not: all that there are", () => {
  const { stderr, status, last } = run(["nativ"]);
  assert.match(stderr, /^build\.sh: test: there is no suite nativ, only format, .*native/);
  assert.deepEqual([status, last], [2, "0 passed, 1 failed"]);
});

test("a file of no suite", () => {
  const { stderr, status, last } = run(["tests/elements/tidak-ada.test.mjs"]);
  assert.match(stderr, /no suite with a file tests\/elements\/tidak-ada\.test\.mjs/);
  assert.deepEqual([status, last], [2, "0 passed, 1 failed"]);
});

test("one test of several suites", () => {
  const { stderr, status } = run(["native", "elements", "--name", "x"]);
  assert.match(stderr, /--name goes with one suite/);
  assert.equal(status, 2);
});

for (const name of ["CHROMIUM", "FIREFOX"]) {
  test(`${name} names a browser that is not there`, () => {
    const { stderr, status, last } = run(["elements"], { [name]: "/tidak/ada/peramban" });
    assert.match(stderr, new RegExp(`build\\.sh: ${name} names /tidak/ada/peramban, which is no program\\. This mends it:`));
    assert.match(stderr, new RegExp(`unset ${name}`));
    assert.deepEqual([status, last], [1, "0 passed, 1 failed"]);
  });
}

test("no browser, and somebody who may not install one: the command that does", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "programs-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const from of process.env.PATH.split(":").filter(existsSync)) {
    for (const name of readdirSync(from)) {
      const isLeftOut = /^(chromium|google-chrome|firefox|id$)/.test(name) || existsSync(join(folder, name));
      if (!isLeftOut) symlinkSync(join(from, name), join(folder, name));
    }
  }
  writeFileSync(join(folder, "id"), "#!/bin/sh\necho 1000\n", { mode: 0o755 });
  const { stderr, status, last } = run(["elements"], { PATH: folder, CHROMIUM: "", FIREFOX: "" });
  assert.match(stderr, /build\.sh: the browser tests need chromium.* firefox-esr\. This mends it:\n\n {2}\S.* install .*chromium.* firefox-esr\n/);
  assert.deepEqual([status, last], [1, "0 passed, 1 failed"]);
});
