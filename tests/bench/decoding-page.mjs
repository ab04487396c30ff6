// A page in which decoding is measured, in today's Chromium or in an old one.
import { bundle } from "./bundles.mjs";
import { startSite } from "./site.mjs";
import { packageFiles } from "./weight.mjs";

/** Serves the page; the caller closes it. */
export async function startDecodingSite() {
  const files = packageFiles(["index.js", "bukaolshop_bg.wasm", "bukaolshop.min.js"]);
  files.set("/decoding.js", await bundle("decoding", "chrome71"));
  const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Uji</title>
<script>
if (typeof globalThis === "undefined") window.globalThis = window; // zod wants it, and Chromium 71 has none
</script>
<script type="module" src="/decoding.js"></script>`;
  return startSite(files, (path) => (path === "/page.html" ? html : undefined));
}

/** Opens it, ready to measure. */
export async function openDecodingPage(browser, site) {
  const page = await browser.newPage();
  await page.goto(`${site.origin}/page.html`);
  await page.evaluate(async () => {
    for (let i = 0; i < 500 && !window.decoding; i++) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  page.check();
  return page;
}
