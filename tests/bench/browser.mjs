// Chromium over the DevTools protocol, of today or of years ago, with as little of the protocol switched on as can be:
// what watches a page slows it down.
import { existsSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engine } from "../old-engines/engines.mjs";
import { startBrowser } from "../support/devtools.mjs";
import { callOf } from "../support/driven-page.mjs";
import { findProgram } from "../support/programs.mjs";

const OPTIONS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage", // containers have little of it
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--hide-scrollbars",
  // A page that is measured is one that somebody looks at.
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

/** Whether the oldest engine is there. */
export const has71 = () => existsSync(engine("71").program);

/** A phone's screen. */
const SCREEN = { width: 360, height: 740, deviceScaleFactor: 1, mobile: true };

/**
 * Starts today's Chromium, or an old one; the caller closes it.
 *
 * @param {string} [major] "71"
 */
export async function launch(major) {
  const profile = mkdtempSync(join(tmpdir(), "bench-"));
  const program = major ? engine(major).program : findProgram("CHROMIUM");
  const browser = startBrowser(program, [...OPTIONS, `--user-data-dir=${profile}`]);
  const close = async () => {
    // By itself first: one that is killed leaves processes behind that still write.
    await browser.send("Browser.close").catch(() => {});
    await browser.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 10 }).catch(() => {});
  };
  try {
    const { product } = await browser.send("Browser.getVersion");
    return { version: product.replace(/^.*\//, ""), newPage: () => newPage(browser), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * A page of the browser's own profile. A context of its own would be an incognito one, where `<link rel="preconnect">`
 * does nothing.
 */
async function newPage(browser) {
  const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  const page = new Page((method, params) => browser.send(method, params, sessionId), async () => {
    browser.forget(sessionId);
    await browser.send("Target.closeTarget", { targetId });
  });
  browser.listen(sessionId, (name, params) => page.notice(name, params));
  await page.start();
  return page;
}

class Page {
  #send;
  #close;
  #errors = [];

  constructor(send, close) {
    this.#send = send;
    this.#close = close;
  }

  async start() {
    await this.#send("Page.enable");
    await this.#send("Runtime.enable");
    await this.#send("Emulation.setDeviceMetricsOverride", SCREEN);
  }

  notice(name, params) {
    if (name === "Runtime.exceptionThrown") this.#errors.push(textOf(params.exceptionDetails));
    if (name === "Runtime.consoleAPICalled" && params.type === "error") {
      this.#errors.push(params.args.map((argument) => argument.value ?? argument.description).join(" "));
    }
  }

  /** Sends a command of the protocol. */
  send(method, params) {
    return this.#send(method, params);
  }

  /** Has a function run in every page before its own scripts. */
  prepare(work, ...args) {
    return this.#send("Page.addScriptToEvaluateOnNewDocument", { source: callOf(work, args) });
  }

  /** Opens an address; resolves when its first bytes are there. */
  async goto(url) {
    const { errorText } = await this.#send("Page.navigate", { url });
    if (errorText) throw new Error(`${errorText}: ${url}`);
  }

  /** Calls a function in the page; resolves to what it returns, or what its promise is settled with. */
  async evaluate(work, ...args) {
    const { result, exceptionDetails } = await this.#send("Runtime.evaluate", {
      expression: callOf(work, args),
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(textOf(exceptionDetails));
    return result.value;
  }

  /** Bytes that JavaScript holds when everything unused is collected. */
  async heap() {
    // Twice and more, with a turn in between: what a finalizer lets go of is collected by the next one.
    for (let i = 0; i < 3; i++) {
      await this.#send("HeapProfiler.collectGarbage");
      await this.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
    }
    const { usedSize } = await this.#send("Runtime.getHeapUsage");
    return usedSize;
  }

  /** Fails where the page had an error. */
  check() {
    if (this.#errors.length > 0) throw new Error(`in the page: ${this.#errors.join("\n")}`);
  }

  close() {
    return this.#close();
  }
}

function textOf({ text, exception }) {
  return exception?.description ?? exception?.value ?? text;
}
