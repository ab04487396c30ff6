// Notes for orders that come from fields of the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { produk, settled, until, useElements } from "./harness.mjs";

const elements = useElements();

/** Playwright waits for links that are disabled, shoppers do not. */
const TAP = { force: true };

const ROWS = { "/app/produk": [produk({ id_produk: "1", url_produk: "/produk/1?a=1#b" }), produk({ id_produk: "2", url_produk: null })] };
const LINK = '<template><a class="beli" data-attr-href="url_produk" data-catatan-dari="pid server">Beli</a></template>';
const FIELDS = `<label>ID pemain <input id="pid" required pattern="\\d{4,9}" title="4 sampai 9 angka."></label>
  <select id="server" aria-label="Server"><option value="">Pilih<option value="asia">Asia<option>Eropa & Afrika</select>`;
const body = (fields = FIELDS) => `${fields}<olshop-produk>${LINK}</olshop-produk>`;

const state = (page) =>
  page.locator(".beli").evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.getAttribute("aria-disabled")]));
const FILLED = "/produk/1?a=1&catatan=12345%20asia#b";

test("a link gets what the fields hold as its note, and leads to the order only then", async (t) => {
  const { page, warnings } = await elements.open(t, body(), { rows: ROWS });
  await settled(page, "olshop-produk");
  assert.deepEqual(await state(page), [["#pid", "true"], [null, null]]);
  await page.fill("#pid", "12345");
  assert.deepEqual((await state(page))[0], ["#server", "true"]);
  await page.selectOption("#server", "asia");
  assert.deepEqual((await state(page))[0], [FILLED, null]);
  await page.fill("#pid", "  ");
  assert.deepEqual((await state(page))[0], ["#pid", "true"], "white space is no note");
  await page.fill("#pid", "12 3");
  assert.deepEqual((await state(page))[0], ["#pid", "true"], "the field's own pattern holds");
  await page.fill("#pid", "99999");
  await page.selectOption("#server", "Eropa & Afrika");
  assert.deepEqual((await state(page))[0], ["/produk/1?a=1&catatan=99999%20Eropa%20%26%20Afrika#b", null]);
  assert.deepEqual(warnings, []);
});

test("a tap on a link that is not ready says so to eyes and ears, goes to the field, and nowhere else", async (t) => {
  const { page } = await elements.open(t, body(), { rows: ROWS });
  await settled(page, "olshop-produk");
  const address = page.url();
  const alert = page.locator(".olshop-salah");
  await page.locator(".beli").first().click(TAP);
  assert.equal(await alert.textContent(), "Isi dulu: ID pemain. 4 sampai 9 angka.");
  assert.ok(await alert.isVisible());
  assert.equal(await alert.getAttribute("role"), "alert");
  const field = () => page.locator("#pid").evaluate((node) => [document.activeElement === node, node.getAttribute("aria-invalid"), node.getAttribute("aria-describedby")]);
  assert.deepEqual(await field(), [true, "true", await alert.getAttribute("id")]);
  assert.equal(page.url(), address);

  await page.fill("#pid", "12");
  await page.locator(".beli").first().press("Enter");
  assert.equal(await alert.textContent(), "Periksa lagi: ID pemain. 4 sampai 9 angka.");
  assert.equal(await alert.count(), 1, "the same line again");
  await page.fill("#pid", "12345");
  assert.equal(await alert.count(), 0);
  assert.deepEqual(await field(), [true, null, null]);

  await page.locator(".beli").first().click(TAP);
  assert.match(await alert.textContent(), /^Isi dulu: Server\. /);
  assert.equal(page.url(), address);
  await page.selectOption("#server", "asia");
  await page.route("**/produk/1*", (route) => route.fulfill({ body: "pesanan", contentType: "text/html" }));
  await page.locator(".beli").first().click(TAP);
  await page.waitForURL(`**${FILLED}`);
});

test("what the browser filled in by itself counts at the tap", async (t) => {
  const { page } = await elements.open(t, body(), { rows: ROWS });
  await settled(page, "olshop-produk");
  await page.evaluate(() => {
    pid.value = "12345";
    server.value = "asia";
  });
  await page.route("**/produk/1*", (route) => route.fulfill({ body: "pesanan", contentType: "text/html" }));
  await page.locator(".beli").first().click(TAP);
  await page.waitForURL(`**${FILLED}`);
});

