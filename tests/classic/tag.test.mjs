// The token of the page's own tag, where the script runs without that tag: loaders and managers of consent change its type, move it,
// or load its address by a tag of their own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useShop } from "./harness.mjs";
import { attributesFor, FILE, shopPage, tagWithSource, whatIsShown } from "./shop-page.mjs";

const chromium = useShop();
const SOURCE = `/pkg/${FILE}`;
const ELEMENTS = "<olshop-produk></olshop-produk><olshop-user></olshop-user>";

/** Opens a page as budi sees it; what it says on the console beside errors is kept too. */
async function open(t, html) {
  const opened = await chromium.newPage(t);
  await opened.page.goto(await chromium.shop.paste("budi", html));
  return opened;
}

const loads = (page) => page.waitForFunction(() => document.querySelectorAll(".olshop-kartu").length === 20 && document.querySelector(".olshop-saku"));

const DEAD = (attributes) => `<script type="text/plain" ${attributes} src="${SOURCE}"></script>`;
const ROCKET = (attributes) => `<script type="ab12-text/javascript" data-cfasync="false" ${attributes} data-src="${SOURCE}"></script>`;
const RUN = `<script>
  const tag = document.createElement("script");
  tag.src = "${SOURCE}";
  document.head.appendChild(tag);
</script>`;
const BARE = tagWithSource(SOURCE);

/** @type {Record<string, (attributes: string) => string>} */
const WAYS = {
  "a tag of another type before a bare one": (attributes) => DEAD(attributes) + BARE + ELEMENTS,
  "a tag whose address was taken off": (attributes) => ROCKET(attributes) + BARE + ELEMENTS,
  "a bare tag above, the page's own one below": (attributes) => BARE + ELEMENTS + DEAD(attributes),
  "a tag of type module, which no script knows as its own": (attributes) => ELEMENTS + `<script type="module" ${attributes} src="${SOURCE}"></script>`,
  "a script that makes a bare tag": (attributes) => DEAD(attributes) + ELEMENTS + RUN,
  "the text of the script, run by a loader": (attributes) => `${DEAD(attributes)}${ELEMENTS}<script>
    fetch("${SOURCE}").then((answer) => answer.text()).then((text) => {
      const tag = document.createElement("script");
      tag.text = text;
      document.head.appendChild(tag).remove();
    });
  </script>`,
  "another service's tag with a token above": (attributes) => `<script type="text/plain" data-token="lain" src="https://analitik.invalid/a.js"></script>${DEAD(attributes)}${BARE}${ELEMENTS}`,
};

for (const [how, html] of Object.entries(WAYS)) {
  test(`${how}: elements and BukaOlshop.toko have the token`, async (t) => {
    const api = chromium.shop.session();
    const { page, crashes, complaints } = await open(t, html(attributesFor(api.baseUrl)));
    await loads(page);
    assert.equal(await page.evaluate(() => BukaOlshop.toko.inApp), true);
    assert.deepEqual((await api.log()).map(({ path }) => path).sort(), ["/v1/app/produk", "/v1/user/info"]);
    assert.deepEqual([crashes, complaints], [[], []]);
  });
}

for (const useless of ["", " ", "{{token_open_api}}"]) {
  test(`a first tag with the token ${JSON.stringify(useless)} does not stand in the way of one that has it`, async (t) => {
    const api = chromium.shop.session();
    const html = `<script type="text/plain" data-token="${useless}" src="${SOURCE}"></script>${DEAD(attributesFor(api.baseUrl))}${BARE}${ELEMENTS}`;
    const { page, crashes, complaints } = await open(t, html);
    await loads(page);
    assert.deepEqual([crashes, complaints], [[], []]);
  });
}

test("a tag that was refused is mended by one that comes later", async (t) => {
  const api = chromium.shop.session();
  const { page } = await open(t, `<script src="${SOURCE}" data-token="{{token_open_api}}"></script>${ELEMENTS}`);
  await page.locator("olshop-produk > [role=alert]").waitFor();
  await page.evaluate(([html]) => document.head.append(document.createRange().createContextualFragment(html)), [DEAD(attributesFor(api.baseUrl))]);
  await page.waitForFunction(() => document.querySelectorAll(".olshop-kartu").length === 20);
});

