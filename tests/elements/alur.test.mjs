// Elements as pages change: attributes, elements that come, go and move, scripts before and behind them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { count, hold, isApi, settled, texts, told, useElements, waiting } from "./harness.mjs";

const elements = useElements();

test("attributes changed by a script take effect; several at once are one request", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk total-data="10"></olshop-produk>');
  await settled(page, "olshop-produk");
  const kategori = await elements.rows("/app/kategori");
  const id = kategori[1].id_kategori;
  await page.evaluate((id) => {
    const host = document.querySelector("olshop-produk");
    host.setAttribute("id-kategori", id);
    host.setAttribute("total-data", "30");
    host.setAttribute("cari", "a");
    host.removeAttribute("cari");
  }, id);
  const expected = await elements.rows("/app/produk", { id_kategori: id, total_data: "30" });
  await settled(page, "olshop-produk");
  assert.deepEqual(await texts(page, ".olshop-nama"), expected.map((row) => row.nama_produk.trim()));
  const sent = await requests("/app/produk");
  assert.equal(sent.length, 2);
  assert.deepEqual([sent[1].id_kategori, sent[1].total_data, sent[1].cari_nama_produk], [id, "30", undefined]);
});

test("an attribute that changes nothing asks nothing", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk cari="" id-kategori=" " total-data="20"></olshop-produk>');
  await settled(page, "olshop-produk");
  await page.evaluate(() => {
    const host = document.querySelector("olshop-produk");
    host.removeAttribute("cari");
    host.setAttribute("total-data", " 20 ");
    host.setAttribute("class", "x");
  });
  await page.waitForTimeout(300);
  assert.equal((await requests("/app/produk")).length, 1);
});

test("tipe changes the kind of rows, and their look", async (t) => {
  const { page } = await elements.open(t, '<olshop-catatan tipe="saldo" total-data="10"></olshop-catatan>');
  await count(page, ".olshop-baris", 10);
  assert.match((await texts(page, ".olshop-jumlah"))[0], /^Rp/);
  await page.evaluate(() => document.querySelector("olshop-catatan").setAttribute("tipe", "poin"));
  await page.waitForFunction(() => /^\d+$/.test(document.querySelector(".olshop-jumlah")?.textContent ?? ""));
  assert.equal(await page.locator(".olshop-baris").count(), 10);
});

test("muat-lagi given later adds its button, and taken away takes it", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk total-data="10"></olshop-produk>');
  await settled(page, "olshop-produk");
  await page.evaluate(() => document.querySelector("olshop-produk").setAttribute("muat-lagi", ""));
  assert.equal(await page.locator(".olshop-lagi").count(), 1);
  await page.evaluate(() => document.querySelector("olshop-produk").removeAttribute("muat-lagi"));
  assert.equal(await page.locator(".olshop-lagi").count(), 0);
  assert.equal((await requests("/app/produk")).length, 1);
});

test("elements that ask the same thing send one request, and show the same", async (t) => {
  const api = hold(isApi);
  const { page, requests } = await elements.open(
    t,
    '<olshop-produk></olshop-produk><olshop-produk total-data="20"><template><i data-isi="nama_produk"></i></template></olshop-produk><olshop-produk cari=" "></olshop-produk>' +
      "<olshop-user></olshop-user><olshop-user></olshop-user><olshop-kategori></olshop-kategori><olshop-kategori></olshop-kategori>" +
      '<olshop-catatan></olshop-catatan><olshop-catatan tipe="poin"></olshop-catatan>',
    { prepare: api.prepare },
  );
  await waiting(page, "olshop-produk, olshop-user, olshop-kategori, olshop-catatan", 9);
  api.release();
  await settled(page, "olshop-produk, olshop-user, olshop-kategori, olshop-catatan");
  assert.equal(await page.locator(".olshop-kartu").count(), 40);
  assert.equal(await page.locator("olshop-produk > i").count(), 20);
  assert.equal((await requests("/app/produk")).length, 1);
  assert.equal((await requests("/user/info")).length, 1);
  assert.equal((await requests("/app/kategori")).length, 1);
  assert.equal((await requests("/user/catatan")).length, 2, "saldo and poin are two things");
});

