// The one client of the page, and what several views ask of it: categories, slides, custom pages and the member are
// fetched once and shared.

import { BukaOlshop } from "/pkg/index.js";
import { follow } from "./berubah.js";

/**
 * The token and the API's address come from config.js, the member from the attributes that the app has filled.
 * @param {HTMLElement} root
 */
export function createToko(root) {
  const config = /** @type {any} */ (window).TOKO_CONFIG || {};
  return new BukaOlshop({
    token: config.token,
    baseUrl: config.baseUrl,
    tokenUser: root.getAttribute("data-token-user"),
    idUser: root.getAttribute("data-id-user"),
    // Half a minute of skeletons is longer than anyone waits.
    timeout: 20000,
  });
}

/**
 * Calls once and shares the answer, and the newer one once there is one; a failure is forgotten, so that the next call
 * tries again.
 * @template {object} T
 * @param {() => Promise<T>} call
 * @returns {() => Promise<T>}
 */
export function once(call) {
  /** @type {Promise<T> | null} */
  let pending = null;
  return () => {
    if (!pending) {
      pending = call();
      pending.then(
        (answer) =>
          follow(answer, (after) => {
            pending = Promise.resolve(after);
          }),
        () => {
          pending = null;
        },
      );
    }
    return pending;
  };
}
