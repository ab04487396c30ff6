import assert from "node:assert/strict";
import { test } from "node:test";
import { shortly } from "../support/scope.mjs";
import { cards, loaded, until, useDemo } from "./harness.mjs";

const demo = useDemo();

const VIEWS = [
  ["beranda", "/", ".kartu"],
  ["satu kategori", "/kategori/41270", ".kartu"],
  ["cari", "/cari?q=kaos", ".kartu"],
  ["kategori", "/kategori", ".rak-satu"],
  ["riwayat", "/riwayat", ".baris"],
  ["mutasi", "/mutasi/saldo", ".hari .baris"],
  ["halaman", "/halaman", ".menu-ganda"],
  ["akun", "/akun", ".member-kartu"],
];

/** Adds up what moves on its own, as the browser sees it. */
const watchShifts = () => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      window.shifts.push({
        value: entry.value,
        nodes: entry.sources.map((source) => source.node && (source.node.className || source.node.nodeName)),
      });
    }
  }).observe({ type: "layout-shift", buffered: true });
};

for (const [name, at, ready] of VIEWS) {
  test(`${name}: nothing moves when data comes, nor when pictures come after it`, async (t) => {
    let show;
    const shown = new Promise((resolve) => (show = resolve));
    const { page } = await demo.open(t, {
      at,
      pictures: true,
      prepare: async (page) => {
        await page.addInitScript(watchShifts);
        // Data after the first paint, pictures after the data.
        await page.route(
          (url) => url.pathname.includes("/uji/"),
          async (route) => {
            await page.locator("main .tampilan").waitFor();
            await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
            await route.fallback();
          },
        );
        await page.route("**/gambar/**", async (route) => {
          await shown;
          await route.continue();
        });
      },
    });
    await page.locator("main " + ready).first().waitFor();
    await loaded(page);
    const frames = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await frames();
    show();
    await until(
      () =>
        page.evaluate(() =>
          Array.from(document.images)
            .filter((img) => {
              const box = img.getBoundingClientRect();
              return box.top < window.innerHeight && box.left < window.innerWidth;
            })
            .every((img) => img.complete),
        ),
      "the pictures of the first screen",
    );
    await frames();
    const shifts = await page.evaluate(() => window.shifts);
    const total = shifts.reduce((sum, shift) => sum + shift.value, 0);
    assert.ok(total < 0.01, `shifted by ${total}: ${JSON.stringify(shifts)}`);
  });
}

test("pictures below the first screen wait until they come near", async (t) => {
  const { page } = await demo.open(t);
  await cards(page, 30);
  const attributes = await page.locator(".kartu img").last().evaluate((img) => [img.loading, img.decoding]);
  assert.deepEqual(attributes, ["lazy", "async"]);
});

/** In the short run: the smallest phone, a tablet, a large screen. */
const WIDTHS = shortly([320, 360, 768, 1024, 1440], (width) => [320, 768, 1440].includes(width));

for (const width of WIDTHS) {
  test(`nothing sticks out sideways at ${width} pixels`, async (t) => {
    const { page } = await demo.open(t, { as: "oneil", context: { viewport: { width, height: 740 } } });
    await cards(page);
    for (const [, at, ready] of VIEWS) {
      await page.evaluate((hash) => (window.location.hash = hash), "#" + at);
      await page.locator("main " + ready).first().waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${at} is ${wide} pixels too wide`);
    }
  });
}

test("the grid grows with the screen", async (t) => {
  const { page } = await demo.open(t);
  await cards(page);
  const columns = () => page.locator(".petak").evaluate((node) => getComputedStyle(node).gridTemplateColumns.split(" ").length);
  for (const [width, expected] of [[360, 2], [600, 3], [900, 4], [1200, 5]]) {
    await page.setViewportSize({ width, height: 740 });
    await until(async () => (await columns()) === expected, `${expected} columns at ${width} pixels`);
  }
});

test("what is tapped is large enough for a thumb", async (t) => {
  const { page } = await demo.open(t);
  await cards(page);
  const small = await page.locator("a:visible, button:visible, select:visible").evaluateAll((nodes) =>
    nodes
      .map((node) => ({ name: node.className, box: node.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
      .map(({ name }) => name),
  );
  assert.deepEqual(small, []);
});
