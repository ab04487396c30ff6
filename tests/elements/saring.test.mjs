// Rows that are shown and rows that are not: the attribute `saring`, the page's fields, the page's function.
import assert from "node:assert/strict";
import { test } from "node:test";
import { produk, settled, texts, useElements } from "./harness.mjs";

const elements = useElements();

const NAME = '<template><i data-isi="nama_produk"></i></template>';
const SHELF = {
  "/app/produk": [
    produk({ id_produk: "1", nama_produk: "Kaos Merah", harga_produk: 50000, harga_produk_asli: 80000, stok: 3, warna: ["Merah", "Biru tua"] }),
    produk({ id_produk: "2", nama_produk: "Topi merah muda", harga_produk: 25000, stok: 0, kondisi_produk: "bekas" }),
    produk({ id_produk: "3", nama_produk: "Tas", harga_produk: 120000, stok: -2, tanggal: "2024-02-01 00:00:00" }),
    produk({ id_produk: "4", nama_produk: "Kaos &amp; Topi", harga_produk: 50001, stok: 7, warna: ["Hijau"] }),
  ],
};

/** Ids of the rows that are shown, by the names that the page shows. */
const shown = (page, selector = "#rak > i") =>
  texts(page, selector).then((names) => names.map((name) => String(["Kaos Merah", "Topi merah muda", "Tas", "Kaos & Topi"].indexOf(name) + 1)).join(""));

for (const [expression, expected] of [
  ["", "1234"],
  ["harga_produk<=50000", "12"],
  ["harga_produk < 50.000", "2"],
  ["harga_produk>Rp50.000", "34"],
  ["harga_produk>=50000", "134"],
  ["harga_produk=50000", "1"],
  ["harga_produk!=50000", "234"],
  ["harga_produk=lima", ""],
  ["harga_produk!=lima", "1234"],
  ["nama_produk~merah", "12"],
  ["nama_produk~'merah m'", "2"],
  ['nama_produk~"KAOS & T"', "4"],
  ["nama_produk=tas", "3"],
  ["!nama_produk~merah", "34"],
  ["! nama_produk ~ merah", "34"],
  ["stok", "14"],
  ["tersedia", "14"],
  ["!tersedia", "23"],
  ["kosong_stok", "23"],
  ["potongan_persen>=37; potongan=30000", "1"],
  ["warna=merah", "1"],
  ["warna~biru", "1"],
  ["warna!=merah", "234"],
  ["warna", "14"],
  ["hari=2024-02-01", "3"],
  ["tanggal>=2024-01-31", "3"],
  ["kondisi_produk=bekas;", "2"],
  ["harga_produk<=50000; stok; nama_produk~merah", "1"],
  [";; stok ;\n nama_produk~kaos ; ", "14"],
  ["kondisi_produk=''", ""],
  ["nama_produk~nilai", ""],
]) {
  test(`saring="${expression}" shows ${expected || "nothing"}`, async (t) => {
    const { page, warnings, requests } = await elements.open(t, `<olshop-produk id="rak">${NAME}</olshop-produk>`, { rows: SHELF });
    await settled(page, "#rak");
    await page.evaluate((expression) => document.querySelector("#rak").setAttribute("saring", expression), expression);
    assert.equal(await shown(page), expected);
    assert.deepEqual(warnings, []);
    assert.equal((await requests("/app/produk")).length, 0, "the answer is the test's own");
  });
}

