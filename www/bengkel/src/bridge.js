// Runs inside of the preview, before the page does: tells the workshop what the page asks, says and stumbles over, and stands in for
// what a sandboxed page lacks. Built into a text of its own. `CONFIG` is put in by preview.js.

import { guarded } from "./guard.js";

/** @type {{ run: number, api: string, isReal: boolean, isOffline: boolean, isDark: boolean, storage: Record<string, string>, guard: string, mark: string, sample: string, refreshes: { seconds: number, url: string }[] }} */
const config = /** @type {any} */ (window).CONFIG_BENGKEL;
delete (/** @type {any} */ (window).CONFIG_BENGKEL);
document.currentScript.remove();

const host = window.parent;
const post = host.postMessage.bind(host);
const later = window.setTimeout.bind(window);
const realFetch = window.fetch.bind(window);
const RealXhr = window.XMLHttpRequest;
const now = performance.now.bind(performance);

// ---------------------------------------------------------------- what is told

/** Console messages that wait to be sent together, and how many may: a page that writes in a loop must not drown the workshop. */
let waiting = [];
const MOST = 50;
/** Milliseconds between two times that they are sent. */
const PAUSE = 100;
let isFlushing = false;

function send(message) {
  if (message.type !== "console") {
    flush();
    post({ bengkel: config.run, messages: [message] }, "*");
    return;
  }
  if (waiting.length < MOST) waiting.push(message);
  if (isFlushing) return;
  isFlushing = true;
  later(() => {
    isFlushing = false;
    flush();
  }, PAUSE);
}

function flush() {
  if (waiting.length === 0) return;
  post({ bengkel: config.run, messages: waiting }, "*");
  waiting = [];
}

const text = (value) => {
  if (typeof value === "string") return value;
  if (value instanceof Error) return String(value);
  try {
    if (typeof value === "object" && value !== null) return JSON.stringify(value, null, 1) ?? String(value);
  } catch (error) {
    // Circular, or with a getter that throws.
  }
  try {
    return String(value);
  } catch (error) {
    return "(tidak terbaca)";
  }
};
const say = (level, ...values) => send({ type: "console", level, text: values.map(text).join(" ").slice(0, 4000) });

for (const level of ["log", "info", "warn", "error", "debug"]) {
  const original = console[level].bind(console);
  console[level] = (...values) => {
    // The browser's own console is drowned as easily.
    if (waiting.length < MOST) original(...values);
    say(level, ...values);
  };
}

window.addEventListener("error", (event) => {
  if (event instanceof ErrorEvent) {
    send({ type: "console", level: "error", text: event.message, line: event.lineno > 0 && /^about:srcdoc|^data:text\/html/.test(event.filename || "about:srcdoc") ? event.lineno : undefined });
  } else if (event.target instanceof Element) {
    const url = event.target.getAttribute("src") || event.target.getAttribute("href") || "";
    if (url && !url.startsWith("data:") && !url.startsWith(config.sample)) say("error", `<${event.target.localName}> tidak bisa dimuat: ${url.slice(0, 200)}`);
  }
}, true);
window.addEventListener("unhandledrejection", (event) => say("error", "Promise gagal: " + text(event.reason)));
document.addEventListener("securitypolicyviolation", (event) => say("error", `Ditolak kebijakan halaman (${event.violatedDirective}): ${event.blockedURI}`));

// ---------------------------------------------------------------- loops without an end

/** Milliseconds that loops may run without a pause. */
const PATIENCE = 2000;
let since = 0;
let calls = 0;
Object.defineProperty(window, config.guard, {
  value(line) {
    calls += 1;
    if (calls % 256 !== 1) return;
    const time = now();
    if (since === 0) {
      since = time;
      later(() => (since = 0), 0);
    } else if (time - since > PATIENCE) {
      send({ type: "loop", line });
      calls = 0; // each further round of it throws at once
      throw new Error(`Bengkel: perulangan ${line > 0 ? `di baris ${line}` : "di kode yang dibuat skrip"} berjalan lebih dari ${PATIENCE / 1000} detik tanpa henti, jadi dihentikan`);
    }
  },
});

/** Code that the page makes while it runs, guarded. Its lines are not those of the page. @param {unknown} code */
const guardMade = (code) => (typeof code === "string" ? guarded(code, -1e6, false) : code);

