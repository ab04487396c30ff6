// The eye beside balance and points. Hidden until asked for: phones lie on counters. One choice holds for every card of
// the page, and is forgotten when the page closes.

import { el, icon } from "./dom.js";

/** Whether amounts are shown, and who wants to know. */
export function createEye() {
  let shown = false;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    isShown: () => shown,
    toggle() {
      shown = !shown;
      listeners.forEach((listener) => listener());
    },
    /** @param {() => void} listener @returns {() => void} stops listening */
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @param {ReturnType<typeof createEye>} eye */
export function createEyeButton(eye) {
  const button = el("button", { class: "bulat mata", type: "button", on: { click: () => eye.toggle() } });
  function render() {
    button.textContent = "";
    button.append(icon(eye.isShown() ? "mata" : "mata-tutup"));
    button.setAttribute("aria-label", eye.isShown() ? "Sembunyikan saldo dan poin" : "Tampilkan saldo dan poin");
  }
  render();
  return { el: button, render };
}

/**
 * An amount, or dots in its place. The dots hold no digits, so nothing can be read off the page's source either.
 * @param {ReturnType<typeof createEye>} eye
 * @param {string} text
 */
export function secret(eye, text) {
  if (eye.isShown()) return el("span", { text });
  return el("span", null, el("span", { "aria-hidden": "true", class: "samar", text: "••••••" }), el("span", { class: "sr", text: "disembunyikan" }));
}
