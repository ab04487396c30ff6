// @ts-check
// Lists in pages: one page, the pages, the rows. The module walks; this turns its steps into JavaScript's own loops.

import { asked } from "./asked.js";
import { ask, opened, unlessAborted } from "./call.js";
import { stopped } from "./load.js";
import { clock } from "./realm.js";
import { snapshot } from "./snapshot.js";

/** @param {import("./toko.js").Shop} shop @param {string} path */
export function list(shop, path) {
  return {
    /** @param {any} [query] @param {any} [options] */
    list: (query, options) => ask(shop, path, query, options),

    /** @param {any} [query] @param {any} [options] */
    pages: (query, options) => ({
      [Symbol.asyncIterator]: () => pages(shop, path, query, options, "pages"),
    }),

    /** @param {any} [query] @param {any} [options] */
    all: (query, options) => {
      const each = () => rows(shop, path, query, options);
      return {
        [Symbol.asyncIterator]: each,
        async toArray() {
          const all = [];
          for await (const row of each()) all.push(row);
          return all;
        },
      };
    },
  };
}

/**
 * @param {import("./toko.js").Shop} shop @param {string} path @param {any} query @param {any} options
 * @param {"pages" | "rows"} aim for the pages as they are, or for the rows, each once
 */
async function* pages(shop, path, query, options, aim) {
  let began = clock();
  const [wanted, told] = [asked(path, query), snapshot(options)];
  const toko = await unlessAborted(told, (aborted) => opened(shop, path, aborted));
  const call = toko.begin(path, wanted, told, aim);
  try {
    for (;;) {
      // A walk ends with the module that it was begun in.
      if (shop.ready() !== toko) throw stopped();
      const page = await unlessAborted(told, (aborted) => call.next(clock() - began, aborted));
      if (page === null) return;
      yield page;
      began = clock();
    }
  } finally {
    call.free();
  }
}

/** @param {import("./toko.js").Shop} shop @param {string} path @param {any} query @param {any} options */
async function* rows(shop, path, query, options) {
  const onPage = options && snapshot(options).onPage;
  let count = 0;
  for await (const page of pages(shop, path, query, options, "rows")) {
    count += page.data.length;
    if (onPage) onPage(page, count);
    yield* page.data;
  }
}
