// Contents from the start: what the page's own script gives of its elements, put into the page's text in their places.
import { readHtml } from "./html.js";
import { hostsOf, MARK } from "./preview.js";

/** What an element with contents has, which the library writes. */
const HAS_CONTENTS = /^<[\w-]+[^>]*\sdata-awal=/;

/**
 * The changes that put contents into a page.
 *
 * @param {import("./preview.js").Preview} preview that shows the page
 * @param {string} page
 */
export async function contentsOf(preview, page) {
  const hosts = hostsOf(readHtml(page).tags);
  const parts = await preview.contents();
  const changes = [];
  for (const [number, html] of parts) {
    const host = hosts[number];
    const own = String(html).replace(new RegExp(` ${MARK}="\\d*"`), "");
    if (!host || host.closed < 0 || !HAS_CONTENTS.test(own)) continue;
    changes.push({ from: host.start, to: page.indexOf(">", host.closed) + 1, insert: own });
  }
  if (changes.length === 0) throw new Error("Belum ada isi: halaman harus memakai elemen data toko, misalnya <olshop-produk>, dan sudah tampil di pratinjau.");
  return changes;
}
