// The short pieces of script between the pages, run as they stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksOf } from "./guide.mjs";
import { rupiah, until, useGuide } from "./harness.mjs";

const { open, api } = useGuide();

/** Pastes a piece into a page of its own. */
function run(t, title, more = "") {
  const piece = blocksOf("js").find((block) => block.title === title);
  return open(t, `<script type="module">${piece.code}${more}</script>`);
}

/** Asks for one product, with the piece's own client or a new one. */
const ASK = (client) => `${client}.produk.list().then(function (halaman) { console.log(halaman.data.length); });`;
const NEW = 'new BukaOlshop({ token: "TOKEN_OLSHOP_ANDA" })';

const logged = async (said, expected) => {
  await until(() => said.length >= expected.length, `${expected.length} lines, not ${said}`);
  assert.deepEqual(said, expected);
};

test("the first lines of the guide list products with their prices", async (t) => {
  const { said } = await run(t, "Mulai");
  const rows = await api("/app/produk", { total_data: "20" });
  await logged(said, rows.map((row) => `${row.nama_produk} ${rupiah(row.harga_produk)}`));
});

test("the daily limit tells how much is left", async (t) => {
  const { said } = await run(t, "Hemat request");
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
  const { said } = await run(t, "Tanya jawab");
  const rows = await api("/app/kategori", { struktur: "flat" });
  await logged(said, rows.map((row) => `${row.id_kategori} ${row.nama_kategori}`));
});

test("the balance is compared with a price", async (t) => {
  const { code } = blocksOf("js").find(({ title }) => title === "Tanya jawab (2)");
  const { page } = await open(t, `<script>${code}</script>`);
  const enough = (harga_produk) =>
    page.evaluate((harga_produk) => {
      const toko = { user: { info: () => Promise.resolve({ jumlah_saldo: 50000 }) } };
      return window.saldoCukup(toko, { harga_produk });
    }, harga_produk);
  assert.deepEqual([await enough(49999), await enough(50000), await enough(50001)], [true, true, false]);
});
