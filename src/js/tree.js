// Looks at an answer without carrying it into WebAssembly: the repair's questions are answered
// here by one small number each. The numbers are those of the Rust enum `Kind`.

/** `undefined`, `null`, `false`, and a blank text. */
const MISSING = [0, 1, 2, 7];

// Field names cross the boundary once and are numbers from then on.
const names = [];

export function register(name) {
  return names.push(name) - 1;
}

function text(value) {
  const first = value.charCodeAt(0);
  return (first > 32 && first < 127) || /[^\s\x85]/.test(value);
}

export function kind(value) {
  switch (typeof value) {
    case "undefined":
      return 0;
    case "boolean":
      return value ? 3 : 2;
    case "number":
      return isFinite(value) ? 4 : 5;
    case "string":
      return text(value) ? 6 : 7;
  }
  if (value === null) return 1;
  if (!Array.isArray(value)) return 10;
  if (!value.length) return 11;
  for (let i = 0; i < value.length; i++) {
    if (typeof value[i] !== "string" || !text(value[i])) return 9;
  }
  return 8;
}

// The tables of rows: of each field its name and its rule, by turns.
const shapes = [];

export function openShape() {
  return shapes.push([]) - 1;
}

export function addField(name, rule) {
  shapes[shapes.length - 1].push(names[name], rule);
}

// Whether a value is what a field should hold, so that the repair need not look at it.
function fits(value, rule) {
  if (typeof value === "string") return !rule || (rule < 3 && text(value));
  if (rule === 3) return typeof value === "number" && isFinite(value);
  if (rule === 2) return value === null;
  return rule === 4 && Array.isArray(value) && value.every((entry) => fits(entry, 1));
}

/** The first field from this one on that is not what it should be; -1 where each is. */
export function odd(row, shape, from) {
  const fields = shapes[shape];
  for (let at = from * 2; row && at < fields.length; at += 2) {
    const name = fields[at];
    const value = row[name];
    const rule = fields[at + 1];
    // The API's usual way to send no texts: too many rows have it for each to be looked at.
    if (rule === 4 && value === null) row[name] = [];
    else if (!fits(value, rule)) return at / 2;
  }
  return row ? -1 : 0;
}

export function areFit(rows, shape) {
  return rows.every((row) => odd(row, shape, 0) < 0);
}

export function kindOf(object, name) {
  return kind(object[names[name]]);
}

export function get(object, name) {
  return object[names[name]];
}

export function numberOf(object, name) {
  const value = object[names[name]];
  return typeof value === "number" ? value : NaN;
}

export function onlyNew(rows, name, keys) {
  return rows.filter((row) => {
    const key = row[names[name]];
    return typeof key !== "string" || keys.size < keys.add(key).size;
  });
}

export function put(object, name, value) {
  object[names[name]] = value;
}

// The entries of a list, or of an object with the keys of one: in order of their numbers, as
// engines keep such keys.
export function items(object, name) {
  const value = object[names[name]];
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || !value) return undefined;
  const keys = Object.keys(value);
  for (let i = 0; i < keys.length; i++) if (!/^\d{1,9}$/.test(keys[i])) return undefined;
  return keys.map((key) => value[key]);
}

// As `Tree` says; the crate's own `Value` does the same, and a test compares them.
export function makeTexts(object, name) {
  const value = object[names[name]];
  let list = items(object, name);
  if (!list) {
    const single = toText(value);
    list = text(single || "") ? [single] : [];
    if (!list.length && !MISSING.includes(kind(value))) return false;
  }
  object[names[name]] = list.map(toText).filter((entry) => entry !== undefined && text(entry));
  return true;
}

export function parse(json) {
  try {
    return JSON.parse(json);
  } catch (error) {
    return undefined;
  }
}

// A very deep row overflows the engine's own recursion; it is then like no other.
export function print(rows) {
  try {
    return JSON.stringify(rows);
  } catch (error) {
    return {};
  }
}

export function toText(value) {
  if (typeof value === "string") return value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}
