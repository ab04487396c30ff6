// One job of a run: a command with a time limit, in a group of processes that ends with it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";

/** How long a job may take to end by itself once it is asked to, in milliseconds. */
const GRACE = 5000;

/** The groups that run now, for a run that is interrupted. */
const groups = new Set();

/** Asks every job that still runs to end. */
export function endAll() {
  for (const group of groups) signal(group, "SIGTERM");
}

function signal(group, name) {
  try {
    process.kill(-group, name);
  } catch {
    // The group has ended.
  }
}

/**
 * Runs a command with its output in a file.
 *
 * @param {string[]} command
 * @param {{ log: string, limit: number, env?: Record<string, string>, cwd: string }} options log: the file, which is added to; limit: seconds
 * @returns {Promise<{ status: number, isLate: boolean, seconds: number, busy: number }>} status: of the exit, 128 and more where
 *   a signal ended it. isLate: the limit was over; busy: seconds of processors that the command and all it waited for used
 */
export async function runJob(command, { log, limit, env = {}, cwd }) {
  const begun = Date.now();
  const output = createWriteStream(log, { flags: "a" });
  await once(output, "open");
  // Its own test runner must not take it for a part of the one that this program may run under.
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env;
  // Bash's `times` tells what the command and its children used; node has no such figure for one child of several.
  // The trap has bash wait until the command has ended, which gets the same signal and may need time to end its browsers.
  const script = 'trap : TERM; "$@" 3>&-; status=$?; times >&3; exit $status';
  const child = spawn("bash", ["-c", script, "job", ...command], {
    cwd,
    env: { ...inherited, ...env },
    detached: true,
    stdio: ["ignore", output, output, "pipe"],
  });
  let times = "";
  child.stdio[3].setEncoding("utf8").on("data", (text) => (times += text));
  groups.add(child.pid);
  let isLate = false;
  const timers = [
    setTimeout(() => {
      isLate = true;
      signal(child.pid, "SIGTERM");
    }, limit * 1000),
    setTimeout(() => signal(child.pid, "SIGKILL"), limit * 1000 + GRACE),
  ];
  const [code] = await once(child, "exit");
  timers.forEach(clearTimeout);
  // What the command left running would be in the way of those that follow.
  signal(child.pid, "SIGKILL");
  groups.delete(child.pid);
  output.close();
  return { status: code ?? 128 + 9, isLate, seconds: (Date.now() - begun) / 1000, busy: secondsOf(times) };
}

/** The second line of `times`, as "1m2.345s 0m0.678s": seconds in programs and in the system for them. */
function secondsOf(times) {
  const [, line = ""] = times.trim().split("\n");
  return [...line.matchAll(/(\d+)m([\d.,]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + 60 * minutes + Number(seconds.replace(",", ".")), 0);
}

/** The text of a file, or "" where there is none. */
export function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
