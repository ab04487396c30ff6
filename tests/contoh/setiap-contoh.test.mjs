// What holds for every example, whoever looks at it.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";
import { root } from "../support/mock-server.mjs";
import { inTurn } from "../support/scope.mjs";
import { asFile, EXAMPLES, isSettled, LIBRARY, overflow, sourceOf, TOKEN_TO_FILL_IN, VERSIONS } from "./contoh.mjs";
import { BUDI, seriousProblems, settle, TOKEN, useExamples } from "./harness.mjs";

const shop = useExamples();

/** Who looks, and in which light: a member and nobody, light and dark, in each of two rounds. */
const ROUNDS = [
  [["budi", "light"], ["literal", "dark"]],
  [["oneil", "dark"], ["tamu", "light"]],
];
/** What an example says to its visitor. */
const SHOWN = {
  beranda: ["Baru di toko", "Baru di toko"],
  kategori: ["Fashion Pria", "Fashion Pria"],
  pulsa: ["Pulsa Telkomsel 5.000", "Pulsa Telkomsel 5.000"],
  anggota: ["Kode referral", "Masuk dulu di aplikasi"],
  transaksi: ["No", "Masuk dulu di aplikasi"],
  "tautan-luar": ["Buka akun layanan", "Masuk dulu di aplikasi"],
  promo: ["Potongan harga", "Potongan harga"],
  voucher: ["Diamonds Mobile Legends", "Diamonds Mobile Legends"],
  member: ["Kode referral", "Masuk dulu di aplikasi"],
  cari: ["Hanya yang bisa dibeli", "Hanya yang bisa dibeli"],
  riwayat: ["pesanan", "Masuk dulu di aplikasi"],
};

const saysTo = (name, isMember) => SHOWN[name.replace(/-[a-z]+$/, "")][isMember ? 0 : 1];

/** Runs in a page: texts that a box without a scroll bar cuts off; a name of two lines ends with dots, as wanted. */
function cutOff() {
  const cuts = (node) => {
    const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(node);
    const isCut = (how, content, room) => how === "hidden" && content > room + 1;
    return (
      webkitLineClamp === "none" &&
      node.getClientRects().length > 0 &&
      (isCut(overflowX, node.scrollWidth, node.clientWidth) || isCut(overflowY, node.scrollHeight, node.clientHeight))
    );
  };
  return Array.from(document.querySelectorAll("body *")).filter(cuts).map((node) => node.outerHTML.slice(0, 200));
}

/** Runs in a page: flex boxes with a gap, which Chromium knows from 84 on. */
function flexGaps() {
  return Array.from(document.querySelectorAll("*"))
    .filter((node) => getComputedStyle(node).display.includes("flex") && !/^(normal ?)+$/.test(getComputedStyle(node).gap))
    .map((node) => node.outerHTML.slice(0, 200));
}

test("there are the promised examples, and no others", () => {
  const files = readdirSync(new URL("../../www/contoh/", import.meta.url)).filter((file) => file.endsWith(".html"));
  assert.deepEqual(files.sort(), [...EXAMPLES.map((name) => `${name}.html`), "index.html"].sort());
});

