// One request. Made here rather than with a binding for each of its options: those would all be
// carried by every page.

export class Sending {
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
    // that outlives the page.
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  return [response.status, wait(response.headers.get("retry-after")), await response.text()];
}

// Milliseconds that the server asked to wait, in seconds or as a date; NaN where it did not, or
// does not let pages read it.
function wait(header) {
  if (header === null) return NaN;
  if (/^\s*\d+\s*$/.test(header)) return header * 1000;
  return Math.max(0, Date.parse(header) - Date.now());
}
