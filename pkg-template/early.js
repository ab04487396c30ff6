// @ts-check
// A page's first request need not wait for the module: it is begun here, and the module takes it
// over instead of sending its own.

import { begin } from "./crate/transport/fetch.js";
import { encode } from "./identity.js";
import { isKept } from "./kept.js";
import { written } from "./questions.js";

/**
 * Begins a request that the module will ask for.
 *
 * @param {import("./options.js").Settings} settings
 * @param {import("./questions.js").Question} question
 * @param {boolean} fresh whether only the server's own answer will do
 * @returns {() => void} takes it back, unless the module has taken it
 */
export function early(settings, question, fresh) {
  const asks = written(question);
  const isAnswered = !fresh && !question.member && isKept(settings, question.path + asks);
  // What is kept is answered by the module without a request, and only the module counts requests.
  if (isAnswered || settings.dailyLimit !== null) return () => {};
  const { token, tokenUser, idUser } = settings;
  const who = question.member
    ? "&token_user=" + encode(String(tokenUser)) + "&id_user=" + encode(String(idUser))
    : "";
  return begin(settings.baseUrl + question.path + "?token=" + encode(token) + who + asks);
}
