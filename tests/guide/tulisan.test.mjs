// Old engines: one sign they do not know stops a whole script, so the guide's code is held to Chromium 71.
import assert from "node:assert/strict";
import { test } from "node:test";
import { transform } from "esbuild";
import { blocksOf, scripts, section, styles } from "./guide.mjs";

/** Fails unless Chromium 71 reads a script as it stands: translating it for that engine must change nothing. */
async function readableByChromium71(code) {
  const options = { loader: "js", format: "esm", charset: "utf8", logLevel: "silent" };
  const [asItStands, translated] = await Promise.all([
    transform(code, { ...options, target: "esnext" }),
    transform(code, { ...options, target: "chrome71" }),
  ]);
  assert.equal(translated.code, asItStands.code);
}

/** What came after Chromium 71 and leaves no trace in a translation: names, and how numbers are written. */
const NEWER =
  /\.(replaceAll|replaceChildren|at|findLast|findLastIndex|matchAll|toSorted|toReversed|hasOwn|fromEntries|allSettled|any|throwIfAborted)\(|\b(structuredClone|globalThis|WeakRef|queueMicrotask)\b|randomUUID|dateStyle|timeStyle|\b\d+_\d/;

/** What came into CSS after Chromium 71 and leaves a page broken where it is not known. */
const NEWER_CSS =
  /\b(aspect-ratio|inset|clamp|min|max)\b\s*[:(]|:(is|where|has|focus-visible)\b|@(layer|container|supports)|overflow-wrap: anywhere|\d[dls]v[hw]|color-mix|&/;

const pieces = [
  ...blocksOf("js").map(({ title, code }) => [title, code]),
  ...blocksOf("html").flatMap(({ title, code }) => scripts(code).map((script) => [`page "${title}"`, script])),
];

for (const [title, code] of pieces) {
  test(`${title}: Chromium 71 reads the script as it stands`, async () => {
    await readableByChromium71(code);
    assert.doesNotMatch(code, NEWER);
  });
}

test("style sheets use nothing that Chromium 71 does not know", () => {
  for (const { title, code } of blocksOf("html")) {
    for (const style of styles(code)) assert.doesNotMatch(style, NEWER_CSS, title);
  }
});

test("the check of scripts notices what the guide warns of", async () => {
  const newer = ["a?.b;", "a ?? b;", "await muat();", "class A { jumlah = 0; }", "a ||= b;", "x = { ...a }; y = a?.[0];"];
  for (const code of newer) await assert.rejects(readableByChromium71(code), undefined, code);
  for (const code of ["x = { ...a };", "async function f() { for await (const a of b) c(); }", "try { a(); } catch { b(); }"]) {
    await readableByChromium71(code);
  }
  for (const code of ['teks.replaceAll("-", "")', "1_000_000", "daftar.at(-1)"]) assert.match(code, NEWER);
});

test("what the guide calls too new is what the checks refuse", async () => {
  const rows = Array.from(section("## HP lama").matchAll(/^\| (`.+?) \|/gm), ([, cell]) => cell.replaceAll("\\|", "|"));
  const code = rows.filter((cell) => !cell.startsWith("CSS")).flatMap((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, text]) => text));
  assert.ok(code.length > 8);
  for (const text of code) {
    const refused = NEWER.test(`${text}(`) || NEWER.test(text) || (await readableByChromium71(text.replace(/^await$/, "await x")).then(() => false, () => true));
    assert.ok(refused, text);
  }
});