const realEval = window.eval;
const RealFunction = window.Function;
window.eval = (code) => realEval(guardMade(code));
window.Function = new Proxy(RealFunction, {
  apply: (target, self, given) => Reflect.construct(target, given.map((part, at) => (at === given.length - 1 ? guardMade(part) : part))),
  construct: (target, given, made) => Reflect.construct(target, given.map((part, at) => (at === given.length - 1 ? guardMade(part) : part)), made),
});
for (const name of ["setTimeout", "setInterval"]) {
  const real = window[name].bind(window);
  window[name] = (work, ...more) => real(guardMade(work), ...more);
}

/** Guards the scripts in a node that a script puts into the page. @param {unknown} node */
function guardScripts(node) {
  if (!(node instanceof Element || node instanceof DocumentFragment)) return;
  const scripts = node instanceof HTMLScriptElement ? [node] : node.querySelectorAll("script");
  for (const script of scripts) {
    if (script.src || script.isConnected) continue;
    const code = script.text;
    const made = guardMade(code);
    if (made !== code) script.text = made;
  }
}
for (const [prototype, names] of [[Node.prototype, ["appendChild", "insertBefore", "replaceChild"]], [Element.prototype, ["append", "prepend", "before", "after", "replaceWith", "replaceChildren"]], [DocumentFragment.prototype, ["append", "prepend"]]]) {
  for (const name of names) {
    const real = prototype[name];
    prototype[name] = function (...nodes) {
      nodes.forEach(guardScripts);
      return real.apply(this, nodes);
    };
  }
}

/** Handlers in HTML that a script makes, guarded. HTML without such a handler stays as it is, to the letter. @param {unknown} html */
function guardHandlers(html) {
  if (typeof html !== "string" || !/\bon\w+\s*=/i.test(html) || !/\b(for|while|do)\b/.test(html)) return html;
  const made = inert.createElement("template");
  setHtml.call(made, html);
  let isChanged = false;
  for (const element of made.content.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      const own = /^on/i.test(name) ? guardMade(value) : value;
      if (own === value) continue;
      realSetAttribute.call(element, name, own);
      isChanged = true;
    }
  }
  return isChanged ? getHtml.call(made) : html;
}
/** A document in which nothing is loaded or run. */
const inert = document.implementation.createHTMLDocument("");
const { set: setHtml, get: getHtml } = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
for (const [prototype, name] of [[Element.prototype, "innerHTML"], [Element.prototype, "outerHTML"], [ShadowRoot.prototype, "innerHTML"]]) {
  const { get, set } = Object.getOwnPropertyDescriptor(prototype, name);
  Object.defineProperty(prototype, name, {
    get,
    set(html) {
      set.call(this, guardHandlers(html));
    },
    configurable: true,
    enumerable: true,
  });
}
const realInsert = Element.prototype.insertAdjacentHTML;
Element.prototype.insertAdjacentHTML = function (place, html) {
  realInsert.call(this, place, guardHandlers(html));
};
const realSetAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
  realSetAttribute.call(this, name, /^on/i.test(name) ? guardMade(value) : value);
};
for (const name of ["write", "writeln"]) {
  const real = document[name].bind(document);
  document[name] = (...texts) => real(texts.join("").replace(/(<script\b[^>]*>)([^]*?)(<\/script)/gi, (_, open, code, close) => open + guardMade(code) + close));
}

// ---------------------------------------------------------------- requests

const asked = new Map();
let numbers = 0;

/** What the page asks the Open API: the part of the address behind its base; null for any other address. */
function apiPath(url) {
  const isApi = url.startsWith(config.api + "/") || url.startsWith(config.api + "?");
  return isApi ? url.slice(config.api.length) : null;
}

const absolute = (input) => {
  try {
    return new URL(input && input.url ? input.url : String(input), document.baseURI).href;
  } catch (error) {
    return String(input);
  }
};

const offline = () => new TypeError("Failed to fetch");
const aborted = (signal) => signal.reason || new DOMException("The operation was aborted.", "AbortError");

