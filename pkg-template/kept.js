// @ts-check
// What is kept of earlier answers, seen without the module: it keeps them, and `src/layer/shelf.rs`
// says how.

import { load, remove, sweep } from "./crate/transport/storage.js";

const INDEX = "bukaolshop:cache";

/**
 * Whether the module will find an answer, so that none need be asked for before it is there.
 *
 * @param {import("./options.js").Settings} settings
 * @param {string} question
 */
export function isKept(settings, question) {
  if (settings.fresh === null || !settings.local) return false;
  return (load(INDEX) || "").includes(" " + shopNumber(settings) + question + "\n");
}

/**
 * Tells shops apart, and says nothing of the token.
 *
 * @param {import("./options.js").Settings} settings
 */
export function shopNumber(settings) {
  const shop = settings.baseUrl + settings.token;
  let hash = 0x811c9dc5;
  for (let i = 0; i < shop.length; i++) hash = Math.imul(hash ^ shop.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export function forgetAll() {
  remove(INDEX);
  sweep(INDEX + ":", "");
}
