// How tests wait: for a condition, never for a time. The limit is long, because machines may be slow; no wait that
// succeeds takes longer for it.
import assert from "node:assert/strict";

/** How long anything may take before a test gives up. */
export const PATIENCE = 60_000;

const POLL = 30;

/**
 * Waits until a condition holds and gives back its value.
 *
 * @template T
 * @param {() => T | Promise<T>} condition
 * @param {string | (() => string)} what it is, for whoever reads that it was waited for in vain; a function is asked at the end
 */
export async function until(condition, what) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) assert.fail(`waited in vain: ${typeof what === "function" ? what() : what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

/**
 * Gives back what a promise resolves to, or rejects once it has taken longer than `limit` milliseconds.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {number} limit
 * @param {string} what was not done by then
 * @returns {Promise<T>}
 */
export function within(promise, limit, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not done after ${limit / 1000} s`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
