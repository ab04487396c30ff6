// Which old engines the tests run on, and where each one lies. Real Chromium builds come inside the versions of an npm
// package; engines.json pins them, by the contents too.
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const known = JSON.parse(readFileSync(new URL("engines.json", import.meta.url), "utf8"));

/** The floor, what cheap phones have, and the last one without modern WebAssembly. */
const USUAL = ["71", "83", "92"];

/** The short run has the floor, one with every repetition all engines; ENGINES names others, or "all". */
const BY_SCOPE = { short: ["71"], all: Object.keys(known) };

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "bukaolshop", "old-engines");

/**
 * @typedef {object} Engine
 * @property {string} major "71"
 * @property {string} version "71.0.3542.0"
 * @property {string} package name and version on npm
 * @property {string} file the compressed program in that package
 * @property {string} integrity of the package's tarball
 * @property {string} program where the unpacked program lies
 */

/**
 * The engines that the tests are to run on.
 *
 * @returns {Engine[]}
 */
export function chosenEngines() {
  const wanted = (process.env.ENGINES ?? "").split(/[\s,]+/).filter(Boolean);
  if (wanted.includes("all")) return Object.keys(known).map(engine);
  return (wanted.length > 0 ? wanted : (BY_SCOPE[process.env.TEST_SCOPE] ?? USUAL)).map(engine);
}

/**
 * @param {string} major
 * @returns {Engine}
 */
export function engine(major) {
  if (!Object.hasOwn(known, major)) {
    throw new Error(`no Chromium ${major} here, only ${Object.keys(known).join(", ")} (or ENGINES=all)`);
  }
  return { major, ...known[major], program: join(cache, `chromium-${known[major].version}`) };
}
