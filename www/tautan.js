// Links come from rows that shop owners type. Anything but a web address ("javascript:", "data:", "intent:") is dropped
// here, in the one place that every href and src passes through.

/**
 * The address as an absolute http(s) URL, or null where it is none. Without a base, only absolute addresses count: in a
 * row, a relative one is a typing error ("link gambar") that would ask this page's own server for nothing.
 * @param {unknown} value
 * @param {string} [base] what relative addresses are relative to
 * @returns {string | null}
 */
export function safeUrl(value, base) {
  if (typeof value !== "string" || value.trim() === "") return null;
  try {
    const url = new URL(value.trim(), base || (value.trim().startsWith("//") ? document.baseURI : undefined));
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch (error) {
    return null;
  }
}

/**
 * A page of the shop's own site, for example "/akun/?page=topup". Inside the app the page itself stands on that site, so
 * the path alone is enough; where the app names the site, its name is used, so that a preview elsewhere links right too.
 * @param {string} path
 * @returns {string}
 */
export function siteUrl(path) {
  const root = document.getElementById("toko");
  const named = root ? root.getAttribute("data-situs") : null;
  const site = named && /^https?:\/\//.test(named) ? safeUrl(named) : null;
  return safeUrl(path, site || document.baseURI) || path;
}
