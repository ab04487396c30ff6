// @ts-check

import { DRAWN } from "./template.js";
import { document } from "../client/realm.js";

/** Milliseconds without a change before readers of screens are told, so that they are not told with every key. */
const PAUSE = 500;

/** @type {HTMLElement | null} */
let region = null;

/** @type {any} */
let pause;

/** Tells the readers of screens something that is not to be seen. @param {string} text */
export function announce(text) {
  if (region === null || !region.isConnected) {
    region = document.createElement("p");
    region.setAttribute("role", "status");
    region.setAttribute(DRAWN, "");
    region.style.cssText = "position:fixed;top:0;margin:0;clip-path:inset(50%)";
    document.body.appendChild(region);
  }
  const place = region;
  clearTimeout(pause);
  pause = setTimeout(() => (place.textContent = text), PAUSE);
}
