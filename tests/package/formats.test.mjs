// How elements and helpers show amounts, dates, discounts and links, without a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { diskon, tanggal } from "../../pkg-template/element-format.js";
import { rupiah } from "../../pkg-template/helpers.js";
import { FOLLOWED, safeLink, SHOWN } from "../../pkg-template/links.js";

const cases = (name) => JSON.parse(readFileSync(new URL(`../cases/${name}.json`, import.meta.url), "utf8"));
const random = (most) => Math.floor(Math.random() * most);
const digits = (number, length) => String(number).padStart(length, "0");

test("amounts, dates and discounts are shown as the cases say", () => {
  const formats = cases("format");
  for (const [amount, text] of formats.rupiah) assert.equal(rupiah(amount), text);
  for (const [sent, text] of formats.tanggal) assert.equal(tanggal(sent), text, sent);
  for (const [price, before, text] of formats.diskon) assert.equal(diskon(price, before), text, `${price} ${before}`);
});

test("numbers that are none are no discount", () => {
  for (const [price, before] of [[NaN, 100], [1, NaN], [1, Infinity]]) assert.equal(diskon(price, before), "");
});

test("links are kept and dropped as the cases say", () => {
  const links = cases("link");
  for (const [link, kept] of links.followed) assert.equal(safeLink(link, FOLLOWED), kept, link);
  for (const [link, kept] of links.shown) assert.equal(safeLink(link, SHOWN), kept, link);
  for (const link of links.not_followed) assert.equal(safeLink(link, FOLLOWED), "", link);
  for (const link of links.not_shown) assert.equal(safeLink(link, SHOWN), "", link);
});

test("a browser finds no scheme in a link but those that are allowed", () => {
  const parts = ["javascript", "java", "script", ":", "/", "\\", "?", "#", "data", "image", "https", "tel", " ", "\t", "\n", "\0", "\x7f", "\ufeff", "a.id", "%3a", "vbscript"];
  for (let i = 0; i < 100000; i++) {
    const text = Array.from({ length: 1 + random(6) }, () => parts[random(parts.length)]).join("");
    for (const beginning of [FOLLOWED, SHOWN]) {
      const link = safeLink(text, beginning);
      if (link === "" || !URL.canParse(link, "https://toko.contoh.id/halaman/")) continue;
      assert.match(new URL(link, "https://toko.contoh.id/halaman/").href, beginning, JSON.stringify(text));
      assert.equal(safeLink(link, beginning), link, JSON.stringify(text));
    }
  }
});

test("every amount can be read back, to the nearest rupiah", () => {
  for (let i = 0; i < 100000; i++) {
    const amount = (Math.random() - 0.5) * 10 ** random(16);
    const text = rupiah(amount);
    assert.match(text, /^-?Rp\d{1,3}(\.\d{3})*$/);
    const shown = Number(text.replace(/Rp|\./g, ""));
    assert.ok(Math.abs(shown - amount) <= 0.5, `${amount} is shown as ${text}`);
  }
});

test("every date can be read back", () => {
  for (let i = 0; i < 20000; i++) {
    const date = [digits(random(10000), 4), digits(1 + random(12), 2), digits(1 + random(31), 2)];
    const [shown, time] = tanggal(`${date.join("-")} 07:05:09`).split(", ");
    const [day, month, year] = shown.split(" ");
    assert.equal(time, "07.05");
    assert.deepEqual([digits(year, 4), digits(day, 2)], [date[0], date[2]]);
    assert.equal(tanggal(date.join("-")), `${day} ${month} ${year}`);
  }
});

test("a discount is never promised too high", () => {
  for (let i = 0; i < 100000; i++) {
    const [price, before] = [random(10 ** random(8)), random(10 ** random(8))];
    const text = diskon(price, before);
    if (before <= price) assert.equal(text, "");
    else {
      const percent = -Number(text.replace("%", ""));
      assert.ok(percent === 1 || price <= (before * (100 - percent)) / 100 + 1e-6, `${price} ${before} ${text}`);
    }
  }
});
