// Payloads through the demo storefront: every view, with every payload in every text of its rows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useDemo } from "../demo/harness.mjs";
import { amount } from "../support/scope.mjs";
import { ENDPOINTS, fieldsOf, payloads, rowOf, rowsOf } from "./rows.mjs";
import { watch } from "./watch.mjs";

const demo = useDemo();

/** What the demo's own code makes. Its pictures of icons refer to drawings in the page. */
const TAGS =
  "a,b,button,dd,del,details,dialog,div,dl,dt,em,fieldset,figure,footer,form,h1,h2,h3,header,i,img,input,label,legend,li,main,nav,noscript,ol,option,p,picture,progress,s,section,select,small,span,strong,summary,svg,time,ul,use".split(",");

const VIEWS = [
  ["#/", ".kartu"],
  ["#/kategori", ".rak-satu"],
  ["#/cari?q=produk", ".kartu"],
  ["#/halaman", ".menu-ganda"],
  ["#/riwayat", ".baris"],
  ["#/mutasi/saldo", ".hari .baris"],
  ["#/mutasi/poin", ".hari .baris"],
];

/** Answers of all endpoints; the member can be given one payload only. */
const answers = (rows, member) => ({
  ...Object.fromEntries(Object.entries(ENDPOINTS).map(([endpoint, { path }]) => [path, rows(endpoint)])),
  "/user/info": rowOf("info", member),
});

/** What is odd about the page so far. */
async function harmless(page, where) {
  const { wrong, links } = await page.evaluate((tags) => window.inspect("main, dialog, nav", tags), TAGS);
  assert.deepEqual(await page.evaluate(() => window.hits), [], `${where}: executed`);
  assert.deepEqual(wrong, [], `${where}: unsafe nodes, attributes or links`);
  return links;
}

test("every view", async (t) => {
  const { page } = await demo.open(t, { rows: answers(rowsOf, payloads[0]), prepare: (page) => page.addInitScript(watch) });
  await page.locator("main .kartu").first().waitFor();
  let links = 0;
  for (const [address, ready] of VIEWS) {
    await page.evaluate((hash) => (window.location.hash = hash), address);
    await page.locator(`main ${ready}`).first().waitFor();
    links += await harmless(page, address);
  }
  const many = Object.entries(ENDPOINTS).filter(([endpoint]) => endpoint !== "info");
  const fields = many.reduce((sum, [, endpoint]) => sum + fieldsOf(endpoint).length, 0);
  t.diagnostic(`${payloads.length} payloads × ${fields} fields in ${VIEWS.length} views: 0 executed, 0 of ${links} links unsafe`);
});

/** So many payloads share a sheet, for opening one takes its time. */
const TOGETHER = amount(4, 8);

/** A product whose texts hold several payloads, one behind the other, and whose lists hold each. */
function crowded(some, place) {
  const { texts, lists, links, rest } = ENDPOINTS.produk;
  const fill = (names, value) => names.map((name) => [name, value]);
  const odd = some.filter((payload) => /^[^<]*:/.test(payload));
  // Identity is what a sheet is found by, so it differs.
  return { ...Object.fromEntries([...fill(texts, some.join("\n")), ...fill(lists, some), ...fill(links, odd[0] ?? some[0])]), ...rest, id_produk: String(place) };
}

test("the sheet of every product", async (t) => {
  const products = [];
  for (let start = 0; start < payloads.length; start += TOGETHER) products.push(crowded(payloads.slice(start, start + TOGETHER), start));
  const rows = (endpoint) => (endpoint === "produk" ? products : []);
  const { page } = await demo.open(t, { at: "/cari?q=produk", rows: answers(rows, "wajar"), prepare: (page) => page.addInitScript(watch) });
  await page.locator("main .kartu a").first().waitFor();
  let links = 0;
  for (let place = 0; place < products.length; place += 1) {
    links += await page.evaluate(
      async ([place, text, tags]) => {
        const until = async (done) => {
          for (let turn = 0; !done(); turn += 1) {
            if (turn > 15000) throw new Error(`waited in vain for the sheet of ${text}`);
            await new Promise((resolve) => setTimeout(resolve, 1));
          }
        };
        const sheet = document.getElementById("lembar");
        document.querySelectorAll("main .kartu a")[place].click();
        await until(() => sheet.open && sheet.querySelector(".lembar-judul")?.textContent === text);
        const { wrong, links } = window.inspect("#lembar", tags);
        if (wrong.length > 0) throw new Error(`${text}: ${wrong}`);
        sheet.querySelector(".lembar-tutup").click();
        await until(() => !sheet.open);
        return links;
      },
      [place, products[place].nama_produk, TAGS],
    );
  }
  await harmless(page, "all sheets");
  t.diagnostic(`${payloads.length} payloads × ${ENDPOINTS.produk.texts.length - 1 + ENDPOINTS.produk.lists.length} fields in ${products.length} sheets: 0 executed, 0 of ${links} links unsafe`);
});

/** So many payloads share a member, for whom the whole page is loaded anew. */
const IN_A_MEMBER = amount(12, 40);

test("the member's card", async (t) => {
  let member;
  const { page } = await demo.open(t, {
    at: "/akun",
    rows: answers(() => [], "wajar"),
    async prepare(page) {
      await page.addInitScript(watch);
      await page.route("**/user/info?*", (route) =>
        route.fulfill({ json: { code: 200, status: "ok", data: member ?? rowOf("info", "wajar") }, headers: { "access-control-allow-origin": "*" } }),
      );
    },
  });
  const { texts, links: fields } = ENDPOINTS.info;
  let links = 0;
  for (let start = 0; start < payloads.length; start += IN_A_MEMBER) {
    const some = payloads.slice(start, start + IN_A_MEMBER);
    member = rowOf("info", some.join("\n"));
    for (const name of fields) member[name] = some.find((payload) => /^[^<]*:/.test(payload)) ?? some[0];
    await page.reload();
    await page.waitForFunction((text) => document.querySelector(".member-nama")?.textContent === text, member.nama_user);
    links += await harmless(page, some[0]);
  }
  t.diagnostic(`${payloads.length} payloads × ${texts.length + fields.length} fields of the member: 0 executed, 0 of ${links} links unsafe`);
});
