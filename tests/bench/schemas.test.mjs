// What the package is measured against decodes the same fields.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const { fields } = JSON.parse(read("../../pkg-template/elements/reference.json"));
const expected = ["Produk", "Transaksi"].flatMap((row) => Object.keys(fields[row]));

for (const name of ["by-hand", "zod", "zod-mini", "valibot"]) {
  test(`${name} decodes every field of the rows that are measured`, () => {
    const found = read(`pages/schemas/${name}.js`).matchAll(/^ +([a-z_]+): [\w.]+(?:\(.*\))?,$/gm);
    assert.deepEqual([...found].map(([, field]) => field).sort(), expected.slice().sort());
  });
}
