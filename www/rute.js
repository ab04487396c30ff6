// Addresses after the "#", so that the phone's back button works: it brings back the view as it was left, rows, scroll
// and focus included. A view lives as long as its history entry is near.

import { fill } from "./dom.js";

/**
 * @typedef {object} Route
 * @property {string} path "/kategori/12"
 * @property {string} name first part of the path, "" for the home page
 * @property {string | null} id second part
 * @property {URLSearchParams} params
 */

/**
 * @typedef {object} View
 * @property {HTMLElement} el
 * @property {string} title
 * @property {string} [nav] entry of the navigation that it belongs to
 * @property {() => void} [pause] stop working, the view is leaving the screen
 * @property {() => void} [resume]
 * @property {(route: Route) => void} [update] the same view is asked for with other parameters
 * @property {() => void} [close] the view will never come back
 */

/** Views kept for the way back. More would hold pictures of pages that nobody returns to. */
const KEPT = 6;

/** @param {string} hash @returns {Route} */
export function parseRoute(hash) {
  const [path, query] = hash.replace(/^#/, "").split("?");
  const parts = path.split("/").filter(Boolean);
  return {
    path: "/" + parts.join("/"),
    name: parts[0] || "",
    id: parts[1] ? decode(parts[1]) : null,
    params: new URLSearchParams(query || ""),
  };
}

/** A broken escape in a typed address is no reason to show nothing. @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    return text;
  }
}

/**
 * @param {object} options
 * @param {HTMLElement} options.outlet
 * @param {(route: Route) => View} options.create
 * @param {(view: View, route: Route) => void} options.onShow after every change, the same view with other parameters included
 */
export function createRouter({ outlet, create, onShow }) {
  /** @typedef { { key: string, path: string, view: View, scroll: number, focus: Element | null } } Entry */
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @type {Entry | null} */
  let current = null;
  let serial = 0;
  /** Steps of this page that lie behind in the history. */
  let depth = 0;
  /** Whether a step back is under way: a second press on "Tutup" is not a second step. */
  let isLeaving = false;

  window.history.scrollRestoration = "manual";
  window.addEventListener("hashchange", handle);

  function handle() {
    isLeaving = false;
    const route = parseRoute(window.location.hash);
    let state = window.history.state;
    if (!state || !state.key) {
      // A link was followed: the browser has made the entry, and this names it.
      state = { key: keyFor(route.path), depth: current ? depth + 1 : 0 };
      window.history.replaceState(state, "");
    }
    depth = state.depth;
    if (!current || current.key !== state.key || current.path !== route.path) show(state.key, route);
    else if (current.view.update) current.view.update(route);
    if (current) onShow(current.view, route);
  }

  // The same page with another query (a sheet that opens) is the same view, also for the way back. Other keys are unique
  // beyond a reload: the history may still hold those of the page's earlier life.
  /** @param {string} path */
  function keyFor(path) {
    if (current && current.path === path) return current.key;
    serial += 1;
    return Date.now().toString(36) + "-" + serial;
  }

  /** @param {string} key @param {Route} route */
  function show(key, route) {
    leave();
    let entry = entries.get(key);
    if (entry && entry.path !== route.path) entry = undefined;
    const known = Boolean(entry);
    if (!entry) {
      entry = { key, path: route.path, view: create(route), scroll: 0, focus: null };
    }
    entries.delete(key);
    entries.set(key, entry);
    forgetOldest();
    const isFirst = current === null;
    current = entry;
    fill(outlet, entry.view.el);
    if (known && entry.view.resume) entry.view.resume();
    if (known && entry.view.update) entry.view.update(route);
    window.scrollTo(0, entry.scroll);
    if (!isFirst) moveFocus(entry);
  }

  function leave() {
    if (!current) return;
    current.scroll = window.scrollY;
    current.focus = outlet.contains(document.activeElement) ? document.activeElement : null;
    if (current.view.pause) current.view.pause();
  }

  // Someone who is typing in the search field keeps typing; everyone else lands on the new heading, or back where they were.
  /** @param {Entry} entry */
  function moveFocus(entry) {
    const active = document.activeElement;
    if (active instanceof HTMLInputElement && !outlet.contains(active)) return;
    const target = entry.focus && entry.focus.isConnected ? entry.focus : entry.view.el.querySelector("h1");
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  }

  function forgetOldest() {
    for (const [key, entry] of entries) {
      if (entries.size <= KEPT) return;
      if (entry.view.close) entry.view.close();
      entries.delete(key);
    }
  }

  return {
    start: handle,
    current: () => parseRoute(window.location.hash),
    /**
     * Goes to an address of the page. Replacing keeps the back button for real steps.
     * @param {string} hash
     * @param { { replace?: boolean } } [how]
     */
    go(hash, how = {}) {
      const key = keyFor(parseRoute(hash).path);
      if (how.replace) window.history.replaceState({ key, depth }, "", hash);
      else window.history.pushState({ key, depth: depth + 1 }, "", hash);
      handle();
    },
    /** One step back, or to `fallback` where the visit began here. @param {string} fallback */
    back(fallback) {
      if (isLeaving) return;
      if (depth === 0) return this.go(fallback, { replace: true });
      isLeaving = true;
      window.history.back();
    },
  };
}
