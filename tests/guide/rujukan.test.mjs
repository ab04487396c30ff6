// The guide against the package: nothing public is left out, nothing is promised that is not there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { STATES } from "../../pkg-template/elements/defaults.js";
import { FORMATS } from "../../pkg-template/elements/format.js";
import { attributesOf, KINDS, tagOf } from "../../pkg-template/elements/kinds.js";
import { STYLE } from "../../pkg-template/elements/style.js";
import { blocksOf, guide, section } from "./guide.mjs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const declarations = read("pkg-template/types/index.d.ts").replace(/\/\*\*[^]*?\*\//g, "");

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

/** Code of a text, as it stands between its marks. */
function codes(text) {
  return new Set(Array.from(text.matchAll(/`([^`\n]+)`/g), ([, code]) => code));
}

/** All first groups of a pattern, each once. */
function all(text, pattern) {
  return Array.from(new Set(Array.from(text.matchAll(pattern), ([, found]) => found)));
}

/** Lists a source's names between two marks. */
function between(source, start, end) {
  const from = source.indexOf(start) + start.length;
  assert.ok(from >= start.length, `"${start}" is in the source`);
  return source.slice(from, source.indexOf(end, from));
}

test("the reference names what the classic script offers", () => {
  const offered = between(read("pkg-template/client/classic.js"), "Object.assign(BukaOlshop, {", "}");
  const names = all(offered, /(\w+)/g);
  assert.ok(names.length > 5, names.join());
  const named = codes(section("### Membuat klien"));
  assert.deepEqual(names.filter((name) => !named.has(`BukaOlshop.${name}`)), []);
});

test("the reference names every way into the package", () => {
  const { name, exports } = JSON.parse(read("pkg-template/package.json"));
  const ways = Object.keys(exports).filter((way) => way !== "./package.json");
  const named = codes(section("### Membuat klien"));
  assert.deepEqual(ways.filter((way) => !named.has(way.replace(".", name))), []);
});

test("both tables of elements have exactly the elements and attributes that there are", () => {
  const expected = Object.keys(KINDS).map((kind) => [tagOf(kind), attributesOf(kind).slice().sort()]);
  for (const heading of ["### Tujuh elemen", "### Elemen"]) {
    const rows = Array.from(section(heading).matchAll(/^\| `<(olshop-\w+)>` \|(.+)$/gm), ([, name, cells]) => {
      const known = expected.flatMap(([, attributes]) => attributes);
      const named = known.filter((attribute) => new RegExp(`\`${attribute}(\`|=)`).test(cells));
      return [name, Array.from(new Set(named)).sort()];
    });
    assert.deepEqual(rows, expected, heading);
  }
});

