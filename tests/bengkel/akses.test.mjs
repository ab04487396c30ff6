// For everybody: axe finds nothing serious in any state, light or dark, at a desk or on a phone; all of it works by keyboard; a screen
// reader is told what changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findings, inBoth, seriousProblems, TAG } from "./harness.mjs";

const BAD = `<olshop-produk total-data="25"><template><img data-attr-src="gambar_utama"></template></olshop-produk>\n${TAG}\n<script>\nconst apiKey = "a8f3kd92lsk2jd82"; console.warn("awas"); tidakAda();\n</script>`;

const show = (id) => (page) => page.evaluate((name) => document.getElementById(name).click(), id);
/** Name, the page, the size, and what is done before looking. */
const STATES = [
  ["empty", "", [1440, 900]],
  ["with findings", BAD, [1440, 900], findings],
  ["requests", BAD, [1440, 900], show("tab-permintaan")],
  ["console", BAD, [1440, 900], show("tab-konsol")],
  ["gallery", "", [1440, 900], show("tombol-galeri")],
  ["copying", BAD, [1440, 900], show("tombol-salin")],
  ["sharing", BAD, [1440, 900], show("tombol-bagikan")],
  ["a page that is held back", BAD, [1440, 900], (page) => page.evaluate(() => document.getElementById("setelan").elements.network.classList.add("beda"))],
  ["on a phone, code", BAD, [500, 740]],
  ["on a phone, the phone", BAD, [500, 740], (page) => page.click("[data-ke=hp]")],
  ["on a phone, findings", BAD, [500, 740], (page) => page.click("[data-ke=catatan]")],
];

inBoth(({ open }) => {
  for (const [name, html, size, act] of STATES) {
    test(`${name}: nothing serious, light and dark`, async (t) => {
      const page = await open(t, html, { size });
      await findings(page);
      await act?.(page);
      for (const theme of ["terang", "gelap"]) {
        await page.evaluate((value) => (document.documentElement.dataset.tema = value), theme);
        // Colours go over into each other for a moment.
        await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
        assert.deepEqual(await seriousProblems(page), [], theme);
      }
      assert.equal(await page.evaluate(() => document.documentElement.lang), "id");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing sticks out");
    });
  }

  test("by keyboard: tabs with arrows, a mend with Enter, out of the editor with Escape and Tab, windows with Escape", async (t) => {
    const page = await open(t, BAD);
    await findings(page);
    const active = () => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName);
    await page.evaluate(() => document.getElementById("tab-periksa").focus());
    await page.press("ArrowRight");
    assert.equal(await active(), "tab-permintaan");
    assert.ok(await page.evaluate(() => !document.getElementById("panel-permintaan").hidden && document.getElementById("panel-periksa").hidden));
    await page.press("Home");
    await page.evaluate(() => document.querySelector(".perbaiki").focus());
    const before = (await findings(page)).length;
    await page.press("Enter");
    await page.waitFor((count) => document.querySelectorAll(".temuan").length < count, before);
    assert.ok(await page.evaluate(() => document.activeElement.closest("#panel-periksa") !== null), "the focus stays where it was");
    await page.evaluate(() => document.querySelector(".cm-content").focus());
    await page.press("Escape");
    await page.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("#editor") === null));
    await page.evaluate(() => document.getElementById("tombol-galeri").focus());
    await page.press("Enter");
    assert.ok(await page.evaluate(() => document.getElementById("galeri").open));
    await page.press("Escape");
    await page.waitFor(() => !document.getElementById("galeri").open && document.activeElement.id === "tombol-galeri");
  });

  test("each control has a name, and what changes is told", async (t) => {
    const page = await open(t, BAD);
    const nameless = await page.evaluate(() => [...document.querySelectorAll("button, select, input, textarea, iframe, [role=tab]")].filter((node) => !(node.labels?.length || node.getAttribute("aria-label") || node.title || node.textContent.trim())).map((node) => node.outerHTML.slice(0, 100)));
    assert.deepEqual(nameless, []);
    const told = await page.evaluate(() => ["simpan", "keadaan", "biaya", "peringatan", "kabar"].map((id) => document.getElementById(id).getAttribute("role")));
    assert.deepEqual(told, ["status", "status", "status", "alert", "status"]);
  });
}, { isLong: true });
