// Second tries: which suites get one, what is run again, and how both tries are counted and told.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** Runs a suite with these files in its folder; resolves to what is printed, line by line, and to the count. */
function run(t, files, kind, command) {
  const folder = mkdtempSync(join(tmpdir(), "suites-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const script = `set -euo pipefail; ROOT=$PWD; CALLED_FROM=$PWD
    . "${HERE}common.sh"; . "${HERE}suites.sh"
    run_suite Suite ${kind} ${command}; report "$(milliseconds)"`;
  // NODE_TEST_CONTEXT tells a test runner that another one has started it.
  const env = { ...process.env, CARGO_TARGET_DIR: join(folder, "target"), NODE_TEST_CONTEXT: undefined };
  const { stdout, stderr, status } = spawnSync("bash", ["-c", script], { cwd: folder, env, encoding: "utf8" });
  assert.equal(stderr, "");
  const lines = stdout.trimEnd().split("\n");
  const [, passed, failed, note] = lines[0].match(/^Suite +(\d+) passed +(\d+) failed +[\d.]+ s(.*)$/);
  assert.equal(lines.at(-1), `${passed} passed, ${failed} failed`);
  assert.equal(status, failed === "0" ? 0 : 1);
  return {
    counts: [Number(passed), Number(failed)],
    note,
    stdout,
    read: (name) => readFileSync(join(folder, name), "utf8"),
  };
}

const NODE = "node --test --test-reporter=spec";
const IMPORTS = `import { test } from "node:test"; import { appendFileSync, existsSync, writeFileSync } from "node:fs";
const once = (name) => { if (existsSync(name)) return; writeFileSync(name, ""); throw new Error("the first time"); };`;

const GREEN = `${IMPORTS} appendFileSync("green", "x"); test("one", () => {}); test("two", () => {});`;
const FLAKY = `${IMPORTS} test("steady", () => {}); test("flaky", () => once("flaky"));`;
const BAD = `${IMPORTS} test("well", () => {}); test("bad", () => { throw new Error("always"); });`;

test("only the files in which a test failed are run again", (t) => {
  const files = { "green.test.mjs": GREEN, "flaky.test.mjs": FLAKY };
  const { counts, note, stdout, read } = run(t, files, "node", `${NODE} flaky.test.mjs green.test.mjs`);
  assert.deepEqual(counts, [4, 0]);
  assert.equal(note, ", 1 passed at the second try");
  assert.match(stdout, /what failed at the first try\n[^]*✖ flaky[^]*the first time/);
  assert.equal(read("green"), "x");
});

test("what fails again fails the suite, and both outputs are shown", (t) => {
  const files = { "green.test.mjs": GREEN, "flaky.test.mjs": FLAKY, "bad.test.mjs": BAD };
  const { counts, stdout } = run(t, files, "node", `${NODE} bad.test.mjs flaky.test.mjs green.test.mjs`);
  assert.deepEqual(counts, [5, 1]);
  assert.match(stdout, /-- Suite\n[^]*the first time[^]*-- Suite, second try\n[^]*always/);
});

test("a test out of a module is run again in the files that import it", (t) => {
  const files = { "shared.mjs": FLAKY, "green.test.mjs": GREEN, "user.test.mjs": 'import "./shared.mjs";' };
  const { counts, read } = run(t, files, "node", `${NODE} green.test.mjs user.test.mjs`);
  assert.deepEqual(counts, [4, 0]);
  assert.equal(read("green"), "x");
});

test("all files are run again where one broke off, for it has not counted its tests", (t) => {
  const files = { "green.test.mjs": GREEN, "off.test.mjs": `${IMPORTS} once("off"); test("three", () => {});` };
  const { counts, stdout, read } = run(t, files, "node", `${NODE} green.test.mjs off.test.mjs`);
  assert.deepEqual(counts, [3, 0]);
  assert.match(stdout, /what failed at the first try\n[^]*the first time/);
  assert.equal(read("green"), "xx");
});

test("the WebAssembly tests are run again as a whole, whose driver may break off", (t) => {
  const script = `if [ -e again ]; then echo 'test result: ok. 5 passed; 0 failed; 0 ignored'; exit; fi
    touch again; echo 'no driver'; exit 101`;
  const { counts, note, stdout } = run(t, { "wasm.sh": script }, "wasm", "bash wasm.sh");
  assert.deepEqual(counts, [5, 0]);
  assert.equal(note, ", exit status 101; passed at the second try");
  assert.match(stdout, /no driver/);
});

for (const [kind, summary] of Object.entries({
  cargo: "test result: FAILED. 3 passed; 1 failed; 0 ignored",
  nextest: "Summary [   1.2s] 4 tests run: 3 passed, 1 failed, 0 skipped",
  own: "3 passed, 1 failed",
})) {
  test(`native tests are run once (${kind})`, (t) => {
    const script = `echo x >>runs; echo '${summary}'; exit 1`;
    const { counts, read } = run(t, { "native.sh": script }, kind, "bash native.sh");
    assert.deepEqual(counts, [3, 1]);
    assert.equal(read("runs"), "x\n");
  });
}
