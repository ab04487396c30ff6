// Usage: node stamp-version.mjs FROM TO VERSION
// Copies the package's manifest with the version of the crate in it: they are one release.
import { readFileSync, writeFileSync } from "node:fs";

const [from, to, version] = process.argv.slice(2);
const { name, ...rest } = JSON.parse(readFileSync(from, "utf8"));
writeFileSync(to, JSON.stringify({ name, version, ...rest }, null, 2) + "\n");
