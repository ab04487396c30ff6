// Vite: the package by its name, nothing configured.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { createLogger, createServer } from "vite";
import { buildWithVite } from "./bundlers.mjs";
import { folderLists, siteLists } from "./harness.mjs";
import { freePort } from "../support/free-port.mjs";
import { newProject, writePage } from "./workshop.mjs";

describe("Vite", () => {
  let folder;

  before(async () => {
    folder = await newProject("vite");
  });

  test("a build loads the module as a file of its own", async () => {
    const built = await buildWithVite(folder);
    await folderLists(built, [/^\/$/, /^\/assets\/index-\S+\.js$/, /^\/assets\/bukaolshop_bg-\S+\.wasm$/]);
  });

  test("the development server serves it", async () => {
    await writePage(folder, '<script type="module" src="/page.js"></script>');
    const warnings = [];
    const customLogger = createLogger("silent");
    for (const level of ["warn", "warnOnce", "error"]) customLogger[level] = (text) => warnings.push(text);
    // The server writes its port into its pages before it has one, so 0 won't do.
    const at = { host: "127.0.0.1", port: await freePort(), strictPort: true };
    const server = await createServer({ root: folder, configFile: false, customLogger, server: at });
    try {
      await server.listen();
      await siteLists(`http://127.0.0.1:${at.port}`);
      assert.deepEqual(warnings, []);
    } finally {
      await server.close();
    }
  });
});
