// What each example promises, in both versions.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ELEMENTS_ONLY, sourceOf, VERSIONS } from "./contoh.mjs";
import { produk } from "../support/rows.mjs";
import { rupiah, settle, until, useExamples } from "./harness.mjs";

const shop = useExamples();

/** Texts of all elements of a selector that are on the screen. */
const shown = (page, selector) => page.locator(`${selector} >> visible=true`).allInnerTexts();
const count = (page, selector) => page.locator(`${selector} >> visible=true`).count();

/** Why products cannot be bought, for those that cannot. */
const obstacles = (products) =>
  products
    .filter(({ stok, status_produk }) => stok <= 0 || status_produk !== "live")
    .map(({ stok, status_produk }) => (status_produk === "gangguan" ? "Gangguan" : stok > 0 ? "Tutup" : "Habis"));

/** What an example is there for, once it has come. */
const ROWS = {
  beranda: ".produk > a",
  kategori: ".produk > a",
  pulsa: ".nominal",
  anggota: ".jumlah",
  transaksi: ".baris",
};

for (const version of VERSIONS) {
  test(`beranda-${version}: slides, categories and products lead to the shop, with three requests`, async (t) => {
    const { page, requests } = await shop.open(t, `beranda-${version}`);
    const [slides, categories, products] = [
      await shop.api("/app/slide"),
      await shop.api("/app/kategori"),
      await shop.api("/app/produk", { total_data: "20" }),
    ];
    const links = (selector) => page.locator(selector).evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href")));
    assert.deepEqual(await links(".slide > a"), slides.map(({ url_tujuan }) => url_tujuan));
    assert.deepEqual(await links(".kategori > a"), categories.map(({ url_kategori }) => url_kategori));
    assert.deepEqual(await links(".produk > a"), products.map(({ url_produk }) => url_produk));
    assert.deepEqual(await shown(page, ".produk .harga"), products.map(({ harga_produk }) => rupiah(harga_produk)));
    assert.deepEqual(await shown(page, ".produk .habis"), obstacles(products));
    assert.equal((await requests()).length, 3);

    await page.getByRole("button", { name: "Muat lagi" }).tap();
    await until(async () => (await count(page, ".produk > a")) === 40, "the next 20 products");
    assert.equal((await requests("/app/produk"))[1].page, "2");
  });

  for (const example of ["beranda", "kategori"]) {
    test(`${example}-${version}: says why a product cannot be bought`, async (t) => {
      const states = [{}, { status_produk: "live" }, { stok: 0 }, { stok: -2 }, { status_produk: "gangguan" }, { status_produk: "closed" }];
      const products = states.map((state, at) => produk({ id_produk: String(at), ...state }));
      const { page } = await shop.open(t, `${example}-${version}`, { rows: { "/app/produk": products } });
      assert.deepEqual(await shown(page, ".produk .habis"), ["Habis", "Habis", "Gangguan", "Tutup"]);
    });
  }

  test(`beranda-${version}: shows a discount only where there is one`, async (t) => {
    const { page } = await shop.open(t, `beranda-${version}`);
    for (let loaded = 40; loaded <= 60; loaded += 20) {
      await page.getByRole("button", { name: "Muat lagi" }).tap();
      await until(async () => (await count(page, ".produk > a")) === loaded, `${loaded} products`);
    }
    const products = await shop.api("/app/produk", { total_data: "60" });
    const cheaper = products.filter((row) => row.harga_produk_asli > row.harga_produk);
    assert.ok(cheaper.length > 0);
    assert.deepEqual(
      await shown(page, ".produk .diskon"),
      cheaper.map((row) => `-${Math.floor(100 - (row.harga_produk * 100) / row.harga_produk_asli) || 1}%`),
    );
    assert.deepEqual(await shown(page, ".produk .habis"), obstacles(products));
    assert.deepEqual(await shown(page, ".produk s"), cheaper.map((row) => rupiah(row.harga_produk_asli)));
  });

  for (const [example, selector] of Object.entries(ROWS)) {
    test(`${example}-${version}: fails with the reason, and comes back with a tap`, async (t) => {
      const { page } = await shop.open(t, `${example}-${version}`, { faults: "code:401,times:1" });
      await page.getByText(/Token olshop ditolak|sedang tidak bisa ditampilkan/).first().waitFor();
      const again = page.getByRole("button", { name: "Coba lagi" }).first();
      while (await again.isVisible()) {
        await again.tap();
        await settle(page);
      }
      assert.ok((await count(page, selector)) >= 20);
      // Of two lists that ask the same endpoint, the one behind the other tab may have met the fault: it waits there, with
      // a button of its own.
      assert.equal(await page.getByText(/Token olshop ditolak|sedang tidak bisa ditampilkan/).filter({ visible: true }).count(), 0);
    });
  }

  test(`pulsa-${version}: the phone number goes along as the order's note`, async (t) => {
    const { page, visited } = await shop.open(t, `pulsa-${version}`);
    const prices = (await shop.api("/app/produk", { id_kategori: "41211", total_data: "100" })).sort(
      (one, other) => one.harga_produk - other.harga_produk,
    );
    const all = prices.map((row) => (obstacles([row]).length ? "Gangguan" : rupiah(row.harga_produk)));
    assert.deepEqual(await shown(page, ".nominal .harga"), all);
    assert.equal(await count(page, ".nominal[href]"), prices.length - obstacles(prices).length);

    const cheapest = page.locator(".nominal[href]").first();
    await cheapest.tap();
    await page.getByText("Nomor HP belum lengkap").waitFor();
    assert.equal(await page.evaluate("document.activeElement.type"), "tel");
    assert.deepEqual(visited, []);

    // The cheapest is Telkomsel's, and so is the number.
    await page.getByLabel("Nomor HP", { exact: true }).fill("+62 812-3456 7890");
    await cheapest.tap();
    await until(() => visited.length > 0, "the product's page");
    assert.deepEqual(visited, [`${prices[0].url_produk}?catatan=081234567890`]);
  });

  test(`pulsa-${version}: finds an operator`, async (t) => {
    const { page } = await shop.open(t, `pulsa-${version}`);
    await page.getByLabel("Cari operator atau nominal").pressSequentially("smartfren");
    await until(async () => (await count(page, ".nominal .nama")) === 10, "the ten prices of Smartfren");
    for (const name of await shown(page, ".nominal .nama")) assert.match(name, /^Pulsa Smartfren /);
    await page.getByLabel("Cari operator atau nominal").fill("tidak ada begini");
    await page.getByText(/cocok\.$/).waitFor();
  });

  test(`anggota-${version}: hides the balance until the eye is tapped`, async (t) => {
    const { page, requests } = await shop.open(t, `anggota-${version}`, { as: "oneil" });
    assert.deepEqual(await shown(page, ".kartu .nama"), ['O\'Neil "<b>\nPutra</b>'].map((name) => name.replace("\n", " ")));
    assert.ok(!(await page.locator(".kartu").first().innerText()).includes("75.500"));
    const eye = page.getByLabel("Tampilkan saldo");
    await eye.tap();
    assert.ok((await shown(page, ".saldo")).join().includes("Rp75.500"));
    await eye.tap();
    assert.ok(!(await shown(page, ".saldo")).join().includes("Rp75.500"));
    for (const { id_user, token_user } of await requests("/user/info")) {
      assert.deepEqual([id_user, token_user], ["130175", "tu+oneil/c3d4=="]);
    }
  });

  test(`anggota-${version}: mutations of the balance, then of the points, then the older ones`, async (t) => {
    const { page } = await shop.open(t, `anggota-${version}`);
    const member = { token_user: "tu+budi/9f2c==", id_user: "130173", total_data: "40" };
    const rows = await shop.api("/user/catatan", { ...member, tipe: "saldo" });
    const points = await shop.api("/user/catatan", { ...member, tipe: "poin" });
    const sign = (row) => (row.tipe_jumlah === "tambah" ? "tambah" : "kurang");
    const amounts = () => page.locator(".jumlah >> visible=true").evaluateAll((nodes) => nodes.map((node) => [node.textContent, node.dataset.tipe]));
    const first = rows.slice(0, 20).map((row) => [rupiah(row.jumlah_dana), sign(row)]);
    assert.deepEqual(await amounts(), first);

    await page.getByText("Mutasi poin").tap();
    await until(async () => JSON.stringify(await amounts()) === JSON.stringify(points.slice(0, 20).map((row) => [row.jumlah_poin, sign(row)])), "the points");
    await page.getByText("Mutasi saldo").tap();
    await until(async () => JSON.stringify(await amounts()) === JSON.stringify(first), "the balance again");
    await page.getByRole("button", { name: "Muat lagi" }).tap();
    await until(async () => (await amounts()).length === 40, "20 older rows");
    assert.deepEqual(await amounts(), rows.map((row) => [rupiah(row.jumlah_dana), sign(row)]));
  });

  for (const as of ["tamu", "literal"]) {
    test(`anggota-${version}, transaksi-${version}, tautan-luar-${version}: ask nothing for ${as}`, async (t) => {
      for (const name of ["anggota", "transaksi", "tautan-luar"]) {
        const { page, requests } = await shop.open(t, `${name}-${version}`, { as });
        await page.getByText("Masuk dulu di aplikasi").first().waitFor();
        assert.deepEqual(await requests(), [], name);
      }
    });
  }

  test(`transaksi-${version}: keeps the orders of one status, without another request`, async (t) => {
    const { page, requests } = await shop.open(t, `transaksi-${version}`);
    const orders = await shop.api("/user/transaksi", { token_user: "tu+budi/9f2c==", id_user: "130173", total_data: "100" });
    const names = (status) => orders.filter((row) => !status || row.status_bayar === status).map((row) => row.nama_barang);
    assert.deepEqual(await shown(page, ".baris .nama"), names());
    for (const [label, status] of [[/^Belum/, "pending"], [/^Batal|^Dibatal/, "di batalkan"], [/^Lunas$/, "lunas"], [/^Semua$/, ""]]) {
      await page.locator(".pilihan").getByText(label).tap();
      assert.deepEqual(await shown(page, ".baris .nama"), names(status));
    }
    assert.equal((await requests("/user/transaksi")).length, 1);
    assert.deepEqual(
      await page.locator("a.baris").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href"))),
      orders.map((row) => row.link_transaksi),
    );
  });

  test(`transaksi-${version}: somebody without orders is told so`, async (t) => {
    const { page } = await shop.open(t, `transaksi-${version}`, { as: "siti" });
    await page.getByText("Belum ada transaksi.").waitFor();
  });

  test(`tautan-luar-${version}: hands the member over, written safely for an address`, async (t) => {
    const { page, visited } = await shop.open(t, `tautan-luar-${version}`, { as: "oneil" });
    const outside = page.getByRole("link", { name: "Instagram toko" });
    assert.equal(await outside.getAttribute("href"), "https://www.instagram.com/olshopgue?bukaolshop_open_browser=true");
    await page.getByText("Buka akun layanan", { exact: true }).tap();
    await until(() => visited.length > 0, "the shop's own server");
    const url = new URL(visited[0]);
    assert.equal(url.origin + url.pathname, "https://link_luar.com/cekuser.php");
    assert.deepEqual(Object.fromEntries(url.searchParams), { token_user: "tu+oneil/c3d4==", id_user: "130175" });
    assert.ok(visited[0].includes("tu%2Boneil%2Fc3d4%3D%3D"), visited[0]);
  });
}

