// The package's declarations against the contract: first as a whole, then in the hands of a program
// that uses every line of it. Only the compiler runs this.
import init, {
  BukaOlshop,
  BukaOlshopError,
  rupiah,
  tanggalWib,
  tersedia,
  urlBeli,
  urlBukaBrowser,
} from "bukaolshop";
import * as ours from "bukaolshop";
import type * as contract from "./contract.js";

/** True where the two types are the same, `any` not counting as everything. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Where a program has an `A`, a `B` must do. */
type Fits<A extends B, B> = A extends B ? true : never;

// All values of the contract are there, and may be used as it says.
export const values: typeof contract = ours;

// What a program hands in under the contract is taken.
export type Inputs = [
  Fits<contract.Options, ours.Options>,
  Fits<contract.CallOptions, ours.CallOptions>,
  Fits<contract.AllOptions, ours.AllOptions>,
  Fits<contract.PageQuery, ours.PageQuery>,
  Fits<contract.ProdukQuery, ours.ProdukQuery>,
  Fits<contract.CatatanQuery, ours.CatatanQuery>,
  Fits<contract.KategoriQuery, ours.KategoriQuery>,
  Fits<Parameters<typeof contract.default>, Parameters<typeof ours.default>>,
];

// What it gets back is what the contract promised.
export type Outputs = [
  Fits<ours.BukaOlshop, contract.BukaOlshop>,
  Fits<ours.BukaOlshopError, contract.BukaOlshopError>,
  Fits<ours.Page<ours.Produk>, contract.Page<contract.Produk>>,
  Fits<ours.Items<ours.Produk>, contract.Items<contract.Produk>>,
  Fits<ours.List<ours.Produk, ours.ProdukQuery>, contract.List<contract.Produk, contract.ProdukQuery>>,
  Same<ours.ErrorKind, contract.ErrorKind>,
  Same<ours.Produk, contract.Produk>,
  Same<ours.Kategori, contract.Kategori>,
  Same<ours.Slide, contract.Slide>,
  Same<ours.KostumPage, contract.KostumPage>,
  Same<ours.UserInfo, contract.UserInfo>,
  Same<ours.CatatanSaldo, contract.CatatanSaldo>,
  Same<ours.CatatanPoin, contract.CatatanPoin>,
  Same<ours.Transaksi, contract.Transaksi>,
];
export const outputs: Outputs = [
  true, true, true, true, true, true, true, true, true, true, true, true, true, true,
];

export async function load(bytes: ArrayBuffer, module: WebAssembly.Module): Promise<void> {
  await init();
  await init("/bukaolshop_bg.wasm");
  await init(new URL("https://contoh.id/a.wasm"));
  await init(new Request("/a.wasm"));
  await init(new Response(bytes));
  await init(bytes);
  await init(new Uint8Array(bytes));
  await init(module);
}

export function clients(script: HTMLScriptElement): (BukaOlshop | null)[] {
  return [
    new BukaOlshop({ token: "t" }),
    new BukaOlshop({
      token: "t",
      tokenUser: null,
      idUser: "7",
      baseUrl: new URL("https://contoh.id"),
      timeout: 5000,
      retry: { attempts: 2, baseDelay: 100, maxDelay: 1000 },
      cache: { fresh: 1, stale: 2, storage: "memory" },
      dailyLimit: 50,
    }),
    new BukaOlshop({ token: "t", retry: false, cache: false, dailyLimit: null, baseUrl: "https://contoh.id" }),
    BukaOlshop.fromScript(),
    BukaOlshop.fromScript(script),
    BukaOlshop.toko,
  ];
}

