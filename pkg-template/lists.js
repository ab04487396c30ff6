// @ts-check
// Lists in pages: one page, the pages, the rows. The module walks; this turns its steps into the
// language's own loops, which no other language can do for it.

import { call, checkOptions, checkQuery, wantsFresh } from "./call.js";
import { demand } from "./errors.js";

/** Rows per page unless told otherwise: of a page as it is, and of a walk for its rows. */
const PAGE = 10;
const LARGEST_PAGE = 100;

/**
 * @param {import("./toko.js").Shop} shop
 * @param {import("./bukaolshop.js").Paged} endpoint
 * @param {string} path
 */
export function list(shop, endpoint, path) {
  return {
    /** @param {any} [query] @param {any} [options] */
    list: (query, options) =>
      call(
        shop,
        options,
        (toko, spent, abort) => toko.page(endpoint, checkQuery(query), wantsFresh(options), spent, abort),
        { path, query, total: PAGE },
      ),

    /** @param {any} [query] @param {any} [options] */
    pages: (query, options) => ({
      [Symbol.asyncIterator]: () =>
        walk(shop, options, { path, query, total: PAGE }, (toko) =>
          toko.walk(endpoint, checkQuery(query), false, undefined, wantsFresh(options)),
        ),
    }),

    /** @param {any} [query] @param {any} [options] */
    all: (query, options) => {
      const rows = () => {
        const limit = options ? options.limit : undefined;
        // A limit that the module will refuse, or that asks for nothing, begins nothing.
        const wants = limit === undefined || limit === null || (Number.isInteger(limit) && limit > 0);
        const question = wants ? { path, query, total: LARGEST_PAGE } : undefined;
        const pages = walk(shop, options, question, (toko) =>
          toko.walk(endpoint, checkQuery(query), true, limit, wantsFresh(options)),
        );
        return rowsOf(pages, options);
      };
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
 * The pages of a list. Nothing is sent before the first is asked for, nor after a loop is left.
 *
 * @param {import("./toko.js").Shop} shop
 * @param {any} options
 * @param {import("./early.js").Question | undefined} question
 * @param {(toko: import("./bukaolshop.js").Toko) => import("./bukaolshop.js").Pages} begin
 */
async function* walk(shop, options, question, begin) {
  /** @type {import("./bukaolshop.js").Pages | undefined} */
  let pages;
  try {
    for (;;) {
      const page = await call(
        shop,
        options,
        (toko, spent, abort) => {
          if (!pages) pages = begin(toko);
          return pages.next(spent, abort);
        },
        pages ? undefined : question,
      );
      if (page === undefined) return;
      yield page;
    }
  } finally {
    if (pages) pages.free();
  }
}

/**
 * @param {AsyncIterable<any>} pages
 * @param {any} options
 */
async function* rowsOf(pages, options) {
  checkOptions(options);
  const onPage = options && options.onPage;
  demand(onPage === undefined || onPage === null || typeof onPage === "function", "onPage harus fungsi");
  let rows = 0;
  for await (const page of pages) {
    rows += page.data.length;
    if (onPage) onPage(page, rows);
    yield* page.data;
  }
}
