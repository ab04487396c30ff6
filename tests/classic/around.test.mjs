import { withBrowser } from "../pages/browser.mjs";
import { pagesAround } from "../pages/around.mjs";
import { launchChromium } from "../support/chromium.mjs";
import { PATIENCE, until } from "../support/wait.mjs";

/** Today's Chromium, with pages as `withBrowser` wants them. */
async function launch() {
  const browser = await launchChromium();
  return {
    close: () => browser.close(),
    async newPage() {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      const devTools = await context.newCDPSession(page);
      const messages = [];
      page.on("pageerror", (error) => messages.push({ type: "exception", text: String(error) }));
      page.on("console", (message) => messages.push({ type: message.type(), text: message.text() }));
      // Playwright's own way needs constructors of the page, which these pages have replaced.
      const evaluate = async (work, ...args) => {
        const expression = `(${work})(${args.map((arg) => JSON.stringify(arg)).join(", ")})`;
        const { result, exceptionDetails } = await devTools.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) throw new Error(`${exceptionDetails.text} ${exceptionDetails.exception?.description}`);
        return result.value;
      };
      return {
        messages,
        get errors() {
          return messages.filter(({ type }) => type === "exception" || type === "error").map(({ type, text }) => `${type}: ${text}`);
        },
        prepare: (work) => page.addInitScript(work),
        goto: (url) => page.goto(url),
        evaluate,
        waitFor: (work, ...args) => until(() => evaluate(work, ...args), () => `${work}\n${JSON.stringify(messages)}`),
        close: () => context.close(),
      };
    },
  };
}

withBrowser(launch, pagesAround);