test("the reference names all that pages write for elements", () => {
  const elements = read("pkg-template/elements/elements.js");
  const list = read("pkg-template/elements/list.js");
  const bindings = between(read("pkg-template/elements/template.js"), "/^data-(", ")$/").split("|");
  const [, told] = list.match(/const \{ (.+) \} = Object\(error\);/);
  const expected = [
    ...all(between(elements, "const LOOKS = [", "];"), /"([\w-]+)"/g),
    ...all(read("pkg-template/elements/controls.js"), /"(data-\w+-untuk)"/g),
    ...bindings.map((name) => `data-${name.replace("(.+)", "…").replace(/\(.*$/, "-…")}`),
    ...all(list, /\[(data-muat-\w+)\]/g),
    ...Object.keys(FORMATS).filter(Boolean),
    ...all(told.replace(", retryable", ""), /(\w+)(?: = null)?(?:,|$)/g),
    ...all(elements, /"(olshop:\w+)"/g),
    ...all(list, /tell\("(\w+)"/g).map((name) => `olshop:${name}`),
    ...all(list, /"(aria-busy)"/g),
    "data-saat",
    ...Object.keys(STATES),
    "data",
    "muatUlang()",
    ...all(STYLE, /var\((--olshop-warna)\b/g),
  ];
  assert.ok(expected.length > 25, expected.join());
  const named = codes(section("### Elemen"));
  assert.deepEqual(expected.filter((name) => !named.has(name)), []);
});

test("the classes of the elements are all there, and no others", () => {
  const styled = all(STYLE, /\.(olshop-[\w-]*\w)/g);
  const used = all(read("pkg-template/elements/defaults.js"), /"[a-z]+\.([a-z.-]+)/g).flatMap((names) => names.split("."));
  const classes = Array.from(new Set(styled.concat(used.map((name) => `olshop-${name}`))));
  const named = all(between(section("### Warna dan gaya"), "| Bagian |", "Supaya halaman"), /`(olshop-[\w-]+)`/g);
  assert.deepEqual(named.sort(), classes.sort());
});

test("the attributes that may come from data are all there", () => {
  const safety = read("pkg-template/elements/safety.js");
  const attributes = between(safety, "const TEXT = /^(", "|(").split("|");
  assert.ok(attributes.length > 8, attributes.join());
  const named = codes(section("### Yang ditolak, dan sebabnya"));
  assert.deepEqual(attributes.filter((name) => !named.has(name)), []);
  const schemes = between(read("pkg-template/elements/links.js"), "const FOLLOWED = /^(", "):").replace("https?", "http|https").replace(/\\/g, "").split("|");
  assert.ok(schemes.length > 4, schemes.join());
  assert.deepEqual(schemes.filter((name) => !named.has(name)), []);
});

test("the classic script is as large as the guide says", () => {
  const [, said] = section("## Satu tag").match(/sekitar (\d+) KB/);
  const size = read("pkg/bukaolshop.min.js").length / 1000;
  assert.ok(Math.abs(size - said) < 20, `${size} KB`);
});

test("the table of errors has exactly the kinds that there are", () => {
  const [, union] = declarations.match(/export type ErrorKind =([^;]+);/);
  const kinds = Array.from(union.matchAll(/"(\w+)"/g), ([, kind]) => kind);
  const rows = Array.from(section("## Kalau gagal").matchAll(/^\| `(\w+)` \|/gm), ([, kind]) => kind);
  assert.deepEqual(rows.sort(), kinds.sort());
});

test("the defaults of the table are those of the package", () => {
  const table = section("### Membuat klien");
  const defaults = {
    "https://openapi.bukaolshop.net/v1": ["src/url.rs", "https://openapi.bukaolshop.net/v1"],
    30000: ["pkg-template/client/generated.js", "TIMEOUT = 30000"],
    400: ["src/layer/retry.rs", "base_delay: Duration::from_millis(400)"],
    8000: ["src/layer/retry.rs", "max_delay: Duration::from_secs(8)"],
  };
  for (const [value, [file, written]] of Object.entries(defaults)) {
    assert.ok(read(file).includes(written) && table.includes(value), value);
  }
});

test("every address on the CDN names the version that the guide comes with", () => {
  const { version } = JSON.parse(read("pkg/package.json"));
  const addresses = Array.from(guide.matchAll(/cdn\.jsdelivr\.net\/[^"\s`)]+/g), ([address]) => address);
  assert.ok(addresses.length > 10);
  const files = ["bukaolshop.min.js", "index.js", "bukaolshop_bg.wasm"].map((file) => `cdn.jsdelivr.net/npm/bukaolshop@${version}/${file}`);
  assert.deepEqual(new Set(addresses), new Set(files));
});

test("everything the guide imports is exported", async () => {
  const code = [...blocksOf("js"), ...blocksOf("html")].map((block) => block.code).join("\n");
  const imports = Array.from(code.matchAll(/import (?:\w+, )?\{ ([\w, ]+) \} from "([^"]+)"/g), ([, names, from]) => [names.split(", "), from]);
  assert.equal(imports.length, code.match(/^ *import \w*(, )?\{/gm).length);
  // The recipes for frameworks import from these, and from the file that the guide tells to write.
  const others = /^(\.\.?\/.*penerima\.mjs|hono|@hono\/node-server|@koa\/bodyparser)$/;
  for (const [names, from] of imports.filter(([, from]) => !others.test(from))) {
    if (from === "bukaolshop/elements") {
      for (const name of names) assert.match(read("pkg/elements.d.ts"), new RegExp(`^export function ${name}\\b`, "m"), name);
    } else if (from.startsWith("bukaolshop/server/")) {
      const exported = await import(`../../pkg/${from.replace("bukaolshop/", "")}.js`);
      for (const name of names) assert.ok(name in exported, `${name} from ${from}`);
    } else if (from.startsWith("node:") || from === "bukaolshop/server") {
      const exported = await import(from === "bukaolshop/server" ? "../../pkg/server/index.js" : from);
      for (const name of names) assert.ok(name in exported, `${name} from ${from}`);
    } else {
      for (const name of names) assert.match(declarations, new RegExp(`^export (function|class) ${name}\\b`, "m"), name);
    }
  }
});

test("the chapter on servers names what servers can make", async () => {
  const named = codes(section("## Yang tempatnya di server"));
  const made = Object.keys(await import("../../pkg/server/index.js")).filter((name) => /^[A-Z]/.test(name));
  assert.ok(made.length > 8, made.join());
  // What callers never make themselves, but catch.
  const missing = made.filter((name) => !named.has(name) && name !== "CallbackRejection");
  assert.deepEqual(missing, []);
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
  for (const { title, intro } of blocksOf("html").filter(({ title }) => /^(\d|[A-Z])\. /.test(title))) {
    assert.match(intro, /request/, title);
  }
});
