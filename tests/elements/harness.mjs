// What every test of the elements starts from: the mock shop, a browser, and pages pasted into the app.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { startMockShop, TOKEN } from "../support/mock-shop.mjs";
import { PATIENCE } from "../support/wait.mjs";

export { hold, isApi } from "../support/hold.mjs";
export { produk } from "../support/rows.mjs";
export { until } from "../support/wait.mjs";

const DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

/** The library's tag, as a page's author writes it. */
export function tagFor(baseUrl, more = `data-token="${TOKEN}"`) {
  return `<script src="/pkg/bukaolshop.min.js" ${more} data-token-user="{{token_user}}" data-id-user="{{id_user}}" data-base-url="${baseUrl}"></script>`;
}

/** Runs in the page before anything else: keeps what the elements tell. */
function listen() {
  window.told = [];
  for (const name of ["olshop:muat", "olshop:gagal"]) {
    document.addEventListener(name, ({ target, detail }) => {
      const { data, error } = detail;
      window.told.push({ name, from: target.id || target.localName, rows: Array.isArray(data) ? data.length : null, kind: error ? error.kind : null });
    });
  }
}

/** Starts server and browser for the tests of one file. */
export function useElements() {
  let shop;
  let browser;
  before(async () => {
    shop = await startMockShop();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await shop?.stop();
  });

  /**
   * Pastes a page and opens it.
   *
   * @param {import("node:test").TestContext} t the page closes with the test, which fails if the page threw an error
   * @param {string | ((tag: string) => string)} body behind the library's tag; or all of it, given that tag; or a whole document
   * @param {object} [options]
   * @param {string} [options.as] who is logged in: budi, siti, oneil, tamu, literal
   * @param {string} [options.faults] what goes wrong, in the mock server's words
   * @param {Record<string, unknown>} [options.rows] answers of our own, by endpoint
   * @param {string} [options.tag] attributes of the library's tag, in place of the token
   * @param {boolean} [options.pictures] the shop's real pictures; else each is a dot, which draws faster
   * @param {(page: import("playwright-core").Page) => Promise<void>} [options.prepare] before anything is loaded
   * @param {import("playwright-core").BrowserContextOptions} [options.context]
   */
  async function open(t, body, { as = "budi", faults = "-", rows = {}, tag, pictures = false, prepare, context: more = {} } = {}) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...more });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const crashes = [];
    const warnings = [];
    page.on("pageerror", (error) => crashes.push(error));
    page.on("console", (message) => {
      if (message.type() === "warning") warnings.push(message.text());
    });
    t.after(async () => {
      await context.close();
      assert.deepEqual(crashes, [], "the page threw no error");
    });
    await page.addInitScript(listen);
    if (!pictures) {
      await page.route("**/gambar/**", (route) => route.fulfill({ contentType: "image/svg+xml", body: DOT }));
    }
    for (const [endpoint, data] of Object.entries(rows)) {
      await page.route(
        (url) => url.pathname.endsWith(endpoint),
        (route) => route.fulfill({ json: { code: 200, status: "ok", data }, headers: { "access-control-allow-origin": "*" } }),
      );
    }
    await prepare?.(page);

    const api = shop.session(faults);
    const library = tagFor(api.baseUrl, tag);
    const content = typeof body === "function" ? body(library) : library + body;
    const html = content.startsWith("<!doctype") ? content : `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Toko</title>\n${content}`;
    await page.goto(await shop.paste(as, html));

    return {
      page,
      warnings,
      /** Requests that the page sent to an endpoint, as the server saw them. */
      async requests(endpoint) {
        return (await api.log()).filter(({ path }) => path.endsWith(endpoint)).map(({ params }) => params);
      },
    };
  }

  /** Rows of the API: the truth that the page is compared with. */
  async function rows(endpoint, query = {}) {
    const params = new URLSearchParams({ token: TOKEN, page: "1", ...query });
    return (await (await fetch(`${shop.url}/v1${endpoint}?${params}`)).json()).data;
  }

  return { open, rows };
}

/** Budi's credentials, for `rows`. */
export const BUDI = { token_user: "tu+budi/9f2c==", id_user: "130173" };

/** Waits until an element has been answered, or all of a selector. */
export function settled(page, selector) {
  return page.waitForFunction((selector) => {
    const hosts = Array.from(document.querySelectorAll(selector));
    return hosts.length > 0 && hosts.every((host) => host.getAttribute("aria-busy") === "false");
  }, selector);
}

/** Waits until all elements of a selector, as many as expected, have asked and wait for their answers. */
export function waiting(page, selector, number) {
  return count(page, `:is(${selector})[aria-busy=true]`, number);
}

/** Waits until there are as many elements of a selector. */
export function count(page, selector, number) {
  return page.waitForFunction(([selector, number]) => document.querySelectorAll(selector).length === number, [selector, number]);
}

/** Texts of all elements of a selector. */
export function texts(page, selector) {
  return page.locator(selector).evaluateAll((nodes) => nodes.map((node) => node.textContent.trim()));
}

/** What the elements told so far, in order: names of events with what they carried. */
export function told(page) {
  return page.evaluate(() => window.told);
}

/** How far the page's content reaches beyond the screen's side. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** "Rp21.000", written in a way of its own. */
export function rupiah(amount) {
  return `Rp${amount.toLocaleString("id-ID")}`;
}
