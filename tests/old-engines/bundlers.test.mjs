// Pages that bundlers made, told how old the engines are.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { buildWithEsbuild, buildWithVite, buildWithWebpack } from "../consumers/bundlers.mjs";
import { serveFolder } from "../consumers/site.mjs";
import { newProject } from "../consumers/workshop.mjs";
import { TOKEN } from "../support/mock-shop.mjs";
import { onEachEngine } from "./harness.mjs";

/** Old engines know no policy that lets WebAssembly run and keeps other code from being made of texts. */
const NO_POLICY = "";

/** webpack trusts Chromium 71 to know globalThis, which this early build of it does not. */
const FOR_WEBPACK = { target: "browserslist:chrome 70" };

const BUILDS = {
  Vite: (folder) => buildWithVite(folder, "--target", "chrome71"),
  webpack: (folder) => buildWithWebpack(folder, "built", "page.js", FOR_WEBPACK),
  esbuild: (folder) => buildWithEsbuild(folder, "built", "page.js", { target: "chrome71" }),
};

const sites = {};

before(async () => {
  for (const [bundler, build] of Object.entries(BUILDS)) {
    sites[bundler] = await serveFolder(await build(await newProject(bundler)), NO_POLICY);
  }
});

after(() => Promise.all(Object.values(sites).map((site) => site.stop())));

onEachEngine((old) => {
  for (const bundler of Object.keys(BUILDS)) {
    test(`a page built with ${bundler} lists products`, async (t) => {
      const page = await old.newPage(t);
      const session = old.shop.session();
      await page.goto(`${sites[bundler].url}/?${new URLSearchParams({ token: TOKEN, api: session.baseUrl })}`);
      await page.waitFor(() => document.title !== "memuat");
      const shown = await page.evaluate(() => [document.title, document.querySelectorAll("li").length]);
      assert.deepEqual(shown, ["selesai", 20]);
      assert.equal((await session.log()).length, 1);
    });
  }
});
