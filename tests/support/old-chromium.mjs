// A headless Chromium of years ago, on a screen as small as its phones'.
import { startBrowser } from "./devtools.mjs";

/** How long a page may take to load or to come to a state, on a busy machine. */
const PATIENCE = 30_000;
const POLL = 40;

const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage", // containers have little of it
  "--disable-background-networking",
  "--disable-sync",
  "--hide-scrollbars",
  "--force-prefers-reduced-motion", // known from Chromium 74 on
];

/**
 * Starts an engine; the caller closes it.
 *
 * @param {import("../old-engines/engines.mjs").Engine} engine
 * @param {string[]} [options] more of its command line
 */
export async function launchOldChromium(engine, options = []) {
  const browser = startBrowser(engine.program, [...QUIET, ...options]);
  try {
    const { product } = await browser.send("Browser.getVersion");
    if (product !== `HeadlessChrome/${engine.version}`) throw new Error(`${engine.program} is ${product}`);
  } catch (error) {
    await browser.close();
    throw error;
  }
  return {
    version: engine.version,
    newPage: () => newPage(browser),
    close: () => browser.close(),
  };
}

/** A page with storage of its own. */
async function newPage(browser) {
  const { browserContextId } = await browser.send("Target.createBrowserContext");
  const { targetId } = await browser.send("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  const page = new OldPage((method, params) => browser.send(method, params, sessionId), async () => {
    browser.forget(sessionId);
    await browser.send("Target.disposeBrowserContext", { browserContextId });
  });
  browser.listen(sessionId, (name, params) => page.notice(name, params));
  await page.prepare();
  return page;
}

class OldPage {
  /** @type {{ type: string, text: string }[]} what the page said on the console; uncaught errors are of type "exception" */
  messages = [];
  #send;
  #dispose;
  #loaded = new Set();
  #crash;
  #crashed;

  constructor(send, dispose) {
    this.#dispose = dispose;
    this.#crashed = new Promise((_, reject) => {
      this.#crash = () => reject(new Error("the page crashed"));
    });
    this.#crashed.catch(() => {});
    this.#send = (method, params) => Promise.race([send(method, params), this.#crashed]);
  }

  async prepare() {
    for (const domain of ["Page", "Runtime", "Log", "Inspector"]) await this.#send(`${domain}.enable`);
    await this.#send("Page.setLifecycleEventsEnabled", { enabled: true });
    const screen = { width: 360, height: 740, deviceScaleFactor: 1, mobile: true };
    await this.#send("Emulation.setDeviceMetricsOverride", screen);
  }

  notice(name, params) {
    switch (name) {
      case "Page.lifecycleEvent":
        if (params.name === "load") this.#loaded.add(params.loaderId);
        break;
      case "Runtime.exceptionThrown":
        this.messages.push({ type: "exception", text: textOfException(params.exceptionDetails) });
        break;
      case "Runtime.consoleAPICalled":
        this.messages.push({ type: params.type, text: params.args.map(textOf).join(" ") });
        break;
      case "Log.entryAdded":
        this.messages.push({ type: params.entry.level, text: [params.entry.text, params.entry.url].join(" ").trim() });
        break;
      case "Inspector.targetCrashed":
        this.messages.push({ type: "exception", text: "the page crashed" });
        this.#crash();
    }
  }

  /** What went wrong so far: uncaught errors, and what was reported as an error on the console. */
  get errors() {
    return this.messages.filter(({ type }) => type === "exception" || type === "error" || type === "assert")
      .map(({ type, text }) => `${type}: ${text}`);
  }

  /** Opens an address and waits for its load event; a change behind the "#" has none. */
  async goto(url) {
    const { loaderId, errorText } = await this.#send("Page.navigate", { url });
    if (errorText) throw new Error(`${errorText}: ${url}`);
    if (loaderId) await this.#until(() => this.#loaded.has(loaderId), `${url} was not loaded`);
  }

  /** Calls a function in the page; resolves to what it returns, or what its promise is settled with. */
  async evaluate(work, ...args) {
    const { result, exceptionDetails } = await this.#send("Runtime.evaluate", {
      expression: `(${work})(${args.map((value) => JSON.stringify(value) ?? "undefined").join()})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(textOfException(exceptionDetails));
    return result.value;
  }

  /** Waits until a function in the page returns something true; resolves to that. */
  async waitFor(work, ...args) {
    let value;
    const came = async () => (value = await this.evaluate(work, ...args));
    await this.#until(came, () => `waited in vain for ${work} (${JSON.stringify(args)})\n${this.errors.join("\n")}`);
    return value;
  }

  /**
   * Presses on the middle of the first element of a selector once it stays in its place, as a finger would: what lies on
   * top of it gets the press.
   */
  async click(selector) {
    const { x, y } = await this.waitFor(middleOf, selector);
    const finger = { x, y, button: "left", clickCount: 1 };
    await this.#send("Input.dispatchMouseEvent", { type: "mousePressed", ...finger });
    await this.#send("Input.dispatchMouseEvent", { type: "mouseReleased", ...finger });
  }

  /** @returns {Promise<Buffer>} what is on the screen, as a PNG file */
  async screenshot() {
    const { data } = await this.#send("Page.captureScreenshot");
    return Buffer.from(data, "base64");
  }

  close() {
    return this.#dispose();
  }

  async #until(condition, what) {
    const end = Date.now() + PATIENCE;
    while (!(await Promise.race([condition(), this.#crashed]))) {
      if (Date.now() > end) throw new Error(typeof what === "function" ? what() : what);
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }
}

// Runs in the page.
async function middleOf(selector) {
  const element = document.querySelector(selector);
  if (!element) return null;
  element.scrollIntoView({ block: "center" });
  const before = element.getBoundingClientRect();
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  const { left, top, width, height } = element.getBoundingClientRect();
  const isStill = left === before.left && top === before.top;
  return isStill && width > 0 && height > 0 ? { x: left + width / 2, y: top + height / 2 } : null;
}

function textOfException({ text, exception }) {
  return exception ? textOf(exception) : text;
}

/** A value of the page as its console would print it. */
function textOf({ type, value, description, unserializableValue }) {
  return type === "string" ? value : (description ?? unserializableValue ?? String(value));
}