test("every field filters, several for one list, and each at once", async (t) => {
  const { page, requests } = await elements.open(
    t,
    `<form id="formulir">
      <input id="nama" type="search" data-saring-untuk="rak" data-saring="nama_produk~nilai">
      <input id="harga" type="number" data-saring-untuk="rak" data-saring="harga_produk<=nilai">
      <label><input id="ada" type="checkbox" data-saring-untuk="rak" data-saring="tersedia">Ada</label>
      <label><input type="radio" name="k" value="" checked data-saring-untuk="rak" data-saring="kondisi_produk=nilai">Semua</label>
      <label><input type="radio" name="k" value="bekas" data-saring-untuk="rak" data-saring="kondisi_produk=nilai">Bekas</label>
      <select id="warna" data-saring-untuk="rak" data-saring="warna=nilai"><option value="">Semua<option>Biru tua<option>Hijau</select>
      <button id="murah" type="button" data-saring-untuk="rak lain" data-saring="harga_produk<50000">Murah</button>
      <button id="ulang" type="reset">Ulang</button>
    </form>
    <olshop-produk id="rak" saring="harga_produk<100000">${NAME}</olshop-produk><olshop-produk id="lain">${NAME}</olshop-produk>`,
    { rows: SHELF },
  );
  await settled(page, "olshop-produk");
  assert.equal(await shown(page), "124", "the element's own attribute holds, too");
  await page.locator("#nama").pressSequentially("KAOS");
  assert.equal(await shown(page), "14");
  await page.locator("#harga").fill("50000");
  assert.equal(await shown(page), "1");
  await page.locator("#nama").fill("");
  assert.equal(await shown(page), "12");
  await page.locator("#ada").check();
  assert.equal(await shown(page), "1");
  await page.locator("#ada").uncheck();
  await page.getByLabel("Bekas").check();
  assert.equal(await shown(page), "2");
  await page.getByLabel("Semua").check();
  assert.equal(await shown(page), "12");
  await page.locator("#harga").fill("");
  await page.locator("#warna").selectOption("Hijau");
  assert.equal(await shown(page), "4");
  await page.locator("#warna").selectOption("");
  const button = page.locator("#murah");
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  await button.click();
  assert.deepEqual([await shown(page), await shown(page, "#lain > i"), await button.getAttribute("aria-pressed")], ["2", "2", "true"]);
  await button.click();
  assert.equal(await shown(page), "124");
  await page.locator("#nama").fill("topi");
  assert.equal(await shown(page), "24");
  await page.locator("#ulang").click();
  await page.waitForFunction(() => document.querySelectorAll("#rak > i").length === 3);
  await page.locator("#nama").fill("topi");
  await page.locator("#nama").evaluate((field) => field.remove());
  await page.locator("#harga").fill("60000");
  assert.equal(await shown(page), "124", "a field that is gone filters no longer");
  assert.deepEqual(await requests("/app/produk"), []);
});

test("what a shopper types is a value, whatever it looks like", async (t) => {
  const { page, warnings } = await elements.open(
    t,
    `<input id="nama" data-saring-untuk="rak" data-saring="nama_produk~nilai"><input id="harga" data-saring-untuk="rak" data-saring="harga_produk<=nilai"><olshop-produk id="rak">${NAME}</olshop-produk>`,
    { rows: { "/app/produk": [...SHELF["/app/produk"], produk({ id_produk: "9", nama_produk: `<img src=x onerror=alert(1)>"; stok<0; '${"x".repeat(9)}` })] } },
  );
  await settled(page, "#rak");
  for (const [text, number] of [[`<img src=x onerror=alert(1)>"; stok<0`, 1], ["'", 1], ["(", 1], ["x".repeat(10_000), 0], ["nilai", 0], ["a;b<", 0]]) {
    await page.locator("#nama").fill(text);
    assert.equal(await page.locator("#rak > i").count(), number, text.slice(0, 40));
  }
  await page.locator("#nama").fill("");
  for (const [text, expected] of [["Rp50.000", "12"], ["25.000", "2"], ["25000", "2"], ["murah", ""], ["  ", "1240"]]) {
    await page.locator("#harga").fill(text);
    assert.equal((await page.locator("#rak > i").count()), text === "  " ? 5 : text === "Rp50.000" ? 3 : expected.length + (text.startsWith("25") ? 1 : 0), text);
  }
  assert.deepEqual(warnings, []);
});

test("what the fields hold from the start filters, and so do fields that come later", async (t) => {
  const { page } = await elements.open(
    t,
    `<input data-saring-untuk="rak" data-saring="nama_produk~nilai" value="topi"><button aria-pressed="true" data-saring-untuk="rak" data-saring="stok>0">Ada</button><olshop-produk id="rak">${NAME}</olshop-produk>`,
    { rows: SHELF },
  );
  await settled(page, "#rak");
  assert.equal(await shown(page), "4");
  await page.locator("button").click();
  assert.equal(await shown(page), "24");
  await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", '<input id="baru" type="checkbox" data-saring-untuk="rak" data-saring="!tersedia">'));
  await page.locator("#baru").check();
  assert.equal(await shown(page), "2");
});

