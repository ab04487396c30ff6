// The helpers for pages.
import { BukaOlshopError, rupiah, tanggalWib, teks, tersedia, urlBeli, urlBukaBrowser } from "/pkg/index.js";
import { assert, test } from "./harness.js";

test("rupiah groups by thousands, everywhere alike", () => {
  const cases = [
    [21000, "Rp21.000"],
    [-5000, "-Rp5.000"],
    [0, "Rp0"],
    [-0, "Rp0"],
    [-0.4, "Rp0"],
    [999, "Rp999"],
    [1000, "Rp1.000"],
    [1234567, "Rp1.234.567"],
    [1000.5, "Rp1.001"],
    [-1500.4, "-Rp1.500"],
    [1e15, "Rp1.000.000.000.000.000"],
    [1e21, "Rp1.000.000.000.000.000.000.000"],
  ];
  for (const [amount, text] of cases) assert.equal(rupiah(amount), text);
});

test("rupiah refuses what is no amount", () => {
  for (const amount of [NaN, Infinity, "5000", null, undefined, {}, 5n]) {
    const error = assert.throws(() => rupiah(amount), { kind: "invalid_argument", message: /rupiah/ });
    assert.ok(error instanceof BukaOlshopError);
  }
});

test("tanggalWib reads Jakarta time", () => {
  assert.equal(tanggalWib("2023-07-22 00:01:38").toISOString(), "2023-07-21T17:01:38.000Z");
  assert.equal(tanggalWib("2024-02-29 23:59:59").toISOString(), "2024-02-29T16:59:59.000Z");
  assert.equal(tanggalWib(" 2020-01-01 06:00:00 ").toISOString(), "2019-12-31T23:00:00.000Z");
});

test("teks makes plain text of what owners type, as the cases say", async () => {
  const answer = await fetch("/pages/cases/teks.json");
  const cases = (await answer.json()).teks;
  assert.ok(cases.length > 20);
  for (const [html, text] of cases) assert.equal(teks(html), text, html);
  for (const value of [null, undefined, 12, {}, ["<br>"]]) assert.equal(teks(value), "");
});

test("tanggalWib gives null for a date of zeros", () => {
  for (const text of ["0000-00-00 00:00:00", "0000-00-00"]) assert.equal(tanggalWib(text), null);
});

test("tanggalWib gives null for what is no such date", () => {
  const bad = [
    "",
    "2023-07-22",
    "2023-07-22T00:01:38",
    "2023-02-30 00:00:00",
    "2023-13-01 00:00:00",
    "2023-01-01 24:00:00",
    "2023-01-01 00:60:00",
    "0000-00-00 00:00:00",
    "besok",
    "2023-07-22 00:01:38 WIB",
    null,
    undefined,
    5,
    {},
  ];
  for (const text of bad) assert.equal(tanggalWib(text), null, String(text));
});

test("tersedia agrees with every case, as in Rust", async () => {
  const cases = await (await fetch("/pages/cases/tersedia.json")).json();
  assert.ok(cases.length > 5);
  for (const [stok, status_produk, expected] of cases) {
    assert.equal(tersedia({ stok, status_produk }), expected, stok + " " + status_produk);
  }
  assert.equal(tersedia({ stok: 1 }), true, "without a status");
  assert.equal(tersedia({ stok: NaN }), false);
});

test("tersedia refuses what is no product", () => {
  for (const none of [null, undefined, 5, "produk"]) {
    assert.throws(() => tersedia(none), { kind: "invalid_argument", message: /tersedia\(produk\)/ });
  }
});

const produk = { url_produk: "https://olshopgue.bukaolshop.site/produk/omni-2046567" };

test("urlBeli adds the order note", () => {
  assert.equal(urlBeli(produk, { catatan: "0812 3456&x=1#y" }), produk.url_produk + "?catatan=0812%203456%26x%3D1%23y");
  assert.equal(urlBeli(produk), produk.url_produk);
  assert.equal(urlBeli(produk, {}), produk.url_produk);
  assert.equal(urlBeli(produk, null), produk.url_produk);
  assert.equal(urlBeli(produk, { catatan: undefined }), produk.url_produk);
  assert.equal(urlBeli(produk, { catatan: 812345 }), produk.url_produk + "?catatan=812345");
  assert.equal(urlBeli({ url_produk: "/produk/1?a=2#atas" }, { catatan: "é" }), "/produk/1?a=2&catatan=%C3%A9#atas");
  assert.equal(urlBeli({ url_produk: "/produk/1?catatan=lama&b=1" }, { catatan: "baru" }), "/produk/1?b=1&catatan=baru");
  assert.equal(urlBeli(produk, { catatan: "a\uD800" }), produk.url_produk + "?catatan=a%EF%BF%BD");
});

test("urlBeli gives null where there is no link to a page", () => {
  const bad = [null, "", " ", undefined, 5, "javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "\u0001javascript:x"];
  for (const url of bad) assert.equal(urlBeli({ url_produk: url }, { catatan: "1" }), null, String(url));
});

test("urlBeli refuses what is no product or no note", () => {
  for (const bad of [null, undefined, "x", 5]) assert.throws(() => urlBeli(bad), { kind: "invalid_argument" });
  const lost = ["ID 12", "", 12, true, [], ["ID 12"], { note: "ID 12" }, { catatan: "" }, { catatan: " \n" }, { catatan: null }, { catatan: {} }, { catatan: "1", note: "2" }];
  for (const order of lost) {
    assert.throws(() => urlBeli(produk, order), { kind: "invalid_argument", message: /urlBeli\(produk, \{ catatan: "ID 12" \}\)/ }, JSON.stringify(order));
  }
  assert.throws(() => urlBeli({ url_produk: null }, "ID 12"), { kind: "invalid_argument" }, "also where there is no link");
});

test("urlBukaBrowser marks a link", () => {
  assert.equal(urlBukaBrowser("https://contoh.id"), "https://contoh.id?bukaolshop_open_browser=true");
  assert.equal(urlBukaBrowser("https://contoh.id/a?b=1#c"), "https://contoh.id/a?b=1&bukaolshop_open_browser=true#c");
  const once = urlBukaBrowser("/akun/?page=topup");
  assert.equal(once, "/akun/?page=topup&bukaolshop_open_browser=true");
  assert.equal(urlBukaBrowser(once), once);
});

test("urlBukaBrowser refuses what is no link to a page", () => {
  for (const bad of ["", " ", null, undefined, 5, "javascript:alert(1)", "JAVA\tSCRIPT:alert(1)", "vbscript:x"]) {
    assert.throws(() => urlBukaBrowser(bad), { kind: "invalid_argument", message: /urlBukaBrowser/ });
  }
});