/** Has the workshop answer. */
function ask(url, method, signal) {
  numbers += 1;
  const id = numbers;
  return new Promise((resolve, reject) => {
    if (signal && signal.aborted) return reject(aborted(signal));
    asked.set(id, { resolve, reject });
    if (signal) {
      signal.addEventListener("abort", () => {
        if (asked.delete(id)) send({ type: "abandoned", id });
        reject(aborted(signal));
      });
    }
    send({ type: "request", id, url, method });
  });
}

window.fetch = async function fetch(input, init) {
  const url = absolute(input);
  const method = String((init && init.method) || (input && input.method) || "GET").toUpperCase();
  const signal = (init && init.signal) || (input && input.signal);
  if (apiPath(url) === null) {
    if (/^https?:/.test(url)) send({ type: "other", url, method });
    if (config.isOffline) throw offline();
    return realFetch(input, init);
  }
  if (!config.isReal || config.isOffline) {
    const { status, body, headers } = await ask(url, method, signal);
    return new Response(body, { status, headers });
  }
  numbers += 1;
  const id = -numbers;
  const began = now();
  send({ type: "request", id, url, method, isReal: true });
  try {
    const response = await realFetch(input, init);
    response.clone().text().then((body) => send({ type: "answered", id, status: response.status, body: body.slice(0, 300), size: body.length, took: now() - began }), () => {});
    return response;
  } catch (error) {
    send({ type: "answered", id, status: 0, took: now() - began });
    throw error;
  }
};

/** XMLHttpRequest, which asks the Open API as `fetch` does. */
window.XMLHttpRequest = class XMLHttpRequest extends RealXhr {
  #url = "";
  #method = "GET";
  #stop = new AbortController();
  #isOurs = false;
  #set(fields) {
    for (const name of Object.keys(fields)) Object.defineProperty(this, name, { value: fields[name], configurable: true });
  }
  open(method, url, ...more) {
    this.#url = absolute(url);
    this.#method = String(method).toUpperCase();
    this.#isOurs = apiPath(this.#url) !== null;
    super.open(method, url, ...(more.length ? more : [true]));
  }
  send(body) {
    if (!this.#isOurs) {
      if (/^https?:/.test(this.#url)) send({ type: "other", url: this.#url, method: this.#method });
      super.send(body);
      return;
    }
    const end = (name, fields) => {
      this.#set({ readyState: 4, ...fields });
      for (const event of ["readystatechange", name, "loadend"]) this.dispatchEvent(new ProgressEvent(event));
    };
    window.fetch(this.#url, { method: this.#method, signal: this.#stop.signal }).then(async (response) => {
      const answer = await response.text();
      let parsed = answer;
      if (this.responseType === "json") {
        try {
          parsed = JSON.parse(answer);
        } catch (error) {
          parsed = null;
        }
      }
      this.#set({ status: response.status, statusText: response.statusText, response: parsed, responseURL: this.#url });
      if (this.responseType === "" || this.responseType === "text") this.#set({ responseText: answer });
      this.#set({
        getResponseHeader: (name) => response.headers.get(name),
        getAllResponseHeaders: () => [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join(""),
      });
      end("load", {});
    }).catch(() => end(this.#stop.signal.aborted ? "abort" : "error", { status: 0, responseText: "", response: "" }));
  }
  abort() {
    this.#stop.abort();
    super.abort();
  }
};

// A `preload` line that a script adds would go out to the internet: the answer to the same question comes from the workshop.
const { set: setHref, get: getHref } = Object.getOwnPropertyDescriptor(HTMLLinkElement.prototype, "href");
Object.defineProperty(HTMLLinkElement.prototype, "href", {
  get() {
    return getHref.call(this);
  },
  set(value) {
    if (!config.isReal && apiPath(absolute(value)) !== null) this.setAttribute("data-bengkel-href", value);
    else setHref.call(this, value);
  },
  configurable: true,
  enumerable: true,
});

if (config.isOffline) Object.defineProperty(navigator, "onLine", { get: () => false, configurable: true });

// ---------------------------------------------------------------- what a sandboxed page lacks

/** A storage that lasts as long as the workshop lets it: a sandboxed page has none. */
function storage(entries, kind) {
  const map = new Map(Object.entries(entries));
  const changed = () => {
    if (kind === "local") send({ type: "storage", entries: Object.fromEntries([...map].slice(0, 100)) });
  };
  const methods = {
    getItem: (name) => (map.has(String(name)) ? map.get(String(name)) : null),
    setItem(name, value) {
      map.set(String(name), String(value));
      changed();
    },
    removeItem(name) {
      map.delete(String(name));
      changed();
    },
    clear() {
      map.clear();
      changed();
    },
    key: (at) => [...map.keys()][at] ?? null,
  };
  return new Proxy(methods, {
    get: (target, name) => (name in target ? target[name] : name === "length" ? map.size : map.get(String(name))),
    set(target, name, value) {
      target.setItem(name, value);
      return true;
    },
    has: (target, name) => name in target || map.has(String(name)),
    deleteProperty(target, name) {
      target.removeItem(name);
      return true;
    },
    ownKeys: () => [...map.keys()],
    getOwnPropertyDescriptor: (target, name) => (map.has(String(name)) ? { value: map.get(String(name)), configurable: true, enumerable: true, writable: true } : undefined),
  });
}
for (const [name, value] of [["localStorage", storage(config.storage, "local")], ["sessionStorage", storage({}, "session")]]) {
  Object.defineProperty(window, name, { value, configurable: true });
}
let cookies = "";
Object.defineProperty(document, "cookie", { get: () => cookies, set: (value) => (cookies = String(value).split(";")[0]), configurable: true });

let dialogs = 0;
const dialog = (name, answer) => (message = "") => {
  dialogs += 1;
  if (dialogs <= 20) say("info", `${name}: ${text(message)}`);
  else if (dialogs === 21) say("warn", `${name} dipanggil lebih dari 20 kali; selanjutnya tidak dicatat`);
  return answer;
};
Object.assign(window, { alert: dialog("alert", undefined), confirm: dialog("confirm", true), prompt: dialog("prompt", null), print: dialog("print", undefined) });
window.open = (url) => {
  say("info", `Membuka jendela: ${text(url)}`);
  return null;
};
Element.prototype.requestFullscreen = () => {
  say("warn", "Layar penuh ditolak: di aplikasi pun halaman tempelan tidak selalu boleh");
  return Promise.reject(new TypeError("fullscreen not allowed"));
};

// A link is opened by the app, not by the preview.
window.addEventListener("click", (event) => {
  const link = event.composedPath().find((node) => node instanceof Element && node.localName === "a" && node.hasAttribute("href"));
  if (!link || event.defaultPrevented) return;
  const target = link.getAttribute("href");
  if (target.startsWith("#")) return;
  event.preventDefault();
  if (/^javascript:/i.test(target)) say("warn", `Tautan javascript: tidak dijalankan di pratinjau`);
  else send({ type: "link", url: absolute(target) });
});
window.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  say("info", `Formulir dikirim ke ${event.target.action}`);
});

