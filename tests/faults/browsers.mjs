// Both browsers, by the few things that the tests need of one.
import { launchChromium } from "../support/chromium.mjs";
import { launchFirefox } from "../support/firefox.mjs";

/**
 * @typedef {object} Browser
 * @property {(url: string) => Promise<unknown>} goto
 * @property {<A, R>(work: (argument: A) => R, argument?: A) => Promise<Awaited<R>>} run runs a function in the page
 * @property {(on: boolean) => Promise<void>} setOffline the browser's own switch
 * @property {() => string[]} troubles what the browser itself saw go wrong in pages
 * @property {() => { url: string, text: string }[]} requests what pages sent, headers included, where that can be seen
 * @property {() => Promise<unknown>} close
 */

/** What browsers write about requests that failed: their own log of the network, which no page can keep them from. */
const NETWORK_LOG = /^(Failed to load resource:|Access to fetch at |Cross-Origin Request Blocked: )/;

/** @returns {Promise<Browser>} */
export async function openChromium() {
  const chromium = await launchChromium();
  const context = await chromium.newContext();
  const page = await context.newPage();
  const troubles = [];
  const requests = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !NETWORK_LOG.test(message.text())) troubles.push(message.text());
  });
  context.on("request", (request) => {
    // Also told of where a redirect leads that is not followed. A server that is asked will say so.
    if (request.redirectedFrom() !== null) return;
    requests.push({ url: request.url(), text: `${JSON.stringify(request.headers())} ${request.postData() ?? ""}` });
  });
  return {
    goto: (url) => page.goto(url),
    run: (work, argument) => page.evaluate(work, argument),
    setOffline: (on) => context.setOffline(on),
    troubles: () => troubles.splice(0),
    requests: () => requests.splice(0),
    close: () => chromium.close(),
  };
}

/** @returns {Promise<Browser>} */
export async function openFirefox() {
  const firefox = await launchFirefox();
  const page = await firefox.newPage();
  return {
    goto: (url) => page.goto(url),
    run: (work, argument) => page.evaluate(work, argument),
    setOffline: (on) => page.setOffline(on),
    troubles() {
      const own = page.errors.filter((text) => !NETWORK_LOG.test(text.replace(/^\w+: /, "")));
      page.messages.length = 0;
      return own;
    },
    requests: () => [],
    close: () => firefox.close(),
  };
}

/** By name. */
export const BROWSERS = { Chromium: openChromium, Firefox: openFirefox };
