// What language models are told, pkg-template/llms.txt: every name in it is one of the code's, none of the code's is missing, and every
// page in it works and is found faultless by Periksa.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { table } from "../../pkg-template/build/element-data.mjs";
import { root } from "../support/mock-server.mjs";
import { findings, inBoth } from "./harness.mjs";

const read = (name) => readFileSync(join(root, name), "utf8");
const text = read("pkg-template/llms.txt");
const contract = read("pkg-template/types/index.d.ts");
const pages = Array.from(text.matchAll(/### (.+)\n```html\n([^]*?)```/g), ([, title, html]) => ({ title, html }));
const words = new Set(text.match(/[\w-]+/g));
const has = (name) => text.includes(name) && new RegExp(`(^|[^\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}($|[^\\w-])`).test(text);

const FIELDS = [...new Set([...Object.values(table.fields), ...Object.values(table.computed)].flatMap(Object.keys))];
const ATTRIBUTES = [...new Set([...table.elements.flatMap(({ attributes }) => Object.keys(attributes)), ...Object.keys(table.everywhere), ...Object.keys(table.around)])];
const [, listed] = read("tests/mock-shop/src/shortcodes.rs").match(/pub const NAMES: &\[&str\] = &\[([^\]]*)\]/);
const SHORTCODES = listed.match(/\w+/g);
/** Attributes of the script's tag: the client's options. */
const [, options] = contract.match(/export interface (?:BukaOlshop|Client|Toko)?Options \{([^]*?)\n\}/);
const OPTIONS = Array.from(options.matchAll(/^ {2}(\w+)\??:/gm), ([, name]) => "data-" + name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase()));
const [, cache] = contract.match(/export interface CacheOptions \{([^]*?)\n\}/);
const CACHE = Array.from(cache.matchAll(/^ {2}(\w+)\??:/gm), ([, name]) => "data-cache-" + name);
/** What marks contents that are old. */
const [, old] = read("pkg-template/elements/list.js").match(/const OLD = "([\w-]+)"/);

test("it is small enough for any context: at most 12 KB", () => {
  assert.ok(Buffer.byteLength(text) <= 12 * 1024, `${Buffer.byteLength(text)} bytes`);
  assert.equal(pages.length, 5);
});

test("nothing that elements know is missing", () => {
  const names = [
    ...table.elements.map(({ kind }) => `olshop-${kind}`),
    ...ATTRIBUTES,
    ...FIELDS,
    ...Object.keys(table.formats),
    ...table.values["data-saat"],
    ...Object.keys(table.states).filter((name) => !name.includes("…")),
    ...Object.keys(table.events),
    ...Object.keys(table.members).map((name) => name.replace("()", "")),
    ...Object.keys(table.properties),
    ...SHORTCODES,
  ];
  assert.deepEqual(names.filter((name) => !has(name)), []);
});

test("every name in it is one of the code's", () => {
  const tags = [...words].filter((word) => /^olshop-/.test(word));
  const style = read("pkg-template/elements/style.js");
  const elements = table.elements.map(({ kind }) => `olshop-${kind}`);
  assert.deepEqual(tags.filter((tag) => !elements.includes(tag) && !style.includes("." + tag) && tag !== "olshop-warna"), []);
  const attributes = [...words].filter((word) => /^data-\w/.test(word));
  const isPrefixed = (name) => Object.keys(table.prefixed).some((known) => name.startsWith(known.replace("…", "")));
  const known = [...ATTRIBUTES, ...OPTIONS, ...CACHE, old];
  assert.deepEqual(attributes.filter((name) => !known.includes(name) && !isPrefixed(name)), []);
  const fields = text.slice(text.indexOf("## Isian baris"), text.indexOf("Bisa dibeli:")).replace(/## .*|\([^)]*\)/g, "");
  const rows = Object.keys(table.fields);
  assert.deepEqual(fields.match(/\w+/g).filter((word) => !FIELDS.includes(word) && !rows.includes(word) && !["dihitung", "Keduanya"].includes(word)), []);
  const shortcodes = text.slice(text.indexOf("## Shortcode"), text.indexOf("Kosong atau utuh")).replace("## Shortcode", "");
  assert.deepEqual(shortcodes.match(/\w+/g).sort(), [...SHORTCODES].sort());
  const calls = Array.from(text.matchAll(/BukaOlshop\.(\w+)|`(tanggalWib|teks|tersedia|urlBeli|urlBukaBrowser)`/g), ([, name, helper]) => name ?? helper);
  for (const name of calls) assert.match(contract + read("pkg-template/types/global.d.ts"), new RegExp(`\\b${name}\\b`), name);
});

test("its script is the one that this version publishes", () => {
  const { version } = JSON.parse(read("pkg/package.json"));
  for (const [, found] of text.matchAll(/bukaolshop@([\d.]+)/g)) assert.equal(found, version);
});

inBoth(({ open }) => {
  for (const { title, html } of pages) {
    test(`${title}: works, and Periksa finds nothing`, async (t) => {
      const page = await open(t, html);
      assert.deepEqual(await findings(page), []);
      const tag = html.match(/<(olshop-\w+)/)[1];
      await page.waitInFrame((name) => Object(document.querySelector(name)).data !== null && document.querySelector(name).getAttribute("aria-busy") === "false", tag);
      await page.waitFor(() => [...document.querySelectorAll("#permintaan .tanda")].every((mark) => mark.textContent === "200") && document.querySelector("#permintaan .tanda") !== null);
      assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("#konsol li")].map((item) => item.textContent)), []);
    });
  }
});
