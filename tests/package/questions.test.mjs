// What the entry files ask, without a browser: they write a page's questions before there is a module, and the crate writes
// those of Rust programs. Both are held to the same cases.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { questionOf } from "../../pkg-template/questions.js";

const settings = /** @type {any} */ ({ tokenUser: null, idUser: null });
const asked = (/** @type {any} */ query) => questionOf(settings, "/app/produk", query, 10).parameters;

test("a search is what the cases say", () => {
  const cases = JSON.parse(readFileSync(new URL("../cases/cari.json", import.meta.url), "utf8"));
  assert.ok(cases.length > 50);
  for (const [typed, words] of cases) {
    const expected = words === "" ? "" : "&cari_nama_produk=" + encodeURIComponent(words);
    assert.equal(asked({ cari_nama_produk: typed }), expected, JSON.stringify(typed));
  }
});

test("half a surrogate pair is a sign", () => {
  assert.equal(asked({ cari_nama_produk: "a\ud800b \udfff" }), "&cari_nama_produk=a%20b");
});

test("a category is its digits, however they come", () => {
  for (const id of [5387, "5387", " 5387 ", "+5387", "005387"]) assert.equal(asked({ id_kategori: id }), "&id_kategori=5387", JSON.stringify(id));
  for (const id of ["", " ", null, undefined]) assert.equal(asked({ id_kategori: id }), "", JSON.stringify(id));
  for (const id of [0, "0", "000"]) assert.equal(asked({ id_kategori: id }), "&id_kategori=0", JSON.stringify(id));
  const none = [-1, 1.5, NaN, Infinity, 2 ** 53, "-1", "1.5", "1e3", "abc", "5 6", "99999999999999999999", {}, [], true];
  for (const id of none) assert.throws(() => asked({ id_kategori: id }), /id_kategori harus angka/, String(id));
});
