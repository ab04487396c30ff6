// Runs programs of the guide in a folder where the package is installed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../support/mock-server.mjs";

/** What shops install beside the package for its stores. */
const DRIVERS = ["better-sqlite3", "pg", "redis"];

/**
 * Saves a program, and gives back its folder.
 * @param {import("node:test").TestContext} t the folder goes with the test
 */
export async function saved(t, code, file) {
  const folder = await mkdtemp(join(tmpdir(), "panduan-"));
  t.after(() => rm(folder, { recursive: true }));
  await cp(join(root, "pkg"), join(folder, "bukaolshop"), { recursive: true });
  for (const name of DRIVERS) await symlink(fileURLToPath(new URL(`../server/node_modules/${name}`, import.meta.url)), join(folder, name));
  // A package is looked for in folders of this name only.
  await symlink(folder, join(folder, "node_modules"));
  // A package of its own: one in a folder above would be asked first.
  await writeFile(join(folder, "package.json"), "{}");
  await writeFile(join(folder, file), code);
  return folder;
}

/**
 * Starts a saved program.
 * @param {import("node:test").TestContext} t the program ends with the test
 * @param {{ args?: string[], env?: Record<string, string> }} [more]
 */
export function started(t, folder, file, { args = [], env = {} } = {}) {
  const program = spawn(process.execPath, [file, ...args], { cwd: folder, env: { PATH: process.env.PATH, ...env } });
  const ended = once(program, "exit");
  const said = { out: "", err: "" };
  program.stdout.setEncoding("utf8").on("data", (text) => (said.out += text));
  program.stderr.setEncoding("utf8").on("data", (text) => (said.err += text));
  const kill = async () => {
    program.kill("SIGKILL");
    await ended;
  };
  t.after(kill);
  return { said, ended, kill };
}
