// @ts-check
// How JavaScript answers the module: each question comes with a number, and its answer is given with that number.

import { answered, failed } from "./bukaolshop_server.js";

/**
 * Whether a value is a promise, or another object that is waited for like one.
 *
 * @param {any} value
 */
export function isThenable(value) {
  return typeof value?.then === "function";
}

/**
 * Answers a question of the module with what a function gives, or with what its promise comes to.
 *
 * @param {number} number
 * @param {() => any} ask
 * @param {(answer: any) => any} meaning makes the module's answer of it
 * @param {(error: any) => any} failure makes the module's error of what was thrown
 */
export function answer(number, ask, meaning, failure) {
  /** @param {any} error */
  const fail = (error) => {
    let why;
    try {
      why = failure(error);
    } catch {
      // The error throws when it is looked at.
    }
    failed(number, why);
  };
  /** @param {any} given */
  const give = (given) => {
    let meant;
    try {
      meant = meaning(given);
    } catch (error) {
      return fail(error);
    }
    answered(number, meant);
  };
  try {
    const given = ask();
    if (isThenable(given)) Promise.resolve(given).then(give, fail);
    else give(given);
  } catch (error) {
    fail(error);
  }
}
