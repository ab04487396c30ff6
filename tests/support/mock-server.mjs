// Starts the mock Open API server for tests that are run by Node.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The repository's top folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Starts the server on a free loopback port, with the package and the demo in their places.
 * `extra` are further options of its command line. Returns its origin and how to stop it.
 */
export async function startMockServer(extra = []) {
  const program = process.env.MOCK_SERVER ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/mock-server");
  const folders = ["--www", join(root, "www"), "--pkg", join(root, "pkg")];
  const server = spawn(program, [...folders, ...extra], { stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(server, "exit").then(
    ([code, signal]) => `ended with ${signal ?? `exit status ${code}`}`,
    (error) => `did not start (${error.message}); ./build.sh test mock-server builds it`,
  );
  let said = "";
  server.stderr.setEncoding("utf8").on("data", (text) => (said = (said + text).slice(-1000)));

  const lines = createInterface({ input: server.stdout });
  const announced = once(lines, "line").then(([line]) => line.match(/^listening (http:\S+)$/)?.[1]);
  const url = await Promise.race([announced, exited.then(() => undefined)]);
  if (!url) throw new Error(`${program} ${await exited}${said && `: ${said.trim()}`}`);

  const stop = async () => {
    server.kill("SIGTERM");
    await exited;
  };
  return { url, stop };
}
