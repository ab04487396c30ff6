// Payloads through the elements: by themselves, and with a template that binds every field to every place where the
// library lets data in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { hold, isApi } from "../support/hold.mjs";
import { startMockShop, TOKEN } from "../support/mock-shop.mjs";
import { inTurn } from "../support/scope.mjs";
import { PATIENCE } from "../support/wait.mjs";
import { answerOf, hostsOf, NAMES, onScreen, TAGS, template, whole } from "./places.mjs";
import { ENDPOINTS, fieldsOf, payloads, payloadsOf, rowOf, rowsOf } from "./rows.mjs";
import { watch, watchFromOutside } from "./watch.mjs";

const POLICIES = {
  "without a policy": null,
  "only scripts of its own host, and Trusted Types enforced": "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'",
};

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

/** Opens a page with these elements under a policy; `answers` wait for its requests. */
async function open(t, policy, body, answers) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  context.setDefaultTimeout(PATIENCE);
  t.after(() => context.close());
  const page = await context.newPage();
  const crashes = [];
  page.on("pageerror", (error) => crashes.push(String(error)));
  const odd = watchFromOutside(page, [shop.url, shop.elsewhere]);
  await page.addInitScript(watch);

  const corner = shop.session();
  const script = corner.baseUrl.replace(/\/-\/v1$/, "/script");
  // A text, so that the server passes on what is no proper Unicode, too.
  const texts = answers.map(({ only, body, status = 200 }) => ({ only, status, body: JSON.stringify(body) }));
  assert.ok((await fetch(script, { method: "POST", body: JSON.stringify(texts) })).ok);

  // Pictures have no address that leads anywhere; they fail, as the payloads wish.
  await page.route(/^(?!.*\/(uji|pkg|app)\/)/, (route) => (route.request().resourceType() === "image" ? route.abort() : route.fallback()));
  const head = policy ? `<meta http-equiv="Content-Security-Policy" content="${policy}">` : "";
  // All elements ask before the first of them is answered, so that those of one kind share the answer.
  const api = hold(isApi);
  await api.prepare(page);
  const tag = `<script src="/pkg/bukaolshop.min.js" data-token="${TOKEN}" data-token-user="{{token_user}}" data-id-user="{{id_user}}" data-base-url="${corner.baseUrl}"></script>`;
  await page.goto(await shop.paste("budi", `<!doctype html><meta charset="utf-8">${head}${tag}${body}`));
  api.release();
  return { page, crashes, odd };
}

const settled = (page) =>
  page.waitForFunction(() => Array.from(document.querySelectorAll("[id]")).every((host) => host.getAttribute("aria-busy") === "false"));

/** Asserts that nothing happened, and resolves to the number of links that are left. */
async function harmless({ page, crashes, odd }) {
  await page.waitForTimeout(300); // what a payload starts may take its time
  const { wrong, links } = await page.evaluate((tags) => window.inspect("[id]", tags), TAGS);
  assert.deepEqual(await page.evaluate(() => window.hits), [], "executed");
  assert.deepEqual(wrong, [], "unsafe nodes, attributes or links");
  assert.deepEqual(await page.evaluate(() => window.violations), [], "violations");
  assert.deepEqual([odd, crashes], [[], []]);
  return links;
}

