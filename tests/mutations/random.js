// Chance that can be repeated: the same seed, the same answers, in every engine.

/** A source of chance (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;

  /** At least 0, below 1. */
  function next() {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to before `end`. */
  const below = (end) => Math.floor(next() * end);

  return {
    below,
    /** True once in `times`. */
    once: (times) => below(times) === 0,
    pick: (list) => list[below(list.length)],
  };
}
