// Runs suites side by side, counts their tests, and gives what runs in browsers a second try.
//
// Why it is our own: cargo's, node's and the fuzzer's tests run side by side under one count, with a limit for each job; node's
// test runner and nextest do all that happens inside of a suite.
import { mkdirSync, rmSync, statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runJob, textOf } from "./job.mjs";
import { firstLine, outcomeOfCommands, outcomeOfEvents } from "./outcome.mjs";
import { limitOf, runsInOnePage } from "./suites.mjs";
import { engineOf } from "./versions.mjs";

const REPORTER = fileURLToPath(new URL("events.mjs", import.meta.url));

/** Less free space than this, in bytes, does not suffice to build everything. */
const SPACE = 3e9;

/** How many lines of a failure's details are shown. */
const SHOWN = 40;

/**
 * @typedef {object} Plan
 * @property {import("./suites.mjs").Suite[]} suites those to run, each behind those that it needs
 * @property {(suite: import("./suites.mjs").Suite) => string[]} filesOf the test files of a suite of node's
 * @property {(suite: import("./suites.mjs").Suite) => string[]} namesOf names of the tests to run of a suite; none: all of them
 * @property {boolean} all with every repetition
 * @property {string} root the repository's top folder
 * @property {string} target where cargo builds; logs are kept there, too
 * @property {number} [jobs] how many run at once: browsers wait for pages and pages for servers, so one more than processors
 * @property {(line: string) => void} [say]
 */

/**
 * Runs suites; resolves to the count of all their tests.
 *
 * @param {Plan} plan
 */
export async function runSuites(plan) {
  const run = new Run(plan);
  await run.toItsEnd();
  return run.report();
}

class Run {
  #plan;
  #say;
  #logs;
  #begun = Date.now();
  /** By slug: what is known of a suite. */
  #progress = new Map();
  #waiting;
  #running = 0;
  #isCargoBusy = false;

