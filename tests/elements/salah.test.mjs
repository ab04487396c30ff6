// What page authors get wrong, and devices that can't.
import assert from "node:assert/strict";
import { test } from "node:test";
import { count, settled, texts, useElements } from "./harness.mjs";

const elements = useElements();

/** What shoppers are told of a mistake that only the page's author can mend. */
const CLOSED = "Bagian ini sedang tidak bisa ditampilkan.";

/** What an element says to shoppers in place of rows. */
const said = (page, selector) => page.locator(`${selector} > [role=alert] p`).textContent();

/** Fails unless shoppers see nothing of a mistake, and the page's author is told of it once. */
async function onlyTheAuthorKnows(page, warnings, selector, mistake) {
  assert.equal(await said(page, selector), CLOSED);
  const told = warnings.filter((text) => mistake.test(text));
  assert.equal(told.length, 1, warnings.join("\n"));
  assert.ok(told[0].startsWith("bukaolshop: <olshop-"), told[0]);
}

for (const [element, names] of [
  ['<olshop-produk total-data="15">', /total_data/],
  ['<olshop-produk total-data="200">', /total_data/],
  ['<olshop-produk total-data="banyak">', /total_data/],
  ['<olshop-produk total-data="0">', /total_data/],
  ['<olshop-produk id-kategori="abc">', /id_kategori/],
  ['<olshop-produk id-kategori="-1">', /id_kategori/],
  ['<olshop-kategori struktur="datar">', /struktur/],
  ['<olshop-catatan tipe="koin">', /tipe.*saldo.*poin/],
  ['<olshop-transaksi total-data="5">', /total_data/],
]) {
  test(`${element} says which value is wrong, sends nothing, and stops no other`, async (t) => {
    const { page, requests, warnings } = await elements.open(t, `${element.replace(" ", ' id="salah" ')}</olshop-x><olshop-produk id="benar" total-data="10"></olshop-produk>`.replace("olshop-x", element.match(/olshop-\w+/)[0]));
    await settled(page, "#salah, #benar");
    await onlyTheAuthorKnows(page, warnings, "#salah", /id="salah">: Argumen tidak sah/);
    assert.match(warnings[0], names);
    assert.equal(await page.locator("#benar > .olshop-kartu").count(), 10);
    assert.equal((await requests("")).length, 1);
    await page.evaluate(() => {
      for (const name of ["total-data", "id-kategori", "struktur", "tipe"]) document.getElementById("salah").removeAttribute(name);
    });
    await page.waitForFunction(() => document.querySelector("#salah > a"));
    assert.equal(await page.locator("#salah > [role=alert]").count(), 0);
  });
}

test("a missing token says which attribute to add", async (t) => {
  const { page, warnings } = await elements.open(t, '<olshop-produk></olshop-produk><olshop-user><template data-saat="gagal"><b data-isi="message"></b></template></olshop-user>', { tag: "" });
  await settled(page, "olshop-produk, olshop-user");
  await onlyTheAuthorKnows(page, warnings, "olshop-produk", /<olshop-produk>: .*data-token/);
  assert.deepEqual(await texts(page, "olshop-user > b"), [CLOSED]);
});

for (const [tag, names] of [
  ['data-token=""', /data-token/],
  ['data-token="x" data-base-url="http://toko.invalid"', /baseUrl/],
]) {
  test(`a tag with ${tag} says what is wrong with it`, async (t) => {
    const { page, warnings } = await elements.open(t, "<olshop-slide></olshop-slide>", { tag });
    await settled(page, "olshop-slide");
    await onlyTheAuthorKnows(page, warnings, "olshop-slide", names);
  });
}

test("a wrong token says so, and elements for everyone fail like any other", async (t) => {
  const { page, warnings } = await elements.open(t, "<olshop-slide></olshop-slide>", { tag: 'data-token="salah"' });
  await settled(page, "olshop-slide");
  await onlyTheAuthorKnows(page, warnings, "olshop-slide", /Token olshop ditolak/);
});

test("one element whose request fails stops no other", async (t) => {
  const { page } = await elements.open(t, "<olshop-kategori></olshop-kategori><olshop-slide></olshop-slide><olshop-produk total-data=10></olshop-produk>", {
    faults: "html:1,only:kategori",
  });
  await settled(page, "olshop-kategori, olshop-slide, olshop-produk");
  assert.ok((await said(page, "olshop-kategori")).length > 10);
  assert.equal(await page.locator(".olshop-kartu").count(), 10);
  assert.ok((await page.locator(".olshop-geser").count()) > 0);
});

test("a listener of the page that throws stops no element", async (t) => {
  const { page } = await elements.open(
    t,
    '<script>window.salah = 0; window.onerror = () => { window.salah += 1; return true; }; document.addEventListener("olshop:muat", () => { throw new Error("salah halaman"); });</script><olshop-slide></olshop-slide><olshop-produk total-data="10"></olshop-produk>',
    { prepare: async (page) => page.removeAllListeners("pageerror") },
  );
  await settled(page, "olshop-slide, olshop-produk");
  assert.equal(await page.locator(".olshop-kartu").count(), 10);
  assert.equal(await page.evaluate(() => window.salah), 2);
});

test("without WebAssembly every element says what to do, and keeps what the page has inside", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk><h2>Terbaru</h2><template><i data-isi="nama_produk"></i></template></olshop-produk><olshop-user></olshop-user>', {
    prepare: (page) => page.addInitScript(() => delete window.WebAssembly),
  });
  await settled(page, "olshop-produk, olshop-user");
  for (const name of ["olshop-produk", "olshop-user"]) {
    assert.match(await page.locator(`${name} > [role=alert]`).textContent(), /WebAssembly/);
  }
  assert.equal(await page.locator("olshop-produk > h2, olshop-produk > template").count(), 2);
  await page.evaluate(() => document.querySelector("olshop-produk").muatUlang());
  assert.equal(await page.locator("olshop-produk > [role=alert]").count(), 1);
  assert.deepEqual(await requests(""), []);
});

test("a module that fails to start says so, and is tried again", async (t) => {
  const { page, warnings } = await elements.open(t, '<olshop-produk total-data="10"></olshop-produk>', {
    prepare: (page) =>
      page.addInitScript(() => {
        const real = WebAssembly.instantiate;
        WebAssembly.instantiate = (...all) =>
          window.memoriCukup ? real.apply(WebAssembly, all) : Promise.reject(new Error("kehabisan memori"));
      }),
  });
  const alert = page.locator("olshop-produk > [role=alert]");
  await alert.waitFor();
  await onlyTheAuthorKnows(page, warnings, "olshop-produk", /kehabisan memori/);
  await page.evaluate(() => {
    window.memoriCukup = true;
    return document.querySelector("olshop-produk").muatUlang();
  });
  await count(page, ".olshop-kartu", 10);
  assert.equal(await alert.count(), 0);
});