test("kategori-elemen: every category opens to its sub-categories", async (t) => {
  const { page, requests } = await shop.open(t, "kategori-elemen");
  for (const { nama_kategori, url_kategori, sub_kategori } of await shop.api("/app/kategori")) {
    if (!sub_kategori?.length) {
      assert.equal(await page.getByRole("link", { name: nama_kategori }).getAttribute("href"), url_kategori);
      continue;
    }
    const tree = page.locator("details", { has: page.locator("summary", { hasText: nama_kategori }) });
    await tree.locator("summary").tap();
    assert.deepEqual(
      await tree.locator(".sub a").evaluateAll((nodes) => nodes.map((node) => [node.textContent, node.getAttribute("href")])),
      [["Lihat semua", url_kategori], ...sub_kategori.map((sub) => [sub.nama_kategori, sub.url_kategori])],
    );
  }
  assert.equal((await requests()).length, 2);
});

test("kategori-elemen: searches and sorts inside of the category", async (t) => {
  const { page, requests } = await shop.open(t, "kategori-elemen");
  const prices = async () => (await shown(page, ".produk .harga")).map((text) => Number(text.replace(/\D/g, "")));
  const asSent = await prices();
  await page.getByLabel("Urutkan").selectOption({ label: "Termurah" });
  assert.deepEqual(await prices(), asSent.toSorted((one, other) => one - other));
  await page.getByLabel("Urutkan").selectOption({ label: "Termahal" });
  assert.deepEqual(await prices(), asSent.toSorted((one, other) => other - one));
  assert.equal((await requests("/app/produk")).length, 1);

  await page.getByLabel("Cari di kategori ini").fill("kemeja");
  await until(async () => (await requests("/app/produk")).length === 2, "the search");
  await settle(page);
  assert.deepEqual((await requests("/app/produk")).map((params) => [params.id_kategori, params.cari_nama_produk]), [["41270", undefined], ["41270", "kemeja"]]);
  for (const name of await shown(page, ".produk .nama")) assert.match(name, /kemeja/i);
});

