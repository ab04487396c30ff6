// Tells which rows are as documented, in one pass over all of their fields. Only the others cross into the module,
// which repairs them: that takes half of the time that decoding would take with every field looked at from there.
// What each field may be comes from the crate's tables; a test compares the outcome with the repair in Rust.

/**
 * An answer's object. A text that is no JSON is read once more with its texts mended, as `lenient_json.rs` does it: control characters
 * are escaped, and a backslash that begins no escape stands for itself.
 *
 * @param {string} text
 */
export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    const escaped = (/** @type {string} */ character) => "\\u" + ("000" + character.charCodeAt(0).toString(16)).slice(-4);
    return JSON.parse(
      text.replace(/"(?:[^"\\]|\\[^])*"/g, (string) =>
        string.replace(/\\(u[\dA-Fa-f]{4}|["\\/bfnrt])?/g, (whole, known) => (known ? whole : "\\\\")).replace(/[\0-\x1f]/g, escaped),
      ),
    );
  }
}

/** @typedef {{ kind: string, name: string }} Rule a field's name, and the letter of what it may be without any need of repair */

/**
 * A row's own field: not what some script of the page has put into the prototype of all objects.
 *
 * @param {any} row
 * @param {string} name
 */
export function own(row, name) {
  return hasOwnProperty.call(Object(row), name) ? row[name] : undefined;
}

const { hasOwnProperty } = Object.prototype;

/** The rules of a table, which arrives as one text: for each field a letter, its name and a space. @param {string} text @returns {Rule[]} */
export function parseRules(text) {
  return text.trim().split(" ").map((word) => ({ kind: word[0], name: word.slice(1) }));
}

/** @param {string} value */
function isShown(value) {
  const first = value.charCodeAt(0);
  return (first > 32 && first < 127) || /[^\s\x85]/.test(value);
}

/** Whether a value is what a letter stands for; `push_rule` in tree.rs says what that is. @param {any} value @param {string} kind */
function fits(value, kind) {
  if (typeof value === "string") return kind === "b" || ((kind === "t" || kind === "n") && isShown(value));
  if (typeof value === "number") return kind === "0" && isFinite(value);
  if (value === null) return kind === "n";
  return kind === "l" && Array.isArray(value) && value.every((entry) => typeof entry === "string" && isShown(entry));
}

/**
 * The place of the first field from this one on that needs repair; -1 where none does.
 *
 * @param {any} row
 * @param {Rule[]} rules
 * @param {number} from
 * @param {boolean} [isPlain] whether a row inherits no such field, as it does where a script put one into the prototype of all objects
 */
export function nextMismatch(row, rules, from, isPlain) {
  if (!row) return 0;
  for (let at = from; at < rules.length; at++) {
    const { kind, name } = rules[at];
    const value = isPlain ? row[name] : own(row, name);
    // The API's usual ways to send nothing; too many rows have them for each of them to be repaired in Rust.
    if (value === null && kind === "l") row[name] = [];
    else if (value === undefined && kind === "n") row[name] = null;
    else if (!fits(value, kind)) return at;
  }
  return -1;
}

/** @param {any[]} rows @param {Rule[]} rules */
export function areFit(rows, rules) {
  const isPlain = !rules.some(({ name }) => name in Object.prototype);
  return rows.every((row) => nextMismatch(row, rules, 0, isPlain) < 0);
}
