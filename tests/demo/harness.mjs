// What every test of the demo starts from: the mock server, a browser, and a phone-sized page that runs the real
// package against an API session of its own.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { startMockServer } from "../support/mock-server.mjs";
import { pretendNetwork } from "../support/offline.mjs";
import { PATIENCE } from "../support/wait.mjs";

export { hold, isApi } from "../support/hold.mjs";
export { produk } from "../support/rows.mjs";
export { until } from "../support/wait.mjs";

const TOKEN = "bW9jay90b2tvK2NvbnRvaA/x+y==";

const DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

let sessions = 0;

/** Starts server and browser for the tests of one file. */
export function useDemo() {
  let server;
  let browser;
  before(async () => {
    // One after the other: a browser that was started beside a server that was not would never be closed.
    server = await startMockServer();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /**
   * Opens the demo as the app would show it.
   * @param {import("node:test").TestContext} t the page closes with the test, which fails if the page threw an error
   * @param {object} [options]
   * @param {string} [options.at] address after the "#"
   * @param {string} [options.as] who is logged in: budi, siti, oneil, tamu, literal
   * @param {string} [options.faults] what goes wrong, in the mock server's words
   * @param {Record<string, unknown[]>} [options.rows] answers of our own, by endpoint
   * @param {boolean} [options.pictures] the shop's real pictures; else each is a dot, which draws faster
   * @param {(page: import("playwright-core").Page) => Promise<void>} [options.prepare] before anything is loaded
   * @param {import("playwright-core").BrowserContextOptions} [options.context]
   */
  async function open(t, { at = "/", as = "budi", faults = "-", rows = {}, pictures = false, prepare, context: more = {} } = {}) {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      reducedMotion: "reduce",
      serviceWorkers: "block",
      ...more,
    });
    context.setDefaultTimeout(PATIENCE);
    await pretendNetwork(context);
    const page = await context.newPage();
    const crashes = [];
    page.on("pageerror", (error) => crashes.push(error));
    t.after(async () => {
      await context.close();
      assert.deepEqual(crashes, [], "the page threw no error");
    });

    sessions += 1;
    const session = `demo-${process.pid}-${sessions}`;
    const uji = `${server.url}/uji/${session}`;
    let baseUrl = `${uji}/${faults}/v1`;
    await page.route("**/config.js", (route) =>
      route.fulfill({
        contentType: "text/javascript",
        body: `window.TOKO_CONFIG = ${JSON.stringify({ token: TOKEN, baseUrl })};`,
      }),
    );
    if (!pictures) {
      await page.route("**/gambar/**", (route) => route.fulfill({ contentType: "image/svg+xml", body: DOT }));
    }
    for (const [endpoint, data] of Object.entries(rows)) {
      await page.route(
        (url) => url.pathname.endsWith(endpoint),
        (route) =>
          route.fulfill({ json: { code: 200, status: "ok", data }, headers: { "access-control-allow-origin": "*" } }),
      );
    }
    await prepare?.(page);
    await page.goto(`${server.url}/app/${as}/index.html#${at}`);

    return {
      page,
      /** Requests that the page sent to an endpoint, as the server saw them. */
      async requests(endpoint) {
        const log = await (await fetch(`${uji}/log`)).json();
        return log.filter((entry) => entry.method === "GET" && entry.path.endsWith(endpoint)).map((entry) => entry.params);
      },
    };
  }

  /** Rows of the API, as the tests see them: the truth that the page is compared with. */
  async function api(endpoint, query = {}) {
    const params = new URLSearchParams({ token: TOKEN, page: "1", ...query });
    return (await (await fetch(`${server.url}/v1${endpoint}?${params}`)).json()).data;
  }

  /** All rows of a list. */
  async function apiAll(endpoint, query = {}) {
    const rows = [];
    for (let page = 1; ; page += 1) {
      const part = await api(endpoint, { ...query, page: String(page), total_data: "100" });
      rows.push(...part);
      if (part.length < 100) return rows;
    }
  }

  return { open, api, apiAll };
}

/** Members' credentials for `api`. */
export const BUDI = { token_user: "tu+budi/9f2c==", id_user: "130173" };

/** Texts of all elements of a selector. */
export function texts(page, selector) {
  return page.locator(selector).evaluateAll((nodes) => nodes.map((node) => node.innerText.trim()));
}

/** Waits until no part of the view is loading any more. */
export function loaded(page) {
  return page.waitForFunction(() => document.querySelector("main .tampilan") && !document.querySelector("main .tulang"));
}

/** Waits until the product grid holds at least `count` cards. */
export function cards(page, count = 1) {
  return page.waitForFunction((n) => document.querySelectorAll(".kartu").length >= n, count);
}

/** "Rp21.000" -> 21000 */
export function rupiahValue(text) {
  return Number(text.replace(/[^0-9]/g, ""));
}