test("kategori-skrip: a category, then a sub-category, then sorted", async (t) => {
  const { page, requests } = await shop.open(t, "kategori-skrip");
  await page.getByRole("button", { name: "Fashion Wanita" }).tap();
  await page.getByRole("button", { name: "Hijab" }).tap();
  await page.getByRole("heading", { name: "Hijab" }).waitFor();
  await settle(page);
  const wanted = await shop.api("/app/produk", { id_kategori: "41302", total_data: "40" });
  assert.deepEqual(await shown(page, ".produk .harga"), wanted.map((row) => rupiah(row.harga_produk)));
  await page.getByLabel("Urutkan").selectOption({ label: "Termurah" });
  assert.deepEqual(
    await shown(page, ".produk .harga"),
    wanted.map((row) => row.harga_produk).sort((one, other) => one - other).map(rupiah),
  );
  assert.deepEqual((await requests("/app/kategori")).length, 1);
  assert.equal((await requests("/app/produk")).at(-1).id_kategori, "41302");
});

test("kategori-skrip: an answer that comes late does not take the place of another category's", async (t) => {
  const { page } = await shop.open(t, "kategori-skrip", { faults: "delay:600,only:produk,times:2" });
  await page.getByRole("button", { name: "Elektronik" }).tap();
  await page.getByRole("button", { name: "Kecantikan" }).tap();
  await settle(page);
  await page.waitForTimeout(900);
  const wanted = await shop.api("/app/produk", { id_kategori: "41420", total_data: "40" });
  assert.deepEqual(await shown(page, ".produk .harga"), wanted.map((row) => rupiah(row.harga_produk)));
});

