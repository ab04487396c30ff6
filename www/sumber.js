// One page of a list after the other, on demand. The paging rules are the package's; this only makes its iterator
// survive a failed or cancelled request, so that a retry goes on with the page that is missing.

/**
 * @template T
 * @param { { pages(query: any, options: any): AsyncIterable<any> } } list for example toko.produk
 * @param {Record<string, any>} query
 * @returns {(signal: AbortSignal) => Promise<{ rows: T[], done: boolean, answer?: any }>} `answer`: the page as the package gave it
 */
export function createSource(list, query) {
  /** @type {AsyncIterator<any> | null} */
  let iterator = null;
  /** @type {AbortSignal | null} */
  let boundTo = null;
  let page = query.page || 1;

  return async function take(signal) {
    if (!iterator || boundTo !== signal) {
      iterator = list.pages(Object.assign({}, query, { page }), { signal })[Symbol.asyncIterator]();
      boundTo = signal;
    }
    try {
      const step = await iterator.next();
      if (step.done) return { rows: [], done: true };
      page = step.value.page + 1;
      return { rows: step.value.data, done: !step.value.has_next, answer: step.value };
    } catch (error) {
      iterator = null;
      throw error;
    }
  };
}

/** Drops rows that were shown before: pages shift when the shop gains a product while someone scrolls. @param {string} field */
export function onlyNew(field) {
  const seen = new Set();
  /** @param {any[]} rows */
  return (rows) =>
    rows.filter((row) => {
      if (seen.has(row[field])) return false;
      seen.add(row[field]);
      return true;
    });
}
