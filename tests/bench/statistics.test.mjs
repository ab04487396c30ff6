// What is said about measurements is right.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atMost, contender, rule } from "./figures.mjs";
import { chance, exactly, shuffled, summary } from "./statistics.mjs";

test("median and quartiles lie where they should", () => {
  assert.deepEqual(summary([5, 1, 4, 2, 3]), { median: 3, q1: 2, q3: 4, runs: 5 });
  assert.deepEqual(summary([1, 2, 3, 4]), { median: 2.5, q1: 1.75, q3: 3.25, runs: 4 });
  assert.deepEqual(exactly(7), { median: 7, q1: 7, q3: 7, runs: 1 });
});

test("one measurement that went wrong moves the median hardly", () => {
  assert.equal(summary([10, 11, 12, 13, 9000]).median, 12);
});

test("nothing measured is no figure", () => {
  assert.throws(() => summary([]), /nothing was measured/);
});

test("the same seed gives the same order, another seed another", () => {
  const things = Array.from({ length: 20 }, (_, i) => i);
  const order = (seed) => shuffled(things, chance(seed));
  assert.deepEqual(order(1), order(1));
  assert.notDeepEqual(order(1), order(2));
  assert.deepEqual([...order(1)].sort((a, b) => a - b), things);
  assert.notEqual(order(1), things, "the things themselves stay in their order");
});

test("a target holds up to its limit, and is missed beyond it", () => {
  const ours = contender("ours", "ours", exactly(135));
  const peer = contender("a peer", "peer", exactly(100));
  assert.deepEqual(rule(ours, peer, 1.35), { target: "≤ 1.35× a peer", ratio: 1.35, limit: 1.35, holds: true });
  assert.equal(rule(ours, peer, 1.34).holds, false);
  assert.deepEqual(atMost(ours, 135, "≤ 135"), { target: "≤ 135", ratio: 1, limit: 1, holds: true });
  assert.equal(atMost(ours, 134, "≤ 134").holds, false);
});
