// Takes a page off the network, and brings it back. Firefox ESR 140 has no command for that, and so no method of puppeteer
// works: there, the page's requests are aborted and the page is told as a browser tells it. On a computer without a network,
// where tests reach their servers by loopback, Chromium tells every page that it is offline: there, pages are told otherwise.
import { networkInterfaces } from "node:os";

/** Whether this computer has a network beside loopback. */
const hasNetwork = Object.values(networkInterfaces()).flat().some((address) => !address?.internal);

/**
 * Has the pages of a context believe that there is a network.
 *
 * @param {import("playwright-core").BrowserContext} context
 */
export async function pretendNetwork(context) {
  if (!hasNetwork) await context.addInitScript(tell, false);
}

/**
 * Takes all pages of a context off the network, or brings them back.
 *
 * @param {import("playwright-core").BrowserContext} context
 * @param {boolean} isOffline
 */
export async function setContextOffline(context, isOffline) {
  await context.setOffline(isOffline);
  if (hasNetwork) return;
  for (const page of context.pages()) await page.evaluate(tell, isOffline);
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {boolean} isOffline
 */
export async function setOffline(page, isOffline) {
  try {
    await page.setOfflineMode(isOffline);
  } catch (error) {
    if (!/unknown command/.test(error.message)) throw error;
    await byHand(page, isOffline);
  }
}

async function byHand(page, isOffline) {
  page.off("request", abort);
  if (isOffline) page.on("request", abort);
  await page.setRequestInterception(isOffline);
  await page.evaluate(tell, isOffline);
}

function abort(request) {
  request.abort("internetdisconnected").catch(() => {}); // the page may have given it up meanwhile
}

// Runs in the page.
function tell(isOffline) {
  Object.defineProperty(navigator, "onLine", { configurable: true, get: () => !isOffline });
  window.dispatchEvent(new Event(isOffline ? "offline" : "online"));
}