test("where everything is filtered out, a state says so: by itself, as kosong of the page, or in the page's words", async (t) => {
  for (const [templates, expected] of [
    ["", "Tidak ada yang cocok dengan pilihan ini."],
    ['<template data-saat="kosong"><em>Kosong</em></template>', "Kosong"],
    ['<template data-saat="kosong"><em>Kosong</em></template><template data-saat="tersaring"><em>Coba pilihan lain</em></template>', "Coba pilihan lain"],
  ]) {
    const { page } = await elements.open(t, `<olshop-produk id="rak" saring="stok>99">${NAME}${templates}</olshop-produk>`, { rows: SHELF });
    await settled(page, "#rak");
    assert.deepEqual(await texts(page, "#rak > :not(template)"), [expected]);
    await page.evaluate(() => rak.removeAttribute("saring"));
    assert.equal(await shown(page), "1234");
    assert.equal(await page.locator("#rak > :not(template, i)").count(), 0);
    await page.evaluate(() => rak.setAttribute("saring", "stok>99"));
    assert.deepEqual(await texts(page, "#rak > :not(template)"), [expected]);
  }
});

test("how many rows are shown is announced, once it has settled, and to nobody's eyes", async (t) => {
  const { page } = await elements.open(t, `<input data-saring-untuk="rak" data-saring="nama_produk~nilai"><olshop-produk id="rak">${NAME}</olshop-produk>`, { rows: SHELF });
  await settled(page, "#rak");
  assert.equal(await page.locator("[role=status]").count(), 0, "no filter, no count");
  const before = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.evaluate(() => {
    window.heard = [];
    new MutationObserver(() => document.querySelectorAll("body > [role=status]").forEach(({ textContent }) => textContent && window.heard.push(textContent))).observe(document.body, { childList: true, subtree: true });
  });
  await page.locator("input").pressSequentially("topi");
  await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent === "2 dari 4 ditampilkan.");
  assert.deepEqual(await page.evaluate(() => [...new Set(window.heard)]), ["2 dari 4 ditampilkan."]);
  assert.equal(await page.evaluate(() => document.elementFromPoint(3, 3).getAttribute("role")), null);
  assert.ok((await page.evaluate(() => document.documentElement.scrollHeight)) <= before);
  await page.locator("input").fill("");
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent === "4 ditampilkan.");
});

// ---------------------------------------------------------------- mistakes

for (const [expression, place] of [
  ["harga<", 1],
  ["harga_produk<=", 1],
  ["stok nama_produk", 1],
  ["stok; nama_produk~kaos merah", 7],
  ["<5", 1],
  ["stok; =3", 7],
  [";; stok==3", 4],
  ["stok;nama_produk~'kaos", 6],
  ["stok & tersedia", 1],
  [`nama_produk~${"x".repeat(10_000)}`, 1],
  ["stok;".repeat(1000), 1],
  [`stok${" ".repeat(1900)}x`, 1],
]) {
  test(`saring="${expression.slice(0, 30)}" of ${expression.length} characters is told once, with its place, and hides nothing`, async (t) => {
    const { page, warnings } = await elements.open(t, `<olshop-produk id="rak" saring="${expression}">${NAME}</olshop-produk>`, { rows: SHELF });
    await settled(page, "#rak");
    await page.evaluate(() => rak.setAttribute("urut", "id_produk"));
    assert.equal(await shown(page), "1234");
    assert.equal(warnings.length, 1, warnings.join("\n"));
    assert.ok(warnings[0].includes(`huruf ke-${place} ("${expression.slice(place - 1, place + 5)}`) && warnings[0].length < 250, warnings[0]);
  });
}

test("a condition on a field that no row has is told once, with the nearest name, and hides nothing", async (t) => {
  const { page, warnings } = await elements.open(t, `<olshop-produk id="rak" saring="nama_prodk~kaos; stok>0; __proto__; constructor=1; toString~x">${NAME}</olshop-produk>`, { rows: SHELF });
  await settled(page, "#rak");
  await page.evaluate(() => rak.setAttribute("urut", "id_produk"));
  assert.equal(await shown(page), "14");
  assert.equal(warnings.length, 4, warnings.join("\n"));
  assert.ok(warnings[0].includes('"nama_prodk"') && warnings[0].includes('"nama_produk"'), warnings[0]);
});

test("a data-saring that cannot be read is told by its name, once, however often somebody types", async (t) => {
  const { page, warnings } = await elements.open(t, `<input data-saring-untuk="rak" data-saring="harga_produk<="><input id="tanpa" data-saring-untuk="tidak-ada" data-saring="stok"><olshop-produk id="rak">${NAME}</olshop-produk>`, { rows: SHELF });
  await settled(page, "#rak");
  await page.locator("input").first().pressSequentially("12345");
  assert.equal(await shown(page), "1234");
  assert.equal(warnings.filter((text) => text.includes('data-saring="harga_produk<="')).length, 1);
  assert.equal(warnings.filter((text) => text.includes('"tidak-ada"')).length, 1);
});

