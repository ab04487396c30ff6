// Programs that tests start: none outlives the process that started it.

/** Those that still run, with what is left to do behind each. */
const running = new Map();

process.on("exit", () => {
  for (const [child, tidy] of running) {
    child.kill("SIGKILL");
    tidy();
  }
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/**
 * Has a program killed when this process ends before it.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {() => void} [tidy] what is left to do then
 */
export function endWithUs(child, tidy = () => {}) {
  running.set(child, tidy);
  const gone = () => running.delete(child);
  child.once("exit", gone).once("error", gone);
}
