// Pages that forbid their scripts most things.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { MEMBERS, TOKEN } from "../support/mock-shop.mjs";
import { useShop } from "./harness.mjs";
import { FILE, library } from "./shop-page.mjs";

const chromium = useShop();

/** Runs in the page, as a script from the page's own host: all endpoints. */
function page() {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample);
  });
  window.run = () => {
    const toko = BukaOlshop.toko;
    const calls = [
      toko.produk.list(),
      toko.produk.all({}, { limit: 15 }).toArray(),
      toko.kategori.list(),
      toko.slide.list(),
      toko.kostumpage.list(),
      toko.user.info(),
      toko.user.catatan.list({ tipe: "poin" }),
      toko.user.transaksi.list(),
    ];
    return Promise.all(calls.map((call) => call.then(() => "ok", (error) => error.kind + ": " + error.message)));
  };
}

/** Opens a page under this policy; the library and the page's script come from its own host. */
async function openUnder(t, policy) {
  const attributes = Object.entries({
    "data-token": TOKEN,
    "data-token-user": MEMBERS.budi.tokenUser,
    "data-id-user": MEMBERS.budi.idUser,
    "data-base-url": chromium.shop.session().baseUrl,
  }).map(([name, value]) => `${name}="${value}"`).join(" ");
  const files = {
    "/": ["text/html", `<!doctype html><meta charset="utf-8"><link rel="icon" href="/favicon.ico">
      <script src="/halaman.js"></script><script ${attributes} src="/${FILE}"></script>`],
    "/halaman.js": ["text/javascript", `(${page})();`],
    [`/${FILE}`]: ["text/javascript", library],
    "/favicon.ico": ["image/x-icon", ""],
  };
  const host = createServer(({ url }, answer) => {
    const [type, body] = files[url];
    answer.writeHead(200, { "content-type": type, "content-security-policy": policy }).end(body);
  }).listen(0, "127.0.0.1");
  t.after(() => host.close());
  await once(host, "listening");

  const opened = await chromium.newPage(t);
  await opened.page.goto(`http://127.0.0.1:${host.address().port}/`);
  return opened;
}

const POLICIES = {
  "only scripts of its own host, and WebAssembly": "script-src 'self' 'wasm-unsafe-eval'",
  "nothing but what the library needs": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src http://localhost:*; img-src 'self'",
  "Trusted Types enforced": "require-trusted-types-for 'script'",
  "Trusted Types enforced, and none to be had": "require-trusted-types-for 'script'; trusted-types 'none'",
  "all of it": "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'",
};

for (const [what, policy] of Object.entries(POLICIES)) {
  test(`${what}: everything works, nothing is violated`, async (t) => {
    const { page, crashes, complaints } = await openUnder(t, policy);
    assert.deepEqual(new Set(await page.evaluate(() => window.run())), new Set(["ok"]));
    assert.deepEqual([await page.evaluate(() => window.violations), crashes, complaints], [[], [], []]);
  });
}

test("a page that forbids WebAssembly gets load errors that say so", async (t) => {
  const { page, crashes } = await openUnder(t, "script-src 'self'");
  for (const outcome of await page.evaluate(() => window.run())) {
    assert.match(outcome, /^load: .*WebAssembly/s);
  }
  assert.equal(await page.evaluate(() => BukaOlshop.rupiah(5000)), "Rp5.000");
  assert.deepEqual(crashes, []);
});
