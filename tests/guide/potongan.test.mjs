// The short pieces of script between the pages, run as they stand.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { blocksOf } from "./guide.mjs";
import { rupiah, TOKEN, until, useGuide } from "./harness.mjs";
import { root } from "../support/mock-server.mjs";

const { open, api, address } = useGuide();

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

test("the first lines of a module list products with their prices", async (t) => {
  const { said } = await run(t, "Halaman dengan JavaScript");
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

/** Runs a program in a folder where the package is installed. */
async function runInNode(t, code, file) {
  const folder = await mkdtemp(join(tmpdir(), "panduan-"));
  t.after(() => rm(folder, { recursive: true }));
  await symlink(join(root, "pkg"), join(folder, "bukaolshop"));
  const options = `token: "${TOKEN}", baseUrl: "${address()}/v1"`;
  await writeFile(join(folder, file), code.replace('token: "TOKEN_OLSHOP_ANDA"', options));
  // A package is looked for in folders of this name only.
  await symlink(folder, join(folder, "node_modules"));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(folder, file)]);
  assert.equal(stderr, "");
  return stdout.trimEnd().split("\n");
}

/** Pieces of the chapter that take the package by its name. */
const programs = blocksOf("js").filter(({ code }) => /\("bukaolshop"\)|from "bukaolshop/.test(code));

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
  const rest = programs.filter(({ code }) => !code.includes("console.log"));
  assert.equal(rest.length, 2);
  for (const { code } of rest) {
    assert.deepEqual(await runInNode(t, `${code}\n${ASK("toko")}`, "program.mjs"), ["10"]);
  }
});
