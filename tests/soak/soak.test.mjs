// A shopper who does not give up: the demo for a long time with random faults, phases without a network and random
// taps. No error escapes, and once the network is well again every view is what it is for somebody who met no fault.
//
//   SOAK_SECONDS=600 SOAK_SEED=7 node --test tests/soak/soak.test.mjs
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { startMockShop, TOKEN } from "../support/mock-shop.mjs";
import { amount } from "../support/scope.mjs";
import { until } from "../support/wait.mjs";

const SECONDS = Number(process.env.SOAK_SECONDS || amount(45, 15));
const SEED = Number(process.env.SOAK_SEED || 20261121);

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

/** The same dice for the same seed (mulberry32). */
function dice(seed) {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { chance: (share) => roll() < share, pick: (list) => list[Math.floor(roll() * list.length)], below: (number) => Math.floor(roll() * number) };
}

const CORS = { "access-control-allow-origin": "*" };
const code = (number) => ({ json: { code: number, status: "Gangguan" }, headers: CORS });

/** What may happen to a request of the API, each by its name. */
const FAULTS = {
  lost: (route) => route.abort("connectionreset"),
  refused: (route) => route.abort("connectionrefused"),
  slow: (route) => new Promise((resolve) => setTimeout(resolve, 1500)).then(() => route.continue()),
  unavailable: (route) => route.fulfill({ status: 503, ...code(503) }),
  "unavailable, in 200": (route) => route.fulfill(code(503)),
  "too many": (route) => route.fulfill({ status: 429, ...code(429), headers: { ...CORS, "retry-after": "1" } }),
  broken: (route) => route.fulfill({ status: 500, body: "<html>", headers: CORS }),
  login: (route) => route.fulfill({ body: "<html>Masuk ke WiFi</html>", headers: CORS }),
  empty: (route) => route.fulfill({ body: "", headers: CORS }),
  // Rows that nobody can read, before those of the server. Without the latter it would be the answer of an empty shop, which
  // the demo shows until it is opened anew.
  async rubbish(route) {
    const answer = await (await route.fetch()).json();
    return route.fulfill({ json: { ...answer, data: [null, 5, { id_produk: {} }, []].concat(answer.data) }, headers: CORS });
  },
  async half(route) {
    const response = await route.fetch();
    const body = await response.text();
    return route.fulfill({ body: body.slice(0, body.length / 2), headers: CORS });
  },
};

const VIEWS = ["#/", "#/kategori", "#/katalog", "#/riwayat", "#/akun", "#/halaman", "#/mutasi/saldo", "#/mutasi/poin", "#/kategori/2", "#/cari?q=kaos", "#/tidak-ada"];

/** What a shopper does; each may find nothing to do it with. */
const ACTIONS = {
  async go(page, { pick }) {
    await page.evaluate((hash) => { location.hash = hash; }, pick(VIEWS));
  },
  async back(page) {
    // Never out of the shop.
    await page.evaluate(() => { if (history.length > 2 && location.hash !== "#/") history.back(); });
  },
  async scroll(page, { below }) {
    await page.evaluate((far) => window.scrollBy(0, far), below(4000) - 1000);
  },
  async tap(page, { below }) {
    await page.evaluate((n) => {
      const shown = (node) => node.offsetParent !== null;
      const inside = 'main a[href^="#"], main button, dialog button, [role="dialog"] button';
      const targets = Array.from(document.querySelectorAll(inside)).filter(shown);
      if (targets.length) targets[n % targets.length].click();
    }, below(1000));
  },
  async open(page, { below }) {
    await page.evaluate((n) => {
      const cards = document.querySelectorAll(".kartu a");
      if (cards.length) cards[n % cards.length].click();
    }, below(1000));
  },
  async search(page, { pick }) {
    await page.evaluate((words) => {
      const field = document.getElementById("cari");
      field.value = words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, pick(["kaos", "sepatu merah", "?!", "pulsa 10", "", "zzzz"]));
  },
  async sort(page, { below }) {
    await page.evaluate((n) => {
      const select = document.querySelector("main select");
      if (!select) return;
      select.selectedIndex = n % select.options.length;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }, below(10));
  },
  async again(page) {
    await page.evaluate(() => {
      for (const button of document.querySelectorAll("main button")) if (button.textContent === "Coba lagi") button.click();
    });
  },
  async reload(page) {
    await page.reload();
  },
};

async function openShop(t, mischief) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, reducedMotion: "reduce" });
  t.after(() => context.close());
  const page = await context.newPage();
  const escaped = [];
  page.on("pageerror", (error) => escaped.push(String(error.stack || error)));
  page.on("console", (message) => {
    // What the browser itself says of lost requests is no error of ours.
    if (message.type() === "error" && !/Failed to load resource|CORS policy|net::ERR/.test(message.text())) escaped.push(message.text());
  });
  const api = shop.session();
  await page.route("**/config.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: `window.TOKO_CONFIG = ${JSON.stringify({ token: TOKEN, baseUrl: api.baseUrl })};` }),
  );
  await page.route((url) => url.pathname.includes("/v1/"), (route) => mischief(route).catch(() => {}));
  await page.goto(`${shop.url}/app/budi/index.html#/`);
  return { page, context, escaped };
}

