// For everybody: axe finds nothing serious in any state, light or dark, at a desk or on a phone; all of it works by keyboard; a screen
// reader is told what changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurn } from "../support/scope.mjs";
import { choose, findings, inBoth, seriousProblems, TAG } from "./harness.mjs";

const BAD = `<olshop-produk total-data="25"><template><img data-attr-src="gambar_utama"></template></olshop-produk>\n${TAG}\n<script>\nconst apiKey = "a8f3kd92lsk2jd82"; console.warn("awas"); tidakAda();\n</script>`;

/** A desk's screen, and a phone's. */
const SIZES = [[1440, 900], [360, 740]];

const show = (id) => (page) => page.evaluate((name) => document.getElementById(name).click(), id);
const view = (name) => (page) => page.evaluate((to) => document.querySelector(`[data-ke=${to}]`).click(), name);
/** Opens the workshop anew, as if the tab had been ended while its page was shown. */
async function reopened(page) {
  await page.evaluate(() => {
    const mark = () => localStorage.setItem("bengkel:jalan", "1");
    window.addEventListener("pagehide", mark);
    document.addEventListener("visibilitychange", mark);
  });
  const url = await page.evaluate(() => location.href);
  await page.goto("about:blank");
  await page.goto(url);
  await page.waitFor(() => /ditahan dulu/.test(document.getElementById("tirai").textContent));
}

/** Each screen: its name, the page, the part that a phone shows then, and what is done before looking. */
const SCREENS = [
  ["an empty page, and where to begin", "", "hp"],
  ["code", BAD, "kode"],
  ["findings", BAD, "catatan", findings],
  ["a page without a finding", `<p>halo</p>`, "catatan", (page) => page.waitFor(() => document.querySelector(".aman") !== null)],
  ["requests", BAD, "catatan", show("tab-permintaan")],
  ["console", BAD, "catatan", show("tab-konsol")],
  ["the phone", BAD, "hp"],
  ["the phone, dark and of a fixed height", BAD, "hp", async (page) => {
    await choose(page, "scheme", "dark");
    await choose(page, "height", "tetap");
  }],
  ["the own shop, whose token is wrong, and its member", BAD, "hp", async (page) => {
    await choose(page, "data", "saya");
    await choose(page, "token", "bukan token");
    await page.waitFor(() => !document.getElementById("peringatan").hidden);
    await page.evaluate(() => (document.getElementById("baris-member").hidden = false));
  }],
  ["a page that is held back", BAD, "hp", reopened],
  ["a page that went elsewhere", '<meta http-equiv="refresh" content="0;url=https://contoh.id/">', "hp", (page) => page.waitFor(() => /pindah/.test(document.getElementById("tirai").textContent))],
  ["gallery", "", "kode", show("tombol-galeri")],
  ["copying", BAD, "kode", async (page) => {
    await show("tombol-salin")(page);
    await page.waitFor(() => document.getElementById("hasil").value !== "");
  }],
  ["sharing", BAD, "kode", show("tombol-bagikan")],
  ["a note with a way back", BAD, "kode", show("tombol-kosong")],
];

inBoth(({ open }) => {
  for (const [at, [name, html, part, act]] of SCREENS.entries()) {
    test(`${name}: nothing serious, at a desk and on a phone, light and dark`, async (t) => {
      // In the short run, each screen is looked at in one of the two sizes, one after the other.
      for (const size of inTurn(SIZES, at)) {
        const page = await open(t, html, { size });
        await findings(page);
        await act?.(page);
        await view(part)(page);
        for (const theme of ["terang", "gelap"]) {
          await page.evaluate((value) => (document.documentElement.dataset.tema = value), theme);
          // Colours go over into each other for a moment.
          await page.evaluate(() => Promise.all(document.getAnimations().filter(({ effect }) => effect.getTiming().iterations !== Infinity).map((animation) => animation.finished.catch(() => {}))));
          assert.deepEqual(await seriousProblems(page), [], `${size[0]} px, ${theme}`);
        }
        assert.equal(await page.evaluate(() => document.documentElement.lang), "id");
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing sticks out");
      }
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