for (const [place, name] of EXAMPLES.entries()) {
  // Every second example is of the same version; neither version is to have the same turn each time.
  const turn = place + Math.floor(place / VERSIONS.length);

  for (const [as, colorScheme] of inTurn(ROUNDS, turn).flat()) {
    test(`${name}, as ${as}, ${colorScheme}: fits 360 px, cuts nothing off, keeps nobody out`, async (t) => {
      const { page } = await shop.open(t, name, { as, context: { colorScheme } });
      const text = await page.locator("body").innerText();
      const isMember = as === "budi" || as === "oneil";
      assert.ok(text.includes(saysTo(name, isMember)), text);
      assert.ok(!text.includes("{{") && !text.includes("Gagal dimuat"), text);
      assert.equal(await page.evaluate(overflow), 0);
      assert.deepEqual(await page.evaluate(cutOff), []);
      assert.deepEqual(await page.evaluate(flexGaps), []);
      assert.deepEqual(await seriousProblems(page), []);
    });
  }

  for (const as of inTurn(["budi", "tamu"], turn)) {
    test(`${name}, as ${as}: shows well in boxes of every height`, (t) => showInBoxes(t, name, as));
  }

  for (const member of inTurn([BUDI, undefined], turn)) {
    test(`${name}: runs from a file, as ${member ? "a member" : "nobody"}`, async (t) => {
      const folder = mkdtempSync(join(tmpdir(), "contoh-"));
      t.after(() => rmSync(folder, { recursive: true }));
      copyFileSync(join(root, "pkg/bukaolshop.min.js"), join(folder, "bukaolshop.min.js"));
      const baseUrl = `${shop.origin()}${shop.newSession()}/v1`;
      const file = join(folder, "halaman saya.html");
      writeFileSync(file, asFile(name, { library: "bukaolshop.min.js", token: TOKEN, baseUrl, member }));
      const { page } = await shop.newPage(t);
      await page.goto(pathToFileURL(file).href);
      await settle(page);
      await page.getByText(saysTo(name, member !== undefined)).first().waitFor();
      assert.equal(await page.evaluate(overflow), 0);
    });
  }

  test(`${name}: looks the same inside of a page that somebody else began`, async (t) => {
    const html = sourceOf(name)
      .replace(LIBRARY, "/pkg/bukaolshop.min.js")
      .replace(TOKEN_TO_FILL_IN, `data-token="${TOKEN}" data-base-url="${shop.origin()}/v1"`);
    const looks = [];
    for (const written of [html, `<html><head><title>Aplikasi</title></head><body>${html}</body></html>`]) {
      const { page } = await shop.newPage(t);
      await page.goto(await shop.paste("budi", written));
      await settle(page);
      looks.push(
        await page.locator("section *").evaluateAll((nodes) =>
          nodes.map((node) => [node.tagName, JSON.stringify(node.getBoundingClientRect())].join(" ")),
        ),
      );
    }
    assert.deepEqual(looks[1], looks[0]);
  });

  test(`${name}: says so when the library does not arrive`, async (t) => {
    const { page } = await shop.newPage(t, { failing: true });
    await page.route("**/bukaolshop.min.js", (route) => route.abort());
    await page.goto(`${shop.origin()}/app/budi/contoh/${name}.html`);
    await page.getByText("Gagal dimuat. Periksa internet, lalu buka lagi.").waitFor();
  });

  test(`${name}: names the attribute of a token that is missing`, async (t) => {
    const { page } = await shop.newPage(t, { failing: true });
    const told = [];
    page.on("console", (message) => told.push(message.text()));
    const html = sourceOf(name).replace(LIBRARY, "/pkg/bukaolshop.min.js").replace(TOKEN_TO_FILL_IN, "");
    await page.goto(await shop.paste("budi", html));
    // Elements tell the page's author alone.
    if (await page.locator(":defined:is(olshop-produk, olshop-user, olshop-transaksi)").count()) {
      await page.getByText("Bagian ini sedang tidak bisa ditampilkan.").first().waitFor();
      assert.ok(told.some((text) => /data-token/.test(text)), told.join());
    } else await page.getByText(/data-token/).first().waitFor();
    assert.equal(await page.locator(".tunggu >> visible=true").count(), 0);
  });

  test(`${name}: is written for Chromium 71, and safely`, async () => {
    const html = sourceOf(name);
    const inline = Array.from(html.matchAll(/<script>([^]*?)<\/script>/g), ([, code]) => code);
    const style = html.match(/<style>([^]*?)<\/style>/)[1];
    for (const [code, loader] of [...inline.map((code) => [code, "js"]), [style, "css"]]) {
      const written = await transform(code, { loader, target: "esnext" });
      const lowered = await transform(code, { loader, target: "chrome71" });
      assert.equal(lowered.code, written.code);
      assert.doesNotMatch(code, /\{\{/, "a shortcode in a script");
    }
    assert.doesNotMatch(inline.join(), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/);
    assert.doesNotMatch(style, /aspect-ratio|inset:|:is\(|:where\(|:has\(|focus-visible|clamp\(/);
    assert.equal(html.split(LIBRARY).length, 2);
    assert.equal(html.split(TOKEN_TO_FILL_IN).length, 2);
    if (name.endsWith("-elemen") && name !== "pulsa-elemen") assert.deepEqual(inline, []);
  });
}

for (const version of VERSIONS) {
  test(`all examples of the version ${version} work on one page`, async (t) => {
    const examples = EXAMPLES.filter((name) => name.endsWith(version));
    const html = examples
      .map(sourceOf)
      .join("\n")
      .replaceAll(LIBRARY, "/pkg/bukaolshop.min.js")
      .replaceAll(TOKEN_TO_FILL_IN, `data-token="${TOKEN}" data-base-url="${shop.origin()}/v1"`);
    const { page } = await shop.newPage(t);
    await page.goto(await shop.paste("budi", html));
    await settle(page);
    const ids = await page.evaluate(() => Array.from(document.querySelectorAll("[id]"), (node) => node.id));
    assert.deepEqual(ids, Array.from(new Set(ids)), "no name is used twice");
    const text = await page.locator("body").innerText();
    for (const name of examples) assert.ok(text.includes(saysTo(name, true)), name);
    assert.equal(await page.evaluate(overflow), 0);
  });
}

/** The app's kinds of boxes: as high as their content, as high as the screen, of a fixed height. */
async function showInBoxes(t, name, as) {
  const { page } = await shop.newPage(t);
  const session = shop.newSession();
  const src = `${shop.origin()}/app/${as}${session}/contoh/${name}.html`;
  const box = (id, height) => `<iframe id="${id}" title="${id}" src="${src}" style="height:${height}"></iframe>`;
  const boxes = `<!doctype html><html lang="id"><style>html, body { height: 100%; margin: 0 }
    iframe { display: block; width: 360px; border: 0 }</style>${box("wrap", "0")}${box("match", "100%")}${box("fixed", "300px")}
    <script>
      // WRAP_CONTENT: the box is measured when its page is loaded, and whenever the page's height changes.
      var wrap = document.getElementById("wrap");
      wrap.addEventListener("load", function () {
        var inside = wrap.contentDocument.documentElement;
        new ResizeObserver(function () { wrap.style.height = inside.offsetHeight + "px"; }).observe(inside);
      });
    </script>`;
  await page.goto(await shop.paste("literal", boxes));
  const measure = () => ({
    scrollHeight: document.documentElement.scrollHeight,
    clientHeight: document.documentElement.clientHeight,
    bottom: Math.max(...Array.from(document.querySelectorAll("section > *"), (node) => node.getBoundingClientRect().bottom)) + scrollY,
    covered: getComputedStyle(document.body).backgroundColor,
  });
  const measured = {};
  for (const id of ["wrap", "match", "fixed"]) {
    const frame = await (await page.waitForSelector(`#${id}`)).contentFrame();
    await frame.waitForURL(src);
    await frame.waitForFunction(isSettled);
    assert.equal(await frame.evaluate(overflow), 0, id);
    assert.deepEqual(await frame.evaluate(cutOff), [], id);
    measured[id] = await frame.evaluate(measure);
    assert.ok(measured[id].bottom <= measured[id].scrollHeight, `${id}: all of the content can be reached`);
    assert.notEqual(measured[id].covered, "rgba(0, 0, 0, 0)");
  }
  assert.equal(measured.match.clientHeight, 740);
  assert.equal(measured.fixed.clientHeight, 300);

  const wrap = await (await page.$("#wrap")).contentFrame();
  const grown = () => wrap.evaluate(measure);
  await page.waitForFunction(() => {
    const inside = document.getElementById("wrap").contentDocument.documentElement;
    return inside.scrollHeight === inside.clientHeight;
  });
  const before = await grown();
  assert.ok(before.clientHeight >= 100, "the box has grown around what came later");
  const asked = (await shop.requests(session)).length;

  const more = wrap.getByRole("button", { name: /^Muat/ }).first();
  if (await more.isVisible()) {
    await more.click();
    await page.waitForFunction((height) => document.getElementById("wrap").clientHeight > height, before.clientHeight);
    await wrap.waitForFunction(isSettled);
    assert.equal((await shop.requests(session)).length, asked + 1, "one tap, one request");
  }
  // A page whose height hangs on its box's would grow on and on.
  const height = await page.locator("#wrap").evaluate((frame) => frame.clientHeight);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await page.locator("#wrap").evaluate((frame) => frame.clientHeight), height);
}
