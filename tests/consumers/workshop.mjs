// The package as its users get it: packed by npm and installed by npm, for projects that are thrown away.
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { root } from "../support/mock-server.mjs";

const PROGRAMS = fileURLToPath(new URL("programs", import.meta.url));

/** @type {Promise<{ folder: string, tarball: string }> | undefined} */
let opened;
/** @type {string | undefined} also where opening failed */
let opening;

after(() => opening && rm(opening, { recursive: true, force: true }));

/** The folder of all projects, which share one folder of packages: made for whoever comes first. */
function workshop() {
  opened ??= open();
  return opened;
}

async function open() {
  const folder = await mkdtemp(join(tmpdir(), "bukaolshop-"));
  opening = folder;
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "shops", private: true }));
  const { stdout } = await runIn(folder, "npm", "pack", "--json", "--pack-destination", folder, join(root, "pkg"));
  const tarball = join(folder, JSON.parse(stdout)[0].filename);
  await runIn(folder, "npm", "install", "--offline", "--no-audit", "--no-fund", tarball);
  return { folder, tarball };
}

function runIn(cwd, command, ...args) {
  // Vite's development server says in this process what is being developed.
  return promisify(execFile)(command, args, { cwd, env: { ...process.env, NODE_OPTIONS: "", NODE_ENV: "" } });
}

/** Runs a command among the projects; fails unless it ends well. */
export async function run(command, ...args) {
  const { folder } = await workshop();
  return runIn(folder, command, ...args);
}

/** Where the installed package lies. */
export async function installed() {
  const { folder } = await workshop();
  return join(folder, "node_modules/bukaolshop");
}

/** Where the packed package lies. */
export async function packed() {
  const { tarball } = await workshop();
  return tarball;
}

/** A new project with the package installed, and with the tests' programs in it. */
export async function newProject(name) {
  const folder = join((await workshop()).folder, name);
  await cp(PROGRAMS, folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
  return folder;
}

/** Writes a page with these tags for its scripts into a folder. */
export async function writePage(folder, scripts) {
  await writeFile(
    join(folder, "index.html"),
    `<!doctype html>
<html lang="id">
<meta charset="utf-8">
<link rel="icon" href="data:,">
<title>memuat</title>
<ul></ul>
${scripts}
`,
  );
}
