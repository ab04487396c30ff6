// Building elements without markup strings: data ends up in text nodes and attributes only, never in a parser.

import { safeUrl } from "./tautan.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * Creates an element. `text` becomes its text, `on` its listeners, `href` and `src` pass the scheme check, everything
 * else is an attribute (null and false leave it out, true sets it empty).
 * @param {string} tag
 * @param {Record<string, any> | null} [props]
 * @param {...(Node | string | number | null | undefined | false)} children
 * @returns {any} the element (untyped, so that callers can use what is special to its tag)
 */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = String(value);
    else if (name === "on") for (const type of Object.keys(value)) node.addEventListener(type, value[type]);
    else if (name === "href" || name === "src") setLink(node, name, String(value));
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** @param {Element} node @param {string} name @param {string} value */
function setLink(node, name, value) {
  const url = value.startsWith("#") ? value : safeUrl(value);
  if (url) node.setAttribute(name, url);
}

/**
 * An icon of the sprite in index.html. Decorative: the words beside it say what it means.
 * @param {string} name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "ikon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", "#i-" + name);
  svg.append(use);
  return svg;
}

/**
 * A picture in a box that keeps its place whether the picture comes late, not at all, or was never there.
 * @param {string | null} src
 * @param { { alt?: string, class?: string, eager?: boolean } } [options]
 */
export function picture(src, options = {}) {
  const box = el("span", { class: "bingkai " + (options.class || "") });
  const url = safeUrl(src);
  const missing = () => box.classList.add("bingkai-kosong");
  if (!url) {
    missing();
    box.append(icon("gambar"));
    return box;
  }
  const img = el("img", {
    alt: options.alt || "",
    width: 1,
    height: 1,
    decoding: "async",
    loading: options.eager ? null : "lazy",
    on: {
      error: () => {
        img.remove();
        missing();
        box.append(icon("gambar"));
      },
    },
  });
  // Set last: an attribute that comes after src (loading, decoding) comes too late.
  img.src = url;
  box.append(img);
  return box;
}

/**
 * Replaces everything inside. (Element.replaceChildren is younger than the oldest WebView supported.)
 * @param {Element} node
 * @param {...(Node | string | null)} children
 */
export function fill(node, ...children) {
  while (node.firstChild) node.firstChild.remove();
  node.append(...children.filter((child) => child !== null));
}

/** Words for screen readers only. @param {string} text */
export function spoken(text) {
  return el("span", { class: "sr", text });
}

/** Says something to screen readers without moving the focus. @param {string} text */
export function announce(text) {
  const live = document.getElementById("kabar");
  if (live) live.textContent = text;
}
