// Whether a product can be bought: what cards and templates say of it, and the description as it was typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { produk, settled, texts, useElements } from "./harness.mjs";

const elements = useElements();

/** Products in every state; `says` is what the card says of why they cannot be bought. */
const STATES = [
  { says: "", row: { stok: 5 } },
  { says: "", row: { stok: 5, status_produk: "live" } },
  { says: "", row: { stok: 5, status_produk: "" } },
  { says: "Habis", row: { stok: 0 } },
  { says: "Habis", row: { stok: 0, status_produk: "live" } },
  { says: "Habis", row: { stok: -3 } },
  { says: "Habis", row: { stok: "-3", status_produk: "live" } },
  { says: "Gangguan", row: { stok: 5, status_produk: "gangguan" } },
  { says: "Gangguan", row: { stok: 0, status_produk: "gangguan" } },
  { says: "Gangguan", row: { stok: 5, kondisi_produk: " GANGGUAN " } },
  { says: "Tutup", row: { stok: 5, status_produk: "closed" } },
  { says: "Habis", row: { stok: 0, status_produk: "closed" } },
  // A status that is not known yet.
  { says: "Tutup", row: { stok: 5, status_produk: "constructor" } },
];
const rows = { "/app/produk": STATES.map(({ row }, at) => produk({ id_produk: String(at), nama_produk: `Produk ${at}`, ...row })) };

test("a card says why its product cannot be bought, and does not look as if it could be", async (t) => {
  const { page, warnings } = await elements.open(t, "<olshop-produk></olshop-produk>", {
    rows: { "/app/produk": rows["/app/produk"].map((row) => ({ ...row, gambar_utama: "/gambar/produk/uji.svg" })) },
  });
  await settled(page, "olshop-produk");
  const cards = await page.locator(".olshop-kartu").evaluateAll((cards) =>
    cards.map((card) => {
      const said = card.querySelector(".olshop-habis");
      const price = getComputedStyle(card.querySelector(".olshop-harga")).color;
      const picture = getComputedStyle(card.querySelector(".olshop-gambar")).opacity;
      return { says: said ? said.textContent : "", plain: price === getComputedStyle(card).color, faint: picture !== "1" };
    }),
  );
  assert.deepEqual(cards, STATES.map(({ says }) => ({ says, plain: says !== "", faint: says !== "" })));
  assert.deepEqual(warnings, []);
});

test("templates know tersedia and halangan, also in lists inside of a row", async (t) => {
  const { page, warnings } = await elements.open(
    t,
    `<olshop-produk><template>
      <p><i data-jika="tersedia">beli</i><i data-jika-tidak="tersedia" data-isi="halangan"></i><b data-isi="tersedia"></b></p>
      <template data-tiap="ukuran"><u data-jika="tersedia" data-isi="."></u></template>
    </template></olshop-produk>`,
    {
      rows: {
        "/app/produk": [
          produk({ id_produk: "1", stok: 3, ukuran: ["L", "XL"] }),
          produk({ id_produk: "2", stok: -1, ukuran: ["M"] }),
          produk({ id_produk: "3", stok: 3, status_produk: "gangguan" }),
        ],
      },
    },
  );
  await settled(page, "olshop-produk");
  assert.deepEqual(await texts(page, "olshop-produk p"), ["belitrue", "Habisfalse", "Gangguanfalse"]);
  assert.deepEqual(await texts(page, "olshop-produk u"), ["L", "XL"]);
  assert.deepEqual(warnings, []);
});

test("a field that the API sends under such a name is the one that templates get", async (t) => {
  const { page } = await elements.open(t, '<olshop-produk><template><p data-isi="tersedia"></p></template></olshop-produk>', {
    rows: { "/app/produk": [produk({ stok: 0, tersedia: "segera" })] },
  });
  await settled(page, "olshop-produk");
  assert.deepEqual(await texts(page, "olshop-produk p"), ["segera"]);
});

test("urut sorts by tersedia, and rows keep what came", async (t) => {
  const { page, warnings } = await elements.open(
    t,
    '<olshop-produk urut="-tersedia"><template><p data-isi="nama_produk"></p></template></olshop-produk>',
    { rows },
  );
  await settled(page, "olshop-produk");
  const names = (wanted) => STATES.flatMap((state, at) => (wanted(state) ? [`Produk ${at}`] : []));
  const buyable = ({ row }) => Number(row.stok) > 0 && ["live", "", undefined].includes(row.status_produk);
  assert.deepEqual(await texts(page, "olshop-produk p"), [...names(buyable), ...names((state) => !buyable(state))]);
  assert.ok(await page.locator("olshop-produk").evaluate((host) => host.data.every((row) => !("tersedia" in row) && !("halangan" in row))));
  assert.deepEqual(warnings, []);
});

test("a misspelt tersedia is told, and other rows do not have it", async (t) => {
  const { page, warnings } = await elements.open(
    t,
    `<olshop-produk><template><p data-jika="tersdia"></p></template></olshop-produk>
    <olshop-slide><template><p data-jika="tersedia"></p></template></olshop-slide>`,
    { rows },
  );
  await settled(page, "olshop-produk, olshop-slide");
  assert.ok(warnings.some((text) => text.includes('Mungkin maksudnya "tersedia"?')), warnings.join("\n"));
  assert.ok(warnings.some((text) => text.includes('tidak ada isian "tersedia"')), warnings.join("\n"));
});

for (const [attribute, sent] of [
  ["", undefined],
  ["use-raw-html", "true"],
  ['use-raw-html="true"', "true"],
  ['use-raw-html="use-raw-html"', "true"],
  ['use-raw-html="false"', "false"],
]) {
  test(`<olshop-produk ${attribute}> asks for descriptions so`, async (t) => {
    const { page, requests } = await elements.open(t, `<olshop-produk ${attribute}></olshop-produk>`);
    await settled(page, "olshop-produk");
    assert.deepEqual((await requests("/app/produk")).map((params) => params.use_raw_html), [sent]);
  });
}

test("a change of use-raw-html asks anew", async (t) => {
  const { page, requests } = await elements.open(t, "<olshop-produk></olshop-produk>");
  await settled(page, "olshop-produk");
  const answered = page.waitForResponse((response) => response.url().includes("use_raw_html=true"));
  await page.locator("olshop-produk").evaluate((host) => host.setAttribute("use-raw-html", ""));
  await answered;
  assert.equal((await requests("/app/produk")).length, 2);
});