export async function shop(toko: BukaOlshop, signal: AbortSignal): Promise<string[]> {
  const page: contract.Page<contract.Produk> = await toko.produk.list(
    { page: 1, total_data: 20, id_kategori: "2", cari_nama_produk: "baju", use_raw_html: true },
    { signal, fresh: true },
  );
  const source: "network" | "cache" | "stale" = page.source;
  const texts: string[] = [source, String(page.page + page.total_data), String(page.has_next)];
  for (const { index, path, reason } of page.rejected) texts.push(path, reason, index.toFixed());
  for (const row of page.data) {
    const ids: string[] = [row.id_produk, row.id_kategori, row.nama_produk, row.deskripsi_singkat];
    const more: string[] = [row.deskripsi_panjang, row.kondisi_produk, row.tanggal, ...row.ukuran, ...row.warna];
    const numbers: number[] = [row.harga_produk, row.harga_produk_asli, row.stok, row.berat];
    const links: (string | null)[] = [row.gambar_utama, row.url_produk, ...row.list_gambar];
    texts.push(...ids, ...more, ...numbers.map(rupiah), ...links.map(String));
    const status: "live" | "gangguan" | "closed" | (string & {}) | null = row.status_produk;
    const buyable: boolean = tersedia(row) && tersedia({ stok: 1 }) && tersedia({ stok: 1, status_produk: null });
    texts.push(String(status), String(buyable));
    const later: unknown = row.field_baru;
    texts.push(String(later), String(urlBeli(row, { catatan: "0812" })), String(urlBeli(row)));
    texts.push(String(tanggalWib(row.tanggal)?.getTime()));
  }
  if (BukaOlshop.isiAwal) texts.push(BukaOlshop.isiAwal(), BukaOlshop.isiAwal(document.body));
  texts.push(String(page.envelope_baru), urlBukaBrowser("https://contoh.id"));

  for await (const one of toko.produk.pages({ id_kategori: 2 })) texts.push(String(one.data.length));
  for await (const one of toko.produk.all()) texts.push(one.nama_produk);
  const onPage = (one: contract.Page<unknown>, rows: number): void => {
    texts.push(String(rows + one.data.length));
  };
  const all: contract.Produk[] = await toko.produk.all({}, { limit: 5, onPage, signal }).toArray();
  texts.push(String(all.length));

  const kategori: contract.Kategori[] = await toko.kategori.list({ struktur: "flat" }, { signal });
  const tipe: "utama" | "sub" | (string & {}) = kategori[0]?.tipe_kategori ?? "utama";
  const slides: contract.Slide[] = await toko.slide.list({ signal });
  const pages: contract.KostumPage[] = await toko.kostumpage.list({ fresh: true });
  texts.push(tipe, String(slides.length + pages.length), String(toko.inApp), toko.template("a"));
  const { used, limit, resets } = await toko.quota();
  toko.clearCache();
  texts.push(String(used + (limit ?? 0)), resets.toISOString());
  return texts;
}

export async function member(toko: BukaOlshop): Promise<number> {
  const info: contract.UserInfo = await toko.user.info();
  const born: string | null = info.tanggal_lahir;
  const saldo: contract.Page<contract.CatatanSaldo> = await toko.user.catatan.list();
  const same: contract.Page<contract.CatatanSaldo> = await toko.user.catatan.list({ tipe: "saldo", page: 2 });
  const poin: contract.Page<contract.CatatanPoin> = await toko.user.catatan.list({ tipe: "poin" });
  let sum = info.jumlah_saldo + info.jumlah_poin + (born ?? "").length;
  for (const row of [...saldo.data, ...same.data]) sum += row.jumlah_dana + row.saldo_terakhir;
  for (const row of poin.data) sum += row.jumlah_poin + row.total_poin_terakhir;
  const query: contract.CatatanQuery = { tipe: Math.random() > 0.5 ? "saldo" : "poin" };
  for await (const page of toko.user.catatan.pages(query)) sum += page.data.length;
  for await (const row of toko.user.catatan.all(query, { limit: 3 })) sum += row.tipe_jumlah.length;
  const orders: contract.Page<contract.Transaksi> = await toko.user.transaksi.list({ total_data: 50 });
  for (const row of orders.data) if (row.status_bayar === "lunas") sum += 1;
  return sum;
}

export function explain(error: unknown): string {
  if (!(error instanceof BukaOlshopError)) return String(error);
  const name: "BukaOlshopError" = error.name;
  const facts: (string | number | boolean | null)[] = [
    name,
    error.message,
    error.code,
    error.endpoint,
    error.status,
    error.path,
    error.retryable,
    error.attempts,
    error.retryAfter,
  ];
  switch (error.kind) {
    case "invalid_argument":
    case "not_logged_in":
    case "quota":
    case "network":
    case "timeout":
    case "bad_request":
    case "unauthorized":
    case "forbidden":
    case "not_found":
    case "method_not_allowed":
    case "rate_limited":
    case "server":
    case "unavailable":
    case "invalid_response":
    case "load":
      return facts.join();
    default:
      return error.kind satisfies never;
  }
}

// What the contract forbids, the declarations forbid.
export function mistakes(toko: BukaOlshop): unknown[] {
  return [
    // @ts-expect-error: a token is required
    () => new BukaOlshop({}),
    // @ts-expect-error: no such type of change
    () => toko.user.catatan.list({ tipe: "koin" }),
    // @ts-expect-error: pages are numbers
    () => toko.produk.list({ page: "1" }),
    // @ts-expect-error: no such structure
    () => toko.kategori.list({ struktur: "tree" }),
    // @ts-expect-error: true or false
    () => toko.produk.list({ use_raw_html: "yes" }),
    // @ts-expect-error: a stock is needed
    () => tersedia({ status_produk: "live" }),
    // @ts-expect-error: an amount is a number
    () => rupiah("5"),
  ];
}
