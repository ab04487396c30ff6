// The guide's programs in Rust, as they stand among the programs of tests/example-server, which cargo builds.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./mock-server.mjs";

/** Where cargo builds such a program, by its name. */
export const binary = (name) => join(root, "target/debug", name);

/** What stands there. */
export const saved = (name) => readFileSync(join(root, `tests/example-server/src/bin/${name}.rs`), "utf8");

/** The guide's code with a first line about it, as rustfmt writes it. */
export function formatted(about, code) {
  return execFileSync("rustfmt", ["--edition", "2024"], { input: `//! ${about}\n\n${code}`, encoding: "utf8" });
}
