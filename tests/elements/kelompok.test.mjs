// Rows in groups, fields that are computed, and pictures that are missing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { count, produk, settled, texts, useElements } from "./harness.mjs";

const elements = useElements();

const catatan = (tanggal, tipe_jumlah, jumlah_dana, informasi_catatan) => ({ informasi_catatan, jumlah_dana, tipe_jumlah, tipe_mutasi: "x", tanggal, saldo_terakhir: 1000, link_transaksi: null, nomor_pembayaran: null, catatan_saldo: "" });
const MUTATIONS = {
  "/user/catatan": [
    catatan("2023-07-22 23:59:59", "tambah", 50000, "Isi saldo"),
    catatan("2023-07-22 00:00:01", "kurang", 20000, "Pulsa"),
    catatan("2023-07-21 10:00:00", "kurang", 5000, "Voucher"),
    catatan("2023-06-30 10:00:00", "tambah", 1000, "Bonus"),
    catatan("0000-00-00 00:00:00", "tambah", 1, "Lama"),
  ],
};
const ROW = '<template><i data-isi="informasi_catatan"></i></template>';
const HEADING = '<template data-saat="kelompok"><h4><b data-isi="nama"></b>|<b data-isi="banyak"></b>|<b data-isi="jumlah:jumlah_dana" data-format="rupiah"></b>|<b data-isi="bulan"></b></h4></template>';

test("kelompok: a heading for each group, with its name, its number, its sums and the fields of its first row", async (t) => {
  const { page, warnings } = await elements.open(t, `<olshop-catatan id="m" kelompok="hari">${ROW}${HEADING}</olshop-catatan>`, { rows: MUTATIONS });
  await settled(page, "#m");
  assert.deepEqual(await texts(page, "#m > i, #m > h4"), [
    "22 Juli 2023|2|Rp30.000|2023-07",
    "Isi saldo",
    "Pulsa",
    "21 Juli 2023|1|-Rp5.000|2023-07",
    "Voucher",
    "30 Juni 2023|1|Rp1.000|2023-06",
    "Bonus",
    "Lainnya|1|Rp1|",
    "Lama",
  ]);
  await page.evaluate(() => m.setAttribute("kelompok", "bulan"));
  assert.deepEqual((await texts(page, "#m > h4")).map((text) => text.split("|").slice(0, 3).join()), ["Juli 2023,3,Rp25.000", "Juni 2023,1,Rp1.000", "Lainnya,1,Rp1"]);
  await page.evaluate(() => m.setAttribute("saring", "!informasi_catatan=pulsa"));
  assert.deepEqual((await texts(page, "#m > h4"))[0], "Juli 2023|2|Rp45.000|2023-07", "sums of what is shown");
  await page.evaluate(() => m.removeAttribute("kelompok"));
  assert.deepEqual(await texts(page, "#m > i, #m > h4"), ["Isi saldo", "Voucher", "Bonus", "Lama"]);
  assert.deepEqual(warnings, []);
});

test("kelompok by itself: headings that a shopper understands, across the whole grid, each once though its rows stand apart", async (t) => {
  const rows = { "/app/produk": [produk({ id_produk: "1", stok: 1 }), produk({ id_produk: "2", stok: 0, kondisi_produk: "bekas &amp; murah" }), produk({ id_produk: "3", stok: 2 })] };
  for (const [field, expected] of [["tersedia", ["Tersedia 2", "Tidak tersedia 1"]], ["kosong_stok", ["Ada stok 2", "Stok habis 1"]], ["kondisi_produk", ["Baru 2", "Bekas & murah 1"]], ["hari", ["22 Juli 2023 3"]]]) {
    const { page } = await elements.open(t, `<olshop-produk id="p" kelompok="${field}"></olshop-produk>`, { rows });
    await settled(page, "#p");
    assert.deepEqual(await texts(page, "#p > .olshop-kelompok"), expected);
    assert.equal(await page.locator("#p > .olshop-kartu").count(), 3);
    const [wide, host] = await page.evaluate(() => [document.querySelector(".olshop-kelompok"), p].map((node) => node.getBoundingClientRect().width));
    assert.equal(wide, host);
  }
  const { page } = await elements.open(t, '<olshop-catatan id="m" kelompok="arah"></olshop-catatan>', { rows: MUTATIONS });
  await settled(page, "#m");
  assert.deepEqual(await texts(page, "#m > .olshop-kelompok"), ["Masuk 3", "Keluar 2"]);
});

test("a group goes on where the next page comes, and its heading is brought up to date", async (t) => {
  const { page } = await elements.open(t, `<olshop-catatan id="m" kelompok="tipe_jumlah" muat-lagi total-data="10">${ROW}<template data-saat="kelompok"><h4 data-isi="banyak"></h4></template></olshop-catatan>`);
  await count(page, "#m > i", 10);
  const sum = async () => (await texts(page, "#m > h4")).map(Number).reduce((all, one) => all + one, 0);
  assert.equal(await sum(), 10);
  await page.getByRole("button", { name: "Muat lagi" }).click();
  await count(page, "#m > i", 20);
  assert.equal(await sum(), 20);
  assert.equal(new Set(await texts(page, "#m > h4")).size, await page.locator("#m > h4").count() || 1);
});

