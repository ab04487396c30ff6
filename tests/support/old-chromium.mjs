// A headless Chromium of years ago, on a screen as small as its phones'.
import { startBrowser } from "./devtools.mjs";
import { callOf, DrivenPage } from "./driven-page.mjs";

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
  await page.start();
  return page;
}

class OldPage extends DrivenPage {
  #send;
  #dispose;
  #loaded = new Set();
  #crash;
  #crashed;

  constructor(send, dispose) {
    super();
    this.#dispose = dispose;
    this.#crashed = new Promise((_, reject) => {
      this.#crash = () => reject(new Error("the page crashed"));
    });
    this.#crashed.catch(() => {});
    this.#send = (method, params) => Promise.race([send(method, params), this.#crashed]);
  }

  async start() {
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

  /** Has a function run in the page before any script of its own. */
  async prepare(work) {
    await this.#send("Page.addScriptToEvaluateOnNewDocument", { source: callOf(work, []) });
  }

  /** Opens an address and waits for its load event; a change behind the "#" has none. */
  async goto(url) {
    const { loaderId, errorText } = await this.#send("Page.navigate", { url });
    if (errorText) throw new Error(`${errorText}: ${url}`);
    if (loaderId) await this.until(() => this.#loaded.has(loaderId), `${url} was not loaded`);
  }

  /** Calls a function in the page; resolves to what it returns, or what its promise is settled with. */
  async evaluate(work, ...args) {
    const { result, exceptionDetails } = await this.#send("Runtime.evaluate", {
      expression: callOf(work, args),
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(textOfException(exceptionDetails));
    return result.value;
  }

  async press(x, y) {
    const finger = { x, y, button: "left", clickCount: 1 };
    await this.#send("Input.dispatchMouseEvent", { type: "mousePressed", ...finger });
    await this.#send("Input.dispatchMouseEvent", { type: "mouseReleased", ...finger });
  }

  /** Takes the network away, or gives it back. */
  async setOffline(isOffline) {
    const unlimited = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await this.#send("Network.enable");
    await this.#send("Network.emulateNetworkConditions", { offline: isOffline, ...unlimited });
  }

  /** @returns {Promise<Buffer>} what is on the screen, as a PNG file */
  async screenshot() {
    const { data } = await this.#send("Page.captureScreenshot");
    return Buffer.from(data, "base64");
  }

  close() {
    return this.#dispose();
  }

  until(condition, what) {
    return super.until(() => Promise.race([condition(), this.#crashed]), what);
  }
}

function textOfException({ text, exception }) {
  return exception ? textOf(exception) : text;
}

/** A value of the page as its console would print it. */
function textOf({ type, value, description, unserializableValue }) {
  return type === "string" ? value : (description ?? unserializableValue ?? String(value));
}
