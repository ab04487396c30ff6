// The short pieces of script between the pages, run as they stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksOf, TAG } from "./guide.mjs";
import { BUDI, rupiah, TOKEN, until, useGuide } from "./harness.mjs";
import { saved, started } from "./program.mjs";

const { open, api, address } = useGuide();

const piece = (title) => blocksOf("js").find((block) => block.title === title).code;

/** Pastes a piece that imports the package into a page of its own. */
const run = (t, title, more = "") => open(t, `<script type="module">${piece(title)}${more}</script>`);

/** Pastes a piece below the classic script's tag, as the guide says. @param {string} [attributes] more of the tag's */
const runBelowTag = (t, title, attributes = "") => open(t, `${TAG.replace("data-token=", `${attributes} data-token=`)}<script>${piece(title)}</script>`);

/** Asks for one product, with the piece's own client or a new one. */
const ASK = (client) => `${client}.produk.list().then(function (halaman) { console.log(halaman.data.length); });`;
const NEW = 'new BukaOlshop({ token: "TOKEN_OLSHOP_ANDA" })';

const logged = async (said, expected) => {
  await until(() => said.length >= expected.length, `${expected.length} lines, not ${said}`);
  assert.deepEqual(said, expected);
};

test("the first lines of a script list products with their prices, with the one tag and as a module", async (t) => {
  const rows = await api("/app/produk", { total_data: "20" });
  const expected = rows.map((row) => `${row.nama_produk} ${rupiah(row.harga_produk)}`);
  for (const { said } of [await runBelowTag(t, "Halaman dengan JavaScript"), await run(t, "Halaman dengan JavaScript (2)")]) await logged(said, expected);
});

test("the daily limit tells how much is left", async (t) => {
  const { said } = await runBelowTag(t, "Hemat request", 'data-daily-limit="10"');
  await until(() => said.length === 1, "a line");
  assert.match(said[0], /^0 dari 10 request, mulai lagi \d+\/\d+\/\d+, \d\d\.\d\d\.\d\d$/);
});

test("the package comes from the CDN", async (t) => {
  const { said } = await run(t, "Dari mana berkasnya", ASK(NEW));
  await logged(said, ["10"]);
});

test("the package comes from the shop's own host", async (t) => {
  const { said } = await run(t, "Dari mana berkasnya (2)", ASK(NEW));
  await logged(said, ["10"]);
});

test("the module comes from another folder", async (t) => {
  const { said } = await run(t, "Dari mana berkasnya (3)", ASK("toko"));
  await logged(said, ["10"]);
});

test("the ids of all categories are listed", async (t) => {
  const { said } = await runBelowTag(t, "Tanya jawab");
  const rows = await api("/app/kategori", { struktur: "flat" });
  await logged(said, rows.map((row) => `${row.id_kategori} ${row.nama_kategori}`));
});

test("the balance is compared with a price", async (t) => {
  const { page } = await open(t, `<script>${piece("Tanya jawab (2)")}</script>`);
  const enough = (harga_produk) =>
    page.evaluate((harga_produk) => {
      const toko = { user: { info: () => Promise.resolve({ jumlah_saldo: 50000 }) } };
      return window.saldoCukup(toko, { harga_produk });
    }, harga_produk);
  assert.deepEqual([await enough(49999), await enough(50000), await enough(50001)], [true, true, false]);
});

test("the link to one's own server carries the member, encoded, and is there for members only", async (t) => {
  const { page } = await open(t, "Halaman dan server Anda");
  const link = page.getByRole("link", { name: "Pesanan saya" });
  await link.waitFor();
  const { origin, pathname, searchParams } = new URL(await link.evaluate((a) => a.href));
  assert.equal(origin + pathname, "https://situs-anda.com/pesanan");
  assert.deepEqual(Object.fromEntries(searchParams), BUDI);
  for (const as of ["tamu", "literal"]) {
    const guest = await open(t, "Halaman dan server Anda", { as });
    await guest.page.waitForFunction("window.BukaOlshop");
    assert.equal(await guest.page.getByText("Pesanan saya").isVisible(), false, as);
    assert.equal(await guest.page.locator("#pesanan-saya[href]").count(), 0, as);
  }
});

/** Runs a program to its end, and gives back the lines that it printed. */
async function runInNode(t, code, file) {
  const options = `token: "${TOKEN}", baseUrl: "${address()}/v1"`;
  const folder = await saved(t, code.replace('token: "TOKEN_OLSHOP_ANDA"', options), file);
  const { said, ended } = started(t, folder, file);
  assert.deepEqual(await ended, [0, null], said.err);
  assert.equal(said.err, "");
  return said.out.trimEnd().split("\n");
}

/** Pieces of the chapter that take the package by its name; server.test.mjs has those of the chapter on servers. */
const programs = blocksOf("js").filter(
  ({ title, code }) => title.startsWith("Dari mana berkasnya") && /\("bukaolshop"\)|from "bukaolshop/.test(code),
);

test("the package is imported by Node.js", async (t) => {
  const { code } = programs.find(({ code }) => /^import .*rupiah.* "bukaolshop"/.test(code));
  const rows = await api("/app/produk");
  assert.deepEqual(await runInNode(t, code, "program.mjs"), rows.map((row) => `${row.nama_produk} ${rupiah(row.harga_produk)}`));
});

test("the package is required by Node.js", async (t) => {
  const { code } = programs.find(({ code }) => code.includes("require("));
  const rows = await api("/app/kategori");
  assert.deepEqual(await runInNode(t, code, "program.cjs"), [`${rows.length} kategori`]);
});

test("the entries for bundlers are there", async (t) => {
  // The elements' own lines are for pages: tests/consumers tries such.
  const rest = programs.filter(({ code }) => !code.includes("console.log") && !code.includes("bukaolshop/elements"));
  assert.equal(rest.length, 2);
  for (const { code } of rest) {
    assert.deepEqual(await runInNode(t, `${code}\n${ASK("toko")}`, "program.mjs"), ["10"]);
  }
});
