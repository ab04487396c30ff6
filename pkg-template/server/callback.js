// @ts-check
// The receiver of callbacks: it reads bodies and calls the program's handlers. The module checks, claims and answers.

import { answer, isThenable } from "./answers.js";
import { standing } from "./bukaolshop_server.js";
import { CallbackRejection } from "./callback-rejection.js";
import { demandOptions, demandKey, lazyBinding, plain, refuseUnknown } from "./client-base.js";
import { closedBinding } from "./closed-api.js";
import { BukaOlshopError, argument } from "./errors.js";
import { sendMapped } from "./forward.js";
import { BODY_TIMEOUT } from "./generated.js";
import { failure, rejection, sendOnce } from "./once.js";
import { ALREADY_READ, TOO_LARGE, TOO_SLOW, bytes, sentTo } from "./request-body.js";
import { demandStore, storeForModule } from "./store.js";

/** The log of programs that keep none. */
const NO_LOG = () => {};

/** @param {any} options */
export function callbackReceiver(options) {
  const { secret, previousSecret, toko = "toko", store, onTransaksiBaru, onPerubahanStatusTransaksi, onLunas, ...more } = demandOptions(options);
  const { limit, anyStatus, deadline, settledAfter, retry, bodyTimeout = BODY_TIMEOUT, log = NO_LOG, onError = () => {}, ...unknown } = more;
  demandKey(secret, "secret");
  if (previousSecret !== undefined) demandKey(previousSecret, "previousSecret");
  demandStore(store);
  refuseUnknown(unknown);
  for (const [name, value] of Object.entries({ onTransaksiBaru, onPerubahanStatusTransaksi, onLunas, log, onError })) {
    if (value !== undefined && typeof value !== "function") throw argument(name + " harus fungsi");
  }
  if (!onTransaksiBaru && !onPerubahanStatusTransaksi && !onLunas) {
    throw argument("isi onTransaksiBaru, onPerubahanStatusTransaksi, atau onLunas");
  }

  for (const [name, value] of Object.entries({ deadline, bodyTimeout })) {
    if (value !== undefined && !(Number.isInteger(value) && value > 0)) throw argument(name + " harus milidetik mulai dari 1");
  }

  const checked = plain({ toko, secret, previousSecret, limit, anyStatus, deadline, settledAfter, retry });
  const binding = lazyBinding((glue) => new glue.CallbackBinding(checked, storeForModule(store, glue)));

  /**
   * Calls one of the program's handlers for a delivery. Returns nothing where it has succeeded, the failure where it has failed,
   * and where it goes on, a function that aborts its signal; then its outcome is the module's answer with this number.
   *
   * @param {any} handler
   * @param {number} number
   * @param {any} callback
   * @param {number} attempt
   */
  function call(handler, number, callback, attempt) {
    /** @type {AbortController | undefined} */
    let controller;
    const signalled = () => (controller ??= new AbortController());
    /** @param {any} transaksi */
    const confirm = ({ status_bayar, status_pengiriman }) => {
      if (typeof status_bayar !== "string") throw argument("confirm memerlukan transaksi dari transaksi.get (status_bayar)");
      const found = standing(callback.status_transaksi, status_bayar, String(status_pengiriman ?? ""));
      if (found === "forged") throw new CallbackRejection("not_yet", { field: "status_transaksi" });
      return found;
    };
    /** @param {any} closed */
    const lookUp = (closed) => lookedUp(closed, callback, signalled().signal);
    /**
     * @param {string} key
     * @param {any} errand
     */
    const onceOfOrder = (key, errand) => once(key, { about: callback.nomor_pembayaran, ...errand });
    /**
     * @param {any} mapped
     * @param {any} client
     */
    const forward = (mapped, client) => sendMapped(onceOfOrder, mapped, client);
    const delivery = {
      attempt,
      // Made when it is looked at, which most handlers never do.
      get signal() {
        return signalled().signal;
      },
      confirm,
      lookUp,
      once: onceOfOrder,
      forward,
    };
    /** @param {any} error */
    const failed = (error) => {
      callSafely(() => onError(error, callback));
      return failure(error);
    };
    try {
      const work = handler?.(callback, delivery);
      if (!isThenable(work)) return undefined;
      answer(number, () => work, () => undefined, failed);
      return (/** @type {any} */ reason) => signalled().abort(reason);
    } catch (error) {
      return failed(error);
    }
  }

  /**
   * The transaction of a callback, asked for until it has the status that the callback claims.
   *
   * @param {any} closed
   * @param {any} callback
   * @param {AbortSignal} signal
   */
  async function lookedUp(closed, callback, signal) {
    if (typeof closed?.transaksi?.get !== "function") throw argument("lookUp memerlukan ClosedApi");
    const receiver = await binding();
    /** @type {any} */
    let asking;
    const ask = () => {
      asking = null;
      return closed.transaksi.get(callback.nomor_pembayaran, { signal }).catch((/** @type {any} */ error) => {
        asking = { error };
        throw error;
      });
    };
    const { unknown, mismatched, ...fields } = callback;
    try {
      const [transaksi, standing] = await receiver.confirmed(plain({ ...fields, ...mismatched }), ask);
      return { transaksi, standing };
    } catch (thrown) {
      throw asking?.error ?? rejected(thrown);
    }
  }

  /** Sends something once, under a key of this shop. @param {string} key @param {any} errand */
  const once = (key, errand) => sendOnce(binding, key, errand);

  /** The handlers as the module calls them: with the number of its question, the callback as a text, and the number of the attempt. */
  const handlers = {
    handlesPaid: Boolean(onLunas),
    /**
     * A type that nobody knows tells something of an order that there is, like a change of its status.
     *
     * @param {number} number
     * @param {string} text
     * @param {number} attempt
     */
    work(number, text, attempt) {
      const callback = JSON.parse(text);
      const isNew = callback.tipe_callback === "transaksi_baru";
      return call(isNew ? onTransaksiBaru : onPerubahanStatusTransaksi, number, callback, attempt);
    },
    /**
     * An order that is paid.
     *
     * @param {number} number
     * @param {string} text
     * @param {number} attempt
     */
    paid: (number, text, attempt) => call(onLunas, number, JSON.parse(text), attempt),
  };

  /**
   * A reply of the module, after it was logged.
   *
   * @param {any} reply
   */
  function logged(reply) {
    if (log !== NO_LOG) callSafely(() => log(reply.log, forLog(reply)));
    return reply;
  }

  /**
   * The module's reply to a request. A reply that is not `whole` has only what is sent.
   *
   * @param {any} receiver
   * @param {string} method
   * @param {Uint8Array} body
   * @param {boolean} whole
   */
  async function replyTo(receiver, method, body, whole) {
    const reply = await new Promise((resolve) => {
      const atOnce = receiver.receive(method, body, handlers, whole, resolve);
      if (atOnce !== undefined) resolve(atOnce);
    });
    return logged(reply);
  }

  /**
   * @param {string} method
   * @param {Uint8Array | string} body
   */
  async function receive(method, body) {
    return replyTo(await binding(), method, bytes(body), true);
  }

  /**
   * @param {any} request
   * @param {any} [given]
   */
  async function answered(request, given) {
    const { method, body } = sentTo(request, given?.body);
    const receiver = await binding();
    const sent = method.toUpperCase() === "POST" ? await body(receiver.bodyLimit, bodyTimeout) : bytes("");
    if (sent === TOO_SLOW) return logged(receiver.refuse("body_too_slow"));
    if (sent === ALREADY_READ) return alreadyRead(receiver);
    if (sent === TOO_LARGE) return logged(receiver.refuse("body_too_large"));
    return replyTo(receiver, method, sent, log !== NO_LOG);
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
    // Without a length, Node would send the reply in chunks, each of them a part of the write.
    const headers = { ...reply.headers, "content-length": String(bytes(reply.body).length) };
    // The rest of a body that is too large is not read, so the connection cannot be used for another request.
    if (reply.status === 413 || reply.status === 408) headers.connection = "close";
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
      headers: { "content-type": "application/json", "retry-after": "30" },
      body: JSON.stringify({ code: 503, status: "Callback belum dapat diterima. Kirim lagi nanti." }),
      log: "callback 503 unavailable",
      reason: "unavailable",
      field: null,
      message: null,
      callback: null,
    });
  }

  /**
   * Calls the binding. What it throws becomes an error.
   *
   * @param {(receiver: any) => Promise<any>} call
   */
  async function calling(call) {
    const receiver = await binding();
    try {
      return await call(receiver);
    } catch (error) {
      throw rejected(error);
    }
  }

  async function resume() {
    const replies = await calling((receiver) => receiver.resume(handlers));
    return replies.map(logged);
  }

  /**
   * @param {any} closed
   * @param {any} [options]
   */
  async function sweep(closed, options = {}) {
    const api = await closedBinding(closed);
    const { from, ...rest } = options;
    const checked = plain({ ...rest, from: from === undefined ? undefined : Number(from) });
    const swept = await calling((receiver) => receiver.sweep(api, checked, handlers));
    return { ...swept, replies: swept.replies.map(logged) };
  }

  const deadLetters = () => calling((receiver) => receiver.deadLetters());

  /** @param {string} key */
  async function retryLetter(key) {
    const reply = await calling((receiver) => receiver.retry(key, handlers));
    return reply === undefined ? null : logged(reply);
  }

  /**
   * @param {string} key
   * @param {boolean} done
   */
  async function decide(key, done) {
    if (typeof done !== "boolean") throw argument("decide memerlukan true (sudah terkirim) atau false (belum)");
    return calling((receiver) => receiver.decide(key, done));
  }

  /**
   * Resumes and sweeps in the background.
   *
   * @param {any} [options]
   */
  function start({ sweep: closed, sweepEvery = 60 * 60_000, every = 10_000, ...rest } = {}) {
    const { pagesADay, overlap, from, ...unknown } = rest;
    refuseUnknown(unknown);
    let isStopped = false;
    /** @type {Set<any>} */
    const timers = new Set();
    /**
     * @param {() => Promise<any>} work
     * @param {number} pause
     */
    const repeat = async (work, pause) => {
      await work().catch((error) => callSafely(() => onError(error, null)));
      if (isStopped) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        repeat(work, pause);
      }, pause);
      timers.add(timer);
    };
    repeat(resume, every);
    if (closed !== undefined) repeat(() => sweep(closed, { pagesADay, overlap, from }), sweepEvery);
    return {
      stop() {
        isStopped = true;
        for (const timer of timers) clearTimeout(timer);
      },
    };
  }

  /**
   * @param {any} request
   * @param {any} [given]
   */
  async function topup(request, given) {
    const receiver = await binding();
    const { method, body } = sentTo(request, given?.body);
    const isPost = method.toUpperCase() === "POST";
    const sent = isPost ? await body(receiver.bodyLimit, bodyTimeout) : "";
    if (sent === TOO_SLOW) throw rejected(receiver.refuse("body_too_slow"));
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

  return { receive, node, fetch, resume, start, sweep, once, deadLetters, retry: retryLetter, decide, topup };
}

/**
 * A reply for the program's log. Its fields are there, but not enumerable, and printing it shows nothing: `console.log` as
 * the log prints the line alone, and nothing of a member.
 *
 * @param {any} reply
 */
function forLog(reply) {
  const fields = { ...reply, [Symbol.for("nodejs.util.inspect.custom")]: () => "" };
  const names = Reflect.ownKeys(fields);
  return Object.defineProperties({}, Object.fromEntries(names.map((name) => [name, { value: Reflect.get(fields, name) }])));
}

/** What to change in a program that reads a callback's body before the receiver. */
const READ_ELSEWHERE =
  "isi request sudah dibaca sebelum penerima; berikan isinya: node(request, response, { body }) atau fetch(request, { body }), " +
  "atau pasang penerima sebelum yang membacanya";

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
