// The runner of suites: what it counts, what it tries again, what it says of a failure, and that nothing hangs.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { until } from "../support/wait.mjs";
import { runSuites } from "./runner.mjs";
import { limitOf, SUITES } from "./suites.mjs";

const IMPORTS = `import { describe, test } from "node:test"; import assert from "node:assert/strict"; import { appendFileSync, existsSync, writeFileSync } from "node:fs";
const once = (name) => { if (existsSync(name)) return; writeFileSync(name, ""); throw new Error("the first time"); };`;

const GREEN = `${IMPORTS} appendFileSync("green", "x"); test("one", () => {}); test("two", () => {}); test("three", { skip: "not here" }, () => {});`;
const FLAKY = `${IMPORTS} test("steady", () => {}); test("flaky", () => once("flaky"));`;

/**
 * Runs suites whose files are these, by "FOLDER/NAME", and whose commands run among them; resolves to what was printed, and
 * the count.
 */
async function run(t, files, suites) {
  const root = mkdtempSync(join(tmpdir(), "runner-"));
  t.after(() => rmSync(root, { recursive: true }));
  const target = join(root, "target");
  mkdirSync(target);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const lines = [];
  const { passed, failed, again } = await runSuites({
    suites: suites.map((suite) => ({ title: suite.slug, limit: 30, ...suite })),
    filesOf: ({ folder }) => Object.keys(files).filter((name) => name.startsWith(`${folder}/`) && name.endsWith(".test.mjs")),
    namesOf: ({ names = [] }) => names,
    all: false,
    root,
    target,
    say: (line) => lines.push(line),
  });
  assert.equal(lines.at(-1), `${passed} passed, ${failed} failed`);
  return { lines, text: lines.join("\n"), counts: [passed, failed], again, read: (name) => readFileSync(join(root, name), "utf8") };
}

