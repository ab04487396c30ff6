// The list of seeded faults stays usable while the code changes; see tests/seeded-faults/README.md.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { occurrences, ROOT } from "../seeded-faults/checkout.mjs";
import { FAULTS } from "../seeded-faults/faults.mjs";
import { verdict } from "../seeded-faults/verdict.mjs";
import { SUITES } from "./suites.mjs";

test("there are at least twenty faults, two or more in each layer, each with a name of its own", () => {
  assert.ok(FAULTS.length >= 20, `${FAULTS.length}`);
  const layers = new Map();
  for (const { layer } of FAULTS) layers.set(layer, (layers.get(layer) ?? 0) + 1);
  assert.ok(layers.size >= 10, `${layers.size} layers`);
  for (const [layer, faults] of layers) assert.ok(faults >= 2, `${layer}: ${faults}`);
  assert.equal(new Set(FAULTS.map(({ name }) => name)).size, FAULTS.length);
});

test("the text that a fault replaces occurs exactly once in its file", () => {
  const wrong = FAULTS.flatMap(({ name, file, find, replace }) => {
    const path = join(ROOT, file);
    if (!existsSync(path)) return [`${name}: there is no ${file}`];
    const times = occurrences(readFileSync(path, "utf8"), find);
    if (times !== 1) return [`${name}: ${JSON.stringify(find)} occurs ${times} times in ${file}`];
    return find === replace ? [`${name}: nothing is replaced`] : [];
  });
  assert.deepEqual(wrong, []);
});

test("the suites, the test files and the module of each fault exist", () => {
  const slugs = SUITES.map(({ slug }) => slug);
  for (const { name, suites, files = [], module } of FAULTS) {
    assert.ok(suites.length > 0, name);
    for (const suite of suites) assert.ok(slugs.includes(suite), `${name}: ${suite}`);
    for (const file of files) assert.ok(file.endsWith(".test.mjs") && existsSync(join(ROOT, file)), `${name}: ${file}`);
    if (module) assert.ok(suites.includes("native") && existsSync(join(ROOT, `tests/${module}.rs`)), `${name}: ${module}`);
  }
});

const FAILURE = `FAILED elements: tests/elements/a.test.mjs "sorted: by price" on Chromium 150: expected 1, saw 2. Alone: ./build.sh test elements
    1 !== 2

40 passed, 1 failed
`;
const BROKEN = "FAILED package-build: expected exit status 0, saw 1: error[E0308]: mismatched types. Alone: ./build.sh test package-build\n\n0 passed, 2 failed\n";
const LINT = `FAILED lints-wasm: expected exit status 0, saw 101: error: method is never used. Alone: ./build.sh test lints-wasm
    error: could not compile

0 passed, 1 failed
`;

test("a fault is caught by a failing test of a suite that was expected to notice it, and by nothing else", () => {
  const judged = (output, status = 1) => verdict({ status, output }, ["elements", "lints-wasm"]);
  assert.deepEqual(judged(FAILURE), { isCaught: true, suite: "elements", test: 'tests/elements/a.test.mjs "sorted: by price" on Chromium 150' });
  assert.deepEqual(judged(LINT), { isCaught: true, suite: "lints-wasm", test: "expected exit status 0, saw 101: error: method is never used" });
  for (const [output, status, why] of [
    ["41 passed, 0 failed\n", 0, /no test failed \(41 passed\)/],
    ["build.sh: Rust is missing\n", 1, /broke off without a count/],
    [FAILURE.replace("FAILED elements", "FAILED demo"), 1, /no failure of elements or lints-wasm/],
    [BROKEN, 1, /does not build/],
    [BROKEN + FAILURE, 1, /does not build/],
  ]) {
    const { isCaught, why: reason } = judged(output, status);
    assert.equal(isCaught, false, output);
    assert.match(reason, why);
  }
});
