// Compiles the WebAssembly tests and puts the module where the browsers' tests find it, so that those need not ask cargo,
// which may be busy with something else.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { TEST_MODULE } from "./place.mjs";

const options = ["test", "--locked", "--target", "wasm32-unknown-unknown", "--package", "bukaolshop-wasm-tests", "--no-run"];
const cargo = spawn("cargo", [...options, "--message-format=json-render-diagnostics"], { stdio: ["ignore", "pipe", "inherit"] });
const exited = once(cargo, "exit");

let module;
for await (const line of createInterface({ input: cargo.stdout })) {
  const { executable } = JSON.parse(line);
  if (executable) module = executable;
}
const [status] = await exited;
if (status !== 0) process.exit(status ?? 1);
mkdirSync(dirname(TEST_MODULE), { recursive: true });
copyFileSync(module, TEST_MODULE);
