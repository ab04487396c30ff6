// The weight that the package may have: what it had when somebody last looked, and a little more.
import { readFileSync } from "node:fs";

/** How much more than the budget is still let through. */
export const TOLERANCE = 0.02;

/** Bytes, brotli 11, by way of loading. */
export const BUDGET = JSON.parse(readFileSync(new URL("budget.json", import.meta.url), "utf8"));

/**
 * What is too heavy.
 *
 * @param {Record<string, number>} sizes
 * @param {Record<string, number>} [budget]
 * @returns {string[]} a sentence for each, which says what to do
 */
export function overBudget(sizes, budget = BUDGET) {
  return Object.keys(budget)
    .filter((way) => !(sizes[way] <= budget[way] * (1 + TOLERANCE)))
    .map((way) => {
      const more = ((sizes[way] / budget[way] - 1) * 100).toFixed(1);
      return `${way}: ${sizes[way]} bytes (brotli 11), ${more} % more than the ${budget[way]} in tests/bench/budget.json. Make it smaller; if it is worth it, write the new figure there.`;
    });
}
