// @ts-check
// Receives callbacks: the module judges and answers, here are bodies read and handlers called.

import { TOO_LARGE, bytes, sentTo } from "./bodies.js";
import { demandOptions, demandText, made, written } from "./desk.js";
import { load, loaded } from "./load.js";
import { BukaOlshopError, argument } from "./refusal.js";
import { CallbackRejection } from "./rejection.js";
import { demandStore, keeper } from "./store.js";

/** The largest body that is read, in bytes, unless told. */
const LIMIT = 65536;

/** @param {any} options */
export function callbackReceiver(options) {
  const { secret, toko = "toko", store, onTransaksiBaru, onPerubahanStatusTransaksi, ...more } = demandOptions(options);
  const { limit = LIMIT, anyStatus, deadline, log = () => {}, onError = () => {}, ...unknown } = more;
  demandText(secret, "secret");
  demandStore(store);
  for (const name of Object.keys(unknown)) throw argument(name + " tidak dikenal; periksa ejaannya");
  for (const [name, value] of Object.entries({ onTransaksiBaru, onPerubahanStatusTransaksi, log, onError })) {
    if (value !== undefined && typeof value !== "function") throw argument(name + " harus fungsi");
  }
  if (!onTransaksiBaru && !onPerubahanStatusTransaksi) {
    throw argument("isi onTransaksiBaru, onPerubahanStatusTransaksi, atau keduanya");
  }

  const wanted = written({ toko, secret, limit, anyStatus, deadline });
  /** @param {any} glue */
  const make = (glue) => made(() => new glue.CallbackDesk(wanted, keeper(store)));
  const glue = loaded();
  let desk = glue && make(glue);
  const open = async () => (desk ??= make(await load()));

  /** @param {string} text */
  async function job(text) {
    const { callback, attempt } = JSON.parse(text);
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
      heard(() => onError(error, callback));
      return JSON.stringify(failure(error));
    }
  }

  /** @param {string} text */
  function replied(text) {
    const reply = JSON.parse(text);
    reply.headers = Object.fromEntries(reply.headers);
    if (reply.callback) reply.callback.tipe_transaksi ??= null;
    heard(() => log(reply.log, reply));
    return reply;
  }

  /**
   * @param {string} method
   * @param {Uint8Array | string} body
   */
  async function receive(method, body) {
    const desk = await open();
    return replied(await desk.receive(method, bytes(body), job));
  }

  /** @param {any} request */
  async function answered(request) {
    const { method, body } = sentTo(request);
    const desk = await open();
    if (method.toUpperCase() !== "POST") return receive(method, "");
    const bytes = await body(limit);
    return bytes === TOO_LARGE ? replied(desk.refuse("body_too_large")) : receive(method, bytes);
  }

  /**
   * @param {any} request
   * @param {any} response
   */
  async function node(request, response) {
    const reply = await answered(request).catch(unavailable);
    // Of a body that was too large, the rest is never read.
    const headers = reply.status === 413 ? { ...reply.headers, connection: "close" } : reply.headers;
    response.writeHead(reply.status, headers);
    response.end(reply.body);
  }

  /** @param {Request} request */
  async function fetch(request) {
    const { status, headers, body } = await answered(request).catch(unavailable);
    return new Response(body, { status, headers });
  }

  /** @param {any} error */
  function unavailable(error) {
    heard(() => onError(error, null));
    return replied(
      JSON.stringify({
        status: 503,
        headers: [["content-type", "application/json"], ["retry-after", "30"]],
        body: JSON.stringify({ code: 503, status: "Callback belum dapat diterima. Kirim lagi nanti." }),
        log: "callback 503 unavailable",
        reason: "unavailable",
        field: null,
        message: null,
        callback: null,
      }),
    );
  }

  async function resume() {
    const desk = await open();
    try {
      const replies = JSON.parse(await desk.resume(job));
      return replies.map((/** @type {any} */ reply) => replied(JSON.stringify(reply)));
    } catch (error) {
      throw rejected(error);
    }
  }

  /** @param {any} request */
  async function topup(request) {
    const desk = await open();
    const { method, body } = sentTo(request);
    const isPost = method.toUpperCase() === "POST";
    const sent = isPost ? await body(limit) : "";
    if (sent === TOO_LARGE) throw rejected(desk.refuse("body_too_large"));
    try {
      return JSON.parse(desk.topup(method, bytes(sent)));
    } catch (error) {
      throw rejected(error);
    }
  }

  /** @param {any} error */
  function rejected(error) {
    if (typeof error !== "string") return error;
    const reply = replied(error);
    return new CallbackRejection(reply.reason, { message: reply.message, field: reply.field, reply });
  }

  return { receive, node, fetch, resume, topup };
}

/**
 * What the log is told of work that failed. Our own errors hold no secrets; of others nobody knows.
 *
 * @param {any} error
 */
function failure(error) {
  if (error instanceof CallbackRejection) return { reason: error.reason, note: error.note };
  const note = error instanceof BukaOlshopError ? error.message : String(error?.name ?? typeof error);
  return { reason: "work_failed", note };
}

/**
 * Tells somebody whose mistakes are not the sender's.
 *
 * @param {() => void} tell
 */
function heard(tell) {
  try {
    tell();
  } catch {
    // The answer matters more than the log.
  }
}
