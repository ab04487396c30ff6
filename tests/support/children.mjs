// What tests leave behind on a machine, programs and folders: nothing of it outlives the process that made it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Programs that still run, with what ends each. */
const running = new Map();

/** Folders that are still there. */
const folders = new Set();

process.on("exit", () => {
  for (const kill of running.values()) kill();
  for (const folder of folders) remove(folder);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/**
 * Has a program killed when this process ends before it.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {() => void} [kill] ends it at once, where there is more to end than the program itself
 */
export function endWithUs(child, kill = () => child.kill("SIGKILL")) {
  running.set(child, kill);
  const gone = () => running.delete(child);
  child.once("exit", gone).once("error", gone);
}

/**
 * Makes an empty folder; `remove` removes it, and so does the end of this process.
 *
 * @param {string} prefix of its name
 */
export function temporaryFolder(prefix) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  folders.add(folder);
  return {
    path: folder,
    remove() {
      folders.delete(folder);
      remove(folder);
    },
  };
}

/** Tries again, because a program that was just killed may still write. */
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  } catch {
    // A folder in the temporary folder is no reason for a test to fail.
  }
}
