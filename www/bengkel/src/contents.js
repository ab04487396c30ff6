// Contents from the start: what the page's own script gives of its elements, put into the page's text in their places.
import { readHtml } from "./html.js";
import { hostsOf, MARK } from "./preview.js";
import { SHORTCODES } from "./shop.js";

/** What an element with contents has, which the library writes. */
const HAS_CONTENTS = /^<[\w-]+[^>]*\sdata-awal=/;

/**
 * The changes that put contents into a page.
 *
 * @param {import("./preview.js").Preview} preview that shows the page
 * @param {string} page
 * @returns {Promise<{ changes: { from: number, to: number, insert: string }[], isPartial: boolean }>} isPartial: an element has shortcodes inside,
 *   which stand in the preview as the values of one member; it gets no contents
 */
export async function contentsOf(preview, page) {
  const hosts = hostsOf(readHtml(page).tags);
  const parts = await preview.contents();
  const changes = [];
  let isPartial = false;
  for (const [number, html] of parts) {
    const host = hosts[number];
    const own = String(html).replace(new RegExp(` ${MARK}="\\d*"`), "");
    if (!host || host.closed < 0 || !HAS_CONTENTS.test(own)) continue;
    const to = page.indexOf(">", host.closed) + 1;
    if (SHORTCODES.some((name) => page.slice(host.start, to).includes("{" + "{" + name + "}" + "}"))) isPartial = true;
    else changes.push({ from: host.start, to, insert: own });
  }
  if (changes.length === 0 && !isPartial) throw new Error("Belum ada isi: halaman harus memakai elemen data toko, misalnya <olshop-produk>, dan sudah tampil di pratinjau.");
  return { changes, isPartial };
}
