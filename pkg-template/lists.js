// @ts-check
// Lists in pages: one page, the pages, the rows. The module walks; this turns its steps into the
// language's own loops, which no other language can do for it.

import { call, checkOptions, checkQuery } from "./call.js";
import { demand } from "./errors.js";

/**
 * @param {import("./toko.js").Shop} shop
 * @param {import("./bukaolshop.js").Paged} endpoint
 */
export function list(shop, endpoint) {
  return {
    /** @param {any} [query] @param {any} [options] */
    list: (query, options) =>
      call(shop, options, (toko, abort) => toko.page(endpoint, checkQuery(query), abort)),

    /** @param {any} [query] @param {any} [options] */
    pages: (query, options) => ({
      [Symbol.asyncIterator]: () => walk(shop, endpoint, query, options, false),
    }),

    /** @param {any} [query] @param {any} [options] */
    all: (query, options) => {
      const rows = () => rowsOf(walk(shop, endpoint, query, options, true), options);
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
 * @param {import("./bukaolshop.js").Paged} endpoint
 * @param {any} query
 * @param {any} options
 * @param {boolean} byRows
 */
async function* walk(shop, endpoint, query, options, byRows) {
  const pages = await call(shop, options, (toko) =>
    toko.walk(endpoint, checkQuery(query), byRows, byRows && options ? options.limit : undefined),
  );
  try {
    for (;;) {
      const page = await call(shop, options, (_, abort) => pages.next(abort));
      if (page === undefined) return;
      yield page;
    }
  } finally {
    pages.free();
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
