// The guide against the package: nothing public is left out, nothing is promised that is not there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { blocksOf, guide, section } from "./guide.mjs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const declarations = read("pkg-template/index.d.ts").replace(/\/\*\*[^]*?\*\//g, "");

/** Words that stand as code in a text. */
function codeWords(text) {
  const code = Array.from(text.matchAll(/`([^`\n]+)`/g), ([, code]) => code);
  return new Set(code.flatMap((code) => code.match(/\w+/g) ?? []));
}

/** Names that the package exports, and all their members. */
function publicNames() {
  const exported = declarations.matchAll(/^export (?:default )?(?:function|class|interface|type) (\w+)/gm);
  const members = declarations.matchAll(/^ +(?:static |readonly )*(\w+)\??\s*[:(<]/gm);
  const names = new Set([...exported, ...members].map(([, name]) => name));
  names.delete("constructor");
  return Array.from(names);
}

test("the reference names everything that is public", () => {
  const names = publicNames();
  assert.ok(names.length > 120, `${names.length} names`);
  const named = codeWords(section("## Rujukan"));
  assert.deepEqual(names.filter((name) => !named.has(name)), []);
});

test("the table of errors has exactly the kinds that there are", () => {
  const [, union] = declarations.match(/export type ErrorKind =([^;]+);/);
  const kinds = Array.from(union.matchAll(/"(\w+)"/g), ([, kind]) => kind);
  const rows = Array.from(section("## Kalau gagal").matchAll(/^\| `(\w+)` \|/gm), ([, kind]) => kind);
  assert.deepEqual(rows.sort(), kinds.sort());
});

test("the defaults of the table are those of the package", () => {
  const options = read("pkg-template/options.js");
  const table = section("### Membuat klien");
  for (const value of ["https://openapi.bukaolshop.net/v1", "30000", "400", "8000"]) {
    assert.ok(options.includes(value) && table.includes(value), value);
  }
});

test("every address on the CDN names the version that the guide comes with", () => {
  const { version } = JSON.parse(read("pkg/package.json"));
  const addresses = Array.from(guide.matchAll(/cdn\.jsdelivr\.net\/[^"\s`)]+/g), ([address]) => address);
  assert.ok(addresses.length > 10);
  assert.deepEqual(new Set(addresses), new Set([`cdn.jsdelivr.net/npm/bukaolshop@${version}/index.js`]));
});

test("everything the guide imports is exported", () => {
  const code = [...blocksOf("js"), ...blocksOf("html")].map((block) => block.code).join("\n");
  const imported = Array.from(code.matchAll(/import (?:\w+, )?\{ ([\w, ]+) \}/g), ([, names]) => names.split(", ")).flat();
  for (const name of new Set(imported)) assert.match(declarations, new RegExp(`^export (function|class) ${name}\\b`, "m"), name);
});

test("links within the guide lead somewhere", () => {
  const anchors = Array.from(guide.matchAll(/^#{1,6} (.+)$/gm), ([, heading]) =>
    heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-"),
  );
  const links = Array.from(guide.matchAll(/\]\(#([^)]+)\)/g), ([, anchor]) => anchor);
  assert.ok(links.length > 15);
  assert.deepEqual(links.filter((link) => !anchors.includes(link)), []);
});

test("shortcodes are those that the pages need, and no others", () => {
  const shortcodes = new Set(Array.from(guide.matchAll(/\{\{\s*(\w+)/g), ([, name]) => name));
  assert.deepEqual(shortcodes, new Set(["token_user", "id_user"]));
});

test("every page says how many requests it takes, or that it takes none", () => {
  for (const { title, intro } of blocksOf("html").filter(({ title }) => /^\d/.test(title))) {
    assert.match(intro, /request/, title);
  }
});
