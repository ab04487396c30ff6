// What is said about many measurements of one thing, and chance that is the same in every run.

/**
 * @typedef {object} Summary
 * @property {number} median
 * @property {number} q1 a quarter of the measurements are below
 * @property {number} q3 a quarter of the measurements are above
 * @property {number} runs how many there were; 1 for what is counted rather than measured
 */

/**
 * The middle of the measurements, and how far they lie apart.
 *
 * @param {number[]} values at least one
 * @returns {Summary}
 */
export function summary(values) {
  if (values.length === 0) throw new Error("nothing was measured");
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), q1: quantile(sorted, 0.25), q3: quantile(sorted, 0.75), runs: sorted.length };
}

/** What is counted is the same every time. */
export const exactly = (value) => summary([value]);

function quantile(sorted, share) {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/**
 * Numbers from 0 to 1 that look like chance (mulberry32), the same for the same seed.
 *
 * @param {number} seed
 */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), bits | 61)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The same things in another order.
 *
 * @template T
 * @param {T[]} things
 * @param {() => number} random
 */
export function shuffled(things, random) {
  const mixed = [...things];
  for (let i = mixed.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [mixed[i], mixed[other]] = [mixed[other], mixed[i]];
  }
  return mixed;
}