  constructor({ say = console.log, jobs = availableParallelism() + 1, ...plan }) {
    this.#plan = { jobs, ...plan };
    this.#say = say;
    this.#logs = join(plan.target, "logs");
    mkdirSync(this.#logs, { recursive: true });
    for (const suite of plan.suites) {
      const jobs = suite.folder ? plan.filesOf(suite).map((file) => ({ suite, file })) : [{ suite }];
      this.#progress.set(suite.slug, { suite, jobs, left: jobs.length, passed: 0, failed: 0, again: 0, seconds: 0, busy: 0, lines: [], note: "" });
    }
    this.#waiting = plan.suites.flatMap(({ slug }) => this.#progress.get(slug).jobs);
  }

  // ---------------------------------------------------------------- side by side

  async toItsEnd() {
    this.#warnOfFullDisk();
    this.#say("".padEnd(52) + "time".padStart(9) + "busy".padStart(9));
    await new Promise((resolve, reject) => {
      const begin = () => {
        while (this.#running < this.#plan.jobs) {
          const job = this.#next();
          if (!job) break;
          this.#start(job).then(begin, reject);
        }
        if (this.#running === 0 && this.#waiting.length === 0) resolve();
      };
      begin();
    });
  }

  async #start(job) {
    const { usesCargo } = job.suite;
    this.#running += 1;
    if (usesCargo) this.#isCargoBusy = true;
    await this.#run(job);
    if (usesCargo) this.#isCargoBusy = false;
    this.#running -= 1;
  }

  /** The first job that may begin now. Jobs that lack what they need are counted as failed on the way. */
  #next() {
    for (let i = 0; i < this.#waiting.length; i++) {
      const { suite } = this.#waiting[i];
      const needed = (suite.needs ?? []).map((slug) => this.#progress.get(slug));
      const missing = needed.find(({ left, failed }) => left === 0 && failed > 0);
      if (missing) {
        this.#drop(suite, missing.suite);
        i = -1;
      } else if (needed.every(({ left }) => left === 0) && !(suite.usesCargo && this.#isCargoBusy)) {
        return this.#waiting.splice(i, 1)[0];
      }
    }
    return undefined;
  }

  /** Counts a suite as failed whose need failed. */
  #drop(suite, need) {
    const state = this.#progress.get(suite.slug);
    this.#waiting = this.#waiting.filter((job) => job.suite !== suite);
    Object.assign(state, { left: 0, failed: 1, note: `, not run: ${need.slug} failed` });
    this.#tell(state);
  }

  // ---------------------------------------------------------------- one job

  async #run(job) {
    const { suite, file } = job;
    const state = this.#progress.get(suite.slug);
    const first = await this.#result(job);
    const isAgain = first.failed > 0 && suite.kind === "node";
    const last = isAgain ? await this.#result(job) : first;

    state.passed += last.passed;
    state.failed += last.failed;
    if (isAgain && last.failed === 0) {
      state.again += first.failed;
      state.lines.push("Passed at the second try; the first one says:", ...this.#told(first, suite, file));
    } else if (last.failed > 0) {
      state.lines.push(...this.#told(last, suite, file), `    All of its output: ${last.log}`);
      if (/No space left on device|ENOSPC/.test(textOf(last.log))) state.lines.push(`    The disk is full. ${this.#makesRoom()}`);
    }
    state.left -= 1;
    if (state.left === 0) this.#tell(state);
  }

  /** Runs a job once. */
  async #result(job) {
    const result = await (job.file ? this.#runFile(job) : this.#runCommands(job));
    const state = this.#progress.get(job.suite.slug);
    state.seconds += result.seconds;
    state.busy += result.busy;
    return result;
  }

  async #runCommands({ suite }) {
    const log = join(this.#logs, `${suite.slug}.log`);
    rmSync(log, { force: true });
    const names = suite.kind === "check" ? [] : this.#plan.namesOf(suite);
    const sum = { seconds: 0, busy: 0 };
    let result;
    const limit = limitOf(suite, this.#plan);
    const commands = [...suite.commands, ...((this.#plan.all && suite.repetitions) || [])];
    for (const command of commands) {
      result = await runJob([...command, ...names], { log, limit, env: this.#environment(), cwd: this.#plan.root });
      sum.seconds += result.seconds;
      sum.busy += result.busy;
      if (result.status !== 0) break;
    }
    return { ...outcomeOfCommands(suite.kind, { ...result, limit, text: textOf(log) }), ...sum, log };
  }

  async #runFile({ suite, file }) {
    const log = join(this.#logs, `${file.replace(/^tests\//, "").replace(/\W+/g, "-")}.log`);
    const events = `${log}.events`;
    for (const old of [log, events]) rmSync(old, { force: true });
    const names = this.#plan.namesOf(suite);
    const limit = limitOf(suite, { file, all: this.#plan.all });
    const inPage = runsInOnePage(file);
    const patterns = (inPage ? [] : names).map((name) => `--test-name-pattern=${name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}`);
    const reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout", `--test-reporter=${REPORTER}`, `--test-reporter-destination=${events}`];
    const result = await runJob(["node", ...reporters, ...patterns, file], { log, limit, env: { ...this.#environment(), ...(inPage && { TEST_NAME: names[0] ?? "" }) }, cwd: this.#plan.root });
    return { ...outcomeOfEvents({ ...result, limit, events: textOf(events), text: textOf(log) }), ...result, log };
  }

  /** Which tests a file runs goes by TEST_SCOPE, see tests/support/scope.mjs. */
  #environment() {
    return { TEST_SCOPE: this.#plan.all ? "all" : "short" };
  }

  // ---------------------------------------------------------------- telling

  #told({ failures }, suite, file) {
    return failures.flatMap((failure) => {
      const line = firstLine({ slug: suite.slug, failure, file, engine: engineOf(suite.engine, file, failure) });
      const detail = (failure.detail ?? "").split("\n").filter(Boolean).slice(0, SHOWN);
      return [line, ...detail.map((text) => `    ${text}`)];
    });
  }

  #tell({ suite, passed, failed, again, seconds, busy, lines, note }) {
    const count = `${suite.title.padEnd(26)}${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    const times = [seconds, busy].map((time) => `${time.toFixed(1)} s`.padStart(9)).join("");
    this.#say(count.padEnd(52) + times + (again > 0 ? `, ${again} passed at the second try` : note));
    for (const line of lines) this.#say(line);
  }

  report() {
    const states = [...this.#progress.values()];
    const sum = (field) => states.reduce((total, state) => total + state[field], 0);
    const passed = sum("passed");
    const failed = sum("failed");
    const failedSuites = states.filter((state) => state.failed > 0).map(({ suite }) => suite.slug);
    if (failedSuites.length > 0) this.#say(`\nFailed suites: ${failedSuites.join(", ")}`);
    this.#say(`\nTook ${((Date.now() - this.#begun) / 1000).toFixed(1)} s.`);
    this.#say(`${passed} passed, ${failed} failed`);
    return { passed, failed, again: sum("again") };
  }

  #warnOfFullDisk() {
    const { bavail, bsize } = statfsSync(this.#plan.target);
    const free = bavail * bsize;
    if (free >= SPACE) return;
    this.#say(`Only ${(free / 1e9).toFixed(1)} GB are free where ${this.#plan.target} lies, and ${SPACE / 1e9} GB may be needed. ${this.#makesRoom()}`);
  }

  #makesRoom() {
    return `This makes room: cargo clean --target-dir ${this.#plan.target}`;
  }
}
