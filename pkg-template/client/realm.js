// @ts-check
// What the package takes from the engine, once, before anything else runs. Pages have variables of their own that are
// called URL, Map or Set, and old libraries put functions of their own in the place of the engine's.

import { harmless } from "./harmless.js";

/**
 * What has the engine's own names. No page can have another `window`; workers and programs have none, and `globalThis` came later
 * than the oldest engines.
 *
 * @type {any}
 */
export const page = typeof window === "object" ? window : typeof self === "object" ? self : globalThis;

/**
 * The document with its own methods and properties: a form or a picture called "createElement" lies over the method of that
 * name in `document`, and not over the one of the prototype. (Undefined in workers and in programs.)
 *
 * @type {Document}
 */
export const document =
  page.document &&
  new Proxy(page.document, {
    get(target, name) {
      const value = Reflect.get(page.Document.prototype, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(page.Document.prototype, name, value, target),
  });

/** @type {HTMLIFrameElement | null} */
let frame = null;

/**
 * The engine's own constructor of this name. Where the page has put something else in its place, an empty frame still has it;
 * workers and programs have no frames.
 *
 * @param {string} name
 */
function take(name) {
  const given = page[name];
  const isFunction = typeof given === "function";
  if (!document || (isFunction && given.name === name && /\[native code\]/.test(Function.prototype.toString.call(given)))) return given;
  if (name === "Response") {
    // Answers are made by the window's own constructor, which is lost. Those of the page's own `fetch` may be of its own kind.
    return { [Symbol.hasInstance]: (/** @type {any} */ it) => isA("Response", it) || (isFunction && it instanceof given) };
  }
  try {
    if (frame === null) {
      frame = document.createElement("iframe");
      document.documentElement.appendChild(frame);
    }
    return /** @type {any} */ (frame.contentWindow)[name] || given;
  } catch (error) {
    // A sandboxed page may not look into its frames.
    return given;
  }
}

/**
 * Whether a value is an object that the engine made by its constructor of this name, in any window.
 *
 * @param {string} name
 * @param {unknown} value
 */
export const isA = (name, value) => Object.prototype.toString.call(value) === "[object " + name + "]";

export const {
  AbortController,
  CustomEvent,
  DataView,
  IntersectionObserver,
  Map,
  MutationObserver,
  Response,
  Set,
  TextDecoder,
  TextEncoder,
  URLSearchParams,
  Uint8Array,
  WeakMap,
  WeakSet,
} = /** @type {typeof globalThis} */ (new Proxy({}, { get: (_, name) => take(String(name)) }));

// What was taken works without its frame.
if (frame !== null) document.documentElement.removeChild(frame);

/** A `performance` of the page's own is no clock, nor is a `now` that a page has put there. */
const stopwatch = isA("Performance", page.performance) ? page.performance : null;
const { now } = Object(stopwatch && Object.getPrototypeOf(stopwatch));

/** Milliseconds since 1970; 0 where the page has a clock of its own that fails. */
export const { date } = harmless({ date: () => Date.now() });

const { ticks } = harmless({ ticks: () => now.call(stopwatch) });

/** Milliseconds on a clock that never goes back; on that of dates where there is no such clock, or where it fails. */
export const clock = () => ticks() || date();
