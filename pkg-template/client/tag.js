// @ts-check
// The page's own tag: the one that has the token.

import { received } from "./identity.js";
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
