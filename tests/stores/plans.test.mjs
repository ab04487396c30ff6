// How SQLite finds what the statements about one claim are about: none of them may read all claims of a shop.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { join } from "node:path";
import { temporaryFolder } from "../support/children.mjs";
import { SQLITE, connectSqlite } from "./project.mjs";

test("statements about one claim read no others", async () => {
  const folder = temporaryFolder("plans");
  const path = join(folder.path, "rencana.db");
  writeFileSync(path, "");
  const connection = await connectSqlite(path);
  for (const migration of SQLITE.migrations) connection.script(migration);
  for (const name of ["taken", "forgetOtherStatuses", "failed", "givenUp", "refused", "find", "reserved"]) {
    const { sql, parameters } = SQLITE[name];
    const values = Object.fromEntries(parameters.map((parameter) => [parameter, "x"]));
    const steps = connection.all(`EXPLAIN QUERY PLAN ${sql}`, values).map(({ detail }) => detail);
    assert.ok(steps.length > 0, name);
    for (const step of steps) assert.match(step, /^SEARCH .*\(shop=\? AND (key|step_order)=\?\)$/, name);
  }
  connection.close();
  folder.remove();
});
