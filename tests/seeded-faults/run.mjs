// Shows that the short run notices mistakes: puts each fault of faults.mjs into a copy of the checkout, runs the suites
// that are expected to notice it, and fails where they pass. README.md says more.
//
//   node tests/seeded-faults/run.mjs [--skip-clean] [PART-OF-A-NAME...]
import { mkdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { copyCheckout, environment, FOLDER, putIn, ROOT } from "./checkout.mjs";
import { run, stopAll } from "./command.mjs";
import { FAULTS } from "./faults.mjs";
import { countOf, verdict } from "./verdict.mjs";

const LOGS = join(FOLDER, "logs");

const EXIT_STATUS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
for (const [name, status] of Object.entries(EXIT_STATUS)) {
  process.on(name, async () => {
    await stopAll();
    process.exit(status);
  });
}

function usageError(text) {
  console.error(`${text}\n\nUsage: node tests/seeded-faults/run.mjs [--skip-clean] [PART-OF-A-NAME...]`);
  process.exit(2);
}

/** Reads the command line. */
function chosen(words) {
  const options = words.filter((word) => word.startsWith("-"));
  const unknown = options.find((option) => option !== "--skip-clean");
  if (unknown) usageError(`unknown option: ${unknown}`);

  const parts = words.filter((word) => !word.startsWith("-")).map((part) => part.toLowerCase());
  const isChosen = ({ name }) => parts.length === 0 || parts.some((part) => name.toLowerCase().includes(part));
  const faults = FAULTS.filter(isChosen);
  if (faults.length === 0) usageError(`no fault has such a name: ${parts.join(", ")}`);
  return { faults, skipsClean: options.length > 0 };
}

/** The suites that some faults need, each with its test files; no files where a fault needs all of them. */
function suitesOf(faults) {
  const suites = new Map();
  for (const { suites: slugs, files } of faults) {
    for (const slug of slugs) {
      const known = suites.has(slug) ? suites.get(slug) : [];
      suites.set(slug, files && known ? [...new Set([...known, ...files])] : null);
    }
  }
  return [...suites].map(([slug, files]) => ({ slug, files: files ?? [] }));
}

const seconds = (began) => `${Math.round((performance.now() - began) / 1000)} s`;

let logs = 0;

/** Runs `./build.sh test` in the copy. */
async function test(copy, label, words) {
  logs += 1;
  const name = `${String(logs).padStart(2, "0")}-${label.replace(/[^A-Za-z0-9]+/g, "-")}.log`;
  const log = join(LOGS, name);
  const ended = await run(["./build.sh", "test", ...words], { cwd: copy, env: environment(), log });
  return { ...ended, log: relative(ROOT, log) };
}

/** Whether the suites pass as long as there is no fault: only then does a failure say something. */
async function isClean(copy, faults) {
  for (const { slug, files } of suitesOf(faults)) {
    const began = performance.now();
    const { status, output, log } = await test(copy, `clean ${slug}`, [slug, ...files]);
    const count = countOf(output);
    const passes = status === 0 && count !== null && count.passed > 0 && count.failed === 0;
    console.log(`${passes ? "clean     " : "NOT CLEAN "} ${slug}: ${output.trimEnd().split("\n").at(-1)} (${seconds(began)})`);
    if (!passes) {
      console.log(`\nWithout any fault, ${slug} does not pass; ${log} says why.`);
      return false;
    }
  }
  return true;
}

/** Puts one fault in, and says whether it was noticed. */
async function isCaught(copy, fault) {
  const began = performance.now();
  const takeOut = putIn(fault);
  try {
    const ended = await test(copy, fault.name, [...fault.suites, ...(fault.files ?? []), ...(fault.module ? ["--name", `${fault.module}::`] : [])]);
    const judged = verdict(ended, fault.suites);
    if (judged.isCaught) console.log(`caught     ${fault.name} | ${judged.suite}: ${judged.test} (${seconds(began)})`);
    else console.log(`NOT CAUGHT ${fault.name} | ${judged.why}; see ${ended.log} (${seconds(began)})`);
    return judged.isCaught;
  } finally {
    takeOut();
  }
}

const { faults, skipsClean } = chosen(process.argv.slice(2));
rmSync(LOGS, { recursive: true, force: true });
mkdirSync(LOGS, { recursive: true });
const copy = copyCheckout();
if (!skipsClean && !(await isClean(copy, faults))) process.exit(1);

let passed = 0;
for (const fault of faults) {
  try {
    if (await isCaught(copy, fault)) passed += 1;
  } catch (error) {
    console.log(`NOT CAUGHT ${fault.name} | ${error.message}`);
  }
}
console.log(`\n${passed} passed, ${faults.length - passed} failed`);
process.exitCode = passed === faults.length ? 0 : 1;
