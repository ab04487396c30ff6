// The page that meets every fault: makes the calls that it is told to make, and says how they ended.
import init, { BukaOlshop, BukaOlshopError } from "/pkg/index.js";

/** Every endpoint. */
const CALLS = {
  produk: (toko) => toko.produk.list({ total_data: 20 }),
  kategori: (toko) => toko.kategori.list(),
  slide: (toko) => toko.slide.list(),
  kostumpage: (toko) => toko.kostumpage.list(),
  info: (toko) => toko.user.info(),
  catatan: (toko) => toko.user.catatan.list({ tipe: "poin" }),
  transaksi: (toko) => toko.user.transaksi.list(),
};

/** Longer than any fault takes; a call that is still pending then, is pending for good. */
const FOR_GOOD = 40000;

async function outcome(name, toko) {
  const begun = performance.now();
  const result = await Promise.race([
    CALLS[name](toko).then(good, bad),
    new Promise((resolve) => setTimeout(resolve, FOR_GOOD, { ends: "never" })),
  ]);
  return { ...result, took: performance.now() - begun };
}

function good(answer) {
  const rows = Array.isArray(answer) ? answer : answer.data || [answer];
  return { ends: "well", data: JSON.stringify(rows), rows: rows.length, rejected: (answer.rejected || []).length };
}

function bad(error) {
  const { kind, code, endpoint, status, path, retryable, attempts, retryAfter } = error;
  const ends = error instanceof BukaOlshopError ? kind : String(error);
  return { ends, code, endpoint, status, path, retryable, attempts, retryAfter, laidOpen: window.watch.laidOpen(error) };
}

const RealDate = Date;

/** From now on the page's clock is this many milliseconds off; 0 puts it right. */
function setClock(off) {
  window.Date = off === 0 ? RealDate : class extends RealDate {
    constructor(...parts) {
      super(...(parts.length === 0 ? [RealDate.now() + off] : parts));
    }

    static now() {
      return RealDate.now() + off;
    }
  };
}

/**
 * Makes these calls, all at once.
 *
 * @param {{ calls: string[], options: object, clock?: { off: number, after: number } }} question `clock`: set so far
 *   off, so many milliseconds after the calls began
 * @returns {Promise<Record<string, object>>} how each ended
 */
window.ask = async ({ calls, options, clock }) => {
  // Its first start is not what is measured.
  await init();
  const toko = new BukaOlshop(options);
  if (clock && clock.after === 0) setClock(clock.off);
  else if (clock) setTimeout(setClock, clock.after, clock.off);
  const ended = await Promise.all(calls.map(async (name) => [name, await outcome(name, toko)]));
  return Object.fromEntries(ended);
};

window.rightClock = () => setClock(0);

/** Makes a client and calls it without sending anything, and lays it open; or the error that refuses its options. */
window.openClient = async (options) => {
  try {
    const client = new BukaOlshop(options);
    await client.quota();
    return { kind: null, laidOpen: window.watch.laidOpen(client) };
  } catch (error) {
    return { kind: error.kind, laidOpen: window.watch.laidOpen(error) };
  }
};