test("quotes around the other attributes are not taken for a part of them", async (t) => {
  const api = chromium.shop.session();
  const attributes = attributesFor(api.baseUrl).replace(/data-base-url="([^"]*)"/, 'data-base-url="“$1”"');
  const { page, complaints } = await open(t, `<script src="${SOURCE}" ${attributes} data-daily-limit="“7”"></script>${ELEMENTS}`);
  await loads(page);
  assert.equal(await page.evaluate(() => BukaOlshop.toko.quota().then(({ limit }) => limit)), 7);
  assert.deepEqual(complaints, []);
});

test("a page's own script finds the client right behind the bare tag", async (t) => {
  const { page } = await open(t, shopPage(DEAD(attributesFor(chromium.shop.session().baseUrl)) + BARE));
  const shown = await (await page.waitForFunction(whatIsShown)).jsonValue();
  assert.deepEqual([shown.rows.length, shown.member, shown.error], [20, "Saldo Rp1.250.000", ""]);
});

test("fromScript in a page's own script reads the library's tag", async (t) => {
  const { page } = await open(t, `${DEAD(attributesFor(chromium.shop.session().baseUrl))}${BARE}<script>window.toko = BukaOlshop.fromScript();</script>`);
  assert.equal(await page.evaluate(() => window.toko.inApp), true);
});

for (const how of ["a tag", "the attribute of a tag"]) {
  test(`without a token, elements say so and name the cause; ${how} that comes much later is enough`, async (t) => {
    const api = chromium.shop.session();
    const { page, complaints } = await open(t, BARE + ELEMENTS);
    const reasons = await page.locator(".olshop-alasan").first().waitFor().then(() => page.locator(".olshop-alasan").allTextContents());
    assert.equal(reasons.length, 2);
    for (const reason of reasons) assert.match(reason, /data-token.*(loader)/);
    await page.evaluate(
      ([html, how]) => {
        const box = document.createElement("div");
        box.innerHTML = html;
        const tag = box.querySelector("script");
        const { token } = tag.dataset;
        if (how !== "a tag") delete tag.dataset.token;
        document.body.append(box);
        if (how !== "a tag") Promise.resolve().then(() => (tag.dataset.token = token));
      },
      [DEAD(attributesFor(api.baseUrl).replace("{{token_user}}", "tu+budi/9f2c==").replace("{{id_user}}", "130173")), how],
    );
    await loads(page);
    assert.deepEqual(complaints, []);
  });
}

test("a token in curly quotes is no wrong token: the hint names the quotes, and nothing is sent", async (t) => {
  for (const quoted of ["“abc”", "‘abc’", "„abc“", "abc”", "&quot;abc&quot;"]) {
    const api = chromium.shop.session();
    const { page, crashes, complaints } = await open(t, `<script src="${SOURCE}" data-token="${quoted}" data-base-url="${api.baseUrl}"></script><olshop-produk></olshop-produk>`);
    await page.locator(".olshop-alasan").waitFor();
    assert.match(await page.locator(".olshop-alasan").textContent(), /tanda kutip/, quoted);
    assert.equal(complaints.length, 1);
    assert.match(complaints[0], /tanda kutip/);
    assert.deepEqual(await page.evaluate(() => BukaOlshop.toko.produk.list().catch(({ kind }) => kind)), "invalid_argument");
    assert.deepEqual([await api.log(), crashes], [[], []]);
  }
});

test("curly quotes around the member's shortcodes are not taken for a part of them", async (t) => {
  const api = chromium.shop.session();
  const { page } = await open(t, tagWithSource(SOURCE, attributesFor(api.baseUrl).replace(/"(\{\{\w+\}\})"/g, "“$1”")) + ELEMENTS);
  await loads(page);
  assert.equal(await page.evaluate(() => BukaOlshop.toko.template("{" + "{id_user}" + "}")), "130173");
  const outside = await chromium.newPage(t);
  await outside.page.goto(await chromium.shop.paste("literal", tagWithSource(SOURCE, attributesFor(api.baseUrl).replace(/"(\{\{\w+\}\})"/g, "“$1”"))));
  assert.equal(await outside.page.evaluate(() => BukaOlshop.toko.inApp), false);
});