/** Whether a process has ended: one that was killed may be listed as a zombie until its parent asks for it. */
const hasEnded = (pid) => /^(Z|$)/.test(spawnSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" }).stdout);

const suite = (more = {}) => ({ slug: "toys", kind: "node", folder: "toys", ...more });
const shell = (kind, script, more = {}) => ({ slug: "toys", kind, commands: [["sh", "-c", script]], ...more });

test("tests are counted, groups and skipped ones are not", async (t) => {
  const files = { "toys/a.test.mjs": `${GREEN} describe("group", () => { test("four", () => {}); });` };
  assert.deepEqual((await run(t, files, [suite()])).counts, [3, 0]);
});

test("only the file in which a test failed is run again, and that is counted and shown", async (t) => {
  const files = { "toys/flaky.test.mjs": FLAKY, "toys/green.test.mjs": GREEN };
  const { counts, again, text, read } = await run(t, files, [suite()]);
  assert.deepEqual([counts, again], [[4, 0], 1]);
  assert.match(text, /4 passed +0 failed .*, 1 passed at the second try\nPassed at the second try; the first one says:\nFAILED toys: .*flaky/);
  assert.equal(read("green"), "x");
});

test("what fails again fails the suite", async (t) => {
  const files = { "toys/bad.test.mjs": `${IMPORTS} test("well", () => {}); test("bad", () => { throw new Error("always"); });` };
  const { counts, text } = await run(t, files, [suite()]);
  assert.deepEqual(counts, [1, 1]);
  assert.match(text, /Failed suites: toys/);
});

test("a failure's first line says what was expected and seen, on which engine, and how it is run alone", async (t) => {
  const files = {
    "toys/bad.test.mjs": `${IMPORTS} describe("Chromium 71", () => { test("it's two", () => assert.equal(1, 2)); });
      test("all", async (t) => { await t.test("part", () => assert.ok(false, "the part is there")); });`,
  };
  const { counts, lines } = await run(t, files, [suite({ engine: "several" })]);
  assert.deepEqual(counts, [0, 2]);
  const [first, second] = lines.filter((line) => line.startsWith("FAILED"));
  assert.equal(first, `FAILED toys: toys/bad.test.mjs "it's two" on Chromium 71: expected 2, saw 1. Alone: ./build.sh test toys toys/bad.test.mjs --name 'it'\\''s two'`);
  assert.match(second, /"part" on .*: expected true, saw false \(the part is there\)\. Alone: .* --name all$/);
});

test("the name that such a line gives for a part of a test runs that test, and no other", async (t) => {
  const files = { "toys/a.test.mjs": `${IMPORTS} test("all", async (t) => { await t.test("part", () => appendFileSync("ran", "part ")); }); test("else", () => appendFileSync("ran", "else "));` };
  const { counts, read } = await run(t, files, [suite({ names: ["all"] })]);
  assert.equal(read("ran"), "part ");
  assert.deepEqual([counts[0] > 0, counts[1]], [true, 0]);
});

test("a file that breaks off is a failure, whatever passed before", async (t) => {
  const files = { "toys/off.test.mjs": `${IMPORTS} test("one", () => {}); test("two", () => { setTimeout(() => process.exit(3)); return new Promise(() => {}); });` };
  const { counts, text } = await run(t, files, [suite()]);
  assert.equal(counts[1], 1);
  assert.match(text, /FAILED toys: toys\/off\.test\.mjs: expected exit status 0, saw 3: /);
});

test("a file without tests is a failure", async (t) => {
  const { counts, text } = await run(t, { "toys/none.test.mjs": "" }, [suite()]);
  assert.deepEqual(counts, [0, 1]);
  assert.match(text, /expected tests to run, saw none/);
});

test("a hanging test ends with its suite's limit; it is told where it stood, and what it started is ended", async (t) => {
  const files = {
    "toys/hangs.test.mjs": `${IMPORTS} import { spawn } from "node:child_process";
      test("fine", () => {});
      process.on("SIGTERM", () => { writeFileSync("tidied", ""); process.exit(); });
      test("stuck", () => { const { pid } = spawn("sleep", ["600"]); writeFileSync("pid", String(pid)); return new Promise((resolve) => setTimeout(resolve, 600_000)); });`,
  };
  const { counts, text, read } = await run(t, files, [suite({ limit: 2 })]);
  assert.deepEqual(counts, [1, 1]);
  assert.match(text, /expected an end within 2 s, saw none; it stood at "stuck" \(.*hangs\.test\.mjs:\d+\)/);
  assert.equal(read("tidied"), "");
  await until(() => hasEnded(read("pid")), "what the test started has ended");
});

test("a file that needs longer has a limit of its own, which --all stretches", () => {
  const toys = suite({ limit: 60, limits: { slow: 200 }, repeats: 3 });
  const seconds = (file, all) => limitOf(toys, { file, all });
  assert.deepEqual([seconds("toys/slow.test.mjs", false), seconds("toys/quick.test.mjs", false), seconds("toys/slow.test.mjs", true)], [200, 60, 600]);
  assert.equal(limitOf(shell("check", "true", { limit: 5 }), { all: true }), 5);
  const root = fileURLToPath(new URL("../..", import.meta.url));
  for (const { slug, folder, limits = {} } of SUITES) {
    for (const name of Object.keys(limits)) assert.ok(existsSync(join(root, folder, `${name}.test.mjs`)), `${slug} has no ${name}`);
  }
});

test("a hanging command ends with its limit, and so does what ignores the request to end", { timeout: 60_000 }, async (t) => {
  const { counts, text } = await run(t, {}, [shell("check", 'trap "" TERM; echo half the way; while :; do sleep 1; done', { limit: 1 })]);
  assert.deepEqual(counts, [0, 1]);
  assert.match(text, /expected an end within 1 s, saw none; it stood at half the way/);
});

test("what needs something that failed is not run, and counts as failed", async (t) => {
  const suites = [shell("check", "echo error: no; exit 1", { slug: "first" }), suite({ needs: ["first"] })];
  const { counts, text, read } = await run(t, { "toys/green.test.mjs": GREEN }, suites);
  assert.deepEqual(counts, [0, 2]);
  assert.match(text, /toys .* 0 passed +1 failed.*, not run: first failed/);
  assert.match(text, /FAILED first: expected exit status 0, saw 1: error: no/);
  assert.throws(() => read("green"));
});

const NEXTEST = `    thread 'cache::fresh' (4711) panicked at tests/cache.rs:12:5:
    assertion \\\`left == right\\\` failed: still fresh
      left: 1
     right: 2
    note: run with RUST_BACKTRACE=1

     Summary [   1.2s] 5 tests run: 3 passed (1 slow), 1 failed, 1 timed out, 0 skipped`;

test("nextest's summary is counted once, and a panic is told with its values", async (t) => {
  const { counts, lines, read } = await run(t, {}, [shell("nextest", `echo x >>runs; echo "${NEXTEST}"; exit 100`, { engine: "this computer" })]);
  assert.deepEqual(counts, [3, 2]);
  const first = lines.find((line) => line.startsWith("FAILED"));
  assert.equal(first, "FAILED toys: \"cache::fresh\" on this computer: expected 2, saw 1. Alone: ./build.sh test toys --name fresh");
  assert.equal(read("runs"), "x\n");
});

for (const [kind, output, expected] of [
  ["cargo", "test result: ok. 3 passed; 0 failed; 0 ignored\ntest result: FAILED. 2 passed; 1 failed; 0 ignored", [5, 1]],
  ["fuzz", "ok decode\nnot ok link\n1 passed, 1 failed", [1, 1]],
]) {
  test(`${kind}: all of its lines are counted`, async (t) => {
    assert.deepEqual((await run(t, {}, [shell(kind, `printf '${output.replaceAll("\n", "\\n")}\\n'; exit 1`)])).counts, expected);
  });
}

test("a full disk is told as such, with the command that makes room", async (t) => {
  const { text } = await run(t, {}, [shell("check", "echo 'error: No space left on device (os error 28)'; exit 101")]);
  assert.match(text, /The disk is full\. This makes room: cargo clean --target-dir /);
});

test("two commands of cargo do not run at once, others do", async (t) => {
  const script = (name) => `echo "${name} begins" >>order; sleep 0.5; echo "${name} ends" >>order`;
  const suites = ["a", "b"].map((slug) => shell("check", script(slug), { slug, usesCargo: true }));
  const { read } = await run(t, {}, [...suites, shell("check", script("c"), { slug: "c" })]);
  const order = read("order").split("\n");
  assert.deepEqual(order.filter((line) => /^[ab]/.test(line)), ["a begins", "a ends", "b begins", "b ends"]);
  assert.ok(order.indexOf("c begins") < order.indexOf("a ends"));
});
