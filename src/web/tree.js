// Tells which rows are as documented, in one pass over all of their fields. Only the others cross into the module,
// which repairs them: that takes half of the time that decoding would take with every field looked at from there.
// What each field may be comes from the crate's tables; a test compares the outcome with the repair in Rust.

/**
 * What a field may be without any need of repair.
 *
 * @typedef {object} Rule
 * @property {string} name
 * @property {boolean} text a text with something in it
 * @property {boolean} blank a text with nothing in it
 * @property {boolean} nullable
 * @property {boolean} number
 * @property {boolean} texts a list of texts with something in them
 */

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

// A table arrives as one text: on a page's first call, each value that crosses from the module takes time.
/** The rules of a table: for each field a letter, its name and a space. @param {string} text @returns {Rule[]} */
export function parseRules(text) {
  return text.trim().split(" ").map((word) => {
    const [kind, name] = [word[0], word.slice(1)];
    return { name, text: "tbn".includes(kind), blank: kind === "b", nullable: kind === "n", number: kind === "0", texts: kind === "l" };
  });
}

/** @param {string} value */
function isShown(value) {
  const first = value.charCodeAt(0);
  return (first > 32 && first < 127) || /[^\s\x85]/.test(value);
}

/** @param {any} value @param {Rule} rule */
function fits(value, rule) {
  if (typeof value === "string") return rule.blank || (rule.text && isShown(value));
  if (typeof value === "number") return rule.number && isFinite(value);
  if (value === null) return rule.nullable;
  if (!rule.texts || !Array.isArray(value)) return false;
  return value.every((entry) => typeof entry === "string" && isShown(entry));
}

/**
 * The place of the first field from this one on that needs repair; -1 where none does.
 *
 * @param {any} row
 * @param {Rule[]} rules
 * @param {number} from
 */
export function nextMismatch(row, rules, from) {
  if (!row) return 0;
  for (let at = from; at < rules.length; at++) {
    const rule = rules[at];
    const value = own(row, rule.name);
    // The API's usual way to send no texts; too many rows have it for each of them to be repaired in Rust.
    if (value === null && rule.texts) row[rule.name] = [];
    else if (!fits(value, rule)) return at;
  }
  return -1;
}

/** @param {any[]} rows @param {Rule[]} rules */
export function areFit(rows, rules) {
  return rows.every((row) => nextMismatch(row, rules, 0) < 0);
}