for (const { seconds, url } of config.refreshes) {
  if (url === "") say("warn", `Di aplikasi, halaman ini memuat ulang dirinya sesudah ${seconds} detik (meta refresh); di pratinjau tidak`);
  else later(() => send({ type: "leaves", url: absolute(url) }), seconds * 1000);
}

// The scheme of colours that the workshop chose, where the engine does not take it from the frame.
const realMatch = window.matchMedia.bind(window);
window.matchMedia = (query) => {
  const scheme = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/i.exec(query);
  if (!scheme || realMatch("(prefers-color-scheme: dark)").matches === config.isDark) return realMatch(query);
  return realMatch(query.replace(scheme[0], (scheme[1] === "dark") === config.isDark ? "(min-width: 0px)" : "(max-width: 0px)"));
};

// A phone's scroll bars lie over the page and take no room.
const bars = new CSSStyleSheet();
bars.replaceSync("* { scrollbar-width: none }");
document.adoptedStyleSheets = [bars];

// ---------------------------------------------------------------- size, and what the workshop asks

let height = -1;
function measure() {
  const root = document.documentElement;
  if (!root || !document.body) return;
  const style = getComputedStyle(document.body);
  const inside = Math.max(root.getBoundingClientRect().height, document.body.getBoundingClientRect().height + parseFloat(style.marginTop) + parseFloat(style.marginBottom));
  const rounded = Math.min(20000, Math.ceil(inside));
  if (rounded !== height) send({ type: "height", height: (height = rounded) });
}

