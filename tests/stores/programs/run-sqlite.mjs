// Usage: run-sqlite.mjs
// Runs the cases about SqliteStore in whatever runtime runs this, and writes a line of JSON for each.
import { inspect } from "node:util";
import { casesOf, runCase } from "../cases.mjs";
import { Place } from "../place.mjs";

const place = await Place.make("sqlite");
for (const name of casesOf("sqlite")) {
  const error = await runCase(name, place).then(() => null, inspect);
  console.log(JSON.stringify({ name, error }));
}
await place.end();
process.exit(0);
