// A long list of rows of one height, of which only the part near the screen is in the page: a thousand products stay as
// light as fifty. Chunks of rows keep their place by a height that CSS works out from the number of rows.

import { el } from "./dom.js";

/** Divides into whole lines of one, two, three and four columns. */
const CHUNK = 48;

/**
 * @template T
 * @param { { rows: T[], label: string, render: (row: T) => HTMLElement } } options
 */
export function createWindow({ rows, label, render }) {
  const root = el("div", { class: "jendela", role: "list", "aria-label": label });
  const observer = new IntersectionObserver(
    (changes) => {
      for (const change of changes) {
        if (change.isIntersecting) fillChunk(change.target);
        else emptyChunk(change.target);
      }
    },
    // Two screens ahead, so that a flick of the thumb does not outrun it.
    { rootMargin: "1500px 0px" },
  );

  for (let start = 0; start < rows.length; start += CHUNK) {
    const size = Math.min(CHUNK, rows.length - start);
    const chunk = el("div", { class: "jendela-potong", role: "presentation", "data-start": start });
    chunk.style.setProperty("--baris-1", String(size));
    chunk.style.setProperty("--baris-2", String(Math.ceil(size / 2)));
    chunk.style.setProperty("--baris-3", String(Math.ceil(size / 3)));
    root.append(chunk);
    observer.observe(chunk);
  }

  /** @param {Element} chunk */
  function fillChunk(chunk) {
    if (chunk.firstChild) return;
    const start = Number(chunk.getAttribute("data-start"));
    rows.slice(start, start + CHUNK).forEach((row, index) => {
      const item = render(row);
      item.setAttribute("role", "listitem");
      // The whole list's size and place, which a screen reader cannot count when rows are missing.
      item.setAttribute("aria-setsize", String(rows.length));
      item.setAttribute("aria-posinset", String(start + index + 1));
      chunk.append(item);
    });
  }

  /** @param {Element} chunk */
  function emptyChunk(chunk) {
    // Whoever has the focus in here would lose it.
    if (!chunk.contains(document.activeElement)) chunk.textContent = "";
  }

  return {
    el: root,
    close() {
      observer.disconnect();
      root.remove();
    },
  };
}
