// The one table of the elements, elements/reference.json, beside what the elements know, and beside the guide. Its fields are compared
// with the crate's own by tests/generated.rs.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { chapter, table } from "../../pkg-template/build/element-data.mjs";

const source = (name) => readFileSync(new URL(`../../pkg-template/elements/${name}`, import.meta.url), "utf8");
const GUIDE = fileURLToPath(new URL("../../pkg-template/README.md", import.meta.url));
const sorted = (names) => [...names].sort();

/** The names that an object of a source has, which needs a page to be imported. */
function namesIn(file, pattern) {
  const [, text] = source(file).match(pattern) ?? assert.fail(`${file} is not as this test knows it`);
  return text;
}

test("the kinds and their attributes are those of the elements", () => {
  const kinds = namesIn("kinds.js", /export const KINDS = \{\n([^]*?)\n\};/);
  const known = kinds.split("\n").map((line) => {
    const [, kind, attributes] = line.match(/^ {2}(\w+): \{(?: ?attributes: \[([^\]]*)\])?/);
    return [kind, (attributes ?? "").split(/[", ]+/).filter(Boolean)];
  });
  assert.deepEqual(known, table.elements.map(({ kind, attributes }) => [kind, Object.keys(attributes)]));
});

test("the attributes of all elements are those that change how rows are shown", () => {
  const looks = namesIn("elements.js", /const LOOKS = \[([^\]]*)\]/).split(/[", ]+/).filter(Boolean);
  // The eye is read when the element is drawn.
  assert.deepEqual(sorted([...looks, "mata"]), sorted(Object.keys(table.everywhere)));
});

test("the formats are those that templates know", () => {
  const formats = namesIn("format.js", /export const FORMATS = \{\n([^]*?)\n\};/);
  const known = [...formats.matchAll(/^ {2}"?([\w-]*)"?[:,]/gm)].map(([, name]) => name).filter(Boolean);
  assert.deepEqual(sorted(known), sorted(Object.keys(table.formats)));
});

test("the computed fields are those that rows have", () => {
  const computed = namesIn("computed.js", /export const COMPUTED = \{\n([^]*?)\n\};/);
  const known = [...computed.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
  assert.deepEqual(sorted(known), sorted(new Set(Object.values(table.computed).flatMap(Object.keys))));
});

test("each attribute with values or without any is one that there is", () => {
  const known = [...table.elements.flatMap(({ attributes }) => Object.keys(attributes)), ...Object.keys(table.everywhere), ...Object.keys(table.around)];
  for (const name of [...Object.keys(table.values), ...table.switches]) assert.ok(known.includes(name), name);
  for (const row of Object.keys(table.computed)) assert.ok(row in table.fields, row);
});

test("the guide's reference of the elements is written from the table", () => {
  const text = readFileSync(GUIDE, "utf8");
  const wanted = text.replace(/(<!-- Ditulis dari elements\/reference\.json [^\n]*-->\n)[^]*?(\n<!-- Akhir rujukan elemen -->)/, (_, before, after) => `${before}\n${chapter()}\n${after}`);
  assert.ok(wanted.includes(chapter()), "the guide has no place for it");
  if (process.env.UPDATE) writeFileSync(GUIDE, wanted);
  assert.equal(readFileSync(GUIDE, "utf8"), wanted, "the guide is old: UPDATE=1 node --test tests/package/elements.test.mjs writes it anew");
});
