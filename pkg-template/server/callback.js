// @ts-check
// The receiver of callbacks: it reads bodies and calls the program's handlers. The module checks, claims and answers.

import { CallbackRejection } from "./callback-rejection.js";
import { demandOptions, demandText, lazyBinding, plain, refuseUnknown } from "./client-base.js";
import { BukaOlshopError, argument } from "./errors.js";
import { load } from "./load.js";
import { TOO_LARGE, bytes, sentTo } from "./request-body.js";
import { demandStore, storeForModule } from "./store.js";

/** @param {any} options */
export function callbackReceiver(options) {
  const { secret, toko = "toko", store, onTransaksiBaru, onPerubahanStatusTransaksi, ...more } = demandOptions(options);
  const { limit, anyStatus, deadline, log = () => {}, onError = () => {}, ...unknown } = more;
  demandText(secret, "secret");
  demandStore(store);
  refuseUnknown(unknown);
  for (const [name, value] of Object.entries({ onTransaksiBaru, onPerubahanStatusTransaksi, log, onError })) {
    if (value !== undefined && typeof value !== "function") throw argument(name + " harus fungsi");
  }
  if (!onTransaksiBaru && !onPerubahanStatusTransaksi) {
    throw argument("isi onTransaksiBaru, onPerubahanStatusTransaksi, atau keduanya");
  }

  const checked = plain({ toko, secret, limit, anyStatus, deadline });
  const binding = lazyBinding((glue) => new glue.CallbackBinding(checked, storeForModule(store)));

  /**
   * Calls the program's handler for a delivery. Returns nothing if the handler succeeds, else the failure.
   *
   * @param {any} delivery
   */
  async function work({ callback, attempt }) {
    const { standing } = await load();
    callback.tipe_transaksi ??= null;
    const isNew = callback.tipe_callback === "transaksi_baru";
    const handler = isNew ? onTransaksiBaru : onPerubahanStatusTransaksi;
    /** @param {any} transaksi */
    const confirm = ({ status_bayar, status_pengiriman }) => {
      const found = standing(callback.status_transaksi, String(status_bayar), String(status_pengiriman));
      if (found === "forged") throw new CallbackRejection("forged_status", { field: "status_transaksi" });
      return found;
    };
    try {
      await handler?.(callback, { attempt, confirm });
    } catch (error) {
      callSafely(() => onError(error, callback));
      return failure(error);
    }
  }

  /**
   * A reply of the module, after it was logged.
   *
   * @param {any} reply
   */
  function logged(reply) {
    reply.headers = Object.fromEntries(reply.headers);
    if (reply.callback) reply.callback.tipe_transaksi ??= null;
    callSafely(() => log(reply.log, reply));
    return reply;
  }

  /**
   * @param {string} method
   * @param {Uint8Array | string} body
   */
  async function receive(method, body) {
    const receiver = await binding();
    return logged(await receiver.receive(method, bytes(body), work));
  }

  /** @param {any} request */
  async function answered(request) {
    const { method, body } = sentTo(request);
    const receiver = await binding();
    if (method.toUpperCase() !== "POST") return receive(method, "");
    const bytes = await body(receiver.bodyLimit);
    return bytes === TOO_LARGE ? logged(receiver.refuse("body_too_large")) : receive(method, bytes);
  }

  /**
   * @param {any} request
   * @param {any} response
   */
  async function node(request, response) {
    const reply = await answered(request).catch(unavailable);
    // The rest of a body that is too large is not read, so the connection cannot be used for another request.
    const headers = reply.status === 413 ? { ...reply.headers, connection: "close" } : reply.headers;
    response.writeHead(reply.status, headers);
    response.end(reply.body);
  }

  /** @param {Request} request */
  async function fetch(request) {
    const { status, headers, body } = await answered(request).catch(unavailable);
    return new Response(body, { status, headers });
  }

  /**
   * The reply when the module could not be loaded, or when the body could not be read.
   *
   * @param {any} error
   */
  function unavailable(error) {
    callSafely(() => onError(error, null));
    return logged({
      status: 503,
      headers: [["content-type", "application/json"], ["retry-after", "30"]],
      body: JSON.stringify({ code: 503, status: "Callback belum dapat diterima. Kirim lagi nanti." }),
      log: "callback 503 unavailable",
      reason: "unavailable",
      field: null,
      message: null,
      callback: null,
    });
  }

  async function resume() {
    const receiver = await binding();
    try {
      const replies = await receiver.resume(work);
      return replies.map(logged);
    } catch (error) {
      throw rejected(error);
    }
  }

  /** @param {any} request */
  async function topup(request) {
    const receiver = await binding();
    const { method, body } = sentTo(request);
    const isPost = method.toUpperCase() === "POST";
    const sent = isPost ? await body(receiver.bodyLimit) : "";
    if (sent === TOO_LARGE) throw rejected(receiver.refuse("body_too_large"));
    try {
      return receiver.topup(method, bytes(sent));
    } catch (error) {
      throw rejected(error);
    }
  }

  /**
   * The error for something that the module has thrown: a rejection with its reply, where the module has sent one.
   *
   * @param {any} thrown
   */
  function rejected(thrown) {
    if (typeof thrown?.reason !== "string" || thrown instanceof Error) return thrown;
    const reply = logged(thrown);
    return new CallbackRejection(reply.reason, { message: reply.message, field: reply.field, reply });
  }

  return { receive, node, fetch, resume, topup };
}

/**
 * The reason and the note for the log after a handler has failed. The messages of this package's errors hold no secrets;
 * other messages might, so of other errors the note has only the name.
 *
 * @param {any} error
 */
function failure(error) {
  if (error instanceof CallbackRejection) return { reason: error.reason, note: error.note };
  const note = error instanceof BukaOlshopError ? error.message : String(error?.name ?? typeof error);
  return { reason: "work_failed", note };
}

/**
 * Calls one of the program's functions whose errors must not change the reply.
 *
 * @param {() => void} call
 */
function callSafely(call) {
  try {
    call();
  } catch {
    // The sender gets its reply even if the program's log fails.
  }
}
