// What pages load of the package does not grow unnoticed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { overBudget } from "../bench/budget.mjs";
import { weigh } from "../bench/weight.mjs";

test("the client and the script with the elements keep to their budget", (t) => {
  const sizes = { client: weigh("client"), elements: weigh("elements") };
  t.diagnostic(`brotli 11: ${JSON.stringify(sizes)}`);
  assert.deepEqual(overBudget(sizes), []);
});

test("a byte more than the budget is over it", () => {
  const budget = { client: 1000, elements: 2000 };
  assert.deepEqual(overBudget({ client: 1000, elements: 1000 }, budget), []);
  const [said, ...others] = overBudget({ client: 1021, elements: 2000 }, budget);
  assert.match(said, /^client: 1021 bytes .* 2\.1 % more than the 1000 that tests\/bench\/budget\.json allows/);
  assert.deepEqual(others, []);
});

test("what is not there is over its budget, too", () => {
  assert.equal(overBudget({ elements: 1 }, { client: 1, elements: 1 }).length, 1);
});
