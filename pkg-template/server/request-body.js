// @ts-check
// Reading a request on every kind of server: requests of Node's http, and `Request` objects.

/** In place of a body that is larger than the limit. */
export const TOO_LARGE = Symbol("too large");

/**
 * @typedef {object} Sent
 * @property {string} method
 * @property {(limit: number) => Promise<any>} body the bytes, or TOO_LARGE for more than `limit` bytes
 * @property {(name: string) => string | null} header
 */

/**
 * The method, the body and the headers of a request, in one form for both kinds.
 *
 * @param {any} request
 * @returns {Sent}
 */
export function sentTo(request) {
  return typeof request.arrayBuffer === "function" ? fromFetch(request) : fromNode(request);
}

/** @param {Request} request @returns {Sent} */
function fromFetch(request) {
  return {
    method: request.method,
    async body(limit) {
      if (Number(request.headers.get("content-length")) > limit) return TOO_LARGE;
      return request.body ? collected(/** @type {any} */ (request.body), limit) : bytes("");
    },
    header: (name) => request.headers.get(name),
  };
}

/** @param {any} request @returns {Sent} */
function fromNode(request) {
  return {
    method: request.method ?? "",
    async body(limit) {
      // A framework may have read the body already, as a text, as bytes, or as an object.
      const read = request.body;
      if (read !== undefined && request.readableEnded) {
        const isPlain = typeof read === "object" && !(read instanceof Uint8Array);
        const sent = bytes(isPlain ? JSON.stringify(read) : read);
        return sent.length > limit ? TOO_LARGE : sent;
      }
      if (Number(request.headers["content-length"]) > limit) return TOO_LARGE;
      return collected(request, limit);
    },
    header: (name) => [request.headers[name]].flat()[0] ?? null,
  };
}

/**
 * The bytes of a body, or TOO_LARGE for more than `limit` bytes.
 *
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {number} limit
 */
async function collected(chunks, limit) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  // The iterator is called by hand, because leaving a `for await` loop over a Node request closes the connection
  // before the reply is sent.
  const steps = chunks[Symbol.asyncIterator]();
  for (let step = await steps.next(); !step.done; step = await steps.next()) {
    length += step.value.length;
    if (length > limit) return TOO_LARGE;
    parts.push(step.value);
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
