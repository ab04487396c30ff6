// One request of a server's: with headers and a body. Apart from fetch.js, which every page carries.

import { Wait } from "./wait.js";

/**
 * Sends a request. `headers` are names and values in turn; `wanted` the names of those headers of the
 * answer that are given back, in their order, `null` for one that was not sent.
 */
export function send(method, url, headers, body, wanted) {
  const controller = new AbortController();
  const sending = ask(method, url, headers, body, wanted, controller.signal);
  return new Wait(sending, () => controller.abort());
}

async function ask(method, url, pairs, body, wanted, signal) {
  const headers = {};
  for (let at = 0; at + 1 < pairs.length; at += 2) headers[pairs[at]] = pairs[at + 1];
  let response;
  try {
    response = await fetch(url, {
      method,
      headers,
      body,
      signal,
      // The key is in a header: it goes to no one else, with nothing else. A redirect could take it
      // anywhere.
      cache: "no-store",
      credentials: "omit",
      redirect: "manual",
      referrerPolicy: "no-referrer",
    });
  } catch (error) {
    return { lost: !unsent(error) };
  }
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  const pause = wait(response.headers.get("retry-after"));
  try {
    const text = await response.text();
    return { status, pause, text, headers: wanted.map((name) => response.headers.get(name)) };
  } catch {
    return { lost: true };
  }
}

// Whether a request has certainly not left: there was no connection to send it over. Node tells why, in
// `cause`; other engines do not, and then it may have.
function unsent(error) {
  const causes = [error?.cause, ...(error?.cause?.errors ?? [])];
  const codes = causes.map((cause) => cause?.code).filter(Boolean);
  const before = [
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ];
  return codes.length > 0 && codes.every((code) => before.includes(code));
}

// Milliseconds that the server asked to wait, in seconds or as a date; NaN where it did not.
function wait(header) {
  if (header === null) return NaN;
  if (/^\s*\d+\s*$/.test(header)) return header * 1000;
  // Engines see a date in nearly anything; a real one has a time of day.
  if (!/\d\d:\d\d:\d\d/.test(header)) return NaN;
  return Math.max(0, Date.parse(header) - Date.now());
}