test("pulsa-skrip: knows the operator of a number, and shows only its prices", async (t) => {
  const { page } = await shop.open(t, "pulsa-skrip");
  await page.getByLabel("Nomor HP", { exact: true }).pressSequentially("0857");
  await page.getByText("Nomor Indosat.").waitFor();
  for (const name of await shown(page, ".nominal .nama")) assert.match(name, /^Pulsa Indosat /);
});

test("transaksi-skrip: finds an order by what was bought, and by its number", async (t) => {
  const { page, requests } = await shop.open(t, "transaksi-skrip", { as: "oneil" });
  const [order] = await shop.api("/user/transaksi", { token_user: "tu+oneil/c3d4==", id_user: "130175" });
  for (const text of [order.nama_barang.toLowerCase(), order.nomor_pembayaran]) {
    await page.getByLabel("Cari barang atau nomor pembayaran").fill(text);
    assert.equal((await shown(page, ".baris .nama"))[0], order.nama_barang);
  }
  assert.deepEqual(await shown(page, ".baris .nama"), [order.nama_barang]);
  await page.getByLabel("Cari barang atau nomor pembayaran").fill("tidak ada begini");
  await page.getByText("Tidak ada transaksi yang cocok.").waitFor();
  assert.equal((await requests()).length, 1);
});

