// One request. Made here rather than with a binding for each of its options: those would all be
// carried by every page.

// Requests that the package's entry began before there was a module to ask for them, by address.
const begun = new Map();

/** Begins a request that the module is about to ask for. Gives back how to take that back. */
export function begin(url) {
  if (begun.has(url)) return () => {};
  const sending = new Sending("GET", url);
  // Whoever takes it is told; it may be that nobody does.
  sending.answer.catch(() => {});
  begun.set(url, sending);
  return () => {
    if (begun.get(url) !== sending) return;
    begun.delete(url);
    sending.abort();
  };
}

export class Sending {
  /** The request to this address: one that was begun already, or a new one. */
  static to(method, url) {
    const sending = begun.get(url);
    begun.delete(url);
    return sending || new Sending(method, url);
  }

  constructor(method, url) {
    this.controller = new AbortController();
    this.answer = send(method, url, this.controller.signal);
  }

  abort() {
    this.controller.abort();
  }
}

async function send(method, url, signal) {
  const response = await fetch(url, {
    method,
    signal,
    // The token is in the address: it goes to no one else, with nothing else, and stays in no cache
    // that outlives the page. A redirect could take it to any other server, and a page cannot see to
    // which before it is there: so none is followed.
    cache: "no-store",
    credentials: "omit",
    redirect: "manual",
    referrerPolicy: "no-referrer",
  });
  // What kind of redirect it is, is hidden too: one status stands for all.
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  return [status, wait(response.headers.get("retry-after")), await response.text()];
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
