// Puts a call at the beginning of each loop of a script, so that a preview can stop one that never ends. A browser that
// shows the preview in the workshop's own process would otherwise stand still with it.
import { parse } from "acorn";
import { full } from "acorn-walk";

/** The function that guarded loops call; bridge.js defines it. */
export const GUARD = "__bengkelJaga";

const LOOPS = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;

/**
 * @param {string} code
 * @param {number} line of the page that the code begins on
 * @param {boolean} isModule
 * @returns {string} the same lines, with guards; as it is where it cannot be read, because no engine runs that
 */
export function guarded(code, line, isModule) {
  if (!/\b(for|while|do)\b/.test(code)) return code;
  try {
    const tree = parse(code, { ecmaVersion: "latest", sourceType: isModule ? "module" : "script", locations: true, allowReturnOutsideFunction: true, allowHashBang: true });
    /** @type {[number, string][]} */
    const inserts = [];
    full(tree, (node) => {
      if (!LOOPS.test(node.type)) return;
      const { body } = /** @type {any} */ (node);
      const call = `${GUARD}(${line + node.loc.start.line - 1});`;
      if (body.type === "BlockStatement") inserts.push([body.start + 1, call]);
      else inserts.push([body.start, `{${call}`], [body.end, "}"]);
    });
    // Closing braces of one place come behind each other in any order; an opening one comes before what it is around.
    let result = code;
    for (const [at, insert] of inserts.map((entry, order) => ({ entry, order })).sort((a, b) => b.entry[0] - a.entry[0] || (b.order - a.order)).map(({ entry }) => entry)) {
      result = result.slice(0, at) + insert + result.slice(at);
    }
    return result;
  } catch (error) {
    return code;
  }
}
