// What every test of the workshop starts from: its static files on a plain file server, and today's Chromium and Firefox.
import assert from "node:assert/strict";
import { CDP_WEBSOCKET_ENDPOINT_REGEX } from "@puppeteer/browsers";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { after, before, describe } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { CONNECT, startBrowser } from "../support/browser-program.mjs";
import { DrivenPage } from "../support/driven-page.mjs";
import { launchFirefox } from "../support/firefox.mjs";
import { shortly } from "../support/scope.mjs";
import { root } from "../support/mock-server.mjs";
import { findProgram } from "../support/programs.mjs";
import { mendOf } from "../support/start-error.mjs";

export const FOLDER = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "bengkel");
export const AS_FILE = pathToFileURL(join(FOLDER, "index.html")).href;
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const DESK = { width: 1440, height: 900, deviceScaleFactor: 1 };
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };

/** The library's tag, as pages have it. */
export const TAG = '<script src="https://cdn.jsdelivr.net/npm/bukaolshop@0.1.0/bukaolshop.min.js" data-token="TOKEN_OLSHOP_ANDA" data-token-user="{{token_user}}" data-id-user="{{id_user}}"></script>';

/** What has a sandboxed frame run in a process of its own. Chromium does so by itself on computers, but not on phones and without a window. */
const OWN_PROCESS = "--site-per-process";

/** Chromium as it is installed, driven as Firefox is, so that both run the same tests. @param {string[]} [more] options of its command line */
export async function launchChromium(more = [OWN_PROCESS]) {
  const start = {
    program: findProgram("CHROMIUM"),
    options: (profile) => ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...more, "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"],
    mend: mendOf("CHROMIUM"),
  };
  const { browser, gone, close } = await startBrowser(start, async (chromium) => {
    const browserWSEndpoint = await chromium.waitForLineOutput(CDP_WEBSOCKET_ENDPOINT_REGEX);
    return puppeteer.connect({ ...CONNECT, browserWSEndpoint, defaultViewport: DESK });
  });
  return { newPage: () => DrivenPage.open("Chromium", browser, gone), close };
}

/** A file server that knows files and nothing else, with the workshop in a folder of any name. */
export async function serveFiles() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname.replace(/^\/sebuah%20folder\//, "/").replace(/\/$/, "/index.html");
    try {
      const body = await readFile(join(FOLDER, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/sebuah%20folder/`, close: () => new Promise((resolve) => server.close(resolve)) };
}

/**
 * Declares tests for both browsers; in the short run, those that are long for Chromium alone.
 *
 * @param {(bengkel: { name: string, url: string, open: Function }) => void} declare
 * @param {{ isLong?: boolean }} [options]
 */
export function inBoth(declare, { isLong = false } = {}) {
  const browsers = Object.entries({ Chromium: () => launchChromium(), Firefox: () => launchFirefox() });
  for (const [name, launch] of shortly(browsers, ([name]) => name === "Chromium" || !isLong)) {
    describe(name, () => {
      let browser;
      let server;
      before(async () => {
        server = await serveFiles();
        browser = await launch();
      });
      after(async () => {
        await browser?.close();
        await server?.close();
      });
      declare({
        name,
        get url() {
          return server.url;
        },
        /**
         * Opens the workshop with a page in it.
         *
         * @param {import("node:test").TestContext} t the window closes with the test, which fails if the workshop threw an error
         * @param {string} [html]
         * @param {{ at?: string, setting?: Record<string, string>, size?: [number, number], failing?: boolean }} [options]
         */
        async open(t, html = "", { at = server.url, setting = {}, size = [1440, 900], failing = false } = {}) {
          const page = await browser.newPage();
          t.after(async () => {
            await page.close();
            // What the previewed page throws is its own; an error of the workshop names its file.
            const own = page.errors.filter((error) => /^exception/.test(error) && /bengkel\.js/.test(error));
            if (!failing) assert.deepEqual(own, [], "the workshop threw no error");
          });
          await page.setSize(...size);
          await page.goto(at);
          if (html !== "" || Object.keys(setting).length > 0) {
            await page.evaluate((text, values) => {
              localStorage.setItem("bengkel:halaman", text);
              localStorage.setItem("bengkel:setelan", values);
            }, html, JSON.stringify(setting));
            await page.goto("about:blank");
            await page.goto(at);
          }
          await page.waitFor(() => document.querySelector(".cm-editor") !== null);
          return page;
        },
      });
    });
  }
}

/** Chooses an option of the phone's switches, as a person does. */
export const choose = (page, name, value) =>
  page.evaluate((field, wanted) => {
    const select = document.getElementById("setelan").elements[field];
    select.value = wanted;
    if (select.value !== wanted) throw new Error(`${field} has no ${wanted}`);
    select.dispatchEvent(new Event("input", { bubbles: true }));
  }, name, value);

/** Opens the window for copying and makes its choices; resolves to what it would copy. */
export async function copied(page, { token = "", load = "cdn", contents = false, preload = false } = {}) {
  await page.evaluate(() => document.getElementById("tombol-salin").click());
  await page.evaluate((choice) => {
    const { elements } = document.getElementById("salin-setelan");
    elements.token.value = choice.token;
    elements.load.value = choice.load;
    elements.contents.checked = choice.contents;
    elements.preload.checked = choice.preload;
    document.getElementById("hasil").value = "";
    elements.token.dispatchEvent(new Event("input", { bubbles: true }));
  }, { token, load, contents, preload });
  return page.waitFor(() => document.getElementById("hasil").value);
}

/** The page's text, as it is kept. */
export const textOf = (page) => page.evaluate(() => localStorage.getItem("bengkel:halaman"));

/** Waits until Periksa says how many findings there are; resolves to their rules, messages and lines. */
export const findings = (page) =>
  page.waitFor(() => {
    const cards = [...document.querySelectorAll(".temuan")].map((card) => ({
      rule: card.dataset.aturan,
      line: Number(card.querySelector(".baris-ke").textContent.match(/\d+/)[0]),
      text: card.querySelector("p").textContent,
    }));
    return cards.length > 0 || document.querySelector(".aman, .hampa") ? cards : null;
  });

/** What is seriously wrong for people who see little or use no mouse, by axe. */
export async function seriousProblems(page) {
  const source = await readFile(AXE, "utf8");
  await page.evaluate((code) => {
    if (window.axe) return;
    const script = document.createElement("script");
    script.textContent = code;
    document.head.append(script);
  }, source);
  return page.evaluate(async () => {
    const found = await window.axe.run(document, { resultTypes: ["violations"], iframes: false });
    return found.violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).map(({ id, nodes }) => `${id}: ${nodes.map(({ target, any }) => `${target.join(" ")} ${any[0]?.message ?? ""}`).join("; ")}`);
  });
}
