import assert from "node:assert/strict";
import { test } from "node:test";
import { until, useDemo } from "./harness.mjs";

const demo = useDemo();

const currentDot = (page) =>
  page.locator(".titik").evaluateAll((dots) => dots.findIndex((dot) => dot.getAttribute("aria-current") === "true"));

test("all slides of the shop are shown, and link where they lead", async (t) => {
  const { page } = await demo.open(t);
  const slides = await demo.api("/app/slide");
  assert.ok(slides.length > 1);
  await page.locator(".titik").first().waitFor();
  assert.equal(await page.locator(".slide-satu").count(), slides.length);
  assert.equal(await page.locator(".titik").count(), slides.length);
  const links = await page.locator(".slide-satu").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href")));
  assert.deepEqual(links, slides.map((slide) => slide.url_tujuan));
});

test("a dot brings its slide and becomes the current one", async (t) => {
  const { page } = await demo.open(t);
  await page.locator(".titik").nth(2).click();
  await until(async () => (await currentDot(page)) === 2, "the third dot to be current");
  const offset = () => page.locator(".slide-satu").nth(2).evaluate((slide) => slide.getBoundingClientRect().left);
  await until(async () => (await offset()) >= 0 && (await offset()) < 40, "the third slide to stand at the start");
});

test("swiping moves the dots along and rests on whole slides", async (t) => {
  const { page } = await demo.open(t);
  await page.locator(".titik").first().waitFor();
  const track = page.locator(".slide-jalur");
  assert.match(await track.evaluate((node) => getComputedStyle(node).scrollSnapType), /x mandatory/);
  assert.equal(await currentDot(page), 0);
  await track.evaluate((node) => node.scrollTo(node.clientWidth * 0.9, 0));
  await until(async () => (await currentDot(page)) === 1, "the second dot to be current");
});

test("a shop without slides shows its own banner in the same place", async (t) => {
  const { page } = await demo.open(t, { rows: { "/app/slide": [] } });
  await page.getByText("Pilihan baru setiap hari").waitFor();
  assert.equal(await page.locator(".titik").count(), 0);
});

test("a slide with an unsafe link is a picture only", async (t) => {
  const gambar = "https://contoh.invalid/a.jpg";
  const { page } = await demo.open(t, {
    rows: { "/app/slide": [{ url_gambar_slide: gambar, url_tujuan: "javascript:window.diretas=1" }] },
  });
  await page.locator("div.slide-satu .slide-gambar").waitFor();
  assert.equal(await page.locator(".slide-satu[href]").count(), 0);
});
