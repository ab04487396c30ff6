// What tests do with a page in a browser that Playwright does not drive, whatever protocol drives it.
import { PATIENCE } from "./wait.mjs";

const POLL = 40;

/** What a browser complains about that asked for a picture nobody mentioned. */
const ICON = /favicon\.ico/;

export class DrivenPage {
  /** @type {{ type: string, text: string }[]} what the page said on the console; uncaught errors are of type "exception" */
  messages = [];

  /** What went wrong so far: uncaught errors, and what was reported as an error on the console. */
  get errors() {
    return this.messages
      .filter(({ type, text }) => (type === "exception" || type === "error" || type === "assert") && !ICON.test(text))
      .map(({ type, text }) => `${type}: ${text}`);
  }

  /** Waits until a function in the page returns something true; resolves to that. */
  async waitFor(work, ...args) {
    let value;
    const came = async () => (value = await this.evaluate(work, ...args));
    await this.until(came, () => `waited in vain for ${work} (${JSON.stringify(args)})\n${this.errors.join("\n")}`);
    return value;
  }

  /**
   * Presses on the middle of the first element of a selector once it stays in its place, as a finger would: what lies on
   * top of it gets the press.
   */
  async click(selector) {
    const { x, y } = await this.waitFor(middleOf, selector);
    await this.press(x, y);
  }

  /** Waits until a condition holds. `what` says what did not happen, or makes the text that does. */
  async until(condition, what) {
    for (const end = Date.now() + PATIENCE; !(await condition()); ) {
      if (Date.now() > end) throw new Error(typeof what === "function" ? what() : what);
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }
}

/** A call of a function as an expression of the page's own language. */
export function callOf(work, args) {
  return `(${work})(${args.map((value) => JSON.stringify(value) ?? "undefined").join()})`;
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
