// Starting browsers: what is said where that fails, and that none is left over.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { launchFirefox } from "../support/firefox.mjs";
import { launchOldChromium } from "../support/old-chromium.mjs";
import { until } from "../support/wait.mjs";

/** Every way to start a browser that an environment variable may name. */
const LAUNCHERS = {
  "Playwright's Chromium": { variable: "CHROMIUM", launch: () => launchChromium({ args: ["--mute-audio"] }) },
  "puppeteer's Firefox": { variable: "FIREFOX", launch: () => launchFirefox() },
};

/** Sets an environment variable until the test is done. */
function setVariable(t, name, value) {
  const before = process.env[name];
  process.env[name] = value;
  t.after(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}

function newFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), "browsers-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A program in a browser's place. */
function fakeBrowser(t, script) {
  const program = join(newFolder(t), "fake-browser");
  writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return program;
}

/** The first line of the error that comes instead of a browser. */
async function firstLine(launching) {
  const error = await launching.then(() => assert.fail("it started"), (reason) => reason);
  return error.message.split("\n", 1)[0];
}

for (const [what, { variable, launch }] of Object.entries(LAUNCHERS)) {
  test(`${what}, which ends at once: program, exit code, last words and what mends it`, async (t) => {
    const program = fakeBrowser(t, "echo 'first words' >&2; echo 'no such library' >&2; exit 1");
    setVariable(t, variable, program);
    const line = await firstLine(launch());
    assert.equal(
      line,
      `${program} ended with exit code 1, having written: first words / no such library; ./build.sh test installs it, or set ${variable} to another one`,
    );
  });

  test(`${what}, which crashes: the signal`, async (t) => {
    const program = fakeBrowser(t, "echo 'oh no' >&2; kill -SEGV $$");
    setVariable(t, variable, program);
    assert.match(await firstLine(launch()), /^\S+fake-browser was ended by SIGSEGV, having written: oh no; \.\/build\.sh test installs it/);
  });

  test(`${what}, which is not there: its path and what mends it`, async (t) => {
    const program = join(newFolder(t), "nothing");
    setVariable(t, variable, program);
    const line = await firstLine(launch());
    assert.ok(line.startsWith(`${program} did not start (`), line);
    assert.match(line, /ENOENT|doesn't exist/);
    assert.ok(line.endsWith(`; ./build.sh test installs it, or set ${variable} to another one`), line);
  });
}

test("an old Chromium that ends at once: program, exit code, last words and what mends it", async (t) => {
  const program = fakeBrowser(t, "echo 'bad build' >&2; exit 3");
  assert.equal(
    await firstLine(launchOldChromium({ major: "71", version: "71.0", program })),
    `${program} ended with exit code 3, having written: bad build; ./build.sh test installs it where it is missing`,
  );
});

/** Browser profiles in a temporary folder. */
const profilesIn = (folder) => readdirSync(folder).filter((name) => name.startsWith("browser-"));

/** How many programs have a text in their command line, where that can be seen: a zombie has none any more. */
function programsWith(text) {
  if (!existsSync("/proc/self/cmdline")) return 0;
  const commandLine = (pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      return ""; // it ended just now
    }
  };
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && commandLine(name).includes(text)).length;
}

test("a process that is ended takes its browser and the browser's profile along", async (t) => {
  const folder = newFolder(t);
  const script = `
    const { launchFirefox } = await import(${JSON.stringify(new URL("../support/firefox.mjs", import.meta.url).href)});
    await (await launchFirefox()).newPage();
    console.log("started");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = once(createInterface({ input: child.stdout }), "line");
  assert.deepEqual(await Promise.race([line, once(child, "exit")]), ["started"]);
  assert.equal(profilesIn(folder).length, 1);
  child.kill("SIGTERM");
  await once(child, "exit");
  await until(() => programsWith(folder) === 0, "the browser's programs have ended");
  assert.deepEqual(profilesIn(folder), []);
});
