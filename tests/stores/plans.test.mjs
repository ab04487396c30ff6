// How databases find what the statements are about: none about single claims may read all claims of a shop.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { join } from "node:path";
import { temporaryFolder } from "../support/children.mjs";
import { Place } from "./place.mjs";
import { POSTGRES, SQLITE, connectSqlite } from "./project.mjs";

test("SQLite's statements about one claim read no others", async () => {
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

/** The ways to rows of PostgreSQL's statements: an index with the columns that are looked up in it, or the place of a row. */
const WAYS = {
  claim: ["bukaolshop_claim_pkey(shop,key)", "bukaolshop_claim_step(shop,step_order,step_order)", "place"],
  settle: ["bukaolshop_claim_pkey(shop,key)", "place"],
  find: ["bukaolshop_claim_pkey(shop,key)"],
  reserve: ["bukaolshop_reservation_pkey(shop,key)"],
  listUnfinished: ["bukaolshop_claim_open(shop,next)"],
  listGivenUp: ["bukaolshop_claim_open(shop,next)"],
  forget: ["bukaolshop_claim_done(shop,until)", "place"],
  forgetReservations: ["bukaolshop_reservation_pkey(shop)"],
};

/** The ways to rows of a part of a plan and of what is below it. */
function waysOf({ Plans = [], ...part }) {
  const columns = Array.from((part["Index Cond"] ?? "").matchAll(/\((\w+) (?:[<>=]|IS)/g), ([, column]) => column);
  const index = part["Index Name"] && `${part["Index Name"]}(${columns})`;
  const place = part["Node Type"] === "Tid Scan" && "place";
  // What is left reads a table, unless it only changes it or gets its rows from an index below.
  const table = !["ModifyTable", "Bitmap Heap Scan"].includes(part["Node Type"]) && part["Relation Name"];
  const way = index || place || table;
  return [...(way ? [way] : []), ...Plans.flatMap(waysOf)];
}

test("PostgreSQL's plans, which are made while the tables are empty, are right for large ones", async () => {
  const place = await Place.make("postgres");
  try {
    await place.clear();
    await place.open();
    for (const [name, ways] of Object.entries(WAYS)) {
      const { sql, parameters } = POSTGRES[name];
      const values = parameters.map(() => "NULL").join(", ");
      const script = [...POSTGRES.setup, `PREPARE asked AS ${sql}`, `EXPLAIN (FORMAT JSON) EXECUTE asked (${values})`].join(";\n");
      const answer = place.server.sql(place.database, script);
      const [{ Plan }] = JSON.parse(answer.slice(answer.indexOf("[")));
      assert.deepEqual([...new Set(waysOf(Plan))].sort(), ways, name);
    }
  } finally {
    await place.end();
  }
});
