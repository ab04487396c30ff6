// Requests that wait until a test lets them go: what a page does meanwhile does not hang on how fast the machine is.

/** Whether an address belongs to the mock server's API. */
export const isApi = (url) => url.pathname.startsWith("/uji/");

/**
 * Holds back a page's requests to some addresses. `prepare` is for the page before it is opened; after `release`, those
 * that wait go on, and all others go through.
 *
 * @param {(url: URL) => boolean} matches
 */
export function hold(matches) {
  let release = () => {};
  const released = new Promise((resolve) => (release = resolve));
  /** @param {import("playwright-core").Page} page */
  const prepare = (page) =>
    page.route(matches, async (route) => {
      await released;
      await route.fallback().catch(() => {}); // the page may have given it up meanwhile
    });
  return { prepare, release };
}
