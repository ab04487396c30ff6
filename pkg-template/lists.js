// @ts-check
// Lists in pages: one page, the pages, the rows. The module walks; this turns its steps into the
// language's own loops, which no other language can do for it.

import { PAGES, ROWS, call, checkOptions, end, step } from "./call.js";
import { demand } from "./errors.js";
import { isMissing, questionOf } from "./questions.js";

/** Rows per page unless told otherwise: of a page as it is, and of a walk for its rows. */
const PAGE = 10;
const LARGEST_PAGE = 100;

/**
 * @param {import("./toko.js").Shop} shop
 * @param {string} path
 */
export function list(shop, path) {
  return {
    /** @param {any} [query] @param {any} [options] */
    list: (query, options) =>
      call(shop, options, () => questionOf(shop.settings, path, query, PAGE)),

    /** @param {any} [query] @param {any} [options] */
    pages: (query, options) => ({
      [Symbol.asyncIterator]: () =>
        walk(shop, options, () => questionOf(shop.settings, path, query, PAGE), PAGES),
    }),

    /** @param {any} [query] @param {any} [options] */
    all: (query, options) => {
      const rows = () => rowsOf(shop, options, () => questionOf(shop.settings, path, query, LARGEST_PAGE));
      return {
        [Symbol.asyncIterator]: rows,
        async toArray() {
          const all = [];
          for await (const row of rows()) all.push(row);
          return all;
        },
      };
    },
  };
}

/**
 * @param {import("./toko.js").Shop} shop
 * @param {any} options
 * @param {() => import("./questions.js").Question} questioned
 * @param {number} aim
 * @param {number} [limit]
 */
async function* walk(shop, options, questioned, aim, limit) {
  const question = questioned();
  /** @type {import("./call.js").Place} */
  const place = {};
  try {
    for (;;) {
      const page = await step(shop, options, question, place, aim, limit);
      if (page === null) return;
      yield page;
    }
  } finally {
    end(place);
  }
}

/**
 * @param {import("./toko.js").Shop} shop
 * @param {any} options
 * @param {() => import("./questions.js").Question} questioned
 */
async function* rowsOf(shop, options, questioned) {
  checkOptions(options);
  const { limit, onPage } = options || /** @type {any} */ ({});
  demand(isMissing(onPage) || typeof onPage === "function", "onPage harus fungsi");
  const good = isMissing(limit) || limit === Infinity || (Number.isSafeInteger(limit) && limit >= 0);
  demand(good, "limit harus bilangan bulat mulai dari 0");
  let rows = 0;
  const pages = walk(shop, options, questioned, ROWS, isMissing(limit) ? Infinity : limit);
  for await (const page of pages) {
    rows += page.data.length;
    if (onPage) onPage(page, rows);
    yield* page.data;
  }
}
