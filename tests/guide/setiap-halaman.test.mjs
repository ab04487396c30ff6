// What holds for every page of the guide, whoever looks at it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { inTurn, shortly } from "../support/scope.mjs";
import { asModule, CDN, pages, pieces, scripts } from "./guide.mjs";
import { until, useGuide, VISITORS } from "./harness.mjs";
import { hostileAnswers } from "./jahat.mjs";

const { open } = useGuide();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Waits until a page has all it asks for; what waits for a tap gets one. */
async function settle(page) {
  const start = page.getByRole("button", { name: "Muat semua produk" });
  if (await start.isVisible()) await start.tap();
  await page.waitForFunction(() => {
    const loading = Array.from(document.querySelectorAll("[role=status]")).some((node) => node.textContent.includes("…"));
    const search = document.getElementById("cari");
    const elements = Array.from(document.querySelectorAll("*")).filter((node) => node.localName.startsWith("olshop-"));
    const asking = elements.some((node) => node.getAttribute("aria-busy") !== "false");
    // One page has a list alone, without a word of loading.
    const list = document.querySelector("ul#daftar:empty");
    return !loading && !asking && list === null && !(search && search.querySelectorAll(".kategori button").length < 2);
  });
}

/** What reaches beyond the screen's side and is not inside of something that scrolls. */
const overflow = (page) => page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);

const flexGaps = (page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll("*"))
      .filter((node) => getComputedStyle(node).display.includes("flex") && !/^(normal ?)+$/.test(getComputedStyle(node).gap))
      .map((node) => node.outerHTML),
  );

async function seriousProblems(page, rules) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), { rules, resultTypes: ["violations"] });
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

test("there are the promised pages", () => {
  assert.deepEqual(
    pages.map(({ title }) => title),
    [
      "Dua baris",
      "Satu tag",
      "Satu tag (2)",
      "Satu tag (3)",
      "A. Beranda",
      "B. Katalog",
      "C. Akun",
      "1. Daftar produk",
      "2. Kategori dan pencarian",
      "3. Slide dan kategori",
      "4. Harga pulsa",
      "5. Kartu member",
      "6. Riwayat transaksi",
      "7. Mutasi saldo",
      "8. Semua produk",
      "9. Tautan keluar",
      "Shortcode",
      "Shortcode (2)",
      "Kalau gagal",
      "Tampil seketika, juga tanpa sinyal",
    ],
  );
});

const OTHERS = VISITORS.filter((as) => as !== "budi");

for (const [place, { title, code }] of pages.entries()) {
  const isWhole = code.startsWith("<!doctype html>");

  for (const as of ["budi", ...inTurn(OTHERS, place)]) {
    test(`${title}, as ${as}: fits 360 px, and logs nothing`, async (t) => {
      const { page } = await open(t, title, { as });
      await settle(page);
      assert.notEqual((await page.locator("body").innerText()).trim(), "");
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await flexGaps(page), [], "Chromium 71 knows no gap in flex boxes");
    });
  }

  test(`${title}: data with scripts in it stays text, links stay harmless`, async (t) => {
    const { page } = await open(t, title, { answers: hostileAnswers("diretas"), failing: true });
    await settle(page);
    const schemes = await page.evaluate(() => Array.from(document.links, (link) => link.protocol));
    assert.deepEqual(schemes.filter((scheme) => !/^https?:$/.test(scheme)), []);
    for (const attribute of ["onerror", "onload", "onclick"]) {
      assert.equal(await page.locator(`:not(script)[${attribute}]`).count(), 0);
    }
    assert.equal(await page.locator("iframe, svg:not(button svg)").count(), 0);
    assert.equal(await overflow(page), 0);
  });

  if (isWhole) {
    for (const colorScheme of inTurn(["light", "dark"], place)) {
      test(`${title}: can be used with a screen reader and weak eyes, ${colorScheme}`, async (t) => {
        const { page } = await open(t, title, { context: { colorScheme } });
        await settle(page);
        assert.deepEqual(await seriousProblems(page), []);
      });
    }

    test(`${title}: looks the same inside of a page that somebody else began`, async (t) => {
      const alone = await open(t, title);
      await settle(alone.page);
      const wrapped = await open(t, `<html><head><title>Aplikasi</title></head><body>${code}</body></html>`);
      await settle(wrapped.page);
      assert.equal(await wrapped.page.evaluate("document.compatMode"), "BackCompat", "without a doctype of its own");
      const look = (page) =>
        page.locator("section *").evaluateAll((nodes) => nodes.map((node) => [node.tagName, node.getBoundingClientRect().toJSON()]));
      assert.deepEqual(await look(wrapped.page), await look(alone.page));
    });

    test(`${title}: says so when the package itself does not arrive`, async (t) => {
      const prepare = (page) => page.route((url) => url.href.startsWith(CDN), (route) => route.abort());
      // The page's own script stops at its first line, which nobody but the console sees.
      const { page } = await open(t, title, { prepare, failing: true, alsoWrong: "ReferenceError: BukaOlshop is not defined" });
      await page.getByText("Gagal dimuat. Periksa internet, lalu buka lagi.").waitFor();
      assert.equal(await page.getByText("Memuat").filter({ visible: true }).count(), 0);
    });
  }
}

