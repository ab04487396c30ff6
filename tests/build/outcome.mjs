// What became of a job: how many tests passed and failed, and a first line for each failure that says what was expected, what
// was seen, on which engine, and the command that runs it alone.

import { runsInOnePage } from "./suites.mjs";

/**
 * @typedef {object} Failure
 * @property {string} test
 * @property {string} [expected]
 * @property {string} [seen]
 * @property {string} message
 * @property {string} [detail] what else there is to read of it
 * @property {string} [group] the group that it stands in
 * @property {string[]} [names] what to run it alone by: its own name, or that of the test that it is a part of
 */

/** How the kinds of suites count, by what their runners print. */
const COUNTS = {
  // Summary [ 1.2s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 0 skipped
  nextest(text) {
    const summary = text.match(/^ *Summary \[.*$/m)?.[0] ?? "";
    const of = (word) => Number(summary.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
    return { passed: of("passed"), failed: of("failed") + of("timed out") + of("exec failed") };
  },
  // test result: ok. 12 passed; 0 failed; ...                (once for each program of tests)
  cargo: (text) => total(text.matchAll(/^test result: .*?(\d+) passed; (\d+) failed/gm)),
  // 12 passed, 0 failed
  fuzz: (text) => total(text.matchAll(/^(\d+) passed, (\d+) failed$/gm)),
};

function total(matches) {
  let [passed, failed] = [0, 0];
  for (const [, some, others] of matches) {
    passed += Number(some);
    failed += Number(others);
  }
  return { passed, failed };
}

/**
 * What a check's or a Rust suite's output says.
 *
 * @param {string} kind of the suite
 * @param {{ status: number, isLate: boolean, limit: number, text: string }} job
 * @returns {{ passed: number, failed: number, failures: Failure[] }}
 */
export function outcomeOfCommands(kind, { status, isLate, limit, text }) {
  const { passed, failed } = kind === "check" ? { passed: status === 0 ? 1 : 0, failed: 0 } : COUNTS[kind](text);
  const failures = kind === "check" ? [] : [...panics(text), ...fuzzed(text)];
  if (isLate) failures.unshift(late(limit, lastLine(text)));
  else if (status === 0 && passed + failed === 0) failures.push({ test: "", expected: "tests to run", seen: "none", message: "no test ran" });
  else if (status !== 0 && failures.length === 0) failures.push(stopped(status, text));
  return { passed, failed: Math.max(failed, failures.length > 0 ? 1 : 0), failures };
}

/** A job whose limit was over. */
function late(limit, stood) {
  return { test: "", expected: `an end within ${limit} s`, seen: `none; it stood at ${stood}`, message: "the limit is over" };
}

/** A job that ended badly without naming a test. */
function stopped(status, text) {
  const lines = text.split("\n");
  const place = lines.findIndex((line) => /^(error|warning)(\[|:)|^Diff in |^not ok |Error: |cannot|No such file/.test(line));
  const seen = place < 0 ? lastLine(text) : lines[place].trim();
  return { test: "", expected: "exit status 0", seen: `${status}: ${seen}`, message: "it broke off", detail: lines.slice(place < 0 ? -20 : place).join("\n") };
}

function lastLine(text) {
  return text.trimEnd().split("\n").at(-1)?.trim() || "its very start";
}

/** The panics of Rust tests, as the standard test harness prints them: "thread 'NAME' (ID) panicked at FILE:LINE:COLUMN:". */
function panics(text) {
  const found = new Map();
  for (const [, test, place, rest] of text.matchAll(/^ *thread '(.+?)' (?:\(\d+\) )?panicked at (.+):\n((?:.*\S.*\n)*)/gm)) {
    const [said] = rest.split(/^ *(?:note: run with|stack backtrace:)/m);
    const message = said.split("\n").map((line) => line.trim()).join("\n").trim();
    const expected = message.match(/^right: (.*)$/m)?.[1];
    const seen = message.match(/^left: (.*)$/m)?.[1];
    // nextest shows a failure at once and again at its end.
    found.set(test, { test, names: [test.split("::").at(-1)], ...(expected && seen && { expected, seen }), message: message.split("\n")[0], detail: `${place}\n${message}` });
  }
  return [...found.values()];
}

function fuzzed(text) {
  return [...text.matchAll(/^not ok (.+)$/gm)].map(([, target]) => ({
    test: target,
    expected: "no input that crashes",
    seen: text.match(/^.*(panicked at|ERROR: AddressSanitizer).*$/m)?.[0] ?? "one",
    message: "found an input",
  }));
}

/**
 * What the events of one test file say; tests/build/events.mjs writes them.
 *
 * @param {{ status: number, isLate: boolean, limit: number, events: string, text: string }} job
 * @returns {{ passed: number, failed: number, failures: Failure[] }}
 */
export function outcomeOfEvents({ status, isLate, limit, events, text }) {
  const begun = new Set();
  const failures = [];
  /** Failed tests whose parents are still to come. */
  let orphans = [];
  let passed = 0;
  for (const line of events.split("\n")) {
    const event = parsed(line);
    if (event?.begun) begun.add(placeOf(event, event.begun));
    else if (event?.over) begun.delete(placeOf(event, event.over));
    else if (event?.name !== undefined) {
      const { name, nesting, isGroup, isSkipped, failure } = event;
      for (const orphan of orphans.filter((it) => it.depth === nesting + 1)) {
        if (isGroup) orphan.failure.group = name;
        else orphan.failure.names = [name];
        orphan.depth = nesting;
      }
      orphans = orphans.filter(({ depth }) => depth > 0);
      if (failure && !failure.isOfSubtest) {
        const told = { test: name, names: [name], ...failure, detail: failure.stack };
        failures.push(told);
        if (nesting > 0) orphans.push({ depth: nesting, failure: told });
      } else if (!failure && !isGroup && !isSkipped) passed += 1;
    }
  }
  if (isLate) failures.unshift(late(limit, [...begun].at(-1) ?? "its very start"));
  else if (status !== 0 && failures.length === 0) failures.push(stopped(status, text));
  else if (passed + failures.length === 0) failures.push({ test: "", expected: "tests to run", seen: "none", message: "no test ran" });
  return { passed, failed: failures.length, failures };
}

const placeOf = ({ file, line }, name) => `"${name}" (${file}:${line})`;

/** A line that broke off where its program was killed is no event. */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The first line of a failure. */
export function firstLine({ slug, failure, file, engine }) {
  const { test, expected, seen, message } = failure;
  const what = expected !== undefined ? `expected ${expected}, saw ${seen}` : `expected no failure, saw "${message.split("\n")[0]}"`;
  // An assertion's own message says more than the two values do.
  const why = expected !== undefined && !/^(Expected values|it broke|the limit|no test|assertion `|The input)/.test(message) ? ` (${message.split("\n")[0]})` : "";
  const subject = [file, test && `"${test}"`].filter(Boolean).join(" ");
  const about = [subject && ` ${subject}`, engine && ` on ${engine}`].filter(Boolean).join("");
  const names = file && runsInOnePage(file) ? [test] : (failure.names ?? []);
  const alone = ["./build.sh test", slug, file, ...names.map((name) => `--name ${quoted(name)}`)].filter(Boolean).join(" ");
  return `FAILED ${slug}:${about && `${about}:`} ${what}${why}. Alone: ${alone}`;
}

/** A word of a shell's command. */
function quoted(word) {
  return /^[\w:.-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
