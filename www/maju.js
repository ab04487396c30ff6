// A progress bar for loading "everything". The API tells no total, so the bar either knows it from the last time or
// comes ever closer to the end without pretending to know.

import { el } from "./dom.js";
import { count } from "./produk.js";

/**
 * @param { { label: string, unit: string, expected?: number | null, stop?: { text: string, click: () => void } } } options
 */
export function createProgress(options) {
  const bar = el("progress", { class: "maju-batang", max: 1, value: 0, "aria-label": options.label });
  const text = el("p", { class: "maju-teks", text: options.label });
  const stop = options.stop
    ? el("button", { class: "tombol-teks", type: "button", text: options.stop.text, on: { click: options.stop.click } })
    : null;
  let pages = 0;
  return {
    el: el("div", { class: "maju" }, el("div", { class: "maju-baris" }, text, stop), bar),
    /** @param {number} rows loaded so far */
    update(rows) {
      pages += 1;
      const expected = options.expected;
      bar.value = expected ? Math.min(0.97, rows / expected) : 1 - Math.pow(0.85, pages);
      text.textContent = count(rows) + " " + options.unit + " dimuat";
    },
  };
}
