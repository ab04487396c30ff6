// A page of Leptos with the crate as its client (tests/leptos), compiled and opened in a browser, beside the mock server.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { root, startMockServer } from "../support/mock-server.mjs";

const TARGET = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "leptos");
const MEMBER = { token: "bW9jay90b2tvK2NvbnRvaA/x+y==", tokenUser: "tu+budi/9f2c==", idUser: "130173" };

let mock, site, browser;

before(async () => {
  const options = { cwd: join(root, "tests/leptos"), env: { ...process.env, CARGO_TARGET_DIR: TARGET }, stdio: ["ignore", "ignore", "inherit"] };
  execFileSync("cargo", ["build", "--locked", "--quiet", "--target", "wasm32-unknown-unknown"], options);
  const module = join(TARGET, "wasm32-unknown-unknown/debug/bukaolshop-leptos.wasm");
  execFileSync("wasm-bindgen", [module, "--out-dir", join(TARGET, "page"), "--out-name", "toko", "--target", "web"], options);
  mock = await startMockServer();
  site = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const file = pathname.match(/^\/(toko(?:_bg)?\.(?:js|wasm))$/)?.[1];
    if (file) {
      response.setHeader("content-type", file.endsWith("js") ? "text/javascript" : "application/wasm");
      response.end(readFileSync(join(TARGET, "page", file)));
      return;
    }
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(page(searchParams.get("base") ?? "", searchParams.get("token") ?? MEMBER.token));
  });
  await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  site?.close();
  await mock?.stop();
});

const page = (base, token) => `<!doctype html><html lang="id"><title>Toko</title>
<body data-token="${token}" data-base-url="${base}" data-token-user="${MEMBER.tokenUser}" data-id-user="${MEMBER.idUser}">
<script type="module">import start from "./toko.js"; start();</script>`;

/** Opens the page for a mock API with these faults; every message of its console is a failure. */
async function open(faults, { token } = {}) {
  const base = `${mock.url}/uji/leptos/${faults}/v1`;
  const opened = await browser.newPage();
  const said = [];
  opened.on("pageerror", (error) => said.push(String(error)));
  const query = new URLSearchParams({ base, ...(token === undefined ? {} : { token }) });
  await opened.goto(`http://127.0.0.1:${site.address().port}/?${query}`);
  return { opened, said };
}

test("products and the member's balance are shown", async () => {
  const { opened, said } = await open("-");
  await opened.locator("#produk li").nth(19).waitFor();
  assert.equal(await opened.locator("#produk li").count(), 20);
  assert.match(await opened.locator("#produk li span").first().textContent(), /^Rp\d{1,3}(\.\d{3})*$/);
  assert.equal(await opened.locator("#member").textContent(), "Budi Santoso, Rp1.250.000");
  assert.deepEqual(said, []);
  await opened.close();
});

test("a search shows what it finds", async () => {
  const { opened, said } = await open("-");
  await opened.locator("#produk li").nth(19).waitFor();
  const word = (await opened.locator("#produk li b").nth(5).textContent()).split(" ")[0];
  await opened.locator("#cari").fill(word);
  await opened.locator("#cari").press("Enter");
  await opened.waitForFunction(
    (word) => {
      const names = [...document.querySelectorAll("#produk li b")];
      return names.length > 0 && names.every((name) => name.textContent.toLowerCase().includes(word.toLowerCase()));
    },
    word,
  );
  assert.deepEqual(said, []);
  await opened.close();
});

test("what goes wrong is said in a sentence", async () => {
  const { opened, said } = await open("status:404,only:produk");
  assert.match(await opened.locator("[role=alert]").textContent(), /^Data tidak ditemukan \(kode 404\)/);
  await opened.close();
  const wrong = await open("-", { token: " " });
  assert.match(await wrong.opened.locator("[role=alert]").textContent(), /^Argumen tidak sah: token/);
  assert.deepEqual([...said, ...wrong.said], []);
  await wrong.opened.close();
});
