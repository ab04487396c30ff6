// Shows pages of the guide as the app would: pasted, shortcodes replaced, on a phone's screen. Only the token and
// the classic script's text are written into them, as a designer does. The addresses they name (CDN, API, shop) are answered by the mock server, and
// any other address fails the test.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { startMockServer } from "../support/mock-server.mjs";
import { shortly } from "../support/scope.mjs";
import { PATIENCE, until } from "../support/wait.mjs";
import { CDN, example, pieces, TAG } from "./guide.mjs";

export { hold } from "../support/hold.mjs";
export { produk } from "../support/rows.mjs";
export { until };

export const TOKEN = "bW9jay90b2tvK2NvbnRvaA/x+y==";
/** The classic script's text, for pages that have it pasted in. */
export const CLASSIC = readFileSync(new URL("../../pkg/bukaolshop.min.js", import.meta.url), "utf8");
const OPEN_API = "https://openapi.bukaolshop.net/v1/";
/** A folder on a shop's own host that the guide puts the package into. */
export const OWN_FOLDER = "https://situs-anda.com/bukaolshop/";
/** Where the guide puts the package on a shop's own host: all of it in one folder, or the module's two files in two. */
const OWN_HOST = /^https:\/\/situs-anda\.com\/(?:bukaolshop\/|js\/(?=index\.js$)|berkas\/(?=bukaolshop_bg\.wasm$))/;
/** Sites that links of the pages lead to. */
const LINKED = ["https://olshopgue.bukaolshop.site/", "http://link_luar.com/", "https://www.instagram.com/"];

/** Everyone whom the app may show a page to. */
export const VISITORS = ["budi", "tamu", "literal", "oneil"];
/** Who looks at a page that shows everyone the same: in the short run, only budi. */
export const ALIKE = shortly(VISITORS, (as) => as === "budi");
export const BUDI = { token_user: "tu+budi/9f2c==", id_user: "130173" };
export const ONEIL = { token_user: "tu+oneil/c3d4==", id_user: "130175" };

let sessions = 0;

/** Starts server and browser for the tests of one file. */
export function useGuide() {
  let server;
  let browser;
  before(async () => {
    server = await startMockServer(); // a browser that nobody closes would keep the tests from ending
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /**
   * Pastes a page and opens it.
   * @param {import("node:test").TestContext} t the page closes with the test, which fails if the page logged an error,
   *   left a promise's rejection unhandled, ran a script from data, or asked a stranger
   * @param {string} what heading of a page or a piece in the guide, or HTML
   * @param {object} [options]
   * @param {string} [options.as] who is logged in
   * @param {string} [options.faults] what goes wrong, in the mock server's words
   * @param {Record<string, unknown>} [options.answers] `data` of our own, by endpoint
   * @param {boolean} [options.failing] the browser may log that requests failed
   * @param {string} [options.alsoWrong] an error that the page may throw, too
   * @param {(page: import("playwright-core").Page) => Promise<void>} [options.prepare] before anything is loaded
   * @param {import("playwright-core").BrowserContextOptions} [options.context]
   */
  async function open(t, what, options = {}) {
    const { as = "budi", faults = "-", answers = {}, failing = faults !== "-", alsoWrong, prepare, context: more = {} } = options;
    const html = what.includes("<") ? what : pasted(example(what));
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      locale: "id-ID",
      // Not Jakarta: days must come out right wherever the phone thinks it is.
      timezoneId: "America/Los_Angeles",
      serviceWorkers: "block",
      ...more,
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();

    const wrong = [];
    const said = [];
    page.on("pageerror", (error) => String(error) === alsoWrong || wrong.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "log") said.push(message.text());
      // Links in data that run scripts are dropped, and told of.
      const expected = failing && /^Failed to load resource|^bukaolshop: (isian .* dibuang|<olshop-)/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !expected) wrong.push(message.text());
    });
    await page.addInitScript(() => {
      Object.defineProperty(window, "diretas", { set: () => console.error("a script in the data was run") });
    });
    t.after(async () => {
      await context.close();
      assert.deepEqual(wrong, []);
    });

    sessions += 1;
    const uji = `${server.url}/uji/panduan-${process.pid}-${sessions}`;
    await context.route("**/*", (route) => {
      const url = route.request().url();
      if (url.startsWith(server.url)) return route.continue();
      if (OWN_HOST.test(url)) return forward(route, url.replace(OWN_HOST, `${server.url}/pkg/`));
      if (url.startsWith(CDN)) return forward(route, `${server.url}/pkg/${url.slice(CDN.length)}`);
      if (url.startsWith(OPEN_API)) return forward(route, `${uji}/${faults}/v1/${url.slice(OPEN_API.length)}`);
      if (LINKED.some((site) => url.startsWith(site))) return route.fulfill({ contentType: "text/html", body: "" });
      wrong.push(`asked ${url}`);
      return route.abort();
    });
    for (const [endpoint, data] of Object.entries(answers)) {
      await page.route(
        (url) => url.pathname.endsWith(endpoint),
        (route) => route.fulfill({ json: { code: 200, status: "ok", data }, headers: CORS }),
      );
    }
    await prepare?.(page);

    const answer = await fetch(`${server.url}/app/${as}/tempel`, {
      method: "POST",
      body: html.replaceAll("TOKEN_OLSHOP_ANDA", TOKEN).replaceAll("ISI_BUKAOLSHOP_MIN_JS", () => CLASSIC),
    });
    await page.goto(server.url + (await answer.json()).url);

    return {
      page,
      /** What the page logged. */
      said,
      /** Requests that the page sent to the API, as the server saw them. */
      async requests(endpoint = "") {
        const log = await (await fetch(`${uji}/log`)).json();
        return log.filter(({ method, path }) => method === "GET" && path.endsWith(endpoint)).map(({ params }) => params);
      },
    };
  }

  /** Rows of the API: the truth that pages are compared with. */
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

  return { open, api, apiAll, address: () => server.url };
}

/** What a designer pastes: a page as it stands, a piece below the classic script's tag. */
export function pasted(block) {
  return pieces.includes(block) ? `${TAG}\n${block.code}` : block.code;
}

const CORS = { "access-control-allow-origin": "*" };

/** Answers a request with what stands at another address. */
async function forward(route, url) {
  let response;
  try {
    response = await route.fetch({ url, timeout: PATIENCE });
  } catch {
    return route.abort("connectionreset").catch(gone); // the server broke off, on a test's wish
  }
  return route.fulfill({ response, headers: { ...response.headers(), ...CORS } }).catch(gone);
}

/** The page gave the request up, or is closed. */
function gone() {}

/** Stops a clock that the page was prepared with: somebody may type, and the machine be slow, and no time passes. */
export async function pauseClock(page) {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000));
}

/** Waits until the page says this, and nothing but this, in its status line. */
export function says(page, selector, text) {
  return until(async () => (await page.locator(selector).innerText()).trim() === text, `"${text}" in ${selector}`).catch(
    async (error) => assert.fail(`${error.message}; it says "${await page.locator(selector).innerText()}"`),
  );
}

/** Texts of all elements of a selector. */
export function texts(page, selector) {
  return page.locator(selector).allTextContents();
}

/** "Rp21.000", written down once more for the package not to be judged by itself. */
export function rupiah(amount) {
  return "Rp" + String(amount).replace(/\B(?=(\d{3})+$)/g, ".");
}
