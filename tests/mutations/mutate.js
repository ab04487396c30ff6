// Answers that went wrong: an example of the documentation, changed in one or more ways by chance.

/** Names with a meaning to the engine, or to us. */
const NAMES = ["__proto__", "constructor", "prototype", "toJSON", "toString", "valueOf", "then", "length", "hasOwnProperty", "data", "code", "rejected", "0", "-1", ""];

/** Numbers and depths that no value of the language can be written as. */
const RAW = ["1e999", "-1e999", "1E+400", "-0", "1e-400", "123456789012345678901234567890", "0.1e1", "9007199254740993"];

const TEXTS = [
  "",
  " ",
  "\u0085\ufeff",
  "0",
  "-1",
  "50.000",
  "1,5",
  "1e3",
  "Rp5000",
  "NaN",
  "Infinity",
  "null",
  "\ud800",
  "\udc00\ud800",
  "\u0000",
  "\u2028",
  "<b>",
  "{{token_user}}",
  "99999999999999999999",
];

/**
 * @param {ReturnType<import("./random.js").chance>} by
 * @param {string} example the body of a good answer
 * @param {string[]} secrets that the server may echo
 * @returns {{ status: number, body: string | Uint8Array }}
 */
export function mutated(by, example, secrets) {
  const status = by.once(6) ? by.pick([201, 299, 400, 401, 403, 404, 405, 418, 429, 500, 502, 503, 599]) : 200;
  let body = example;
  if (!by.once(8)) {
    const box = { body: JSON.parse(example) };
    for (let times = 1 + by.below(4); times > 0; times -= 1) changeValue(by, box, secrets);
    body = written(by, box.body);
  }
  if (by.once(4)) body = changeText(by, body);
  return { status, body: by.once(5) ? changeBytes(by, body) : body };
}

// ---------------------------------------------------------------- values

/** Something of a kind that does not belong there. */
function odd(by, secrets) {
  return by.pick([
    () => null,
    () => by.once(2),
    () => by.pick([0, -1, 0.5, 200, 404, 503, 2 ** 53, -1e300]),
    () => by.pick(TEXTS),
    () => by.pick(secrets),
    () => "x".repeat(by.below(5000)),
    () => [],
    () => ({}),
    () => [null, 1, "a", [], {}],
    () => withName({}, by.pick(NAMES), by.pick([null, 1, "x", {}, []])),
    () => ({ 10: "sepuluh", 9: "sembilan" }),
    () => mark("raw", by.below(RAW.length)),
    () => mark("deep", 1 + by.below(by.once(10) ? 20000 : 200)),
  ])();
}

/** An own property even where the name is `__proto__`. A list's length is none of its values. */
function withName(object, name, value) {
  if (Array.isArray(object) && name === "length") return object;
  return Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** A place in a value: what holds it, and by which name. */
function place(by, holder, name) {
  const value = holder[name];
  const names = value !== null && typeof value === "object" ? Object.keys(value) : [];
  if (names.length === 0 || by.once(8)) return { holder, name };
  return place(by, value, by.pick(names));
}

function changeValue(by, box, secrets) {
  const { holder, name } = place(by, box, "body");
  const value = holder[name];
  const put = (other) => withName(holder, name, other);
  by.pick([
    () => put(odd(by, secrets)),
    () => put(odd(by, secrets)),
    () => put(swapped(value)),
    () => put([value]),
    () => put({ data: value }),
    () => put(nothing(value)),
    () => delete holder[name],
    () => {
      delete holder[name];
      withName(holder, by.pick(NAMES), value);
    },
    () => {
      if (value !== null && typeof value === "object") withName(value, by.pick(NAMES), odd(by, secrets));
    },
    () => {
      if (Array.isArray(value)) put(Array.from({ length: by.below(60) }, () => by.pick(value)));
    },
  ])();
}

/** The same as another type. */
function swapped(value) {
  if (typeof value === "string") return value !== "" && Number.isFinite(Number(value)) ? Number(value) : [value];
  if (Array.isArray(value)) return { ...value };
  if (value !== null && typeof value === "object") return Object.values(value);
  return String(value);
}

/** The same with nothing in it. */
function nothing(value) {
  if (Array.isArray(value)) return value.map(nothing);
  if (value === null || typeof value !== "object") return null;
  return Object.keys(value).reduce((empty, name) => withName(empty, name, nothing(value[name])), {});
}

// ---------------------------------------------------------------- texts

/** Stands for what is written in its place once the rest is text. */
function mark(kind, number) {
  return `\u0001${kind}:${number}\u0001`;
}

function written(by, value) {
  const text = JSON.stringify(value) ?? "";
  return text
    .replace(/"\\u0001raw:(\d+)\\u0001"/g, (_, number) => RAW[number])
    .replace(/"\\u0001deep:(\d+)\\u0001"/g, (_, depth) => (by.once(2) ? nested("[", "]", depth) : nested('{"data":', "}", depth)));
}

function nested(open, close, depth) {
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

function changeText(by, text) {
  const at = by.below(text.length + 1);
  const to = Math.min(text.length, at + by.below(200));
  return by.pick([
    () => text.slice(0, at),
    () => text.slice(at),
    () => text.slice(0, at) + text.slice(to),
    () => text.slice(0, to) + text.slice(at),
    () => text.slice(0, at) + by.pick(['"', ",", "}", "]", "\\", "\\u", "null", "{", "1e999", "\u0000", "\ufeff", '"__proto__":']) + text.slice(at),
    () => text + text,
    () => "\ufeff" + text,
    () => `\n\t ${text} \r\n`,
    () => text.replace(/"/g, "'"),
    () => text.replace(/:/g, by.pick(["=", "::", ": "])),
    () => `<html><body>${text}</body></html>`,
    () => "",
  ])();
}

function changeBytes(by, text) {
  const bytes = new TextEncoder().encode(text);
  for (let times = 1 + by.below(8); times > 0 && bytes.length > 0; times -= 1) {
    bytes[by.below(bytes.length)] = by.once(2) ? by.below(256) : by.pick([0, 34, 92, 0xc3, 0xed, 0xff]);
  }
  return bytes;
}
