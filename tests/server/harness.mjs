// The package's server entry against the mock server: each client with a session of its own, so that tests do not meet.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { after } from "node:test";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { endWithUs } from "../support/children.mjs";
import { freePort } from "../support/free-port.mjs";
import { root, startMockServer } from "../support/mock-server.mjs";

/** The entry as it is shipped. */
export const entry = join(root, "pkg/server/index.js");
export const server = await import(pathToFileURL(entry).href);

const mock = await startMockServer();
after(() => mock.stop());

export const KEYS = {
  closed: "kunci-tertutup/uji+1==",
  onesolu: "kunci-onesolu-enterprise/5+6==",
  onesoluFree: "kunci-onesolu-free/1+2==",
  onetablet: "kunci-onetablet/7+8==",
  mitra: "token-mitra/uji+1==",
  mitraUser: "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b",
  commerce: "kunci-niaga/uji+1==",
};

let sessions = 0;

/** A session, the addresses of the systems in it, and what was asked for. */
export function session(faults = "-") {
  const name = `js${process.pid}-${(sessions += 1)}`;
  const at = (path, faulty = faults) => `${mock.url}/uji/${name}/${faulty}/${path}`;
  return {
    at,
    log: async () => (await fetch(`${mock.url}/uji/${name}/log`)).json(),
    script: (answers) => fetch(`${mock.url}/uji/${name}/script`, { method: "POST", body: JSON.stringify(answers) }),
    closed: (options = {}, faulty) =>
      new server.ClosedApi({ apiKey: KEYS.closed, baseUrl: at("closed/api/v1", faulty), retry: false, ...options }),
    mitra: (options = {}) =>
      new server.MitraBunso({ token: KEYS.mitra, idUser: KEYS.mitraUser, baseUrl: at("mitra-bunso/public"), retry: false, ...options }),
    onesolu: (options = {}) => new server.OneSolu({ apiKey: KEYS.onesolu, baseUrl: at("onesolu/v1"), retry: false, ...options }),
    onetablet: (options = {}) => new server.OneTablet({ apiKey: KEYS.onetablet, baseUrl: at("onetablet"), retry: false, ...options }),
    commerce: (options = {}) => new server.CommerceApi({ apiKey: KEYS.commerce, baseUrl: at("commerce"), retry: false, ...options }),
  };
}

/** The error that a call ends in: of our class, of this kind. */
export async function failure(promise, kind) {
  const error = await Promise.resolve(promise).then(
    (answer) => assert.fail(`no error, but ${JSON.stringify(answer)}`),
    (error) => error,
  );
  assert.ok(error instanceof server.BukaOlshopError, String(error.stack));
  assert.equal(error.kind, kind, error.message);
  return error;
}

/**
 * Runs a worker of the edge in workerd until the test `t` ends. Gives back the bundle of the worker, and the origin of the server,
 * which may not answer yet.
 *
 * @param {import("node:test").TestContext} t
 * @param {string} project the folder whose node_modules has the package
 * @param {string} contents the worker's module, as it stands in that folder
 */
export async function startWorkerd(t, project, contents) {
  const folder = join(project, "worker");
  mkdirSync(folder);
  const outfile = join(folder, "worker.js");
  await build({ stdin: { contents, resolveDir: project }, conditions: ["workerd", "worker", "browser"], bundle: true, format: "esm", external: ["*.wasm"], outfile });
  cpSync(join(root, "pkg/server/bukaolshop_server_bg.wasm"), join(folder, "bukaolshop_server_bg.wasm"));
  const address = `127.0.0.1:${await freePort()}`;
  writeFileSync(
    join(folder, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (name = "main", worker = .worker),
        (name = "internet", network = (allow = ["public", "private", "local"])),
      ],
      sockets = [(name = "http", address = "${address}", http = (), service = "main")],
    );
    const worker :Workerd.Worker = (
      modules = [
        (name = "worker.js", esModule = embed "worker.js"),
        (name = "bukaolshop_server_bg.wasm", wasm = embed "bukaolshop_server_bg.wasm"),
      ],
      compatibilityDate = "2026-01-01",
    );`,
  );
  const workerd = fileURLToPath(new URL("./node_modules/@cloudflare/workerd-linux-64/bin/workerd", import.meta.url));
  const program = spawn(workerd, ["serve", join(folder, "config.capnp")], { stdio: "inherit" });
  endWithUs(program);
  const ended = once(program, "exit");
  t.after(async () => {
    program.kill("SIGKILL");
    await ended;
  });
  return { outfile, origin: `http://${address}` };
}

/** All that an async iterable gives. */
export async function all(items) {
  const rows = [];
  for await (const row of items) rows.push(row);
  return rows;
}
