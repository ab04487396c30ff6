// Stands between puppeteer and Chromium 71 to 92, which lack commands that puppeteer cannot do without. The one that
// matters is the browser's own Target.setAutoAttach, by which newer browsers attach puppeteer to each new page.
import { PipeTransport } from "puppeteer-core";

/** Commands that are answered here, with nothing: what they would change is as puppeteer wants it, or is not needed. */
const ANSWERED = new Set([
  "Target.setAutoAttach", // pages are attached to below; workers and frames of other processes are not looked into
  "Fetch.disable", // Chromium 73 and newer; requests are not intercepted before Fetch.enable
]);

/** The numbers of this file's own commands, far from puppeteer's, which count from 1. */
const FIRST_OWN = 1_000_000_000;

/** A ConnectionTransport of puppeteer, over the pipe of an old Chromium. */
export class OldTransport {
  /** Set by puppeteer. @type {((message: string) => void) | undefined} */
  onmessage;
  /** Set by puppeteer. @type {(() => void) | undefined} */
  onclose;
  #pipe;
  #own = FIRST_OWN;

  /** @param {import("node:child_process").ChildProcess} browser */
  constructor({ stdio: [, , , toBrowser, fromBrowser] }) {
    this.#pipe = new PipeTransport(toBrowser, fromBrowser);
    this.#pipe.onmessage = (message) => this.#receive(message);
    this.#pipe.onclose = () => this.onclose?.();
  }

  send(message) {
    const { id, method, sessionId } = JSON.parse(message);
    if (!ANSWERED.has(method)) return this.#pipe.send(message);
    // As a browser does it: later than the command.
    queueMicrotask(() => this.onmessage?.(JSON.stringify({ id, sessionId, result: {} })));
  }

  close() {
    this.#pipe.close();
  }

  #receive(message) {
    const { id, method, params, result, ...more } = JSON.parse(message);
    if (id >= FIRST_OWN) return; // the answer to a command of this file
    if (result?.identifier === "") {
      // Chromium 71 gives scripts for new documents no identifier. To puppeteer such a script is not there yet, and it adds
      // the script once more.
      this.onmessage?.(JSON.stringify({ id, result: { identifier: `script-${id}` }, ...more }));
      return;
    }
    this.onmessage?.(message);
    if (method === "Target.targetCreated" && params.targetInfo.type === "page") this.#attach(params.targetInfo.targetId);
  }

  /** The browser then says Target.attachedToTarget, from which puppeteer makes a page. */
  #attach(targetId) {
    this.#own += 1;
    this.#pipe.send(JSON.stringify({ id: this.#own, method: "Target.attachToTarget", params: { targetId, flatten: true } }));
  }
}
