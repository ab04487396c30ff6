// Runs commands, each in a process group of its own: whatever a command has started is stopped along with it.
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";

/** How long a group has to end by itself once it was told to, in milliseconds. */
const GRACE = 10_000;

/** The commands that still run, each with a promise of its end. */
const running = new Map();
let isStopping = false;

/**
 * Runs a command to its end. Its output is written to a file, too.
 *
 * @param {string[]} command
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, log: string }} options
 * @returns {Promise<{ status: number | null, output: string }>} no status where a signal ended it
 */
export async function run([program, ...words], { cwd, env, log }) {
  const child = spawn(program, words, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const file = createWriteStream(log);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
      file.write(text);
    });
  }
  // "close" comes when all that was started has closed the output, not only the command itself.
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  running.set(child, ended);
  try {
    const status = await ended;
    // Whoever waits must not go on to the next command.
    if (isStopping) await new Promise(() => {});
    return { status, output };
  } finally {
    running.delete(child);
    file.end();
  }
}

/** Stops everything that is running, for good, and waits until it has ended. */
export async function stopAll() {
  isStopping = true;
  await Promise.all([...running].map(([child, ended]) => stop(child, ended)));
}

async function stop(child, ended) {
  signal(child, "SIGTERM");
  const timer = setTimeout(() => signal(child, "SIGKILL"), GRACE);
  await ended.catch(() => {});
  clearTimeout(timer);
}

/** Tells a whole group. That it has ended already is no error. */
function signal({ pid }, name) {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