test("promo-elemen: products with a discount, the largest first, and chips that choose a category", async (t) => {
  const { page, requests } = await shop.open(t, "promo-elemen");
  const products = await shop.api("/app/produk", { total_data: "100" });
  const cut = products.filter((row) => row.harga_produk_asli > row.harga_produk && obstacles([row]).length === 0);
  const percent = (row) => Math.max(1, Math.floor(100 - (row.harga_produk * 100) / row.harga_produk_asli));
  assert.deepEqual(await shown(page, ".kilat .hemat"), cut.map(percent).sort((one, other) => other - one).map((number) => `-${number}%`));
  assert.equal(await count(page, "#promo-rak .kartu"), 20);
  assert.equal((await requests()).length, 4);
  await page.getByRole("button", { name: "Fashion Pria" }).tap();
  await settle(page);
  assert.equal((await requests("/app/produk")).at(-1).id_kategori, "41270");
  const wanted = await shop.api("/app/produk", { id_kategori: "41270", total_data: "20" });
  assert.deepEqual(await shown(page, "#promo-rak .harga"), wanted.map((row) => rupiah(row.harga_produk)));
});

test("voucher-elemen: no order without the player's id and server, and both as its note", async (t) => {
  const { page, visited } = await shop.open(t, "voucher-elemen");
  const first = page.locator("a.nominal").first();
  await first.tap({ force: true });
  await page.getByText("Isi dulu: ID pemain. 5 sampai 12 angka, tanpa spasi.").waitFor();
  await page.getByLabel("ID pemain").fill("123");
  await first.tap({ force: true });
  await page.getByText("Periksa lagi: ID pemain.").waitFor();
  await page.getByLabel("ID pemain").fill("12345678");
  await first.tap({ force: true });
  await page.getByText("Isi dulu: Server.").waitFor();
  assert.deepEqual(visited, []);
  await page.getByLabel("Server").fill("2001");
  const prices = (await shop.api("/app/produk", { id_kategori: "41241", total_data: "100" })).sort((one, other) => one.harga_produk - other.harga_produk);
  const cheapest = prices.find((row) => obstacles([row]).length === 0);
  await first.tap();
  await until(() => visited.length > 0, "the product's page");
  assert.deepEqual(visited, [`${cheapest.url_produk}?catatan=12345678%202001`]);
});

