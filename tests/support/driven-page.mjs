// A page in a browser that puppeteer drives: today's Firefox over WebDriver BiDi, old Chromium over the DevTools protocol.
// Of puppeteer it uses what the oldest engine can do: its waiting for selectors runs code in the page that Chromium 71 cannot read.
import { setTimeout as delay } from "node:timers/promises";
import { setOffline } from "./offline.mjs";
import { noteMessages } from "./page-messages.mjs";
import { PATIENCE, until, within } from "./wait.mjs";

/** What a browser complains about that asked for a picture nobody mentioned. */
const ICON = /favicon\.ico/;

/** What puppeteer says of a call into a page that another page has replaced meanwhile. */
const REPLACED = /Execution context was destroyed|Cannot find context with specified id|DiscardedBrowsingContextError/;

/** What puppeteer says of a call into a frame that was taken away meanwhile; one of another process is a target of its own. */
const FRAME_GONE = /Target closed|Session closed|no such frame|frame was detached|detached Frame/i;

/** What it says where the connection to the browser is lost, and how long later it is known how the browser ended. */
const LOST = /Target closed|Connection closed|Session closed/;
const LATER = 2000;

export class DrivenPage {
  /** @type {{ type: string, text: string }[]} what the page said on the console; uncaught errors are of type "exception" */
  messages = [];
  #engine;
  #page;
  #gone;

  /**
   * A page with storage of its own.
   *
   * @param {string} engine its name, for errors
   * @param {import("puppeteer-core").Browser} browser
   * @param {Promise<never>} gone rejects when the browser has ended
   */
  static async open(engine, browser, gone) {
    const context = await browser.createBrowserContext();
    return new DrivenPage(engine, await context.newPage(), gone);
  }

  constructor(engine, page, gone) {
    this.#engine = engine;
    this.#page = page;
    const crashed = new Promise((_, reject) => {
      page.once("error", () => {
        this.messages.push({ type: "exception", text: "the page crashed" });
        reject(new Error("the page crashed"));
      });
    });
    this.#gone = Promise.race([gone, crashed]);
    this.#gone.catch(() => {}); // told to whoever waits for something
    noteMessages(page, (type, text) => this.messages.push({ type, text }));
  }

  /** What went wrong so far: uncaught errors, and what was reported as an error on the console. */
  get errors() {
    return this.messages
      .filter(({ type, text }) => (type === "exception" || type === "error" || type === "assert") && !ICON.test(text))
      .map(({ type, text }) => `${type}: ${text}`);
  }

  /** Has a function run in the page before any script of its own. */
  async prepare(work) {
    await this.#do("the preparation", this.#page.evaluateOnNewDocument(work));
  }

  /** Opens an address and waits for its load event; a change behind the "#" has none. */
  async goto(url) {
    await this.#do(`opening ${url}`, this.#page.goto(url, { timeout: PATIENCE }));
  }

  /** Calls a function in the page; resolves to what it returns, or what its promise is settled with. */
  evaluate(work, ...args) {
    const [firstLine] = String(work).split("\n", 1);
    return this.#do(`calling ${firstLine}`, this.#page.evaluate(work, ...args));
  }

  /** Calls a function in the page's frame, whatever origin that is of; of several, in the newest. */
  inFrame(work, ...args) {
    const frames = this.#page.frames().filter((frame) => frame.parentFrame() === this.#page.mainFrame());
    if (frames.length === 0) throw new Error("Execution context was destroyed: there is no frame");
    return this.#do("calling in the frame", frames[frames.length - 1].evaluate(work, ...args));
  }

  /** Waits until a function in the page's frame returns something true; resolves to that. */
  waitInFrame(work, ...args) {
    return this.#wait("inFrame", work, args);
  }

  /** Waits until a function in the page returns something true; resolves to that. */
  waitFor(work, ...args) {
    return this.#wait("evaluate", work, args);
  }

  #wait(how, work, args) {
    const what = () => `${this.#engine}: ${work} (${JSON.stringify(args)})\n${this.errors.join("\n")}`;
    return until(async () => {
      try {
        return await this[how](work, ...args);
      } catch (error) {
        if (REPLACED.test(error.message) || (how === "inFrame" && FRAME_GONE.test(error.message))) return false;
        throw error;
      }
    }, what);
  }

  /**
   * Presses on the middle of the first element of a selector once it stays in its place, as a finger would: what lies on
   * top of it gets the press.
   */
  async click(selector) {
    const { x, y } = await this.waitFor(middleOf, selector);
    await this.#do(`pressing ${selector}`, this.#page.mouse.click(Math.round(x), Math.round(y)));
  }

  /** Presses a key, such as "Tab" or "Enter", or types a text. */
  async press(key) {
    await this.#do(`pressing ${key}`, this.#page.keyboard.press(key));
  }

  async type(text) {
    await this.#do("typing", this.#page.keyboard.type(text));
  }

  /** Makes the window as large as a screen. */
  async setSize(width, height) {
    // Firefox resizes the window, and does not know how to turn it, which puppeteer asks for next.
    const resized = this.#page.setViewport({ width, height, deviceScaleFactor: 1 }).catch((error) => {
      if (!/setScreenOrientationOverride/.test(error.message)) throw error;
    });
    await this.#do("the window's size", resized);
    await this.waitFor((wanted) => window.innerWidth === wanted, width);
  }

  /** Takes the network away, or gives it back. */
  async setOffline(isOffline) {
    await this.#do("the network", setOffline(this.#page, isOffline));
  }

  /** @returns {Promise<Buffer>} what is on the screen, as a PNG file */
  async screenshot() {
    return Buffer.from(await this.#do("a picture", this.#page.screenshot({ captureBeyondViewport: false })));
  }

  /** Another page in the same browser, with the same storage. */
  async another() {
    return new DrivenPage(this.#engine, await this.#do("another page", this.#page.browserContext().newPage()), this.#gone);
  }

  /** Ends the page's tab alone, as somebody does with one that answers no more. */
  async end() {
    await this.#do("ending the tab", this.#page.close());
  }

  /**
   * Answers the page's requests to addresses that begin with a text, in place of whoever is there.
   *
   * @param {string} start
   * @param {(url: string) => Promise<{ status: number, body: string }>} answer
   */
  async answer(start, answer) {
    await this.#do("standing in for a server", this.#page.setRequestInterception(true));
    this.#page.on("request", async (request) => {
      if (!request.url().startsWith(start)) return request.continue();
      const { status, body } = await answer(request.url());
      return request.respond({ status, body, contentType: "application/json", headers: { "access-control-allow-origin": "*" } });
    });
  }

  async close() {
    await this.#do("closing the page", this.#page.browserContext().close());
  }

  /** Waits for a step, as long as any may take; an error says which step it was, and where. */
  async #do(what, step) {
    try {
      return await within(Promise.race([step, this.#gone]), PATIENCE, what);
    } catch (error) {
      const ended = LOST.test(error.message) && (await Promise.race([this.#gone.catch((reason) => reason), delay(LATER)]));
      throw new Error(`${this.#engine}, ${what}: ${(ended || error).message}`, { cause: error });
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