/** What there is to see of a view, once it has settled. */
async function seen(page, hash) {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await until(
    () =>
      page.evaluate(() => {
        for (const button of document.querySelectorAll("main button")) if (button.textContent === "Coba lagi") button.click();
        const main = document.getElementById("isi");
        return main.innerText.trim() !== "" && !main.querySelector(".tulang, [aria-busy=true], [role=alert]");
      }),
    `${hash} to settle`,
  );
  return page.evaluate(() => {
    const main = document.getElementById("isi");
    const links = Array.from(main.querySelectorAll("a, img"), (node) => node.getAttribute("href") || node.getAttribute("src"));
    return main.innerText + "\n" + links.join("\n");
  });
}

/** Views that show the same however far somebody had scrolled. */
const COMPARED = ["#/kategori", "#/halaman", "#/akun", "#/"];

test(`${SECONDS} seconds of faults, tunnels and taps (seed ${SEED})`, { timeout: (SECONDS + 240) * 1000 }, async (t) => {
  const luck = dice(SEED);
  const met = {};
  let calm = false;
  const { page, context, escaped } = await openShop(t, async (route) => {
    if (calm || luck.chance(0.5)) return route.continue();
    const name = luck.pick(Object.keys(FAULTS));
    met[name] = (met[name] || 0) + 1;
    return FAULTS[name](route);
  });

  const end = Date.now() + SECONDS * 1000;
  const done = {};
  let tunnels = 0;
  let offline = false;
  while (Date.now() < end) {
    // Where luck has brought no tunnel by half-time, one comes then.
    const isDue = tunnels === 0 && Date.now() > end - SECONDS * 500;
    if (luck.chance(offline ? 0.2 : 0.05) || isDue) {
      offline = !offline;
      tunnels += offline ? 1 : 0;
      await context.setOffline(offline);
    }
    const name = luck.pick(Object.keys(ACTIONS).filter((name) => name !== "reload" || (!offline && luck.chance(0.2))));
    done[name] = (done[name] || 0) + 1;
    await ACTIONS[name](page, luck);
    await page.waitForTimeout(luck.below(250));
    assert.deepEqual(escaped, [], `after ${JSON.stringify(done)}`);
  }
  t.diagnostic(`taps ${JSON.stringify(done)}, faults ${JSON.stringify(met)}, tunnels ${tunnels}`);
  assert.ok(Object.keys(met).length > 3 && tunnels > 0, "there were faults, and tunnels");

  calm = true;
  await context.setOffline(false);
  const well = await openShop(t, (route) => route.continue());
  for (const hash of COMPARED) {
    // The home page remembers how far it was scrolled; opened anew, it begins at its top.
    if (hash === "#/") await page.reload();
    const expected = await seen(well.page, hash);
    await until(async () => (await seen(page, hash)) === expected, `${hash} to be what it is without faults`);
  }
  assert.deepEqual(escaped.concat(well.escaped), []);
});
