import assert from "node:assert/strict";
import { test } from "node:test";
import { ALIKE, hold, pauseClock, rupiah, says, texts, until, useGuide } from "./harness.mjs";

const EXAMPLE = "2. Kategori dan pencarian";
const KECANTIKAN = "41420";
const { open, api } = useGuide();

const rows = (page) =>
  page.locator("#cari .baris").evaluateAll((nodes) =>
    nodes.map((node) => ({
      name: node.querySelector(".nama").textContent,
      price: node.querySelector(".harga").textContent,
      link: node.getAttribute("href"),
    })),
  );

/** Waits until the page shows what the API has for a query. */
async function shows(page, query) {
  const expected = (await api("/app/produk", { total_data: "50", ...query })).map((row) => ({
    name: row.nama_produk,
    price: rupiah(row.harga_produk),
    link: row.url_produk,
  }));
  const wanted = JSON.stringify(expected);
  await until(async () => JSON.stringify(await rows(page)) === wanted, `products of ${JSON.stringify(query)}`);
  await says(page, "#cari .keadaan", "");
  assert.notEqual(expected.length, 0);
}

const search = (page) => page.getByRole("searchbox", { name: "Cari produk" });

for (const as of ALIKE) {
  test(`${as} finds all products, those of a category, and those of a name within it`, async (t) => {
    const { page, requests } = await open(t, EXAMPLE, { as });
    await shows(page, {});
    const kategori = await api("/app/kategori");
    const buttons = page.locator("#cari .kategori button");
    await buttons.nth(kategori.length).waitFor();
    assert.deepEqual(await buttons.allTextContents(), ["Semua", ...kategori.map((row) => row.nama_kategori)]);

    await page.getByRole("button", { name: "Kecantikan" }).tap();
    await shows(page, { id_kategori: KECANTIKAN });
    assert.deepEqual(await texts(page, "#cari [aria-pressed=true]"), ["Kecantikan"]);

    await search(page).fill("parfum");
    await shows(page, { id_kategori: KECANTIKAN, cari_nama_produk: "parfum" });

    await page.getByRole("button", { name: "Semua" }).tap();
    await shows(page, { cari_nama_produk: "parfum" });
    assert.equal((await requests("/app/kategori")).length, 1);
    assert.equal((await requests("/app/produk")).length, 4);
  });
}

test("typing sends one request, after the last letter", async (t) => {
  const { page, requests } = await open(t, EXAMPLE, { prepare: (page) => page.clock.install() });
  await shows(page, {});
  await pauseClock(page);
  await search(page).pressSequentially("kopi");
  await page.clock.resume();
  await shows(page, { cari_nama_produk: "kopi" });
  assert.deepEqual(
    (await requests("/app/produk")).map((params) => params.cari_nama_produk),
    [undefined, "kopi"],
  );
});

test("a search that is overtaken is cancelled, and cannot overwrite the new one", async (t) => {
  const old = hold((url) => url.searchParams.get("cari_nama_produk") === "kaos");
  const { page } = await open(t, EXAMPLE, { prepare: old.prepare });
  await shows(page, {});
  const sent = page.waitForRequest(/cari_nama_produk=kaos/);
  const cancelled = page.waitForEvent("requestfailed", (request) => request.url().includes("cari_nama_produk=kaos"));
  await search(page).fill("kaos");
  await sent;
  await search(page).fill("kopi");
  assert.equal((await cancelled).failure().errorText, "net::ERR_ABORTED");
  old.release();
  await shows(page, { cari_nama_produk: "kopi" });
});

test("nothing found says so, and anything may be typed", async (t) => {
  const { page } = await open(t, EXAMPLE);
  await shows(page, {});
  await search(page).fill("tidak-ada-<b>barang</b>-ini");
  await says(page, "#cari .keadaan", "Tidak ada produk yang cocok.");
  assert.deepEqual(await rows(page), []);
  await search(page).fill("jahe, merah!");
  await shows(page, { cari_nama_produk: "jahe merah" });
});

test("without the list of categories, searching still works", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:404,only:kategori" });
  await search(page).fill("kopi");
  await shows(page, { cari_nama_produk: "kopi" });
  assert.deepEqual(await texts(page, "#cari .kategori button"), ["Semua"]);
});

test("after a failure, the button tries again", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:500,times:3,only:produk" });
  await page.getByText("Server bukaOlshop sedang bermasalah.").waitFor();
  await page.getByRole("button", { name: "Coba lagi" }).tap();
  await shows(page, {});
  assert.equal(await page.getByRole("button", { name: "Coba lagi" }).count(), 0);
});
