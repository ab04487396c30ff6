import assert from "node:assert/strict";
import { test } from "node:test";
import { ALIKE, produk, rupiah, says, texts, until, useGuide } from "./harness.mjs";

const EXAMPLE = "4. Harga pulsa";
const { open, apiAll } = useGuide();

const number = (page) => page.getByRole("textbox", { name: "Nomor HP" });

const rows = (page) =>
  page.locator("#pulsa .nominal").evaluateAll((nodes) =>
    nodes.map((node) => ({
      name: node.querySelector(".nama").textContent,
      price: node.querySelector(".harga").textContent,
      sold: !node.disabled,
    })),
  );

/** Whether a product can be bought. */
const sold = (row) => row.stok > 0 && row.status_produk === "live";

/** What the page is to show of products, in its order. */
function expected(products) {
  return products
    .sort((a, b) => a.harga_produk - b.harga_produk)
    .map((row) => ({ name: row.nama_produk, price: sold(row) ? rupiah(row.harga_produk) : "Gangguan", sold: sold(row) }));
}

for (const as of ALIKE) {
  test(`shows ${as} all pulsa, the cheapest first, for one request`, async (t) => {
    const { page, requests } = await open(t, EXAMPLE, { as });
    await page.locator("#pulsa .nominal").first().waitFor();
    const pulsa = await apiAll("/app/produk", { cari_nama_produk: "pulsa" });
    assert.deepEqual(await rows(page), expected(pulsa));
    assert.ok(pulsa.some((row) => !sold(row)), "one of them is out of order");
    const sent = (await requests()).map(({ cari_nama_produk, total_data }) => ({ cari_nama_produk, total_data }));
    assert.deepEqual(sent, [{ cari_nama_produk: "pulsa", total_data: "100" }]);
  });
}

const NUMBERS = [
  ["081234567890", "Telkomsel"],
  ["+62 856-1234-5678", "Indosat"],
  ["62 877 1234 5678", "XL"],
  ["0831", "Axis"],
  ["0896", "Tri"],
  ["0881", "Smartfren"],
];

test("the list narrows to the operator of the number, however it is written", async (t) => {
  const { page } = await open(t, EXAMPLE);
  await page.locator("#pulsa .nominal").first().waitFor();
  const pulsa = await apiAll("/app/produk", { cari_nama_produk: "pulsa" });
  for (const [typed, operator] of NUMBERS) {
    await number(page).fill(typed);
    await says(page, "#pulsa .petunjuk", operator);
    const names = (await rows(page)).map(({ name }) => name);
    const own = expected(pulsa.filter((row) => row.nama_produk.includes(` ${operator} `))).map(({ name }) => name);
    assert.deepEqual(names, own, typed);
    assert.equal(names.length, 10);
  }
  await number(page).fill("0800");
  await says(page, "#pulsa .petunjuk", "Isi nomor HP, lalu pilih nominal.");
  assert.equal((await rows(page)).length, pulsa.length, "an unknown operator hides nothing");
});

test("an operator that the shop does not sell leaves the whole list", async (t) => {
  const answers = { "/app/produk": [produk({ nama_produk: "Pulsa Axis 5.000" }), produk({ nama_produk: "Pulsa Axis 10.000", id_produk: "2" })] };
  const { page } = await open(t, EXAMPLE, { answers });
  await number(page).fill("081234567890");
  await until(async () => (await rows(page)).length === 2, "both");
});

test("a tap opens the product's page with the number as note", async (t) => {
  const { page } = await open(t, EXAMPLE);
  await page.locator("#pulsa .nominal").first().waitFor();
  await number(page).fill("+62 812-3456-7890");
  const pulsa = await apiAll("/app/produk", { cari_nama_produk: "pulsa" });
  const wanted = pulsa.find((row) => row.nama_produk === "Pulsa Telkomsel 25.000");
  await page.getByRole("button", { name: wanted.nama_produk }).tap();
  await page.waitForURL("https://olshopgue.bukaolshop.site/**");
  assert.equal(page.url(), `${wanted.url_produk}?catatan=081234567890`);
});

test("without a whole number, a tap asks for it instead", async (t) => {
  const { page } = await open(t, EXAMPLE);
  await page.locator("#pulsa .nominal:enabled").first().waitFor();
  for (const typed of ["", "0812345", "12345678901", "081234567890123"]) {
    await number(page).fill(typed);
    await page.locator("#pulsa .nominal:enabled").first().tap();
    await says(page, "#pulsa .petunjuk", "Nomor HP belum lengkap. Contoh: 081234567890.");
    assert.ok(await number(page).evaluate((node) => node === document.activeElement), "the field is ready for typing");
  }
});

test("what has no page, or an unsafe one, cannot be bought", async (t) => {
  const links = [null, "", "javascript:window.diretas=1", "https://olshopgue.bukaolshop.site/produk/uji-1"];
  const answers = { "/app/produk": links.map((url_produk, place) => produk({ url_produk, id_produk: String(place), nama_produk: `Pulsa ${place}` })) };
  const { page } = await open(t, EXAMPLE, { answers });
  await until(async () => (await rows(page)).length === 4, "all");
  assert.deepEqual((await rows(page)).map(({ sold }) => sold), [false, false, false, true]);
});

test("a shop without pulsa says so", async (t) => {
  const { page } = await open(t, EXAMPLE, { answers: { "/app/produk": [] } });
  await says(page, "#pulsa .keadaan", "Belum ada produk pulsa.");
});

test("after a failure, the button tries again", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:503,times:3" });
  await page.getByText("Server bukaOlshop sedang offline atau dirawat.").waitFor();
  await page.getByRole("button", { name: "Coba lagi" }).tap();
  await page.locator("#pulsa .nominal").first().waitFor();
  assert.deepEqual(await texts(page, "#pulsa .keadaan p"), [""]);
});
