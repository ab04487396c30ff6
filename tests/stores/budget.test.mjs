// The requests of a day at the Closed API, counted in a store that several programs share.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { endWithUs } from "../support/children.mjs";
import { startMockServer } from "../support/mock-server.mjs";
import { Place } from "./place.mjs";
import { ClosedApi, openStore } from "./project.mjs";

const member = { id_user: "130173" };
const LIMIT = 20;

let mock;
before(async () => (mock = await startMockServer()));
after(() => mock?.stop());

/** A program that looks a balance up, and what it says. */
async function ask(address, baseUrl, times) {
  const program = fileURLToPath(new URL("./programs/ask-balance.mjs", import.meta.url));
  const options = [program, address, baseUrl, String(LIMIT), String(times)];
  const child = spawn(process.execPath, options, { stdio: ["ignore", "pipe", "inherit"] });
  endWithUs(child);
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  await once(child, "close");
  return JSON.parse(said);
}

describe("the requests of a day", { concurrency: true }, () => {
  for (const kind of ["sqlite", "postgres", "redis"]) {
    test(`are counted by programs that share ${kind}: together they send what the day allows`, async () => {
      const place = await Place.make(kind);
      try {
        await place.clear();
        const session = `budget-${process.pid}-${kind}`;
        const baseUrl = `${mock.url}/uji/${session}/-/closed/api/v1`;
        const outcomes = await Promise.all([10, 10, 10].map((times) => ask(place.address, baseUrl, times)));
        const sum = (name) => outcomes.reduce((sum, outcome) => sum + outcome[name], 0);
        assert.deepEqual([sum("made"), sum("quota")], [LIMIT, 10]);
        const log = await (await fetch(`${mock.url}/uji/${session}/log`)).json();
        const lookUps = log.filter((request) => JSON.stringify(request).includes("member/saldo"));
        assert.equal(lookUps.length, LIMIT);

        // A program that begins later knows, and nobody's work is left in the store.
        const store = await openStore(place.address);
        const dailyLimits = { reads: LIMIT, changes: 0 };
        const closed = new ClosedApi({ apiKey: "kunci-tertutup/uji+1==", baseUrl, retry: false, store, dailyLimits });
        assert.equal((await closed.quota()).reads.left, 0);
        await assert.rejects(closed.saldo.get(member), { kind: "quota" });
        assert.deepEqual([await store.unfinished(Date.now()), await store.givenUp()], [[], []]);
        await store.close();
      } finally {
        await place.end();
      }
    });
  }
});
