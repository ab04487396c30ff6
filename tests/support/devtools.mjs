// The DevTools protocol (https://chromedevtools.github.io/devtools-protocol/) over a browser's pipe: no port that another
// program could reach, no dependency, and it works as far back as Chromium 71, where Playwright no longer does.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { endWithUs } from "./children.mjs";

/** How long the browser may take for one command, on a busy machine. */
const PATIENCE = 60_000;

/**
 * Starts a browser that listens on its pipe.
 *
 * @param {string} program
 * @param {string[]} options of its command line
 */
export function startBrowser(program, options) {
  const browser = spawn(program, [...options, "--remote-debugging-pipe"], {
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  endWithUs(browser);
  return new Connection(browser, program);
}

class Connection {
  #browser;
  #toBrowser;
  #serial = 0;
  #commands = new Map();
  #listeners = new Map();
  #said = "";
  #ended = "";
  #gone;

  constructor(browser, program) {
    this.#browser = browser;
    this.#toBrowser = browser.stdio[3];
    this.#toBrowser.on("error", () => {}); // a browser that is gone is told of below
    browser.stderr.setEncoding("utf8").on("data", (text) => {
      this.#said = (this.#said + text).slice(-4000);
    });
    let rest = "";
    browser.stdio[4].setEncoding("utf8").on("data", (text) => {
      const messages = (rest + text).split("\0");
      rest = messages.pop();
      for (const message of messages) this.#receive(JSON.parse(message));
    });
    const gone = (how) => {
      this.#ended = `${program} ${how}\n${this.#said}`;
      for (const { reject, method } of this.#commands.values()) reject(new Error(`${method}: ${this.#ended}`));
      this.#commands.clear();
    };
    this.#gone = once(browser, "exit").then(
      ([code, signal]) => gone(`ended with ${signal ?? `exit status ${code}`}`),
      (error) => gone(`did not start: ${error.message}`),
    );
  }

  /**
   * Sends a command to the browser, or with a session to one of its pages; resolves to its result.
   *
   * @param {string} method
   * @param {object} [params]
   * @param {string} [sessionId]
   * @returns {Promise<any>}
   */
  send(method, params = {}, sessionId) {
    if (this.#ended) return Promise.reject(new Error(`${method}: ${this.#ended}`));
    const id = ++this.#serial;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#commands.delete(id);
        reject(new Error(`${method}: no answer after ${PATIENCE / 1000} s\n${this.#said}`));
      }, PATIENCE);
      const settle = (how) => (value) => {
        clearTimeout(timer);
        how(value);
      };
      this.#commands.set(id, { method, resolve: settle(resolve), reject: settle(reject) });
      this.#toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Calls the listener with the name and parameters of every event of a page, until the page is forgotten. */
  listen(sessionId, listener) {
    this.#listeners.set(sessionId, listener);
  }

  forget(sessionId) {
    this.#listeners.delete(sessionId);
  }

  #receive({ id, method, params, result, error, sessionId }) {
    if (id === undefined) {
      this.#listeners.get(sessionId)?.(method, params);
      return;
    }
    const command = this.#commands.get(id);
    this.#commands.delete(id);
    if (error) command?.reject(new Error(`${command.method}: ${error.message}`));
    else command?.resolve(result);
  }

  async close() {
    this.#browser.kill("SIGKILL");
    await this.#gone;
  }
}
