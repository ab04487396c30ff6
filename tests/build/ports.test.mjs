// A port that is taken: each program says so, names it, and says how to go on or goes on by itself.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { root, startMockServer } from "../support/mock-server.mjs";

/** Takes a free port until the test is done. */
async function takePort(t) {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return server.address().port;
}

test("the mock server names the address, and how to get a free one", async (t) => {
  const port = await takePort(t);
  await assert.rejects(startMockServer(["--listen", `127.0.0.1:${port}`]), (error) => {
    assert.match(error.message, new RegExp(`mock-server ended with exit status 1: mock-server: cannot listen on 127\\.0\\.0\\.1:${port}: .*in use.* --listen 127\\.0\\.0\\.1:0`));
    return true;
  });
});

test("a mock server that was not built: the command that builds it", async (t) => {
  const before = process.env.MOCK_SERVER;
  process.env.MOCK_SERVER = "/tidak/ada/mock-server";
  t.after(() => (before === undefined ? delete process.env.MOCK_SERVER : (process.env.MOCK_SERVER = before)));
  await assert.rejects(startMockServer(), /mock-server did not start \(.*ENOENT.*\); \.\/build\.sh test mock-server builds it/);
});

test("./build.sh serve goes on to the next port, and says so", async (t) => {
  const port = await takePort(t);
  const script = 'say() { echo "$*"; }; . tests/build/serve.sh; free_port "$1" 2>&1';
  const [said, found] = execFileSync("bash", ["-c", script, "serve", String(port)], { cwd: root, encoding: "utf8" }).trim().split("\n");
  assert.match(said, new RegExp(`^Port ${port} is taken; this is port ${found}\\.$`));
  assert.ok(Number(found) > port);
});
