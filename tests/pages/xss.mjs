// Payloads through the elements. (Also through the demo, and seen from outside of the page, in today's Chromium: tests/xss.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { tagFor } from "../elements/harness.mjs";
import { amount, inTurn } from "../support/scope.mjs";
import { answerOf, hostsOf, NAMES, onScreen, TAGS, whole } from "../xss/places.mjs";
import { ENDPOINTS, fieldsOf, payloads, rowOf } from "../xss/rows.mjs";
import { watch } from "../xss/watch.mjs";

/** Runs in the page: whether all elements have been answered. */
function isAnswered() {
  return Array.from(document.querySelectorAll("[id]")).every((host) => host.getAttribute("aria-busy") === "false");
}

/** Runs in the page: what happened, and what is odd about the page. */
async function whatHappened(tags) {
  // What a payload starts may take its time.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { wrong, links } = window.inspect("[id]", tags);
  return { executed: window.hits, wrong, violations: window.violations, links };
}

/** Runs in the page: the first texts of each row. */
function firstTexts(many) {
  return Array.from(document.querySelectorAll("#templat0 > .baris"), (row) =>
    Array.from(row.querySelectorAll("p")).slice(0, many).map((text) => text.textContent),
  );
}

/**
 * Declares the tests for one browser.
 *
 * @param {import("./browser.mjs").Browser} browser
 * @param {object} [options]
 * @param {string} [options.policy] the page's Content-Security-Policy
 * @param {number} [options.every] one payload of so many is taken; 1 takes all. In the short run, it is one of three at
 *   the most
 */
export function xssPages(browser, { policy = "", every = 1 } = {}) {
  const chosen = payloads.filter((_, place) => place % Math.max(every, amount(1, 3)) === 0);
  const endpoints = Object.keys(ENDPOINTS).filter((endpoint) => endpoint !== "info");

  for (const endpoint of endpoints) {
    // In the short run, each of these payloads goes through every field of one endpoint.
    const some = chosen.filter((_, row) => inTurn(endpoints, row).includes(endpoint));

    test(`payloads in every field of ${ENDPOINTS[endpoint].path}`, async (t) => {
      const page = await browser.newPage(t, { failing: true });
      await page.prepare(watch);
      const api = browser.shop.session();
      const { only, body } = answerOf(endpoint, some.map((payload) => rowOf(endpoint, payload)));
      // A text, so that the server passes on what is no proper Unicode, too.
      await api.answerWith(NAMES[endpoint].map(() => ({ only, body: JSON.stringify(body) })));
      const rule = policy && `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
      const address = await browser.shop.paste("budi", `<!doctype html><meta charset="utf-8">${rule}` + tagFor(api.baseUrl) + hostsOf(endpoint));
      await page.goto(address);
      await page.waitFor(isAnswered);
      // A long list comes in several frames.
      await page.waitFor((rows) => document.querySelectorAll("#templat0 > .baris").length === rows, some.length);

      const { links, ...happened } = await page.evaluate(whatHappened, TAGS);
      assert.deepEqual(happened, { executed: [], wrong: [], violations: [] });
      assert.equal(await page.evaluate(() => location.href), address);

      // Everything went through: every text of every row stands in the page, its entities read once.
      const { texts } = ENDPOINTS[endpoint];
      const shown = await page.evaluate(firstTexts, texts.length);
      assert.deepEqual(shown.map((row) => row.map(whole)), some.map((payload) => texts.map(() => whole(onScreen(payload)))));
      t.diagnostic(`${some.length} payloads × ${fieldsOf(ENDPOINTS[endpoint]).length} fields: 0 executed, 0 of ${links} links unsafe`);
    });
  }
}
