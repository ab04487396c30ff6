// Five seconds between two changes of a member's balance, in all programs that share a store. The mock server refuses a change
// that comes earlier, as the real one does.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { endWithUs } from "../support/children.mjs";
import { startMockServer } from "../support/mock-server.mjs";
import { Place } from "./place.mjs";
import { ClosedApi } from "./project.mjs";

let mock;
before(async () => (mock = await startMockServer()));
after(() => mock?.stop());

/** A program that changes a member's balance, who is named by id or e-mail, and says how that ended. */
async function change(store, baseUrl, member) {
  const program = fileURLToPath(new URL("./programs/change-balance.mjs", import.meta.url));
  const child = spawn(process.execPath, [program, store, baseUrl, JSON.stringify(member)], { stdio: ["ignore", "pipe", "inherit"] });
  endWithUs(child);
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  await once(child, "close");
  return said.trim();
}

describe("the pace of balances", { concurrency: true }, () => {
  test("is the server's to demand: clients that share no store meet", async () => {
    const baseUrl = `${mock.url}/uji/pace-${process.pid}-alone/-/closed/api/v1`;
    const add = () => client(baseUrl).saldo.change({ id_user: "120007", tipe: "tambah", jumlah: 1 });
    await add();
    await assert.rejects(add(), { kind: "rate_limited" });
  });

  for (const kind of ["sqlite", "postgres", "redis"]) {
    test(`is kept by programs that share ${kind}, whichever way they name the member`, async () => {
      const place = await Place.make(kind);
      try {
        await place.clear();
        const session = `pace-${process.pid}-${kind}`;
        const baseUrl = `${mock.url}/uji/${session}/-/closed/api/v1`;
        const { email_user } = await client(baseUrl).member.get({ id_user: "120007" });
        const members = [{ id_user: "120007" }, { email_user }, { id_user: "120007" }];
        const outcomes = await Promise.all(members.map((member) => change(place.address, baseUrl, member)));
        assert.deepEqual(outcomes, ["changed", "changed", "changed"]);
      } finally {
        await place.end();
      }
    });
  }
});

const client = (baseUrl) => new ClosedApi({ apiKey: "kunci-tertutup/uji+1==", baseUrl, retry: false });