for (const block of pieces) {
  test(`${block.title}: fits 360 px, logs nothing, and runs nothing from data`, async (t) => {
    const { page } = await open(t, block.title);
    await settle(page);
    assert.equal(await overflow(page), 0);

    const hostile = await open(t, block.title, { answers: hostileAnswers("diretas"), failing: true });
    await settle(hostile.page);
    const schemes = await hostile.page.evaluate(() => Array.from(document.links, (link) => link.protocol));
    assert.deepEqual(schemes.filter((scheme) => !/^https?:$/.test(scheme)), []);
    assert.equal(await hostile.page.locator("iframe, svg").count(), 0);
  });
}

const SCRIPTED = pages.filter(({ title }) => /^\d\. |^Kalau gagal$/.test(title));

test("the pages with JavaScript begin with the one tag", () => {
  assert.equal(SCRIPTED.length, 10);
  for (const { title, code } of SCRIPTED) {
    assert.match(code, /<script src="[^"]*\/bukaolshop\.min\.js"\n/, title);
    assert.doesNotMatch(code, /\bimport\b/, title);
  }
});

for (const { title, code } of shortly(SCRIPTED, (_, place) => place % 3 === 0)) {
  test(`${title}: shows the same as a module, written as the guide says`, async (t) => {
    const seen = [];
    for (const html of [code, asModule(code)]) {
      const { page } = await open(t, html);
      await settle(page);
      seen.push((await page.locator("section").innerText()).trim());
    }
    assert.notEqual(seen[0], "");
    assert.equal(seen[1], seen[0]);
  });
}

test("all pages of the same tag work on one page", async (t) => {
  const alike = pages.filter(({ code }) => code.includes("data-token-user"));
  assert.equal(alike.length, pages.length - 4, "all but the shortest");
  const { page } = await open(t, alike.map(({ code }) => code).join("\n"));
  await settle(page);
  const ids = await page.evaluate(() => Array.from(document.querySelectorAll("[id]"), (node) => node.id));
  assert.deepEqual(ids, Array.from(new Set(ids)), "no name is used twice");
  assert.equal(await overflow(page), 0);
  const counts = { "#depan .olshop-kartu": 20, "#rak .baris[href]": 50, "#akun .belanja[href]": 20, "#terbaru .kartu": 20, "#cari .baris": 50, "#beranda .slide a": 5, "#riwayat .baris": 100, "#mutasi .baris": 50, "#katalog .baris": 100, "#coba li": 10 };
  for (const [selector, count] of Object.entries(counts)) {
    await until(async () => (await page.locator(selector).count()) === count, `${count} ${selector}`);
  }
  await page.locator("#akun").getByText("Budi Santoso").waitFor();
  await page.locator("#member").getByText("Budi Santoso").waitFor();
  await page.getByText("Saldo Anda Rp1.250.000").waitFor();
  await page.getByText("Selamat datang kembali!").waitFor();
});

test("the scripts in the data are live: a page with innerHTML runs them", async (t) => {
  const careless = `<p></p><script type="module" data-token="TOKEN_OLSHOP_ANDA">
    import { BukaOlshop } from "${CDN}index.js";
    BukaOlshop.fromScript().produk.list().then(function (halaman) {
      document.querySelector("p").innerHTML = halaman.data[0].nama_produk;
    });
  </script>`;
  const { page } = await open(t, careless, { answers: hostileAnswers("umpan"), failing: true });
  await page.waitForFunction("window.umpan === 1");
});

test("no page puts data into HTML or into a script", () => {
  for (const { title, code } of [...pages, ...pieces]) {
    for (const script of scripts(code)) {
      assert.doesNotMatch(script, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/, title);
      assert.doesNotMatch(script, /\{\{/, `${title}: a shortcode in a script`);
    }
  }
});
