// Every call of the contract, made in a page.

/**
 * Runs in the page, with the package's exports where `Paket` leads to: how each call ends.
 *
 * @param {string} Paket name of a variable of the window
 * @param {object} options of the client
 * @returns {Promise<Record<string, any>>} by call: what it was rejected with, "resolved", or "pending"
 */
export async function everyCall(Paket, options) {
  const toko = new window[Paket].BukaOlshop(options);
  const first = (iterable) => iterable[Symbol.asyncIterator]().next();
  const calls = {
    init: () => window[Paket].init(),
    "produk.list": () => toko.produk.list(),
    "produk.pages": () => first(toko.produk.pages()),
    "produk.all": () => toko.produk.all().toArray(),
    "kategori.list": () => toko.kategori.list({ struktur: "flat" }),
    "slide.list": () => toko.slide.list(),
    "kostumpage.list": () => toko.kostumpage.list(),
    "user.info": () => toko.user.info(),
    "user.catatan.list": () => toko.user.catatan.list({ tipe: "poin" }),
    "user.catatan.pages": () => first(toko.user.catatan.pages()),
    "user.catatan.all": () => first(toko.user.catatan.all()),
    "user.transaksi.list": () => toko.user.transaksi.list(),
    "user.transaksi.pages": () => first(toko.user.transaksi.pages()),
    "user.transaksi.all": () => toko.user.transaksi.all().toArray(),
    quota: () => toko.quota(),
  };
  const outcomes = {};
  await Promise.all(Object.keys(calls).map(async (name) => {
    const late = new Promise((resolve) => setTimeout(resolve, 30000, "pending"));
    const settled = calls[name]().then(
      () => "resolved",
      (error) => ({ name: error.name, kind: error.kind, retryable: error.retryable, message: error.message }),
    );
    outcomes[name] = await Promise.race([settled, late]);
  }));
  return outcomes;
}

/** Runs in the page: what needs no module. */
export function everyHelper(Paket, options) {
  const { BukaOlshop, rupiah, tanggalWib, urlBeli, urlBukaBrowser } = window[Paket];
  const toko = new BukaOlshop(options);
  return [
    toko.inApp,
    toko.template("{" + "{id_user}" + "}"),
    toko.clearCache() === undefined,
    rupiah(21000),
    tanggalWib("2023-07-22 00:01:38").toISOString(),
    urlBeli({ url_produk: "/produk/1" }, { catatan: "7" }),
    urlBukaBrowser("/akun/"),
  ];
}

/** What `everyHelper` gives for budi. */
export const HELPED = [
  true,
  "130173",
  true,
  "Rp21.000",
  "2023-07-21T17:01:38.000Z",
  "/produk/1?catatan=7",
  "/akun/?bukaolshop_open_browser=true",
];
