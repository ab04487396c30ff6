// The package's server entry against the mock server: each client with a session of its own, so that tests do not meet.
import assert from "node:assert/strict";
import { after } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
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

/** All that an async iterable gives. */
export async function all(items) {
  const rows = [];
  for await (const row of items) rows.push(row);
  return rows;
}
