// Usage: node with-mock-server.mjs FILE COMMAND [ARGUMENT...]
// Runs a command while a mock server is up, whose address stands in FILE for as long as it runs.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { startMockServer } from "./mock-server.mjs";

const [file, command, ...args] = process.argv.slice(2);
const server = await startMockServer();
writeFileSync(file, server.url);
try {
  const child = spawn(command, args, { stdio: "inherit" });
  const [code] = await once(child, "exit");
  process.exitCode = code ?? 1;
} finally {
  rmSync(file);
  await server.stop();
}
