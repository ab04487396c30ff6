// What the short run keeps.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

const SCOPE = new URL("../support/scope.mjs", import.meta.url).href;

/** Evaluates an expression of the helpers in a program whose TEST_SCOPE is this. */
function evaluate(scope, expression) {
  const code = `import * as scope from ${JSON.stringify(SCOPE)};
    const { isShort, shortly, inTurn, oneOfEach, amount } = scope;
    console.log(JSON.stringify(${expression}));`;
  const { TEST_SCOPE, ...env } = process.env;
  if (scope !== undefined) env.TEST_SCOPE = scope;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "--eval", code], { env, encoding: "utf8" }));
}

test("only the word short makes a short run", () => {
  const scopes = [undefined, "", "all", "short"];
  assert.deepEqual(scopes.map((scope) => evaluate(scope, "isShort")), [false, false, false, true]);
});

test("the short run keeps what is chosen, one of each kind, and fewer repetitions", () => {
  const choices = `[shortly([1, 2, 3], (item) => item > 1), oneOfEach(["a1", "b1", "a2"], (item) => [item[0]]), amount(1000, 10)]`;
  assert.deepEqual(evaluate("short", choices), [[2, 3], ["a1", "b1"], 10]);
  assert.deepEqual(evaluate("all", choices), [[1, 2, 3], ["a1", "b1", "a2"], 1000]);
});

test("of a table, the short run covers each row and each column once", () => {
  const table = `[0, 1, 2, 3].map((row) => inTurn(["a", "b", "c"], row))`;
  assert.deepEqual(evaluate("short", table), [["a"], ["b"], ["c"], ["a"]]);
  assert.deepEqual(evaluate("all", table), Array(4).fill(["a", "b", "c"]));
});
