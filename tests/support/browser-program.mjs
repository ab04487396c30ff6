// The program of a browser that puppeteer drives. It is started here and not by `puppeteer.launch`, because that one takes
// no transport, which old Chromium needs, and names neither the program nor the signal of a browser that ended early.
import { launch } from "@puppeteer/browsers";
import { setTimeout as delay } from "node:timers/promises";
import { endWithUs, temporaryFolder } from "./children.mjs";
import { howItEnded, startError } from "./start-error.mjs";
import { PATIENCE, within } from "./wait.mjs";

/** How long a browser may take to start, on a busy machine. */
const START = 2 * PATIENCE;

/** How long the last lines of a program may take that has ended, and the end of one whose connection has. */
const LAST_WORDS = 1000;

/** What puppeteer.connect is told for every browser: how long one command may take, and that nobody asks for issues. */
export const CONNECT = { protocolTimeout: PATIENCE, issuesEnabled: false };

/**
 * Starts a browser with a profile of its own, and connects to it. `gone` of what this resolves to rejects when the browser
 * has ended, with what there is to know of that; `close` ends it.
 *
 * @param {object} start
 * @param {string} start.program
 * @param {(profile: string) => string[]} start.options of its command line
 * @param {boolean} [start.pipe] whether it is spoken to over its file descriptors 3 and 4
 * @param {string} start.mend what mends it where it does not start
 * @param {(started: import("@puppeteer/browsers").Process) => Promise<import("puppeteer-core").Browser>} connect
 */
export async function startBrowser({ program, options, pipe = false, mend }, connect) {
  const profile = temporaryFolder("browser-");
  const started = launch({
    executablePath: program,
    args: options(profile.path),
    pipe,
    env: process.env,
    // children.mjs ends the browser, whatever ends this process.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  endWithUs(started.nodeProcess, () => started.kill());
  const ended = endOf(started.nodeProcess);
  const errorOf = (how, cause) => startError({ program, ended: how, lines: started.getRecentLogs(), mend, cause });

  async function close() {
    started.kill(); // and the programs that it has started itself
    await ended;
    profile.remove();
  }

  try {
    const browser = await within(connect(started), START, "its start");
    const gone = ended.then((how) => Promise.reject(errorOf(how)));
    gone.catch(() => {}); // somebody may wait for it, or nobody
    return { browser, gone, close };
  } catch (error) {
    // The connection to a program that ends is lost a moment before.
    const how = await Promise.race([ended, delay(LAST_WORDS)]);
    await close();
    throw errorOf(how ?? `did not start (${error.message.split("\n", 1)[0]})`, error);
  }
}

/** Resolves to how a program ended, once its last lines are there. */
function endOf(child) {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(`did not start (${error.message})`));
    child.once("exit", async (code, signal) => {
      const closed = new Promise((isClosed) => child.once("close", isClosed));
      await Promise.race([closed, delay(LAST_WORDS, undefined, { ref: false })]);
      resolve(howItEnded(code, signal));
    });
  });
}