window.addEventListener("message", (event) => {
  const message = event.data;
  if (event.source !== host || !message || message.bengkel !== config.run) return;
  event.stopImmediatePropagation();
  if (message.type === "answer" && asked.has(message.id)) {
    const { resolve, reject } = asked.get(message.id);
    asked.delete(message.id);
    for (const [link, picture] of message.pictures || []) {
      pictures.set(link, picture);
      links.set(picture, link);
    }
    if (message.status) resolve(message);
    else reject(offline());
  } else if (message.type === "ping") {
    send({ type: "pong" });
  } else if (message.type === "contents") {
    tellContents(now() + SETTLING);
  }
});

/** Milliseconds in which elements may wait for their data before their contents are asked for nevertheless. */
const SETTLING = 10_000;

/** Tells the contents of the page's elements once none of them waits any more. @param {number} end */
function tellContents(end) {
  const hosts = [...document.querySelectorAll("[" + config.mark + "]")];
  const library = /** @type {any} */ (window).BukaOlshop;
  const isWaiting = document.readyState !== "complete" || (library && hosts.some((host) => host.getAttribute("aria-busy") !== "false"));
  if (isWaiting && now() < end) {
    later(() => tellContents(end), 100);
    return;
  }
  const parts = [];
  let problem = "";
  try {
    if (!library || typeof library.isiAwal !== "function") problem = "Halaman ini tidak memakai pustaka bukaolshop dengan satu tag, jadi tidak punya isi awal.";
    else {
      withLinks(() => {
        for (const host of hosts) parts.push([Number(host.getAttribute(config.mark)), String(library.isiAwal(host))]);
      });
    }
  } catch (error) {
    problem = text(error);
  }
  send({ type: "contents", parts, problem });
}

// ---------------------------------------------------------------- pictures of the sample shop

/** Pictures by the links to them, which lead nowhere. @type {Map<string, string>} */
const pictures = new Map();
/** The links by the pictures in their places: copies of a node are found by what they show. @type {Map<string, string>} */
const links = new Map();
const { setAttribute } = Element.prototype;
const PLACES = ["src", "poster", "href", "style"];
const SHOWN = "[src],[poster],[style],image";

/** Exchanges links and pictures in an element's attributes. @param {Element} element @param {Map<string, string>} by @param {RegExp} pattern */
function exchange(element, by, pattern) {
  for (const name of PLACES) {
    const value = element.getAttribute(name);
    if (!value || (name === "href" && element.localName !== "image")) continue;
    const other = name === "style" ? value.replace(pattern, (part) => by.get(part) || part) : by.get(value);
    if (other && other !== value) setAttribute.call(element, name, other);
  }
}

const draw = (element) => exchange(element, pictures, /https:[^"')\s]+\.svg/g);
const undraw = (element) => exchange(element, links, /data:image[^"')\s]+/g);

/** Whether the page's contents are being written, from nodes that are made for it. */
let isWriting = false;

/** Does something while the links stand where their pictures are shown. No picture is asked for meanwhile. @param {() => void} work */
function withLinks(work) {
  const shown = [...document.querySelectorAll(SHOWN)];
  shown.forEach(undraw);
  isWriting = true;
  try {
    work();
  } finally {
    isWriting = false;
    shown.forEach(draw);
  }
}

if (!config.isReal) {
  // Pictures that scripts set are shown at once: the link is not even tried.
  Element.prototype.setAttribute = function (name, value) {
    setAttribute.call(this, name, value);
    if (!isWriting && pictures.has(value)) draw(this);
  };
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "attributes") draw(target);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        draw(node);
        node.querySelectorAll(SHOWN).forEach(draw);
      }
    }
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: PLACES });
  // A picture that was asked for before it stood in the page: nobody need know that its link leads nowhere.
  window.addEventListener("error", (event) => {
    if (!(event.target instanceof Element) || !pictures.has(event.target.getAttribute("src"))) return;
    event.stopImmediatePropagation();
    draw(event.target);
  }, true);
}

let isReady = false;
function ready() {
  if (isReady) return;
  isReady = true;
  new ResizeObserver(measure).observe(document.documentElement);
  if (document.body) new ResizeObserver(measure).observe(document.body);
  measure();
  send({ type: "ready" });
}
document.addEventListener("DOMContentLoaded", ready);
window.addEventListener("load", () => {
  ready();
  measure();
});
