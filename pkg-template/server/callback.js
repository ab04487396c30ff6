// @ts-check
// The receiver of callbacks: it reads bodies and calls the program's handlers. The module checks, claims and answers.

import { CallbackRejection } from "./callback-rejection.js";
import { demandOptions, demandKey, lazyBinding, plain, refuseUnknown } from "./client-base.js";
import { BukaOlshopError, argument } from "./errors.js";
import { load } from "./load.js";
import { ALREADY_READ, TOO_LARGE, bytes, sentTo } from "./request-body.js";
import { demandStore, storeForModule } from "./store.js";

/** @param {any} options */
export function callbackReceiver(options) {
  const { secret, toko = "toko", store, ...handlers } = demandOptions(options);
  const { onTransaksiBaru, onPerubahanStatusTransaksi, onLunas, ...more } = handlers;
  const { limit, anyStatus, deadline, log = () => {}, onError = () => {}, ...unknown } = more;
  demandKey(secret, "secret");
  demandStore(store);
  refuseUnknown(unknown);
  for (const [name, value] of Object.entries({ onTransaksiBaru, onPerubahanStatusTransaksi, onLunas, log, onError })) {
    if (value !== undefined && typeof value !== "function") throw argument(name + " harus fungsi");
  }
  if (!onTransaksiBaru && !onPerubahanStatusTransaksi && !onLunas) {
    throw argument("isi onTransaksiBaru, onPerubahanStatusTransaksi, atau onLunas");
  }

  const checked = plain({ toko, secret, limit, anyStatus, deadline });
  const binding = lazyBinding((glue) => new glue.CallbackBinding(checked, storeForModule(store)));

  /**
   * Calls one of the program's handlers for a delivery. Returns nothing if the handler succeeds, else the failure.
   *
   * @param {any} handler
   * @param {any} delivery
   */
  async function call(handler, { callback, attempt }) {
    const { standing } = await load();
    /** @param {any} transaksi */
    const confirm = ({ status_bayar, status_pengiriman }) => {
      if (typeof status_bayar !== "string") throw argument("confirm memerlukan transaksi dari transaksi.get (status_bayar)");
      const found = standing(callback.status_transaksi, status_bayar, String(status_pengiriman ?? ""));
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
   * The handler for a callback's type. A type that nobody knows tells something of an order that there is, like a change
   * of its status.
   *
   * @param {any} delivery
   */
  function work(delivery) {
    const isNew = delivery.callback.tipe_callback === "transaksi_baru";
    return call(isNew ? onTransaksiBaru : onPerubahanStatusTransaksi, delivery);
  }

  /** The handler for an order that is paid. */
  const paid = onLunas && ((/** @type {any} */ delivery) => call(onLunas, delivery));

  /**
   * A reply of the module, after it was logged.
   *
   * @param {any} reply
   */
  function logged(reply) {
    reply.headers = Object.fromEntries(reply.headers);
    callSafely(() => log(reply.log, reply));
    return reply;
  }

  /**
   * @param {string} method
   * @param {Uint8Array | string} body
   */
  async function receive(method, body) {
    const receiver = await binding();
    return logged(await receiver.receive(method, bytes(body), work, paid));
  }

  /**
   * @param {any} request
   * @param {any} [given]
   */
  async function answered(request, given) {
    const { method, body } = sentTo(request, given?.body);
    const receiver = await binding();
    if (method.toUpperCase() !== "POST") return receive(method, "");
    const bytes = await body(receiver.bodyLimit);
    if (bytes === ALREADY_READ) return alreadyRead(receiver);
    return bytes === TOO_LARGE ? logged(receiver.refuse("body_too_large")) : receive(method, bytes);
  }

  /**
   * The reply when another part of the program has read the body.
   *
   * @param {any} receiver
   */
  function alreadyRead(receiver) {
    callSafely(() => onError(argument(READ_ELSEWHERE), null));
    return logged(receiver.refuse("body_already_read", READ_ELSEWHERE));
  }

  /**
   * @param {any} request
   * @param {any} response
   * @param {any} [given] the body, where a framework has read it; Express and its kin pass their `next` here
   */
  async function node(request, response, given) {
    const reply = await answered(request, given).catch(unavailable);
    // The rest of a body that is too large is not read, so the connection cannot be used for another request.
    const headers = reply.status === 413 ? { ...reply.headers, connection: "close" } : reply.headers;
    response.writeHead(reply.status, headers);
    response.end(reply.body);
  }

  /**
   * @param {Request} request
   * @param {any} [given]
   */
  async function fetch(request, given) {
    const { status, headers, body } = await answered(request, given).catch(unavailable);
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
      const replies = await receiver.resume(work, paid);
      return replies.map(logged);
    } catch (error) {
      throw rejected(error);
    }
  }

  /**
   * @param {any} request
   * @param {any} [given]
   */
  async function topup(request, given) {
    const receiver = await binding();
    const { method, body } = sentTo(request, given?.body);
    const isPost = method.toUpperCase() === "POST";
    const sent = isPost ? await body(receiver.bodyLimit) : "";
    if (sent === ALREADY_READ) throw rejected(receiver.refuse("body_already_read", READ_ELSEWHERE));
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

/** What to change in a program that reads a callback's body before the receiver. */
const READ_ELSEWHERE =
  "isi request sudah dibaca sebelum penerima; berikan isinya: node(request, response, { body }) atau fetch(request, { body }), " +
  "atau pasang penerima sebelum yang membacanya";

/**
 * The reason and the note for the log after a handler has failed, and how long to wait where another system has said so.
 * The messages of this package's errors hold no secrets; other messages might, so of other errors the note has only the
 * name.
 *
 * @param {any} error
 */
function failure(error) {
  if (error instanceof CallbackRejection) return { reason: error.reason, note: error.note };
  if (!(error instanceof BukaOlshopError)) return { reason: "work_failed", note: String(error?.name ?? typeof error) };
  return { reason: "work_failed", note: error.message, retryAfter: error.retryAfter };
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
