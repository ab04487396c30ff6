// @ts-check
// Reading a request on every kind of server: requests of Node's http, and `Request` objects.

/** In place of a body that is larger than the limit. */
export const TOO_LARGE = Symbol("too large");

/** In place of a body that does not arrive in time. */
export const TOO_SLOW = Symbol("too slow");

/** In place of a body that another part of the program has read, and has not kept. */
export const ALREADY_READ = Symbol("already read");

/**
 * @typedef {object} Sent
 * @property {string} method
 * @property {(limit: number, timeout?: number) => Promise<any>} body the bytes, TOO_LARGE for more than `limit` bytes,
 *   TOO_SLOW where they take longer than `timeout` milliseconds, or ALREADY_READ
 * @property {(name: string) => string | null} header
 */

/**
 * The method, the body and the headers of a request, in one form for both kinds.
 *
 * @param {any} request
 * @param {any} [given] the body, where the program has read it
 * @param {{ isSigned?: boolean }} [about] whether the body is signed
 * @returns {Sent}
 */
export function sentTo(request, given, { isSigned = false } = {}) {
  const sent = typeof request.arrayBuffer === "function" ? fromFetch(request) : fromNode(request, isSigned);
  // Parsers leave an empty object where they have read nothing.
  if (given === undefined || given === null || isEmptyObject(given)) return sent;
  return { ...sent, body: async (limit) => keptBody(given, limit, isSigned) };
}

/**
 * A body that another part of the program has read and kept: as it came, or as a text, as bytes, or as an object.
 *
 * @param {any} kept
 * @param {number} limit
 * @param {boolean} isSigned
 */
function keptBody(kept, limit, isSigned) {
  // A signature is of the bytes that were sent, which the fields of a body that was parsed do not tell.
  return isSigned && !isRaw(kept) ? ALREADY_READ : withinLimit(asBytes(kept), limit);
}

/** @param {Request} request @returns {Sent} */
function fromFetch(request) {
  return {
    method: request.method,
    async body(limit, timeout) {
      const { body } = request;
      if (request.bodyUsed || body?.locked) return ALREADY_READ;
      if (Number(request.headers.get("content-length")) > limit) return TOO_LARGE;
      // Some engines have no `body`, and give the bytes as a whole.
      if (body === undefined) return withinLimit(new Uint8Array(await request.arrayBuffer()), limit);
      return body ? collected(/** @type {any} */ (body), limit, timeout) : bytes("");
    },
    header: (name) => request.headers.get(name),
  };
}

/** @param {any} request @param {boolean} isSigned @returns {Sent} */
function fromNode(request, isSigned) {
  const { headers } = request;
  return {
    method: request.method ?? "",
    async body(limit, timeout) {
      // A stream that was read, or is being read, does not give what is gone. Some servers give no stream.
      if (request.readableEnded || request.readableDidRead || typeof request[Symbol.asyncIterator] !== "function") {
        const kept = request.rawBody ?? request.body;
        if (kept !== undefined && kept !== null && !isEmptyObject(kept)) return keptBody(kept, limit, isSigned);
        const wasSent = headers["transfer-encoding"] !== undefined || Number(headers["content-length"]) > 0;
        return wasSent ? ALREADY_READ : bytes("");
      }
      const length = Number(headers["content-length"]);
      if (length > limit) return TOO_LARGE;
      // A small body has mostly come with the headers, and is there as a whole: then nothing need be waited for.
      if (length > 0 && request.readableLength === length && isUntouched(request)) {
        const whole = request.read();
        // Otherwise nobody would be told of the stream's end.
        request.resume();
        return whole;
      }
      return collected(request, limit, timeout);
    },
    header: (name) => [headers[name]].flat()[0] ?? null,
  };
}

/**
 * Whether a stream of Node gives its bytes to whoever reads them: nobody listens to it, and nobody has told it to decode.
 *
 * @param {any} stream
 */
function isUntouched({ readableFlowing, readableEncoding, readableObjectMode }) {
  return readableFlowing === null && readableEncoding === null && readableObjectMode === false;
}

/** @param {any} body */
function isEmptyObject(body) {
  const prototype = typeof body === "object" ? Object.getPrototypeOf(body) : undefined;
  return (prototype === Object.prototype || prototype === null) && Object.keys(body).length === 0;
}

/**
 * @param {Uint8Array} sent
 * @param {number} limit
 */
function withinLimit(sent, limit) {
  return sent.length > limit ? TOO_LARGE : sent;
}

/**
 * The bytes of a body in any of the forms in which programs keep one: bytes, a text, a form, or an object of its fields.
 *
 * @param {any} body
 */
function asBytes(body) {
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof URLSearchParams) return bytes(String(body));
  if (typeof FormData === "function" && body instanceof FormData) body = Object.fromEntries(body);
  return bytes(typeof body === "object" ? JSON.stringify(body) : String(body));
}

/**
 * Whether a body is one whose bytes are known.
 *
 * @param {any} body
 */
function isRaw(body) {
  return typeof body === "string" || body instanceof ArrayBuffer || ArrayBuffer.isView(body);
}

/**
 * The bytes of a body, or TOO_LARGE for more than `limit` bytes.
 *
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {number} limit
 * @param {number} [timeout]
 */
async function collected(chunks, limit, timeout) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  // The iterator is called by hand, because leaving a `for await` loop over a Node request closes the connection
  // before the reply is sent.
  const steps = chunks[Symbol.asyncIterator]();
  /** @type {any} */
  let timer;
  const late = new Promise((resolve) => {
    if (timeout !== undefined) timer = setTimeout(resolve, timeout, TOO_SLOW);
  });
  try {
    for (;;) {
      const step = await Promise.race([steps.next(), late]);
      if (step === TOO_SLOW) return TOO_SLOW;
      if (step.done) break;
      // A stream that somebody has told to decode gives texts.
      const part = bytes(step.value);
      length += part.length;
      if (length > limit) return TOO_LARGE;
      parts.push(part);
    }
  } finally {
    clearTimeout(timer);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * A body as bytes; a text in UTF-8.
 *
 * @param {Uint8Array | string} body
 */
export function bytes(body) {
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}