test("data-jika compares", async (t) => {
  const { page, warnings } = await elements.open(
    t,
    `<olshop-produk id="rak"><template><p><b data-jika="harga_produk>50000">mahal</b><b data-jika-tidak="harga_produk>50000">murah</b><i data-jika="warna=merah; tersedia">merah</i><u data-jika="!stok">habis</u><s data-jika="kondisi_produk = 'bekas'">bekas</s><template data-tiap="warna"><em data-jika=".~biru" data-isi="."></em></template></p></template></olshop-produk>
    <olshop-produk id="salah"><template><p><b data-jika="stok<">x</b><b data-jika-tidak="stok<">y</b></p></template></olshop-produk>`,
    { rows: SHELF },
  );
  await settled(page, "olshop-produk");
  assert.deepEqual(await texts(page, "#rak > p"), ["murahmerahBiru tua", "murahhabisbekas", "mahalhabis", "mahal"]);
  assert.deepEqual(await texts(page, "#salah > p"), ["y", "y", "y", "y"]);
  assert.equal(warnings.filter((text) => text.includes('="stok<"')).length, 2, warnings.join("\n"));
});

// ---------------------------------------------------------------- the page's own functions

test("elemen.saring and elemen.urutan, beside the attributes, and before the script has come", async (t) => {
  const { page, warnings } = await elements.open(
    t,
    (tag) => `<olshop-produk id="rak" saring="harga_produk<100000">${NAME}</olshop-produk><script>rak.saring = (baris) => baris.stok > 0;</script>${tag}`,
    { rows: SHELF },
  );
  await settled(page, "#rak");
  assert.equal(await shown(page), "14");
  await page.evaluate(() => (rak.urutan = (a, b) => b.harga_produk - a.harga_produk));
  assert.equal(await shown(page), "41");
  assert.deepEqual(await page.evaluate(() => [typeof rak.saring, typeof rak.urutan]), ["function", "function"]);
  await page.evaluate(() => (rak.saring = null));
  assert.equal(await shown(page), "412");
  await page.evaluate(() => (rak.urutan = undefined));
  assert.equal(await shown(page), "124");
  assert.deepEqual(warnings, []);
});

test("functions that throw or are none are told of once, and hide nothing", async (t) => {
  const { page, warnings } = await elements.open(t, `<olshop-produk id="rak">${NAME}</olshop-produk>`, { rows: SHELF });
  await settled(page, "#rak");
  await page.evaluate(() => {
    rak.saring = (baris) => baris.tidak.ada;
    rak.urutan = () => {
      throw new Error("rusak");
    };
  });
  assert.equal(await shown(page), "1234");
  await page.evaluate(() => {
    rak.saring = "stok>0";
    rak.urutan = () => NaN;
  });
  assert.equal(await shown(page), "1234");
  for (const part of ["elemen.saring gagal", "elemen.urutan gagal", "elemen.saring harus fungsi"]) {
    assert.equal(warnings.filter((text) => text.includes(part)).length, 1, part);
  }
});

test(".data cannot be changed, not by a row either, and assigning it says what to do", async (t) => {
  const { page, warnings } = await elements.open(t, `<olshop-produk id="rak">${NAME}</olshop-produk>`, { rows: SHELF });
  await settled(page, "#rak");
  const names = await page.evaluate(() => {
    const tries = [
      () => rak.data.sort(() => -1),
      () => (rak.data.length = 0),
      () => (rak.data[0].nama_produk = "x"),
      () => rak.data[0].warna.push("x"),
      () => delete rak.data[0].stok,
    ];
    for (const attempt of tries) {
      try {
        attempt();
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    }
    rak.data = [];
    return JSON.stringify(rak.data.map(({ nama_produk, warna, stok }) => [nama_produk, warna.length, stok]));
  });
  assert.equal(names, JSON.stringify(SHELF["/app/produk"].map(({ nama_produk, warna, stok }) => [nama_produk, (warna ?? []).length, stok])));
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /elemen\.data .*elemen\.saring.*muatUlang/);
});

test("rows that the page asks for itself are its own", async (t) => {
  const { page } = await elements.open(t, `<olshop-produk id="rak" total-data="10"></olshop-produk>`);
  await settled(page, "#rak");
  const own = await page.evaluate(async () => {
    const { data } = await BukaOlshop.toko.produk.list({ total_data: 10 });
    data[0].nama_produk = "Punya halaman";
    return [data[0].nama_produk, Object.isFrozen(data), rak.data[0].nama_produk === "Punya halaman"];
  });
  assert.deepEqual(own, ["Punya halaman", false, false]);
});
