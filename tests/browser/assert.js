// Assertions for the tests in the page. Runs on Chromium 71: no `?.`, no `??`, no `globalThis`.

/** What a failed assertion throws. */
class AssertionError extends Error {}
AssertionError.prototype.name = "AssertionError";

function fail(message, note) {
  throw new AssertionError(note ? note + ": " + message : message);
}

/** A value as a person reads it in a failure. */
export function show(value) {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "function " + (value.name || "(anonymous)");
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return "Date " + (isNaN(value) ? "invalid" : value.toISOString());
  if (value === null || typeof value !== "object") return Object.is(value, -0) ? "-0" : String(value);
  try {
    return JSON.stringify(value, (key, inner) => (inner === undefined ? "(undefined)" : inner));
  } catch (error) {
    return String(value);
  }
}

/** An error in one line, with the fields that tell errors of the package apart. */
export function describeError(error) {
  if (!(error instanceof Error)) return "thrown value " + show(error);
  const fields = Object.keys(error).map((key) => key + "=" + show(error[key]));
  return error.name + ": " + error.message + (fields.length ? " {" + fields.join(", ") + "}" : "");
}

function sameKeys(one, other) {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length
    && keys.every((key) => Object.prototype.hasOwnProperty.call(other, key) && isSame(one[key], other[key]));
}

/** Deep equality of data: own enumerable fields, arrays as arrays, dates by their instant, NaN equal to itself. */
function isSame(one, other) {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  if (one instanceof Date || other instanceof Date) {
    return one instanceof Date && other instanceof Date && Object.is(one.getTime(), other.getTime());
  }
  return sameKeys(one, other);
}

/** Fails unless every field of `expected` stands in `error`; a RegExp is matched against the field's text. */
function checkError(error, expected, note) {
  for (const key of Object.keys(expected)) {
    const wanted = expected[key];
    const holds = wanted instanceof RegExp ? wanted.test(String(error[key])) : isSame(error[key], wanted);
    if (!holds) fail("expected " + key + " " + (wanted instanceof RegExp ? wanted : show(wanted)) + ", got " + describeError(error), note);
  }
  return error;
}

export const assert = {
  /** `value` is truthy. */
  ok(value, note) {
    if (!value) fail("expected something true, got " + show(value), note);
  },

  /** The same value, by Object.is. */
  equal(actual, expected, note) {
    if (!Object.is(actual, expected)) fail("expected " + show(expected) + ", got " + show(actual), note);
  },

  /** Another value, by Object.is. */
  notEqual(actual, unwanted, note) {
    if (Object.is(actual, unwanted)) fail("expected anything but " + show(unwanted), note);
  },

  /** The same data, field by field. */
  deepEqual(actual, expected, note) {
    if (!isSame(actual, expected)) fail("expected " + show(expected) + ", got " + show(actual), note);
  },

  /** `text` matches the pattern. */
  match(text, pattern, note) {
    if (!pattern.test(text)) fail("expected a text like " + pattern + ", got " + show(text), note);
  },

  /** `run` throws an error with the expected fields, for example `{ kind: "invalid_argument", message: /page/ }`. Returns it. */
  throws(run, expected, note) {
    let result;
    try {
      result = run();
    } catch (error) {
      return checkError(error, expected || {}, note);
    }
    return fail("expected it to throw, it returned " + show(result), note);
  },

  /** The promise (or what the function returns) rejects with an error of the expected fields. Resolves to it. */
  async rejects(promise, expected, note) {
    let result;
    try {
      result = await (typeof promise === "function" ? promise() : promise);
    } catch (error) {
      return checkError(error, expected || {}, note);
    }
    return fail("expected it to reject, it resolved to " + show(result), note);
  },
};