// In the short run, the second policy meets other payloads in each endpoint than the first one.
for (const [turn, [name, policy]] of Object.entries(POLICIES).entries()) {
  for (const endpoint of Object.keys(ENDPOINTS).filter((endpoint) => endpoint !== "info")) {
    test(`${ENDPOINTS[endpoint].path}, ${name}`, async (t) => {
      const sent = payloadsOf(endpoint, turn);
      const rows = rowsOf(endpoint, sent);
      const opened = await open(t, policy, hostsOf(endpoint), NAMES[endpoint].map(() => answerOf(endpoint, rows)));
      const { page } = opened;
      await settled(page);
      // A long list comes in several frames.
      await page.waitForFunction((rows) => document.querySelectorAll("#templat0 > .baris").length === rows, sent.length);
      const links = await harmless(opened);

      // Everything went through: every text of every row stands in the page as it is read.
      const { texts } = ENDPOINTS[endpoint];
      const shown = await page.locator("#templat0 > .baris").evaluateAll(
        (rows, many) => rows.map((row) => Array.from(row.querySelectorAll("p")).slice(0, many).map((text) => text.textContent)),
        texts.length,
      );
      assert.equal(shown.length, sent.length);
      shown.forEach((row, place) => assert.deepEqual(row, texts.map(() => onScreen(sent[place]))));
      const fields = fieldsOf(ENDPOINTS[endpoint]).length;
      t.diagnostic(`${sent.length} payloads × ${fields} fields: 0 executed, 0 of ${links} links unsafe`);
    });
  }

  test(`/user/info, ${name}`, async (t) => {
    const sent = payloadsOf("info", turn);
    const answers = sent.map((payload) => answerOf("info", rowOf("info", payload)));
    const opened = await open(t, policy, `<olshop-user id="bawaan"></olshop-user><olshop-user id="templat">${template("info")}</olshop-user>`, answers);
    const { page } = opened;
    await settled(page);
    const links = await page.evaluate(
      async ([payloads, tags]) => {
        let links = 0;
        for (const payload of payloads) {
          const shown = document.querySelector("#templat p").textContent;
          if (shown !== payload) throw new Error(`${JSON.stringify(payload)} became ${JSON.stringify(shown)}`);
          const found = window.inspect("[id]", tags);
          if (found.wrong.length > 0) throw new Error(`${payload}: ${found.wrong}`);
          links += found.links;
          await Promise.all(Array.from(document.querySelectorAll("[id]"), (host) => host.muatUlang()));
        }
        return links;
      },
      [sent.map(onScreen), TAGS],
    );
    await harmless(opened);
    t.diagnostic(`${sent.length} payloads × ${fieldsOf(ENDPOINTS.info).length} fields: 0 executed, 0 of ${links} links unsafe`);
  });

  test(`reasons of errors, ${name}`, async (t) => {
    const sent = payloads.filter((_, place) => inTurn(Object.keys(POLICIES), place).includes(name));
    const answers = sent.map((payload) => ({ only: "produk", status: 400, body: { code: 400, status: payload } }));
    const opened = await open(
      t,
      policy,
      `<olshop-produk id="bawaan"></olshop-produk><olshop-produk id="templat"><template data-saat="gagal"><p data-isi="message" data-attr-title="message"></p><a data-attr-href="message">x</a><img data-attr-src="message"></template></olshop-produk>`,
      answers,
    );
    const { page } = opened;
    await settled(page);
    const [told, shown] = await page.evaluate(
      async ([payloads, tags]) => {
        let told = 0;
        const shown = new Set();
        document.addEventListener("olshop:gagal", ({ detail }) => (told += Number(payloads.some((payload) => detail.error.message.includes(payload.trim())))));
        for (const payload of payloads) {
          shown.add(document.querySelector("#bawaan").innerText.trim()).add(document.querySelector("#templat p").textContent);
          const found = window.inspect("[id]", tags);
          if (found.wrong.length > 0) throw new Error(`${payload}: ${found.wrong}`);
          await Promise.all(Array.from(document.querySelectorAll("[id]"), (host) => host.muatUlang()));
        }
        return [told, Array.from(shown)];
      },
      [sent.map((payload) => whole(onScreen(payload))), TAGS],
    );
    await harmless(opened);
    assert.ok(told > sent.length * 0.9, `${told} of ${sent.length} reasons were told to the page`);
    assert.deepEqual(shown.map((text) => text.split("\n")[0]), Array(shown.length).fill("Bagian ini sedang tidak bisa ditampilkan."), "none of them to the shopper");
    t.diagnostic(`${sent.length} payloads × 1 field: 0 executed`);
  });
}

test("the trap works: a page that takes the same rows for HTML is hit", async (t) => {
  const opened = await open(t, null, '<div id="korban" aria-busy="false"></div>', []);
  const { page } = opened;
  await page.evaluate((payloads) => {
    for (const payload of payloads.filter((payload) => payload.includes("<img"))) {
      document.getElementById("korban").insertAdjacentHTML("beforeend", `<p>${payload}</p><a href="${payload}">x</a>`);
    }
  }, payloads);
  await page.waitForFunction(() => window.hits.length > 0);
  const { wrong } = await page.evaluate((tags) => window.inspect("[id]", tags), TAGS);
  assert.ok(wrong.some((what) => what === "img onerror"));
});

test("where numbers belong", async (t) => {
  const numbers = ["harga_produk", "harga_produk_asli", "stok", "berat"];
  const rows = payloads.flatMap((payload, place) =>
    inTurn(numbers, place).map((field) => ({ ...rowOf("produk", "wajar"), [field]: payload })),
  );
  const opened = await open(t, null, `<olshop-produk id="bawaan"></olshop-produk><olshop-produk id="templat">${template("produk")}</olshop-produk>`, [answerOf("produk", rows)]);
  await settled(opened.page);
  await harmless(opened);
});
