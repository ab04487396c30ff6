import assert from "node:assert/strict";
import { test } from "node:test";
import { ALIKE, useGuide } from "./harness.mjs";

const EXAMPLE = "3. Slide dan kategori";
const { open, api } = useGuide();

const slides = (page) =>
  page.locator("#beranda .slide a").evaluateAll((nodes) =>
    nodes.map((node) => ({
      picture: node.querySelector("img").src,
      name: node.querySelector("img").alt,
      link: node.getAttribute("href"),
    })),
  );

const tiles = (page) =>
  page.locator("#beranda .kategori a").evaluateAll((nodes) =>
    nodes.map((node) => ({
      name: node.textContent,
      picture: node.querySelector("img").src,
      link: node.getAttribute("href"),
    })),
  );

for (const as of ALIKE) {
  test(`shows ${as} the slides and the main categories, for two requests`, async (t) => {
    const { page, requests } = await open(t, EXAMPLE, { as });
    await page.locator("#beranda .kategori a").first().waitFor();
    assert.deepEqual(
      await slides(page),
      (await api("/app/slide")).map((row, place) => ({
        picture: row.url_gambar_slide,
        name: `Promo ${place + 1}`,
        link: row.url_tujuan,
      })),
    );
    assert.deepEqual(
      await tiles(page),
      (await api("/app/kategori")).map((row) => ({
        name: row.nama_kategori,
        picture: row.gambar_kategori,
        link: row.url_kategori,
      })),
    );
    assert.equal(await page.locator("#beranda .keadaan").isVisible(), false);
    assert.equal((await requests()).length, 2);
  });
}

test("a slide takes most of the screen and the next one shows that there are more", async (t) => {
  const { page } = await open(t, EXAMPLE);
  await page.locator("#beranda .slide a").nth(1).waitFor();
  const boxes = await page.locator("#beranda .slide a").evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON()));
  assert.ok(boxes[0].left >= 0 && boxes[0].width > 300, "the first is whole");
  assert.ok(boxes[1].left < 360 && boxes[1].right > 360, "the second peeps in");
});

test("after a failure, the button tries again, and nothing stands twice", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:503,times:3,only:slide" });
  await page.getByText("Server bukaOlshop sedang offline atau dirawat.").waitFor();
  await page.getByRole("button", { name: "Coba lagi" }).tap();
  await page.locator("#beranda .slide a").first().waitFor();
  assert.equal((await slides(page)).length, (await api("/app/slide")).length);
  assert.equal((await tiles(page)).length, (await api("/app/kategori")).length);
});
