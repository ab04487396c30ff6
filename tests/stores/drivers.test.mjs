// The packages that stores need are installed by who uses them: where one is missing, the error names the one command.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { makeProject } from "./project.mjs";

const bare = makeProject([]);

/** What opening a store ends in, in a project without drivers. */
function failure(opening) {
  const program = `
    import { SqliteStore } from "bukaolshop/server/sqlite";
    import { PostgresStore } from "bukaolshop/server/postgres";
    import { RedisStore } from "bukaolshop/server/redis";
    const error = await (${opening}).then(() => null, (error) => error);
    console.log(JSON.stringify([error?.name, error?.kind, error?.message]));
  `;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "--eval", program], { cwd: bare, encoding: "utf8" }));
}

const hasSqlite = await import("node:sqlite").then(() => true, () => false);
const OPENINGS = {
  "npm install better-sqlite3@12": { opening: `SqliteStore.open(${JSON.stringify(join(bare, "a.db"))})`, skip: hasSqlite && "this Node.js has SQLite" },
  "npm install pg": { opening: 'PostgresStore.connect("postgres://u:rahasia@127.0.0.1/x")' },
  "npm install redis": { opening: 'RedisStore.connect("redis://:rahasia@127.0.0.1/")' },
};

for (const [command, { opening, skip = false }] of Object.entries(OPENINGS)) {
  test(`${command} is what the error says`, { skip }, () => {
    const [name, kind, message] = failure(opening);
    assert.deepEqual([name, kind], ["BukaOlshopError", "store"]);
    assert.ok(message.endsWith(`jalankan: ${command}`), message);
    assert.ok(!message.includes("rahasia"), message);
  });
}

test("options that are not allowed are refused before anything is opened", () => {
  const cases = [
    ['SqliteStore.open("x.db", { toko: "a" })', /opsi toko tidak dikenal/],
    ['SqliteStore.open("x.db", { shop: " " })', /shop harus teks/],
    ['SqliteStore.open("x.db", { kept: -1 })', /kept harus milidetik/],
    ['SqliteStore.open(7)', /path harus teks/],
    ['PostgresStore.connect("postgres://x", { connections: 0 })', /connections harus bilangan/],
    ['RedisStore.connect("redis://x", { onWarning: "ya" })', /onWarning harus fungsi/],
    ['(async () => new SqliteStore())()', /await SqliteStore\.open/],
    ['(async () => new PostgresStore())()', /await PostgresStore\.connect/],
    ['(async () => new RedisStore())()', /await RedisStore\.connect/],
  ];
  for (const [opening, said] of cases) {
    const [, kind, message] = failure(opening);
    assert.equal(kind, "invalid_argument", opening);
    assert.match(message, said);
  }
});

test("programs are bundled without the drivers, which are then missing where they run", async () => {
  const contents = `
    import { PostgresStore } from "bukaolshop/server/postgres";
    import { RedisStore } from "bukaolshop/server/redis";
    import { SqliteStore } from "bukaolshop/server/sqlite";
    export { PostgresStore, RedisStore, SqliteStore };
  `;
  const outfile = join(bare, "bundled.mjs");
  const { warnings } = await build({ stdin: { contents, resolveDir: bare }, bundle: true, platform: "node", format: "esm", outfile, logLevel: "silent" });
  assert.deepEqual(warnings, []);
  const { PostgresStore } = await import(pathToFileURL(outfile).href);
  await assert.rejects(PostgresStore.connect("postgres://host/nama"), { kind: "store", message: /npm install pg$/ });
});
