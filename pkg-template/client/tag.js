// @ts-check
// The page's own tag: the one that has the token, and what its attributes say.

import { received, unquoted } from "./identity.js";
import { document } from "./realm.js";

/** Says what is wrong where no tag has a token, and how that comes about though the page's author wrote one. */
export const NO_TOKEN =
  "tambahkan atribut data-token pada tag script, berisi token Open API olshop; kalau sudah ada, tag itu diubah atau dipindah pemuat skrip (loader)";

/** The tag that runs, or, as loaders run scripts without their tags, one with a token wherever it stands. */
export function ownTag() {
  /** @param {Element} tag */
  const isUsable = (tag) => received(tag.getAttribute("data-token")) !== null;
  const running = document.currentScript;
  if (running && isUsable(running)) return running;
  const all = [.../** @type {NodeListOf<HTMLScriptElement>} */ (document.querySelectorAll("script[data-token]"))];
  // One that has nothing in it, or a shortcode that nobody filled in, counts where there is no other.
  const tags = all.some(isUsable) ? all.filter(isUsable) : all;
  // Other services' tags have tokens, too.
  return tags.find((tag) => /bukaolshop/i.test(tag.text + [...tag.attributes].map(({ value }) => value))) || tags[0];
}

/** Units of time in an attribute, in milliseconds. @type {Record<string, number>} */
const UNITS = { "": 1, detik: 1e3, menit: 6e4, jam: 36e5, hari: 864e5 };

/** What an attribute says, without quotes around it; undefined where it says nothing. @param {string | undefined} text */
export const written = (text) => unquoted(text) || undefined;

/** The number in an attribute; the module says so where it is none. @param {string | undefined} text */
export const numberIn = (text) => {
  const number = written(text);
  return number && Number(number);
};

/**
 * The milliseconds in an attribute: a number of them, or a text such as "6 jam". NaN where it is neither.
 *
 * @param {string | undefined} text
 */
export function timeIn(text) {
  const time = written(text);
  if (time === undefined) return time;
  const [, number, unit] = /^(\d+)\s*([a-z]*)$/i.exec(time) || ["", "", "?"];
  return Number(number) * UNITS[unit.toLowerCase()];
}
