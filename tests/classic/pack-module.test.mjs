// The module as a text: what is packed comes out again, and the text is harmless wherever it is pasted.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { alphabet, unpack } from "../../pkg-template/client/unpack.js";
import { pack } from "../../pkg-template/build/pack-module.mjs";

/** Bytes that look random and are the same in every run. */
function noise(length, seed) {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 32) {
    createHash("sha256").update(`${seed}/${at}`).digest().copy(bytes, at);
  }
  return new Uint8Array(bytes);
}

function comesBack(bytes) {
  const { order, text } = pack(bytes);
  assert.deepEqual(Buffer.from(unpack(order, text)), Buffer.from(bytes));
  return text;
}

test("nothing", () => {
  assert.equal(comesBack(new Uint8Array()), "");
});

test("every byte value, alone and together", () => {
  const all = Uint8Array.from({ length: 256 }, (_, value) => value);
  comesBack(all);
  comesBack(all.slice().reverse());
  for (const value of all) comesBack(Uint8Array.of(value));
});

test("noise of every length up to 300, and long noise", () => {
  for (let length = 1; length <= 300; length++) comesBack(noise(length, "pendek"));
  comesBack(noise(200_000, "panjang"));
});

test("as few kinds of bytes as fit into single characters, and one more", () => {
  for (const kinds of [1, 80, 81, 82, 83, 165, 166, 255]) {
    comesBack(Uint8Array.from({ length: 2000 }, (_, at) => (at * at + at) % kinds));
  }
});

test("frequent bytes are one character, however many kinds there are", () => {
  const bytes = new Uint8Array(10_256).fill(7);
  for (let value = 0; value < 256; value++) bytes[value] = value;
  assert.ok(comesBack(bytes).length < 10_256 + 256);
});

test("words in a module are written as in scripts", () => {
  const words = "nama_produk wajib ada; jatah habis ";
  const module = Buffer.concat([Buffer.from(words), noise(20_000, "kode")]);
  const letters = (text) => text.match(/[a-y_]{3,}/g);
  assert.deepEqual(letters(comesBack(module)).slice(0, 5), letters(words));
});

test("the text holds only characters that mean nothing in scripts, HTML or shortcodes", () => {
  assert.equal(new Set(alphabet).size, alphabet.length);
  for (const character of alphabet) assert.match(character, /^[!-~]$/);
  for (const dangerous of "\"'`\\<{}&$ ") assert.ok(!alphabet.includes(dangerous), dangerous);
  const text = comesBack(noise(50_000, "huruf"));
  assert.ok([...text].every((character) => alphabet.includes(character)));
});
