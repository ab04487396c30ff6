// What a measurement says: one figure, of ours and of each peer, and the rules that it has to keep.

/**
 * @typedef {import("./statistics.mjs").Summary} Summary
 *
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} kind "ours" for what the rules are about
 * @property {Summary} summary
 * @property {Record<string, number>} [more] what else was measured with it
 *
 * @typedef {object} Rule
 * @property {string} target what is to hold
 * @property {number} ratio of ours to what it is compared with
 * @property {number} limit of the ratio
 * @property {boolean} holds
 *
 * @typedef {object} Figure
 * @property {string} section
 * @property {string} name
 * @property {string} unit
 * @property {Contender[]} contenders ours first
 * @property {Rule[]} rules none: shown for orientation
 */

/** @returns {Contender} */
export function contender(name, kind, summary, more) {
  return { name, kind, summary, ...(more && { more }) };
}

/**
 * Ours may be so many times what another one is.
 *
 * @param {Contender} ours
 * @param {Contender} other
 * @param {number} limit
 * @returns {Rule}
 */
export function rule(ours, other, limit) {
  const ratio = ours.summary.median / other.summary.median;
  return { target: `≤ ${limit}× ${other.name}`, ratio, limit, holds: ratio <= limit };
}

/**
 * Ours may be so much at most, whatever others are.
 *
 * @param {Contender} ours
 * @param {number} most in the figure's unit
 * @param {string} text how the target is written
 * @returns {Rule}
 */
export function atMost(ours, most, text) {
  const ratio = ours.summary.median / most;
  return { target: text, ratio, limit: 1, holds: ratio <= 1 };
}
