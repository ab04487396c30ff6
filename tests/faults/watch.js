// The first script of every page that meets a fault: keeps what goes wrong and what is written, and finds all places
// of the page where something may have been left.
(function () {
  const seen = { trouble: [], written: [] };

  addEventListener("unhandledrejection", (event) => seen.trouble.push("unhandled rejection: " + laidOpen(event.reason)));
  addEventListener("error", (event) => seen.trouble.push("uncaught: " + event.message));
  for (const name of ["log", "info", "warn", "error", "debug", "trace", "dir", "dirxml", "table", "group", "assert"]) {
    const original = console[name];
    console[name] = function (...values) {
      const text = name + ": " + values.map(laidOpen).join(" ");
      seen.written.push(text);
      if (name === "error" || name === "assert") seen.trouble.push("console." + text);
      original.apply(console, values);
    };
  }

  /** Everything that can be read off a value: what it prints as, and all of its properties, inherited ones included. */
  function laidOpen(value) {
    const parts = [String(value), json(value)];
    const known = new Set();
    for (let from = value; typeof from === "object" && from !== null && from !== Object.prototype; from = Object.getPrototypeOf(from)) {
      for (const key of Reflect.ownKeys(from)) {
        if (known.has(key) || key === "constructor") continue;
        known.add(key);
        const property = value[key];
        parts.push(String(key) + "=" + (typeof property === "function" ? property.name : json(property)));
      }
    }
    return parts.join("\n");
  }

  function json(value) {
    try {
      return JSON.stringify(value) || String(value);
    } catch (error) {
      return String(value);
    }
  }

  /** What the page's author wrote is no leak: the tag with the token. */
  function markup() {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelectorAll("script").forEach((script) => script.remove());
    return copy.outerHTML;
  }

  /** Every place that outlives a call, by name; a place with nothing in it is left out. */
  async function kept() {
    const places = {
      localStorage: json(Object.entries(localStorage)),
      sessionStorage: json(Object.entries(sessionStorage)),
      cookies: document.cookie,
      address: location.href,
      history: json(history.state),
      title: document.title,
      name: window.name,
      markup: markup(),
      databases: (await indexedDB.databases()).map(({ name }) => name).join(),
      caches: (await caches.keys()).join(),
    };
    return Object.fromEntries(Object.entries(places).filter(([, text]) => text !== "" && text !== "[]" && text !== "null"));
  }

  /** Hands out what was seen, and begins anew. */
  async function report() {
    // What nobody waited for is reported a moment later.
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { trouble: seen.trouble.splice(0), written: seen.written.splice(0), kept: await kept() };
  }

  window.watch = { laidOpen, report };
})();
