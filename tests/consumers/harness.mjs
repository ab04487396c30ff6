// Where the packed package is put to the test: the mock shop, and a browser.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { startMockShop, TOKEN } from "../support/mock-shop.mjs";
import { PATIENCE } from "../support/wait.mjs";
import { serveFolder } from "./site.mjs";
import { run } from "./workshop.mjs";

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

/** What a page or a program is to list, as the API itself says it. */
export async function expected() {
  const query = new URLSearchParams({ token: TOKEN, page: "1", total_data: "20" });
  const { data } = await (await fetch(`${shop.url}/v1/app/produk?${query}`)).json();
  return data.map(({ nama_produk, harga_produk }) => `${nama_produk} Rp${harga_produk.toLocaleString("id-ID")}`);
}

/** A program lists the products, asks for them once, says nothing else, and ends by itself. */
export async function programLists(...command) {
  const session = shop.session();
  const { stdout, stderr } = await run(process.execPath, ...command, TOKEN, session.baseUrl);
  assert.deepEqual(stdout.trimEnd().split("\n"), await expected());
  assert.equal(stderr, "");
  assert.equal((await session.log()).length, 1);
}

/**
 * The page of a folder lists the products in a browser, without a word on the console, and with these requests.
 *
 * @param {string} folder
 * @param {RegExp[]} requests path of each, in any order, without those to the API
 * @param {string} [policy] content policy, other than the strictest
 */
export async function folderLists(folder, requests, policy) {
  const site = await serveFolder(folder, policy);
  try {
    await siteLists(site.url, requests);
  } finally {
    await site.stop();
  }
}

/** The same of a site that somebody else serves. Without `requests`, it may make as many as it likes. */
export async function siteLists(url, requests) {
  const session = shop.session();
  const context = await browser.newContext();
  try {
    context.setDefaultTimeout(PATIENCE);
    const tab = await context.newPage();
    const complaints = [];
    const answers = [];
    tab.on("pageerror", (error) => complaints.push(String(error)));
    tab.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure().errorText}`));
    tab.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    tab.on("response", (response) => answers.push(response));

    await tab.goto(`${url}/?${new URLSearchParams({ token: TOKEN, api: session.baseUrl })}`);
    await tab.waitForFunction(() => document.title !== "memuat");
    assert.equal(await tab.title(), "selesai");
    assert.deepEqual(await tab.locator("li:not(template li)").allTextContents(), await expected());
    assert.deepEqual(complaints, []);

    const own = answers.filter((answer) => answer.url().startsWith(`${url}/`));
    for (const answer of own) assert.equal(answer.status(), 200, answer.url());
    if (requests) {
      const paths = own.map((answer) => new URL(answer.url()).pathname);
      const missing = requests.filter((wanted) => !paths.some((path) => wanted.test(path)));
      assert.deepEqual([missing, paths.length], [[], requests.length], `requests: ${paths.join(" ")}`);
    }
    assert.equal((await session.log()).length, 1, "requests to the API");
  } finally {
    await context.close();
  }
}
