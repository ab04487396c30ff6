// The list of tests/stores/cases.json, and the code of each case.
import { readFileSync } from "node:fs";
import { DATABASE_CASES } from "./database-cases.mjs";
import { EVERY_STORE } from "./every-store.mjs";
import { SQLITE_CASES } from "./sqlite-cases.mjs";

export const LIST = JSON.parse(readFileSync(new URL("./cases.json", import.meta.url), "utf8"));
export const CODE = { ...EVERY_STORE, ...DATABASE_CASES, ...SQLITE_CASES };

/** The names of the cases that are about a store. */
export const casesOf = (kind) => LIST.cases.filter(({ not = [] }) => !not.includes(kind)).map(({ name }) => name);

/** Runs one case in a place. */
export async function runCase(name, place) {
  await place.clear();
  try {
    await CODE[name](place);
  } finally {
    await place.closeAll();
  }
}
