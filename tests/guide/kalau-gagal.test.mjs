import assert from "node:assert/strict";
import { test } from "node:test";
import { asModule, example } from "./guide.mjs";
import { ALIKE, says, until, useGuide } from "./harness.mjs";

const EXAMPLE = "Kalau gagal";
const { open, api } = useGuide();

const again = (page) => page.getByRole("button", { name: "Coba lagi" });
const names = (page) => page.locator("#coba li").allTextContents();

for (const as of ALIKE) {
  test(`shows ${as} the products when all is well`, async (t) => {
    const { page } = await open(t, EXAMPLE, { as });
    const expected = (await api("/app/produk")).map((row) => row.nama_produk);
    await until(async () => (await names(page)).length === expected.length, "the products");
    assert.deepEqual(await names(page), expected);
    await says(page, "#coba [role=status]", "");
    assert.equal(await again(page).count(), 0);
  });
}

const FAILURES = [
  ["reset:before", "Internet sepertinya terputus. Periksa sambungan, lalu coba lagi.", true],
  ["status:429", "Toko sedang sibuk. Coba lagi sebentar lagi.", true],
  ["code:500", "Toko sedang sibuk. Coba lagi sebentar lagi.", true],
  ["status:503", "Toko sedang sibuk. Coba lagi sebentar lagi.", true],
  ["status:403", "Silakan masuk lagi di aplikasi.", false],
  ["status:401", "Bagian ini sedang diperbaiki.", false],
  ["html:1", "Bagian ini sedang diperbaiki.", false],
];

for (const [faults, text, retryable] of FAILURES) {
  test(`${faults}: says what a shopper can do, ${retryable ? "with" : "without"} the button`, async (t) => {
    const { page } = await open(t, EXAMPLE, { faults });
    await says(page, "#coba [role=status]", text);
    assert.equal(await again(page).isVisible(), retryable);
  });
}

test("the daily limit of the tag is kept", async (t) => {
  const limited = example(EXAMPLE).code.replace("data-token=", 'data-daily-limit="0" data-token=');
  const { page, requests } = await open(t, limited);
  await says(page, "#coba [role=status]", "Terlalu sering dibuka hari ini. Silakan kembali besok.");
  assert.deepEqual(await requests(), []);
});

test("the button brings the products once the server is back", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:503,times:3" });
  await again(page).tap();
  await until(async () => (await names(page)).length === 10, "the products");
  await says(page, "#coba [role=status]", "");
});

test("a module that does not arrive counts as lost internet, and the button brings it", async (t) => {
  let lost = true;
  const { page } = await open(t, asModule(example(EXAMPLE).code), {
    failing: true,
    prepare: (page) => page.route("**/bukaolshop_bg.wasm", (route) => (lost ? route.abort() : route.fallback())),
  });
  await says(page, "#coba [role=status]", "Internet sepertinya terputus. Periksa sambungan, lalu coba lagi.");
  lost = false;
  await again(page).tap();
  await until(async () => (await names(page)).length === 10, "the products");
});
