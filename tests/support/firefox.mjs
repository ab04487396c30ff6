// A headless Firefox, as it is installed: Playwright drives only one of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { connect } from "./bidi.mjs";
import { endWithUs } from "./children.mjs";
import { callOf, DrivenPage } from "./driven-page.mjs";
import { findProgram } from "./programs.mjs";

/** How long Firefox may take to start, on a busy machine. */
const PATIENCE = 120_000;

/** What differs from what Firefox itself sets for a browser that is driven. */
const PREFERENCES = {
  "ui.prefersReducedMotion": 1,
  "ui.useOverlayScrollbars": 1, // as phones have them
  "browser.sessionstore.resume_from_crash": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/** A phone's screen. */
const SCREEN = { width: 360, height: 740 };

/**
 * Starts Firefox; the caller closes it.
 *
 * @param {Record<string, unknown>} [preferences] as about:config names them
 */
export async function launchFirefox(preferences = {}) {
  const profile = mkdtempSync(join(tmpdir(), "firefox-"));
  const lines = Object.entries({ ...PREFERENCES, ...preferences }).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, "user.js"), lines.join(""));

  const options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"];
  const firefox = spawn(findProgram("FIREFOX"), options, { stdio: ["ignore", "ignore", "pipe"] });
  const tidy = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  endWithUs(firefox, tidy);
  const gone = once(firefox, "exit").catch((error) => [error.message]);
  const close = async () => {
    firefox.kill("SIGKILL");
    await gone;
    tidy();
  };

  try {
    const url = await Promise.race([
      announcedAddress(firefox.stderr),
      gone.then((how) => Promise.reject(new Error(`Firefox did not start: ${how}`))),
    ]);
    const browser = await connect(url);
    await browser.send("session.subscribe", { events: ["log.entryAdded"] });
    return { newPage: () => newPage(browser), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Firefox says "WebDriver BiDi listening on ws://127.0.0.1:4444" once it does. The rest is read and dropped. */
function announcedAddress(output) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Firefox did not listen within ${PATIENCE / 1000} s`)), PATIENCE);
    createInterface({ input: output }).on("line", (line) => {
      const address = line.match(/WebDriver BiDi listening on (ws:\S+)/)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

/** A page with storage of its own. */
async function newPage(browser) {
  const { userContext } = await browser.send("browser.createUserContext");
  const { context } = await browser.send("browsingContext.create", { type: "tab", userContext });
  const page = new FirefoxPage(browser, context, userContext);
  await browser.send("browsingContext.setViewport", { context, viewport: SCREEN, devicePixelRatio: 1 });
  return page;
}

class FirefoxPage extends DrivenPage {
  #browser;
  #context;
  #userContext;
  #forget;

  constructor(browser, context, userContext) {
    super();
    this.#browser = browser;
    this.#context = context;
    this.#userContext = userContext;
    this.#forget = browser.listen((name, entry) => {
      if (name === "log.entryAdded" && entry.source.context === context) this.#notice(entry);
    });
  }

  #notice({ type, level, method, text }) {
    if (type === "console") this.messages.push({ type: method === "warn" ? "warning" : method, text });
    else this.messages.push({ type: level === "error" ? "exception" : "warning", text });
  }

  /** Has a function run in the page before any script of its own. */
  async prepare(work) {
    await this.#browser.send("script.addPreloadScript", { functionDeclaration: String(work), contexts: [this.#context] });
  }

  /** Opens an address and waits for its load event; a change behind the "#" has none. */
  async goto(url) {
    await this.#browser.send("browsingContext.navigate", { context: this.#context, url, wait: "complete" });
  }

  /** Calls a function in the page; resolves to what it returns, or what its promise is settled with. */
  async evaluate(work, ...args) {
    const answer = await this.#browser.send("script.evaluate", {
      // As a text, which comes through as it is.
      expression: `(async () => JSON.stringify(await ${callOf(work, args)}))()`,
      target: { context: this.#context },
      awaitPromise: true,
    });
    if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
    return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value);
  }

  /** Takes the page off the network, or brings it back. */
  async setOffline(on) {
    await this.#browser.send("emulation.setNetworkConditions", {
      contexts: [this.#context],
      networkConditions: on ? { type: "offline" } : null,
    });
  }

  async press(x, y) {
    const finger = [
      { type: "pointerMove", x: Math.round(x), y: Math.round(y) },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.#browser.send("input.performActions", {
      context: this.#context,
      actions: [{ type: "pointer", id: "finger", actions: finger }],
    });
  }

  /** Takes the network away, or gives it back. */
  async setOffline(isOffline) {
    const networkConditions = isOffline ? { type: "offline" } : null;
    await this.#browser.send("emulation.setNetworkConditions", { networkConditions, contexts: [this.#context] });
  }

  /** @returns {Promise<Buffer>} what is on the screen, as a PNG file */
  async screenshot() {
    const { data } = await this.#browser.send("browsingContext.captureScreenshot", { context: this.#context });
    return Buffer.from(data, "base64");
  }

  async close() {
    this.#forget();
    await this.#browser.send("browser.removeUserContext", { userContext: this.#userContext });
  }
}
