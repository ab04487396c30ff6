// @ts-check
// Top-ups whose page is the shop's own: a handler for the page, and the confirmation.

import { closedBinding } from "./closed-api.js";
import { demandKey, demandOptions, demandText, lazyBinding, plain, refuseUnknown } from "./client-base.js";
import { argument } from "./errors.js";
import { BODY_TIMEOUT } from "./generated.js";
import { rejection } from "./once.js";
import { ALREADY_READ, TOO_LARGE, TOO_SLOW, bytes, sentTo } from "./request-body.js";
import { demandStore, storeForModule } from "./store.js";

/** Bodies that could not be read, and the status of the answer. */
const UNREAD = new Map([
  [ALREADY_READ, 500],
  [TOO_LARGE, 413],
  [TOO_SLOW, 408],
]);

/** What the member sees where the program has no page for an error. */
const SORRY = "<!doctype html><meta charset=utf-8><p>Topup belum bisa dibuka. Kembali, lalu coba lagi.";

/** @param {any} options */
export function topupHandler(options) {
  const { secret, previousSecret, toko = "toko", store, closed, page, log = () => {}, deadline, settledAfter, retry, ...unknown } = demandOptions(options);
  demandKey(secret, "secret");
  if (previousSecret !== undefined) demandKey(previousSecret, "previousSecret");
  demandStore(store);
  refuseUnknown(unknown);
  if (typeof page !== "function") throw argument("page harus fungsi yang memberi halaman (teks HTML) atau { url }");
  if (typeof log !== "function") throw argument("log harus fungsi");
  const checked = plain({ toko, secret, previousSecret, deadline, settledAfter, retry });
  const binding = lazyBinding((glue) => new glue.TopUpsBinding(checked, storeForModule(store, glue)));
  closedBinding(closed);

  /** @param {string} line */
  const logged = (line) => {
    try {
      log(line);
    } catch {
      // The member gets the page even if the program's log fails.
    }
  };

  /**
   * Calls the binding. What it throws becomes an error.
   *
   * @param {(topups: any) => Promise<any>} call
   */
  async function calling(call) {
    const topups = await binding();
    try {
      return await call(topups);
    } catch (thrown) {
      throw rejection(thrown);
    }
  }

  /**
   * @param {any} request
   * @param {any} [given]
   */
  async function answered(request, given) {
    const { method, body } = sentTo(request, given?.body);
    const topups = await binding();
    const isPost = method.toUpperCase() === "POST";
    const sent = isPost ? await body(topups.bodyLimit, BODY_TIMEOUT) : "";
    const status = UNREAD.get(sent);
    if (status) {
      logged("topup " + status + " " + String(sent.description));
      return { status, headers: HTML, body: SORRY };
    }
    let topup;
    try {
      topup = await topups.open(method, bytes(sent));
    } catch (/** @type {any} */ thrown) {
      if (typeof thrown?.reason !== "string") throw thrown;
      logged("topup " + thrown.status + " " + thrown.reason);
      return { status: thrown.status, headers: { ...thrown.headers, ...HTML }, body: SORRY };
    }
    logged("topup 200 " + topup.state + " " + topup.id);
    const shown = await page(topup);
    if (typeof shown === "string") return { status: 200, headers: HTML, body: shown };
    if (typeof shown?.url !== "string" && !(shown?.url instanceof URL)) throw argument("page harus memberi teks HTML atau { url }");
    return { status: 200, headers: { "content-type": "application/json", "cache-control": "no-store" }, body: JSON.stringify({ url: String(shown.url) }) };
  }

  /** @param {any} error */
  function unavailable(error) {
    logged("topup 503 " + String(error?.name ?? typeof error));
    return { status: 503, headers: { ...HTML, "retry-after": "30" }, body: SORRY };
  }

  /**
   * @param {any} request
   * @param {any} response
   * @param {any} [given]
   */
  async function node(request, response, given) {
    const { status, headers, body } = await answered(request, given).catch(unavailable);
    response.writeHead(status, headers);
    response.end(body);
  }

  /**
   * @param {Request} request
   * @param {any} [given]
   */
  async function fetch(request, given) {
    const { status, headers, body } = await answered(request, given).catch(unavailable);
    return new Response(body, { status, headers });
  }

  /** @param {string} id */
  const get = async (id) => (await calling((topups) => topups.get(demandText(id, "id")))) ?? null;

  /** @param {string} id */
  async function confirm(id) {
    demandText(id, "id");
    const api = await closedBinding(closed);
    return calling((topups) => topups.confirm(api, id));
  }

  async function resume() {
    const api = await closedBinding(closed);
    return calling((topups) => topups.resume(api));
  }

  /**
   * @param {string} id
   * @param {boolean} confirmed
   */
  async function decide(id, confirmed) {
    if (typeof confirmed !== "boolean") throw argument("decide memerlukan true (saldo sudah bertambah) atau false (belum)");
    return (await calling((topups) => topups.decide(demandText(id, "id"), confirmed))) ?? null;
  }

  return { node, fetch, get, confirm, resume, decide };
}

const HTML = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
