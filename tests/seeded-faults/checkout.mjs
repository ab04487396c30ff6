// A copy of the checkout in which faults are put in, so that the files that somebody works on are never touched. It stays
// where it is after a run: what cargo has compiled there serves the next run.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's top folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where the copy, what is compiled of it, and the logs lie. */
export const FOLDER = join(ROOT, "target/seeded");

const COPY = join(FOLDER, "checkout");
/** The names of the files that were copied last. */
const LIST = join(FOLDER, "copied.json");

/** Folders with packages of npm's. */
const PACKAGES = ["tests", "tests/bench", "tests/consumers", "tests/server"];

/** How often the text that a fault replaces occurs in a file's text. */
export const occurrences = (text, find) => text.split(find).length - 1;

/** The environment of the copy's commands: they compile into a folder of their own. */
export function environment() {
  const { MOCK_SERVER, ...rest } = process.env;
  return { ...rest, CARGO_TARGET_DIR: join(COPY, "target") };
}

/** Makes the copy equal to the checkout, changes that are not committed included. Files that are equal keep their time. */
export function copyCheckout() {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: ROOT, encoding: "utf8" });
  const files = listed.split("\0").filter((file) => file !== "" && existsSync(join(ROOT, file)));
  for (const file of files) copyFile(file);

  const before = existsSync(LIST) ? JSON.parse(readFileSync(LIST, "utf8")) : [];
  const wanted = new Set(files);
  for (const file of before) if (!wanted.has(file)) rmSync(join(COPY, file), { force: true });
  writeFileSync(LIST, JSON.stringify(files));

  for (const folder of PACKAGES) linkPackages(folder);
  return COPY;
}

function copyFile(file) {
  const [from, to] = [join(ROOT, file), join(COPY, file)];
  if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/** Has the copy use the packages that the checkout has, where those are installed as its lock file says. */
function linkPackages(folder) {
  const [from, to] = [join(ROOT, folder, "node_modules"), join(COPY, folder, "node_modules")];
  if (lstatSync(to, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(to);
  if (isInstalled(folder) && !existsSync(to)) symlinkSync(from, to);
}

/** `build.sh` leaves a copy of the lock file behind when it has installed everything. */
function isInstalled(folder) {
  const [lock, installed] = ["package-lock.json", "node_modules/.installed-from.json"].map((name) => join(ROOT, folder, name));
  return existsSync(installed) && readFileSync(installed).equals(readFileSync(lock));
}

/**
 * Puts a fault into the copy.
 *
 * @param {import("./faults.mjs").Fault} fault
 * @returns {() => void} takes it out again
 */
export function putIn({ file, find, replace }) {
  const path = join(COPY, file);
  const text = readFileSync(path, "utf8");
  const times = occurrences(text, find);
  if (times !== 1) throw new Error(`the text to replace occurs ${times} times in ${file}, not once: ${JSON.stringify(find)}`);
  writeFileSync(path, text.replace(find, () => replace));
  return () => writeFileSync(path, text);
}
