// The head that every view except the home page has: a way back and a heading that takes the focus.

import { el, icon } from "./dom.js";

/**
 * @param {import("./toko.js").Context} context
 * @param { { title: string, text?: string, back?: string } } options `back`: where the arrow leads when the visit began here
 */
export function createHead(context, options) {
  const heading = el("h1", { class: "judul", tabindex: "-1", text: options.title });
  const text = options.text ? el("p", { class: "judul-teks", text: options.text }) : null;
  const back = options.back;
  const arrow = back
    ? el(
        "button",
        { class: "bulat", type: "button", "aria-label": "Kembali", on: { click: () => context.back(back) } },
        icon("kembali"),
      )
    : null;
  return {
    el: el("div", { class: "judul-baris" }, arrow, el("div", { class: "judul-kolom" }, heading, text)),
    /** @param {string} title */
    setTitle(title) {
      heading.textContent = title;
    },
  };
}

/**
 * A row of chips of which one is chosen.
 * @param {string} label
 * @param {(value: string) => void} choose
 */
export function createChips(label, choose) {
  const root = el("div", { class: "keping-baris", role: "group", "aria-label": label });
  let chosen = "";
  return {
    el: root,
    /** @param { { value: string, text: string }[]} chips @param {string} value the chosen one */
    set(chips, value) {
      chosen = value;
      const active = document.activeElement;
      const focused = active && root.contains(active) ? active.getAttribute("data-value") : null;
      root.textContent = "";
      for (const chip of chips) {
        const button = el("button", {
          class: "keping",
          type: "button",
          text: chip.text,
          "data-value": chip.value,
          "aria-pressed": String(chip.value === chosen),
          on: { click: () => choose(chip.value) },
        });
        root.append(button);
        if (chip.value === focused) button.focus();
      }
    },
    /** @param {string} value */
    choose(value) {
      chosen = value;
      for (const button of root.children) button.setAttribute("aria-pressed", String(button.getAttribute("data-value") === value));
    },
  };
}
