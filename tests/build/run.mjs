// Usage: node run.mjs [--all] [SUITE...] [FILE...] [--name TEST...]    runs suites of tests
//        node run.mjs --tools [the same]                                only names what build.sh has to install for them
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endAll } from "./job.mjs";
import { runSuites } from "./runner.mjs";
import { SUITES, testFiles } from "./suites.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

function usageError(message) {
  console.error(`build.sh: ${message}`);
  process.exit(2);
}

/** @returns {{ all: boolean, tools: boolean, names: string[], suites: import("./suites.mjs").Suite[], files: string[] }} */
function readArguments(words) {
  const asked = { all: false, tools: false, names: [], suites: [], files: [] };
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === "--all") asked.all = true;
    else if (word === "--tools") asked.tools = true;
    else if (word === "--name") {
      i += 1;
      if (!words[i]) usageError("test: --name needs the name of a test");
      asked.names.push(words[i]);
    } else if (word.endsWith(".test.mjs")) asked.files.push(word.replace(/^\.\//, ""));
    else asked.suites.push(suiteOf(({ slug }) => slug === word, `no suite ${word}, only ${SUITES.map(({ slug }) => slug).join(", ")}`));
  }
  for (const file of asked.files) {
    const suite = suiteOf((it) => it.folder && testFiles(it, root).includes(file), `no suite with a file ${file}`);
    if (!asked.suites.includes(suite)) asked.suites.push(suite);
  }
  if (asked.suites.length === 0) asked.suites = SUITES.filter(({ isRepetition }) => asked.all || !isRepetition);
  if (asked.names.length > 0 && asked.suites.length !== 1) usageError("test: --name goes with one suite");
  return asked;
}

function suiteOf(matches, otherwise) {
  return SUITES.find(matches) ?? usageError(`test: there is ${otherwise}`);
}

/** Some suites and those that they need, each once, in the order of the list. */
function withNeeds(suites) {
  const slugs = new Set();
  const add = ({ slug, needs = [] }) => {
    slugs.add(slug);
    for (const need of needs) add(suiteOf((it) => it.slug === need, `no suite ${need}`));
  };
  suites.forEach(add);
  return SUITES.filter(({ slug }) => slugs.has(slug));
}

const asked = readArguments(process.argv.slice(2));
const suites = withNeeds(asked.suites);

if (asked.tools) {
  console.log([...new Set(suites.flatMap(({ tools = [] }) => tools))].join(" "));
} else {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(name, () => {
      endAll();
      process.exit(130);
    });
  }
  const filesOf = (suite) => {
    const files = testFiles(suite, root);
    const wanted = files.filter((file) => asked.files.includes(file));
    return wanted.length > 0 ? wanted : files;
  };
  const { passed, failed } = await runSuites({
    suites,
    filesOf,
    namesOf: (suite) => (asked.suites.includes(suite) ? asked.names : []),
    all: asked.all,
    root,
    target: process.env.CARGO_TARGET_DIR ?? join(root, "target"),
    ...(process.env.JOBS && { jobs: Number(process.env.JOBS) }),
  });
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
