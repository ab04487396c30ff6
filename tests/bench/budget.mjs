// The weight that the package may have.
import { readFileSync } from "node:fs";

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
    .filter((way) => !(sizes[way] <= budget[way]))
    .map((way) => {
      const more = ((sizes[way] / budget[way] - 1) * 100).toFixed(1);
      return `${way}: ${sizes[way]} bytes (brotli 11), ${more} % more than the ${budget[way]} that tests/bench/budget.json allows. Make it smaller.`;
    });
}
