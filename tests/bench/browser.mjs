// Chromium over the DevTools protocol, of today or of years ago, with as little of the protocol switched on as can be:
// what watches a page slows it down. So puppeteer starts no `Page` here, which would switch on most of it, only sessions.
import { existsSync } from "node:fs";
import puppeteer, { PipeTransport } from "puppeteer-core";
import { engine } from "../old-engines/engines.mjs";
import { CONNECT, startBrowser } from "../support/browser-program.mjs";
import { OldTransport } from "../support/old-transport.mjs";
import { findProgram } from "../support/programs.mjs";
import { mendOf } from "../support/start-error.mjs";

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
  "--remote-debugging-pipe",
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
  const start = {
    program: major ? engine(major).program : findProgram("CHROMIUM"),
    options: (profile) => [...OPTIONS, `--user-data-dir=${profile}`],
    pipe: true,
    mend: mendOf("CHROMIUM"),
  };
  const { browser, close } = await startBrowser(start, ({ nodeProcess }) => {
    const transport = major ? new OldTransport(nodeProcess) : new PipeTransport(nodeProcess.stdio[3], nodeProcess.stdio[4]);
    return puppeteer.connect({ ...CONNECT, transport, defaultViewport: null });
  });
  const version = (await browser.version()).replace(/^.*\//, "");
  return { version, newPage: () => newPage(browser), close };
}

let serial = 0;

/**
 * A page of the browser's own profile. A context of its own would be an incognito one, where `<link rel="preconnect">`
 * does nothing.
 */
async function newPage(browser) {
  serial += 1;
  // By its address it is found among the browser's pages.
  const url = `about:blank#${serial}`;
  const whole = await browser.target().createCDPSession();
  const { targetId } = await whole.send("Target.createTarget", { url });
  const target = await browser.waitForTarget((one) => one.url() === url);
  const page = new Page(await target.createCDPSession(), async () => {
    await whole.send("Target.closeTarget", { targetId });
    await whole.detach();
  });
  await page.start();
  return page;
}

class Page {
  #session;
  #close;
  #errors = [];

  constructor(session, close) {
    this.#session = session;
    this.#close = close;
  }

  async start() {
    this.#session.on("Runtime.exceptionThrown", ({ exceptionDetails }) => this.#errors.push(textOf(exceptionDetails)));
    this.#session.on("Runtime.consoleAPICalled", ({ type, args }) => {
      if (type === "error") this.#errors.push(args.map((argument) => argument.value ?? argument.description).join(" "));
    });
    await this.send("Page.enable");
    await this.send("Runtime.enable");
    await this.send("Emulation.setDeviceMetricsOverride", SCREEN);
  }

  /** Sends a command of the protocol. */
  send(method, params) {
    return this.#session.send(method, params);
  }

  /** Has a function run in every page before its own scripts. */
  prepare(work, ...args) {
    return this.send("Page.addScriptToEvaluateOnNewDocument", { source: callOf(work, args) });
  }

  /** Opens an address; resolves when its first bytes are there. */
  async goto(url) {
    const { errorText } = await this.send("Page.navigate", { url });
    if (errorText) throw new Error(`${errorText}: ${url}`);
  }

  /** Calls a function in the page; resolves to what it returns, or what its promise is settled with. */
  async evaluate(work, ...args) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
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
      await this.send("HeapProfiler.collectGarbage");
      await this.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
    }
    const { usedSize } = await this.send("Runtime.getHeapUsage");
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

/** A call of a function as an expression of the page's own language. */
function callOf(work, args) {
  return `(${work})(${args.map((value) => JSON.stringify(value) ?? "undefined").join()})`;
}