test("member-elemen: the balance behind the eye, and mutations by day with their signs", async (t) => {
  const { page, requests } = await shop.open(t, "member-elemen");
  assert.ok(!(await page.locator("body").innerText()).includes("1.250.000"));
  await page.getByRole("button", { name: "Lihat saldo" }).tap();
  await page.getByText("Rp1.250.000", { exact: true }).waitFor();
  const rows = await shop.api("/user/catatan", { token_user: "tu+budi/9f2c==", id_user: "130173", total_data: "50" });
  const signed = rows.map((row) => (row.tipe_jumlah === "tambah" ? "+" : "-") + rupiah(Number(row.jumlah_dana)));
  assert.deepEqual(await shown(page, ".baris b"), signed);
  assert.equal(await count(page, ".hari"), new Set(rows.map((row) => row.tanggal.slice(0, 10))).size);
  assert.equal((await requests()).length, 2);
});

test("cari-elemen: searches with a request, sorts and filters without one", async (t) => {
  const { page, requests } = await shop.open(t, "cari-elemen");
  const products = await shop.api("/app/produk", { total_data: "100" });
  await page.getByLabel("Harga tertinggi").selectOption({ label: "Sampai Rp50.000" });
  await page.getByLabel("Hanya yang bisa dibeli").check();
  await page.getByLabel("Urutkan").selectOption({ label: "Termurah" });
  const wanted = products.filter((row) => row.harga_produk <= 50000 && obstacles([row]).length === 0).map((row) => row.harga_produk).sort((one, other) => one - other);
  await until(async () => JSON.stringify(await shown(page, ".kartu .harga")) === JSON.stringify(wanted.map(rupiah)), "the cheap ones");
  assert.equal((await requests()).length, 1);
  await page.getByLabel("Cari produk").fill("kopi");
  await until(async () => (await requests()).length === 2, "the search");
  await settle(page);
  for (const name of await shown(page, ".kartu .nama")) assert.match(name, /kopi/i);
});

test("riwayat-elemen: orders by month, found by name and by status, without another request", async (t) => {
  const { page, requests } = await shop.open(t, "riwayat-elemen");
  const orders = await shop.api("/user/transaksi", { token_user: "tu+budi/9f2c==", id_user: "130173", total_data: "100" });
  assert.equal(await page.locator(".bulan").count(), new Set(orders.map((row) => row.tanggal.slice(0, 7))).size);
  // Long lists are laid out as somebody comes near.
  const names = () => page.locator(".pesanan > div > span").allTextContents();
  assert.deepEqual(await names(), orders.map((row) => row.nama_barang));
  await page.getByText("Dibatalkan", { exact: true }).first().tap();
  const off = orders.filter((row) => row.status_bayar === "di batalkan");
  await until(async () => JSON.stringify(await names()) === JSON.stringify(off.map((row) => row.nama_barang)), "orders that were given up");
  await page.getByText("Semua", { exact: true }).tap();
  await page.getByLabel("Cari nama barang").fill(orders[1].nama_barang.toLowerCase());
  await until(async () => (await names()).length > 0 && (await names()).every((name) => name === orders[1].nama_barang), "one thing");
  assert.equal((await requests()).length, 1);
});

test("the five pages are made of elements and style sheets alone", () => {
  for (const name of ELEMENTS_ONLY) {
    const source = sourceOf(`${name}-elemen`);
    assert.equal(source.match(/<script/g).length, 1, `${name}: nothing but the library's tag`);
    assert.doesNotMatch(source.replace(/onerror="this\.parentNode[^"]*"/, ""), /\son[a-z]+=|javascript:/, name);
  }
});

for (const name of ["riwayat-elemen", "transaksi-elemen", "transaksi-skrip", "anggota-elemen", "anggota-skrip", "member-elemen"]) {
  test(`${name}: nobody is asked to log in, and has nothing to search, to choose or to tap`, async (t) => {
    for (const as of ["tamu", "literal"]) {
      const { page, requests } = await shop.open(t, name, { as });
      assert.match((await shown(page, "section")).join(), /^[^]{0,40}Masuk dulu di aplikasi[^]{0,60}$/, as);
      assert.equal(await count(page, "input, select, button, summary, [role=button]"), 0, as);
      assert.deepEqual(await requests(), [], as);
    }
  });
}