test("elements before and behind the script tag, and the tag in the head", async (t) => {
  const element = (id) => `<olshop-produk id="${id}" total-data="10"><p>teks</p><template><i data-isi="nama_produk"></i></template></olshop-produk>`;
  for (const page of [
    (tag) => element("a") + tag + element("b"),
    (tag) => `<head>${tag}</head><body>${element("a")}${element("b")}`,
    (tag) => element("a") + element("b") + tag,
    (tag) => element("a") + tag.replace("<script", "<script defer") + element("b"),
    (tag) => element("a") + tag.replace("<script", "<script async") + element("b"),
  ]) {
    const api = hold(isApi);
    const opened = await elements.open(t, page, { prepare: api.prepare });
    await waiting(opened.page, "olshop-produk", 2);
    api.release();
    await settled(opened.page, "olshop-produk");
    assert.equal(await opened.page.locator("#a > i").count(), 10);
    assert.equal(await opened.page.locator("#b > i").count(), 10);
    assert.equal((await opened.requests("/app/produk")).length, 1);
  }
});

test("an element added by a script works, however it is made", async (t) => {
  const { page } = await elements.open(t, '<div id="tempat"></div>');
  await page.evaluate(() => {
    const made = document.createElement("olshop-produk");
    made.setAttribute("total-data", "10");
    tempat.append(made);
    tempat.insertAdjacentHTML("beforeend", '<olshop-kategori><template><i data-isi="nama_kategori"></i></template></olshop-kategori>');
    const late = new (customElements.get("olshop-kostumpage"))();
    tempat.append(late);
    late.innerHTML = '<template><u data-isi="nama_page"></u></template>';
  });
  await settled(page, "olshop-produk, olshop-kategori, olshop-kostumpage");
  assert.equal(await page.locator("olshop-produk > .olshop-kartu").count(), 10);
  assert.equal(await page.locator("olshop-kategori > i").count(), 8);
  assert.ok((await page.locator("olshop-kostumpage > u").count()) > 0);
});

test("an element taken away while it loads tells nothing, and loads when it comes back", async (t) => {
  const api = hold(isApi);
  const { page } = await elements.open(t, '<div id="tempat"><olshop-produk id="p" total-data="10"></olshop-produk></div>', { prepare: api.prepare });
  await waiting(page, "#p", 1);
  const givenUp = page.waitForEvent("requestfailed", (request) => request.url().includes("/app/produk"));
  await page.evaluate(() => {
    window.p0 = document.getElementById("p");
    window.p0.remove();
  });
  await givenUp;
  api.release();
  assert.deepEqual(await told(page), []);
  assert.equal(await page.evaluate(() => window.p0.data), null);
  await page.evaluate(() => tempat.append(window.p0));
  await count(page, ".olshop-kartu", 10);
  assert.equal((await told(page)).length, 1);
});

test("a moved element keeps its rows and asks nothing", async (t) => {
  const { page, requests } = await elements.open(t, '<olshop-produk total-data="10" muat-lagi></olshop-produk><div id="tempat"></div>');
  await count(page, ".olshop-kartu", 10);
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await count(page, ".olshop-kartu", 20);
  await page.evaluate(() => tempat.append(document.querySelector("olshop-produk")));
  await page.waitForTimeout(200);
  assert.equal(await page.locator("#tempat .olshop-kartu").count(), 20);
  assert.equal((await requests("/app/produk")).length, 2);
});

test("an element moved while it loads gets its answer once", async (t) => {
  const api = hold(isApi);
  const { page, requests } = await elements.open(t, '<olshop-produk total-data="10"></olshop-produk><div id="tempat"></div>', { prepare: api.prepare });
  await waiting(page, "olshop-produk", 1);
  await page.evaluate(() => tempat.append(document.querySelector("olshop-produk")));
  api.release();
  await count(page, "#tempat .olshop-kartu", 10);
  assert.equal((await requests("/app/produk")).length, 1);
  assert.equal((await told(page)).length, 1);
});

test("the script twice is harmless", async (t) => {
  const { page, requests, warnings } = await elements.open(
    t,
    (tag) => `${tag}<input data-cari-untuk="p"><olshop-produk id="p" total-data="10"></olshop-produk>${tag}<olshop-user></olshop-user>`,
  );
  await settled(page, "olshop-produk, olshop-user");
  assert.equal(await page.locator(".olshop-kartu").count(), 10);
  assert.equal(await page.locator(".olshop-anggota").count(), 1);
  await page.locator("input").fill("kopi");
  await page.waitForFunction(() => p.getAttribute("cari") === "kopi");
  await settled(page, "olshop-produk");
  assert.equal((await requests("/app/produk")).length, 2);
  assert.deepEqual(warnings, []);
});

test("a token that comes with a later tag wakes the elements that lacked it", async (t) => {
  const { page } = await elements.open(
    t,
    (tag) => `<script src="/pkg/bukaolshop.min.js"></script><olshop-produk total-data="10"></olshop-produk>${tag}`,
  );
  await count(page, ".olshop-kartu", 10);
  assert.equal(await page.locator("[role=alert]").count(), 0);
});
