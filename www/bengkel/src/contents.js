// Contents from the start: what the preview's own script gives, put into the page's text in the place of its elements.
import { withLinks } from "./shop.js";

/**
 * The changes that put contents into a page.
 *
 * @param {import("./preview.js").Preview} preview that shows the page
 * @param {string} page
 */
export async function contentsOf(preview, page) {
  const html = withLinks(await preview.contents());
  return [{ from: 0, to: page.length, insert: html }];
}
