// The rules by which elements let data into a page, without a browser: formats, links, attributes, names. Those that Rust
// programs have, too, are held to the same cases.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { diskon, FORMATS, show, tanggal } from "../../pkg-template/elements/format.js";
import { sorted } from "../../pkg-template/elements/order.js";
import { nearest } from "../../pkg-template/elements/complaints.js";
import { find, isFull } from "../../pkg-template/elements/paths.js";
import { runs, takesLink, takesText } from "../../pkg-template/elements/safety.js";
import { safeLink } from "../../pkg-template/elements/links.js";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../${path}`, import.meta.url));
const cases = (/** @type {string} */ name) => JSON.parse(read(`cases/${name}.json`).toString());

const FOLLOWED = takesLink("A", "href");
const SHOWN = takesLink("IMG", "src");

test("amounts, dates and discounts are shown as the cases say", () => {
  const formats = cases("format");
  for (const [amount, text] of formats.rupiah) assert.equal(FORMATS.rupiah(amount, {}), text);
  for (const [sent, text] of formats.tanggal) assert.equal(tanggal(sent), text, JSON.stringify(sent));
  for (const [price, before, text] of formats.diskon) {
    assert.equal(diskon(price, before), text, `${price} ${before}`);
    assert.equal(FORMATS.diskon(price, { harga_produk_asli: before }), text);
  }
});

for (const [format, value, row, text] of [
  ["angka", 3400, {}, "3.400"],
  ["angka", 0, {}, "0"],
  ["angka", -1234567, {}, "-1.234.567"],
  ["angka", 1234.5, {}, "1.234,5"],
  ["angka", 0.125, {}, "0,125"],
  ["angka", "3400", {}, "3400"],
  ["angka", null, {}, ""],
  ["rupiah-bertanda", 5000, { tipe_jumlah: "tambah" }, "+Rp5.000"],
  ["rupiah-bertanda", 5000, { tipe_jumlah: "kurang" }, "-Rp5.000"],
  ["rupiah-bertanda", 5000, {}, "+Rp5.000"],
  ["rupiah-bertanda", -5000, {}, "-Rp5.000"],
  ["rupiah-bertanda", 0, { tipe_jumlah: "kurang" }, "Rp0"],
  ["rupiah-bertanda", 0, { tipe_jumlah: "tambah" }, "Rp0"],
  ["rupiah-bertanda", "banyak", { tipe_jumlah: "kurang" }, "banyak"],
  ["rupiah-bertanda", "5000", { tipe_jumlah: "tambah" }, "5000"],
  ["rupiah-bertanda", 5000, null, "+Rp5.000"],
  ["tanggal-pendek", "2023-07-22 00:01:38", {}, "22 Jul 2023"],
  ["tanggal-pendek", "2023-05-02", {}, "2 Mei 2023"],
  ["tanggal-pendek", "2023-08-17 09:00:00", {}, "17 Agu 2023"],
  ["tanggal-pendek", "0000-00-00 00:00:00", {}, ""],
  ["tanggal-pendek", "kemarin sore", {}, "kemarin sore"],
  ["jam", "2023-07-22 00:01:38", {}, "00.01"],
  ["jam", "1998-11-08", {}, ""],
  ["jam", "0000-00-00", {}, ""],
  ["jam", "kemarin sore", {}, "kemarin sore"],
  ["jam", null, {}, ""],
  ["status", "pending", {}, "Belum dibayar"],
  ["status", "lunas", {}, "Lunas"],
  ["status", "di batalkan", {}, "Dibatalkan"],
  ["status", "live", {}, "Tersedia"],
  ["status", "gangguan", {}, "Gangguan"],
  ["status", "closed", {}, "Tutup"],
  ["status", "belum_verifikasi", {}, "Belum verifikasi"],
  ["status", " sedang dikirim ", {}, "Sedang dikirim"],
  ["status", "constructor", {}, "Constructor"],
  ["status", null, {}, ""],
]) {
  test(`data-format="${format}" shows ${JSON.stringify(value)} of ${JSON.stringify(row)} as "${text}"`, () => {
    assert.equal(FORMATS[format](value, row), text);
  });
}

for (const [name, known, expected] of [
  ["nama", ["warna", "nama_produk", "nama_produk_lengkap"], "nama_produk"],
  ["harga", ["gambar_utama", "harga_produk", "harga_produk_asli", "warna"], "harga_produk"],
  ["status", ["stok", "status_bayar", "status_pengiriman"], "status_bayar"],
  ["id_kategori", ["urut", "cari", "id-kategori", "total-data"], "id-kategori"],
  ["kategori", ["urut", "cari", "id-kategori", "total-data", "kelompok"], "id-kategori"],
  ["nama_prodk", ["nama_toko", "nama_produk"], "nama_produk"],
  ["stock", ["status_produk", "stok", "tanggal"], "stok"],
]) {
  test(`"${name}" means "${expected}": a name that begins alike is nearer`, () => {
    assert.equal(nearest(name, known), expected);
    assert.equal(nearest(name, known.slice().reverse()), expected);
  });
}

test("entities are read once, and descriptions become plain text, as the cases say", () => {
  const { entities, teks } = cases("teks");
  for (const [sent, text] of entities) assert.equal(FORMATS[""](sent), text, JSON.stringify(sent));
  for (const [sent, text] of teks) assert.equal(FORMATS.teks(sent), text, JSON.stringify(sent));
  for (const value of [null, undefined, {}, 12, ["a<br>b"]]) assert.equal(FORMATS.teks(value), show(value).replace("<br>", "\n"));
});

test("no text is long enough to hold up a page", () => {
  const many = 100_000;
  for (const piece of ["<", "<p ", "<br", "</script", "<!-", "<script>", "&", "&#1", " ", "a.", "a-", "https:", "%", "\u202a"]) {
    const text = "x" + piece.repeat(many) + "x";
    const began = performance.now();
    FORMATS.teks(text);
    FORMATS[""](text);
    safeLink(text, FOLLOWED);
    safeLink(`https:${text}`, FOLLOWED);
    // What takes its time by the square of the length would take minutes.
    assert.ok(performance.now() - began < 10_000, piece);
  }
});

test("names are sorted as they are read, and rows without one come last", () => {
  const rows = ["&quot;Bolu&quot;", "&amp;", "Ayam", null, "&eacute;clair"].map((nama_produk) => ({ nama_produk }));
  const names = (/** @type {string} */ order) => sorted(rows, order).map((row) => row.nama_produk);
  assert.deepEqual(names("nama_produk"), ["&quot;Bolu&quot;", "&amp;", "Ayam", "&eacute;clair", null]);
  assert.equal(names("-nama_produk")[4], null);
});

test("texts are sorted as people sort them: numbers by value, capitals and accents alike, without the engine's help", () => {
  const given = ["1.050", "5", "apel", "Apel 10", "APEL 9", "1.000.000", "20", "zebra", "Éclair", "eclair 2", "10 kg", "1,5 kg", "2 kg", "1.05", "Zebra"];
  const { localeCompare } = String.prototype;
  String.prototype.localeCompare = undefined;
  try {
    const names = (/** @type {string} */ order) => sorted(given.map((nama_produk) => ({ nama_produk })), order).map((row) => row.nama_produk);
    const expected = ["1,5 kg", "1.05", "2 kg", "5", "10 kg", "20", "1.050", "1.000.000", "apel", "APEL 9", "Apel 10", "Éclair", "eclair 2", "zebra", "Zebra"];
    assert.deepEqual(names("nama_produk"), expected);
    // What is alike keeps its order.
    assert.deepEqual(names("-nama_produk").slice(0, 2), ["zebra", "Zebra"]);
  } finally {
    String.prototype.localeCompare = localeCompare;
  }
  const mixed = [10, "9", 2, "1", null].map((a) => ({ a }));
  assert.deepEqual(sorted(mixed, "a").map((row) => row.a), ["1", 2, "9", 10, null]);
  assert.deepEqual(sorted([{ a: { b: 2 } }, { a: { b: 1 } }], "a.b").map((row) => row.a.b), [1, 2]);
});

/** Numbers that look random and are the same each time. */
function* numbers() {
  for (let seed = 1; ; ) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    yield seed >>> 8;
  }
}

test("every amount can be read back, to the nearest rupiah", () => {
  const random = numbers();
  for (let i = 0; i < 100_000; i++) {
    const amount = (random.next().value / 2 ** 24 - 0.5) * 10 ** (random.next().value % 16);
    const text = FORMATS.rupiah(amount, {});
    assert.match(text, /^-?Rp\d{1,3}(\.\d{3})*$/);
    const shown = Number(text.replace(/Rp|\./g, ""));
    assert.ok(Math.abs(shown - amount) <= 0.5, `${amount} is shown as ${text}`);
  }
});

test("every date can be read back", () => {
  const random = numbers();
  const digits = (/** @type {number} */ number, /** @type {number} */ length) => String(number).padStart(length, "0");
  for (let i = 0; i < 20_000; i++) {
    const date = [digits(random.next().value % 10000, 4), digits(1 + (random.next().value % 12), 2), digits(1 + (random.next().value % 31), 2)];
    const [shown, time] = tanggal(`${date.join("-")} 07:05:09`).split(", ");
    const [day, month, year] = shown.split(" ");
    assert.equal(time, "07.05");
    assert.deepEqual([digits(Number(year), 4), digits(Number(day), 2)], [date[0], date[2]]);
    assert.equal(tanggal(date.join("-")), `${day} ${month} ${year}`);
  }
});

test("a discount is never promised too high", () => {
  const random = numbers();
  const amount = () => random.next().value % 10 ** (random.next().value % 8);
  for (let i = 0; i < 100_000; i++) {
    const [price, before] = [amount(), amount()];
    const text = diskon(price, before);
    if (before <= price) assert.equal(text, "");
    else {
      const percent = -Number(text.replace("%", ""));
      assert.ok(percent === 1 || price <= (before * (100 - percent)) / 100 + 1e-6, `${price} ${before} ${text}`);
    }
  }
});

test("a format that does not suit a value leaves it, or promises nothing", () => {
  for (const value of ["x", "21000", null, undefined, true, {}, [1, 2]]) {
    assert.equal(FORMATS.rupiah(value, {}), show(value));
    assert.equal(FORMATS.diskon(value, { harga_produk_asli: 100 }), "");
  }
  assert.equal(FORMATS.rupiah(Infinity, {}), "Infinity");
  assert.equal(FORMATS.tanggal(20230722, {}), "20230722");
  assert.equal(FORMATS.diskon(NaN, { harga_produk_asli: 100 }), "");
  for (const before of [null, undefined, "100", [100], NaN, Infinity]) assert.equal(FORMATS.diskon(1, { harga_produk_asli: before }), "");
});

test("values are shown as a person reads them", () => {
  for (const [value, text] of [[" a ", " a "], [0, "0"], [1.5, "1.5"], [false, "false"], [null, ""], [undefined, ""], [{ a: 1 }, ""], [[], ""], [["S", 1, null, {}, ["x"], true], "S, 1, true"]]) {
    assert.equal(show(value), text);
  }
});

test("links are kept and dropped as the cases say", () => {
  const links = cases("link");
  for (const [link, kept] of links.followed) assert.equal(safeLink(link, FOLLOWED), kept, JSON.stringify(link));
  for (const [link, kept] of links.shown) assert.equal(safeLink(link, SHOWN), kept, JSON.stringify(link));
  for (const link of links.not_followed) assert.equal(safeLink(link, FOLLOWED), "", JSON.stringify(link));
  for (const link of links.not_shown) assert.equal(safeLink(link, SHOWN), "", JSON.stringify(link));
});

/** Texts made of pieces, and those that fuzzing has found worth keeping. */
function* links(/** @type {number} */ many) {
  const folder = new URL("../data/links/", import.meta.url);
  for (const name of readdirSync(folder)) yield readFileSync(new URL(name, folder)).subarray(1).toString();
  yield* JSON.parse(read("xss/payloads.json").toString());
  const pieces = [..."javascript", "javascript", "data", "image", "http", "https", "mailto", "tel", "whatsapp", ":", ":", "/", "//", "\\", "?", "#", "@", "%", "&colon;", " ", "\t", "\n", "\0", "\x01", "\x7f", "\x85", "\xa0", "\xad", "\u2028", "\ufeff", "ſ", "K", "\ud800", "a", "A", "1", ".", ";", ",", "+"];
  const random = numbers();
  for (let i = 0; i < many; i++) {
    const length = 1 + (random.next().value % 12);
    yield Array.from({ length }, () => pieces[random.next().value % pieces.length]).join("");
  }
}

/** What may open from a tap: pages, and apps that do nothing by themselves. */
const OPEN = /^(https?|mailto|tel|sms|smsto|whatsapp|tg|line|viber|fb|fb-messenger|instagram|youtube|vnd\.youtube|market|shopeeid|tokopedia|lazada|geo|maps|google\.navigation|waze|gojek|grab):$/;

test("no text becomes a link that leads elsewhere, as a browser reads it; no address of the web is lost", () => {
  let kept = 0;
  for (const text of links(100_000)) {
    for (const [beginning, allowed] of [[FOLLOWED, OPEN], [SHOWN, /^https?:$/]]) {
      const link = safeLink(text, beginning);
      if (link === "") {
        assert.ok(!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol), `${JSON.stringify(text)} is gone`);
        continue;
      }
      kept += 1;
      if (/[^\s\0-\x1f\x7f-\x9f]/.test(link)) assert.equal(safeLink(link, beginning), link, JSON.stringify(text));
      if (!URL.canParse(link, "https://toko.contoh.id/halaman/")) continue;
      const url = new URL(link, "https://toko.contoh.id/halaman/");
      const isPicture = beginning === SHOWN && url.protocol === "data:" && /^image\//i.test(url.pathname);
      assert.ok(allowed.test(url.protocol) || isPicture, `${JSON.stringify(text)} leads to ${url}`);
    }
  }
  assert.ok(kept > 10_000, `${kept}`);
});

const TAGS = "A ABBR APPLET AREA AUDIO B BASE BODY BUTTON CANVAS DIV EMBED FORM FRAME FRAMESET HTML I IFRAME IMG INPUT LINK MATH META OBJECT OPTION P PARAM SCRIPT SELECT SOURCE SPAN STYLE SVG TABLE TEMPLATE TEXTAREA TRACK VIDEO a script style svg use image animate set foreignObject OLSHOP-PRODUK".split(" ");

test("attributes that could run or load something take nothing from data", () => {
  const risky = "action allow archive autofocus background cite classid code codebase data dynsrc form formaction formmethod formtarget from href http-equiv icon id is longdesc lowsrc manifest name onafterprint onbegin onclick onerror onfocus onload onmouseover ping poster profile rel sandbox slot src srcdoc srcset style target to type usemap values xlink:href xml:base xmlns".split(" ");
  const odd = ["", "-", "aria", "data", "ariax-", "xdata-y", "data-(x)", "data-x\n", "data-x y", "data-x=", "data-é", "aria-ſ", "title ", "TITLE", "altx", "dir\n", "__proto__", "constructor"];
  for (const tag of TAGS) for (const name of [...risky, ...odd]) assert.ok(!takesText(tag, name), `${tag} ${name}`);
  for (const tag of ["SCRIPT", "STYLE", "META", "IFRAME", "OBJECT", "PARAM", "EMBED", "BASE", "LINK", "script", "style"]) {
    for (const name of ["alt", "title", "value", "content", "label", "data-x", "aria-label"]) assert.ok(!takesText(tag, name), `${tag} ${name}`);
  }
});

test("attributes that are plain text take it", () => {
  for (const tag of ["DIV", "IMG", "A", "INPUT", "svg"]) {
    for (const name of ["alt", "title", "value", "label", "placeholder", "datetime", "content", "lang", "dir", "aria-label", "data-id", "data-a_1-b"]) {
      assert.ok(takesText(tag, name), `${tag} ${name}`);
    }
  }
});

test("links stand where somebody taps on them, or where pictures and films are shown, and nowhere else", () => {
  const places = new Set(["A href", "AREA href", "IMG src", "SOURCE src", "VIDEO src", "AUDIO src", "VIDEO poster"]);
  for (const tag of TAGS) {
    for (const name of ["href", "src", "poster", "srcset", "srcdoc", "data", "action", "HREF", "xlink:href", "href\n", " href", "", "title"]) {
      assert.equal(takesLink(tag, name) !== undefined, places.has(`${tag} ${name}`), `${tag} ${name}`);
    }
  }
  assert.equal(takesLink("AREA", "href"), FOLLOWED);
  assert.equal(takesLink("VIDEO", "poster"), SHOWN);
});

test("texts that are run are known by any spelling of their tags", () => {
  for (const tag of ["SCRIPT", "script", "Script", "STYLE", "style"]) assert.ok(runs(tag), tag);
  for (const tag of ["P", "NOSCRIPT", "SCRIPTX", "svg", "ſcript"]) assert.ok(!runs(tag), tag);
});

test("a path finds what is there, in the item or in its row, and nothing that only an engine put there", () => {
  const row = { a: { b: [{ c: 1 }] }, empty: null, text: "xy", kind: "row" };
  for (const [path, value] of [["a.b.0.c", 1], [".", row], ["a.b.7", null], ["a.b.7.c", null], ["empty.x.y", null], ["a.b.length", 1], ["text.length", 2], ["text.0", "x"]]) {
    assert.deepEqual(find(row, row, path), value, path);
  }
  assert.equal(find({ kind: "item" }, row, "kind"), "item");
  assert.equal(find("item", row, "kind"), "row");
  assert.equal(find(null, row, "kind"), null);
  const warnings = [];
  const { warn } = console;
  console.warn = (text) => warnings.push(text);
  try {
    for (const path of ["constructor", "__proto__", "a.toString", "text.at", "", "a..b"]) {
      for (let i = 0; i < 2; i++) assert.equal(find(row, row, path), undefined, path);
    }
    find({}, {}, "x");
  } finally {
    console.warn = warn;
  }
  assert.equal(warnings.length, 7, "once for each");
  assert.equal(warnings[6], 'bukaolshop: tidak ada isian "x".');
});

test("something is there unless it is false, 0, empty, null or a date of zeros", () => {
  for (const value of [1, "0", true, [0], {}]) assert.equal(isFull(value), true);
  for (const value of [0, "", false, null, undefined, [], "0000-00-00", "0000-00-00 00:00:00"]) assert.equal(isFull(value), false);
});

test("the name that a misspelt one most likely means", () => {
  const known = ["nama_produk", "harga_produk", "harga_produk_asli", "stok"];
  for (const [name, meant] of [["nama_prodk", "nama_produk"], ["harga_produk_asl", "harga_produk_asli"], ["stock", "stok"], ["stok", "stok"]]) {
    assert.equal(nearest(name, known), meant);
  }
  assert.equal(nearest("x", []), undefined);
  assert.equal(nearest("kitten", ["sitting", "mitten"]), "mitten");
});
