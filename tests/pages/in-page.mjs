// Functions that run in pages, whose engine may be as old as Chromium 71.

/** Texts of all elements of a selector. */
export function textsOf(selector) {
  return Array.from(document.querySelectorAll(selector), (node) => node.textContent.trim());
}

/** How far the page's content reaches beyond the screen's side. */
export function overflow() {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}
