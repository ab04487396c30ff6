// Shows the examples as the app would, on a phone's screen. A page that complains on the console, runs a script out of
// the data or asks a stranger fails its test.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { startMockServer } from "../support/mock-server.mjs";
import { PATIENCE } from "../support/wait.mjs";
import { isSettled } from "./contoh.mjs";

export { until } from "../support/wait.mjs";

export const TOKEN = "bW9jay90b2tvK2NvbnRvaA/x+y==";
export const BUDI = { tokenUser: "tu+budi/9f2c==", idUser: "130173" };

/** Sites that links of the examples lead to. */
const LINKED = ["https://olshopgue.bukaolshop.site/", "https://link_luar.com/", "https://www.instagram.com/"];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let sessions = 0;

/** Starts server and browser for the tests of one file. */
export function useExamples() {
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

  /** A corner of the API of its own. */
  function newSession(faults = "-") {
    sessions += 1;
    return `/uji/contoh-${process.pid}-${sessions}/${faults}`;
  }

  /**
   * A page that closes with the test, which fails where something went wrong in it.
   *
   * @param {import("node:test").TestContext} t
   * @param {{ failing?: boolean, context?: import("playwright-core").BrowserContextOptions }} options failing: the
   *   browser may log that requests failed
   */
  async function newPage(t, { failing = false, context: more = {} } = {}) {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      locale: "id-ID",
      timezoneId: "America/Los_Angeles", // not Jakarta: days must come out right wherever the phone thinks it is
      ...more,
    });
    context.setDefaultTimeout(PATIENCE);
    const wrong = [];
    const visited = [];
    await context.route(/^https:/, (route) => {
      const url = route.request().url();
      visited.push(url);
      if (LINKED.some((site) => url.startsWith(site))) return route.fulfill({ contentType: "text/html", body: "" });
      wrong.push(`asked ${url}`);
      return route.abort();
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => {
      const text = message.text();
      // Links in data that run scripts are dropped, and told of.
      const expected = failing && /^Failed to load resource|^bukaolshop: (isian .* dibuang|<olshop-)/.test(text);
      const isIcon = message.location().url.endsWith("/favicon.ico");
      if (["error", "warning"].includes(message.type()) && !expected && !isIcon) wrong.push(text);
    });
    await page.addInitScript(() => {
      Object.defineProperty(window, "diretas", { set: () => console.error("a script in the data was run") });
    });
    t.after(async () => {
      await context.close();
      assert.deepEqual(wrong, []);
    });
    return { page, visited };
  }

  /**
   * Opens an example in the app and waits until it shows all it asks for.
   *
   * @param {import("node:test").TestContext} t
   * @param {string} name
   * @param {object} [options]
   * @param {string} [options.as] who is logged in
   * @param {string} [options.faults] what goes wrong, in the mock server's words
   * @param {Record<string, unknown>} [options.rows] answers of our own, by endpoint
   */
  async function open(t, name, { as = "budi", faults = "-", rows = {}, context } = {}) {
    const { page, visited } = await newPage(t, { failing: faults !== "-", context });
    for (const [endpoint, data] of Object.entries(rows)) {
      await page.route(
        (url) => url.pathname.endsWith(endpoint),
        (route) => route.fulfill({ json: { code: 200, status: "ok", data }, headers: { "access-control-allow-origin": "*" } }),
      );
    }
    const session = newSession(faults);
    await page.goto(`${server.url}/app/${as}${session}/contoh/${name}.html`);
    await settle(page);
    return { page, visited, requests: (endpoint) => requests(session, endpoint) };
  }

  /** Requests that a session sent to the API. */
  async function requests(session, endpoint = "") {
    const log = await (await fetch(`${server.url}${session.replace(/\/[^/]*$/, "")}/log`)).json();
    return log.filter(({ method, path }) => method === "GET" && path.endsWith(endpoint)).map(({ params }) => params);
  }

  /** Rows of the API: the truth that pages are compared with. */
  async function api(endpoint, query = {}) {
    const params = new URLSearchParams({ token: TOKEN, page: "1", ...query });
    return (await (await fetch(`${server.url}/v1${endpoint}?${params}`)).json()).data;
  }

  /** Pastes a page into the app; its address. */
  async function paste(as, html) {
    const answer = await fetch(`${server.url}/app/${as}/tempel`, { method: "POST", body: html });
    return server.url + (await answer.json()).url;
  }

  return { open, newPage, newSession, requests, api, paste, origin: () => server.url };
}

/** @param {import("playwright-core").Page | import("playwright-core").Frame} page */
export function settle(page) {
  return page.waitForFunction(isSettled);
}

/** What axe finds that keeps people out. */
export async function seriousProblems(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** "Rp21.000", written down once more for the package not to be judged by itself. */
export function rupiah(amount) {
  return "Rp" + String(amount).replace(/\B(?=(\d{3})+$)/g, ".");
}
