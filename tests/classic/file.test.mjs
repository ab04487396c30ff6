// The shipped file itself: a text that must survive being pasted anywhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { library } from "./shop-page.mjs";

test("is pure ASCII: no page's encoding can spoil it", () => {
  assert.equal(library.match(/[^\n\x20-\x7e]/), null);
});

test("holds nothing that ends a script, or starts a comment, in HTML", () => {
  for (const dangerous of [/<\/script/i, /<script/i, /<!--/, /-->/, /\]\]>/]) assert.equal(library.match(dangerous)?.[0], undefined);
});

test("holds no shortcode that the app would replace", () => {
  for (const braces of [/\{\{\s*\w+/, /%7B%7B/i, /&#123;/]) assert.equal(library.match(braces)?.[0], undefined);
});

test("makes no code of texts", () => {
  for (const risky of [/\beval\s*\(/, /\bFunction\s*\(/, /\.(inner|outer)HTML\s*=(?!=)/, /insertAdjacentHTML/, /document\.write/]) {
    assert.equal(library.match(risky)?.[0], undefined);
  }
});

test("names no other file to be fetched", () => {
  assert.equal(library.match(/import\s*\(|import\.meta|importScripts|sourceMappingURL/)?.[0], undefined);
});

// What a paste does to a text: editors and forms trim its ends, and turn its line breaks into others.
test("does not mind other line breaks, or its ends trimmed", () => {
  const pasted = library.trim().replace(/\n/g, "\r\n");
  assert.doesNotThrow(() => new Function(pasted));
});
