// One request. Made here rather than with a binding for each of its options: those would all be
// carried by every page.

import { Wait } from "./wait.js";

// Requests that the package's entry began before there was a module to ask for them, by address.
const begun = new Map();

/** Begins a request that the module is about to ask for. Gives back how to take that back. */
export function begin(url) {
  if (begun.has(url)) return () => {};
  const sending = start("GET", url);
  begun.set(url, sending);
  return () => {
    if (begun.get(url) !== sending) return;
    begun.delete(url);
    sending.stop();
  };
}

/** The request to this address: one that was begun already, or a new one. */
export function send(method, url) {
  const sending = begun.get(url);
  if (!sending) return start(method, url);
  begun.delete(url);
  // Waited for anew, for it may have its outcome already: whoever asks the same in this moment must
  // find it under way.
  return new Wait(sending.promise, sending.stop);
}

function start(method, url) {
  const controller = new AbortController();
  return new Wait(ask(method, url, controller.signal), () => controller.abort());
}

// Whether an address is of the page's own origin, and cookies would go there. To any other none go with
// "same-origin" either, and that, unlike "omit", takes the answer that a `<link rel="preload">` has asked for.
function isOwn(url) {
  return typeof origin === "string" && url.startsWith(origin);
}

async function ask(method, url, signal) {
  const response = await fetch(url, {
    method,
    signal,
    // The token is in the address: it goes to no one else, with nothing else, and stays in no cache
    // that outlives the page. A redirect could take it to any other server, and a page cannot see to
    // which before it is there: so none is followed.
    cache: "no-store",
    credentials: isOwn(url) ? "omit" : "same-origin",
    redirect: "manual",
    referrerPolicy: "no-referrer",
  });
  // What kind of redirect it is, is hidden too: one status stands for all.
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  const pause = wait(response.headers.get("retry-after"));
  return { status, pause, text: await response.text() };
}

// Milliseconds that the server asked to wait, in seconds or as a date; NaN where it did not, or
// does not let pages read it.
function wait(header) {
  if (header === null) return NaN;
  if (/^\s*\d+\s*$/.test(header)) return header * 1000;
  // Engines see a date in nearly anything; a real one has a time of day.
  if (!/\d\d:\d\d:\d\d/.test(header)) return NaN;
  return Math.max(0, Date.parse(header) - Date.now());
}