test("a group by a field that no row has, and a sum of one, are told of once", async (t) => {
  const { page, warnings } = await elements.open(t, `<olshop-catatan id="m" kelompok="harii">${ROW}</olshop-catatan><olshop-catatan id="n" kelompok="hari">${ROW}<template data-saat="kelompok"><h4 data-isi="jumlah:jumlah_dan"></h4></template></olshop-catatan>`, { rows: MUTATIONS });
  await settled(page, "olshop-catatan");
  await page.evaluate(() => m.setAttribute("urut", "tanggal"));
  assert.equal(await page.locator("#m > i").count(), 5);
  assert.equal(await page.locator("#m > .olshop-kelompok").count(), 0);
  assert.deepEqual(await texts(page, "#n > h4"), ["", "", "", ""]);
  assert.equal(warnings.filter((text) => text.includes('"harii"')).length, 1, warnings.join("\n"));
  assert.equal(warnings.filter((text) => text.includes('"jumlah_dan"') && text.includes('"jumlah_dana"')).length, 1, warnings.join("\n"));
  assert.equal(warnings.length, 2);
});

test("computed fields stand in texts, conditions and orders, and in no row", async (t) => {
  const { page, warnings } = await elements.open(
    t,
    `<olshop-produk id="p" urut="-potongan_persen"><template><p><b data-isi="potongan"></b>,<b data-isi="potongan_persen"></b>,<b data-isi="kosong_stok"></b>,<b data-isi="hari"></b>,<b data-isi="bulan" data-format="tanggal"></b><u data-jika="potongan">!</u></p></template></olshop-produk>
    <olshop-catatan id="m" saring="arah=-1"><template><p><b data-isi="arah"></b></p></template></olshop-catatan>
    <olshop-catatan id="poin" tipe="poin" total-data="10"><template><p><b data-isi="arah"></b> <b data-isi="bulan"></b></p></template></olshop-catatan>`,
    {
      rows: {
        "/app/produk": [
          produk({ id_produk: "1", harga_produk: 80000, harga_produk_asli: 100000, stok: -1 }),
          produk({ id_produk: "2", harga_produk: 500, harga_produk_asli: 1000, tanggal: "0000-00-00 00:00:00" }),
          produk({ id_produk: "3", harga_produk: 1000, harga_produk_asli: 500, stok: 0 }),
        ],
        "/user/catatan": [...MUTATIONS["/user/catatan"]],
      },
      prepare: (page) => page.route(/tipe=poin/, (route) => route.fulfill({ json: { code: 200, status: "ok", data: [{ kategori_poin: "x", tipe_jumlah: "kurang", jumlah_poin: 5, tanggal_poin: "2023-08-01 00:00:00", total_poin_terakhir: 1, link_transaksi: null }] }, headers: { "access-control-allow-origin": "*" } })),
    },
  );
  await settled(page, "olshop-produk, olshop-catatan");
  assert.deepEqual(await texts(page, "#p > p"), ["500,50,false,,!", "20000,20,true,2023-07-22,Juli 2023!", "0,0,true,2023-07-22,Juli 2023"]);
  assert.deepEqual(await texts(page, "#m > p"), ["-1", "-1"]);
  assert.ok(await page.evaluate(() => p.data.concat(m.data).every((row) => ["potongan", "potongan_persen", "kosong_stok", "hari", "bulan", "arah"].every((name) => !(name in row)))));
  assert.deepEqual(warnings, []);
});

// ---------------------------------------------------------------- pictures

test("a picture that is missing, or has no link, gives way to a plain field; also in templates, unless they see to it themselves", async (t) => {
  const row = (id_produk, gambar_utama) => produk({ id_produk, gambar_utama, url_produk_lain: null });
  const { page } = await elements.open(
    t,
    `<olshop-produk id="kartu"></olshop-produk>
    <olshop-produk id="t"><template><img width="48" height="48" alt="Gambar produk" data-attr-src="gambar_utama"></template></olshop-produk>
    <olshop-produk id="sendiri"><template><img class="ada" src="/gambar/pengganti.svg" data-attr-src="url_produk_lain"><img width="48" height="48" onerror="this.className = 'rusak'" data-attr-src="gambar_utama"></template></olshop-produk>`,
    { rows: { "/app/produk": [row("1", "/hilang/1.png"), row("2", "/gambar/2.svg"), row("3", null)] } },
  );
  await settled(page, "olshop-produk");
  await page.waitForFunction(() => document.querySelector("#sendiri > .rusak") && document.querySelectorAll("[data-olshop-tanpa-gambar]").length >= 3);
  const marks = (selector) => page.locator(selector).evaluateAll((pictures) => pictures.map((picture) => picture.hasAttribute("data-olshop-tanpa-gambar")));
  await page.waitForFunction(() => document.querySelector("#t > img").complete && document.querySelector("#kartu img").complete);
  assert.deepEqual(await marks("#t > img"), [true, false, true]);
  assert.deepEqual(await marks("#kartu img"), [true, false]);
  assert.deepEqual((await marks("#sendiri > img")).slice(0, 4), [false, false, false, false]);
  const looks = await page.locator("#t > img").evaluateAll((pictures) => pictures.map((picture) => [picture.offsetWidth, picture.offsetHeight, getComputedStyle(picture).backgroundColor !== "rgba(0, 0, 0, 0)"].join()));
  assert.deepEqual(looks, ["48,48,true", "48,48,false", "48,48,true"]);
  // A field of one colour has no icon in it, and no text.
  for (const at of [0, 2]) {
    const shot = (await page.locator("#t > img").nth(at).screenshot()).toString("base64");
    const colours = await page.evaluate(async (shot) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${shot}`;
      await picture.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
      const context = canvas.getContext("2d");
      context.drawImage(picture, 0, 0);
      return new Set(new Uint32Array(context.getImageData(1, 1, picture.width - 2, picture.height - 2).data.buffer)).size;
    }, shot);
    assert.equal(colours, 1, `picture ${at}`);
  }
  // It may come after all.
  await page.route("**/hilang/**", (route) => route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' }));
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.waitForFunction(() => !document.querySelector("#t > img").hasAttribute("data-olshop-tanpa-gambar"));
});
