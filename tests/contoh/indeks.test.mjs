// The index of the examples: what it shows, and what it copies.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ELEMENTS_ONLY, EXAMPLES, overflow, PAGES, sourceOf } from "./contoh.mjs";
import { seriousProblems, settle, until, useExamples } from "./harness.mjs";

const shop = useExamples();

async function openIndex(t, context = {}) {
  const { page } = await shop.newPage(t, { context: { permissions: ["clipboard-read", "clipboard-write"], ...context } });
  await page.goto(`${shop.origin()}/www/contoh/index.html`);
  return page;
}

/** The page on the phone, once it shows everything. */
async function preview(page, path) {
  const frame = await (await page.$("iframe")).contentFrame();
  await frame.waitForURL(`**/app/${path}.html`);
  await settle(frame);
  return frame;
}

test("every example is shown, and copied as designers paste it", async (t) => {
  const page = await openIndex(t);
  assert.equal(await page.locator("nav a").count(), PAGES.length + ELEMENTS_ONLY.length);
  for (const name of EXAMPLES) {
    const [, example, version] = name.match(/^(.+)-([a-z]+)$/);
    await page.locator(`nav a[href="#${example}"]`).click();
    await page.getByRole("button", { name: version === "elemen" ? "Elemen" : "Skrip" }).click();
    await preview(page, `budi/contoh/${name}`);
    const source = sourceOf(name);
    await page.waitForFunction((text) => document.querySelector("code").textContent === text, source);
    await page.getByRole("button", { name: "Salin" }).click();
    await page.getByText("Tersalin.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), source);
  }
});

test("the phone shows a member's page, and nobody's", async (t) => {
  const page = await openIndex(t);
  await page.locator('nav a[href="#anggota"]').click();
  await (await preview(page, "budi/contoh/anggota-elemen")).getByText("Budi Santoso").waitFor();
  await page.getByRole("button", { name: "Belum masuk" }).click();
  await (await preview(page, "tamu/contoh/anggota-elemen")).getByText("Masuk dulu di aplikasi").waitFor();
});

test("the phone shows the app's kinds of boxes", async (t) => {
  const page = await openIndex(t);
  const frame = await preview(page, "budi/contoh/beranda-elemen");
  const height = () => page.locator("iframe").evaluate((node) => node.clientHeight);
  assert.equal(await height(), 720);
  await page.getByRole("button", { name: "300 px" }).click();
  assert.equal(await height(), 300);
  await page.getByRole("button", { name: "WRAP_CONTENT" }).click();
  await until(async () => (await height()) === (await frame.evaluate(() => document.documentElement.scrollHeight)), "a box around it");
  assert.ok((await height()) > 1000);
});

test("where nothing may be copied, the code is selected", async (t) => {
  const page = await openIndex(t, { permissions: [] });
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.reload();
  await page.waitForFunction(() => document.querySelector("code").textContent !== "");
  await page.getByRole("button", { name: "Salin" }).click();
  await page.getByText("Kodenya sudah terpilih.").waitFor();
  assert.equal(await page.evaluate(() => getSelection().toString().trim()), sourceOf("beranda-elemen").trim());
});

for (const [width, colorScheme] of [[360, "light"], [1280, "dark"], [820, "light"]]) {
  test(`fits ${width} px and keeps nobody out, ${colorScheme}`, async (t) => {
    const page = await openIndex(t, { viewport: { width, height: 800 }, colorScheme });
    await preview(page, "budi/contoh/beranda-elemen");
    await page.waitForFunction(() => document.querySelector("code").textContent !== "");
    assert.equal(await page.evaluate(overflow), 0);
    assert.deepEqual(await seriousProblems(page), []);
  });
}
