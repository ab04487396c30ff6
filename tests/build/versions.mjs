// Names of engines with their versions, as a failure tells them.
import { execFileSync } from "node:child_process";

const known = new Map();

/**
 * The engine that a failed test ran on: "Chromium 156.0.8078.73".
 *
 * @param {string | undefined} engine as suites.mjs has it
 * @param {string} [file]
 * @param {import("./outcome.mjs").Failure} [failure]
 */
export function engineOf(engine, file = "", { group = "", names = [] } = {}) {
  if (engine !== "several") return versionOf(engine);
  const old = [group, ...names].find((name) => /^Chromium \d+/.test(name));
  if (old) return old;
  return versionOf([group, file, ...names].some((name) => /firefox/i.test(name)) ? "firefox" : "chromium");
}

function versionOf(engine) {
  if (engine !== "chromium" && engine !== "firefox") return engine;
  if (!known.has(engine)) known.set(engine, ask(engine));
  return known.get(engine);
}

function ask(engine) {
  const program = process.env[engine.toUpperCase()];
  try {
    const said = execFileSync(program, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 20_000 });
    return said.match(/(Chromium|Google Chrome|Mozilla Firefox) [\d.]+/)?.[0] ?? said.trim();
  } catch {
    return `${engine}, which does not tell its version`;
  }
}