test("what fields hold from the start is there from the start, also where they stand behind the list", async (t) => {
  const filled = FIELDS.replace("<input", '<input value="12345"').replace('value="asia"', 'value="asia" selected');
  const { page } = await elements.open(t, `<olshop-produk>${LINK}</olshop-produk>${filled}`, { rows: ROWS });
  await settled(page, "olshop-produk");
  assert.deepEqual((await state(page))[0], [FILLED, null]);
});

test("radio buttons are named by their name, and count once one is chosen", async (t) => {
  const radios = '<input id="pid" aria-label="ID"><label><input type="radio" name="server" value="asia">Asia</label><label><input type="radio" name="server" value="eropa">Eropa</label>';
  const { page, warnings } = await elements.open(t, body(radios), { rows: ROWS });
  await settled(page, "olshop-produk");
  await page.fill("#pid", "12345");
  assert.equal((await state(page))[0][1], "true");
  await page.getByLabel("Eropa").check();
  assert.deepEqual((await state(page))[0], ["/produk/1?a=1&catatan=12345%20eropa#b", null]);
  assert.deepEqual(warnings, []);
});

test("a field that is not there is told of, and no order goes without its note", async (t) => {
  const { page, warnings } = await elements.open(t, body('<input id="pid" value="12345">'), { rows: ROWS });
  await settled(page, "olshop-produk");
  assert.deepEqual((await state(page))[0], ["#server", "true"]);
  assert.deepEqual(warnings, ['bukaolshop: tidak ada isian dengan id "server" untuk data-catatan-dari.']);
  const address = page.url();
  await page.locator(".beli").first().click(TAP);
  assert.equal(page.url(), address);
});

test("a copy of a link, as carousels make them, is a link like the others", async (t) => {
  const { page } = await elements.open(t, body(), { rows: ROWS });
  await settled(page, "olshop-produk");
  await page.evaluate(() => document.body.append(document.querySelector(".beli").cloneNode(true)));
  await page.fill("#pid", "12345");
  await page.selectOption("#server", "asia");
  assert.deepEqual((await state(page)).map(([href]) => href), [FILLED, null, FILLED]);
});

test("the line stands below a row of fields, and outside of a label", async (t) => {
  const row = '<form style="display: flex"><label>ID pemain <input id="pid"></label><input id="server" placeholder="Server"></form>';
  const { page } = await elements.open(t, body(row), { rows: ROWS });
  await settled(page, "olshop-produk");
  await page.locator(".beli").first().click(TAP);
  const [form, line] = await page.evaluate(() => ["form", ".olshop-salah"].map((selector) => document.querySelector(selector).getBoundingClientRect().toJSON()));
  assert.ok(line.top >= form.bottom);
  assert.equal(await page.locator("label").textContent(), "ID pemain ");
});

test("in a shadow root, its own fields count", async (t) => {
  const { page } = await elements.open(
    t,
    `<div id="tempat"></div><script>
      const root = document.getElementById("tempat").attachShadow({ mode: "open" });
      root.innerHTML = ${JSON.stringify(body('<input id="pid"><input id="server" value="asia">')).replace(/<\//g, "<\\/")};
    </script>`,
    { rows: ROWS },
  );
  const href = () => page.evaluate(() => tempat.shadowRoot.querySelector(".beli")?.getAttribute("href"));
  await until(async () => (await href()) === "#pid", "the rows");
  await page.evaluate(() => {
    const field = tempat.shadowRoot.getElementById("pid");
    field.value = "12345";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  assert.equal(await href(), FILLED);
});

test("hostile values stay a note, and hostile links no links", async (t) => {
  const rows = { "/app/produk": [produk({ url_produk: "https://toko.example/p" }), produk({ id_produk: "2", url_produk: "javascript:diretas()" }), produk({ id_produk: "3", url_produk: "mailto:a@b.example" })] };
  const { page } = await elements.open(t, body('<input id="pid"><input id="server" value="x">'), { rows });
  await settled(page, "olshop-produk");
  await page.fill("#pid", '"><img src=x onerror=diretas()>&catatan=lain#');
  assert.deepEqual(await state(page), [
    ["https://toko.example/p?catatan=%22%3E%3Cimg%20src%3Dx%20onerror%3Ddiretas%28%29%3E%26catatan%3Dlain%23%20x", null],
    [null, null],
    ["mailto:a@b.example", null],
  ]);
});
