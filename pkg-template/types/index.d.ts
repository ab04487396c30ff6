/**
 * Client of the bukaOlshop Open API for pages inside olshop apps.
 *
 * Results keep the field names of the API's documentation. Only their types are repaired: a
 * documented number that arrives as a text becomes a number, a null list becomes `[]`, an empty
 * link becomes `null`. A field that the API adds later is passed through untouched.
 *
 * @packageDocumentation
 */

/**
 * Loads the WebAssembly module. Never required: the first call loads it too. Safe to call many times
 * and from many places; it loads once, and again only if that failed.
 *
 * @param source where `bukaolshop_bg.wasm` is, or what it is, when it does not lie beside this file.
 * @throws {@link BukaOlshopError} of kind "load", as a rejected promise.
 */
export default function init(
  source?: string | URL | Request | Response | BufferSource | WebAssembly.Module,
): Promise<void>;
export { init };

// ------------------------------------------------------------------------------------------ client

/** What a client is told. Only `token` is required. */
export interface Options {
  /** Open API token of the shop, from the bukaOlshop app. Percent-encoded where it is sent. */
  token: string;
  /**
   * What the page received for the shortcode token_user. Empty, missing, or still a shortcode (with
   * spaces inside or percent-encoded too): nobody is logged in.
   */
  tokenUser?: string | null;
  /** What the page received for the shortcode id_user. The same rule. */
  idUser?: string | null;
  /**
   * Another server. Default "https://openapi.bukaolshop.net/v1". Plain http is refused, except for
   * loopback hosts.
   */
  baseUrl?: string | URL;
  /** Milliseconds allowed for one call, all of its attempts and waits included. Default 30 000. */
  timeout?: number;
  /**
   * How a call is repeated that failed in a way that repeating can help: no connection, 429, 5xx.
   * Default `{ attempts: 3, baseDelay: 400, maxDelay: 8000 }`; false: never.
   */
  retry?: RetryOptions | false;
  /**
   * Answers about the shop (produk, kategori, slide, kostumpage) are kept, for all pages of this origin:
   * given again while they are fresh; given at once while they are stale, and renewed in the background
   * (see {@link Change} for how a page hears of what has changed); given when the server cannot be asked, or
   * may not be because of `dailyLimit`, however old they are. {@link Page.source} says which it was. Member
   * data is never kept. Default `{ fresh: 60_000, stale: 86_400_000, storage: "local" }`; false: keep nothing.
   */
  cache?: CacheOptions | false;
  /**
   * Requests that this page's origin may send per day. The FREE and LITE plans allow a shop 100,
   * all of its visitors together. Default null: no limit.
   */
  dailyLimit?: number | null;
}

/** See {@link Options.retry}. */
export interface RetryOptions {
  /** Attempts in all, the first included. A whole number from 1. Default 3. */
  attempts?: number;
  /** Milliseconds before the second attempt, at most; doubled with each one after. Default 400. */
  baseDelay?: number;
  /** Milliseconds between two attempts, at most. A server that asks for more is not asked again. Default 8000. */
  maxDelay?: number;
}

/** See {@link Options.cache}. */
export interface CacheOptions {
  /** Milliseconds for which an answer is as good as new: nobody is asked. Default 60 000. */
  fresh?: number;
  /** Milliseconds after that for which it is given at once and renewed in the background. Default 86 400 000. */
  stale?: number;
  /**
   * "local": in localStorage, of which it takes 1.5 million characters at most; what was not used for longest
   * leaves first, and memory stands in where storage is forbidden or full. "memory": gone with the page.
   * Default "local".
   */
  storage?: "local" | "memory";
}

/** What any single call may be told. */
export interface CallOptions {
  /**
   * Cancels the call and its request. The promise is rejected at once with `signal.reason`, or with an
   * AbortError DOMException where engines lack reasons.
   */
  signal?: AbortSignal;
  /**
   * Only the server's own answer will do: the cache is skipped for reading, also when the network fails. The
   * answer still refreshes it.
   */
  fresh?: boolean;
}

/**
 * What the event "olshop:ubah" on `window` tells: an answer that a page was given stale has been renewed, and is
 * another now. The page knows it by the very object that it was given.
 *
 * ```js
 * const page = await toko.produk.list();
 * show(page.data);
 * addEventListener("olshop:ubah", ({ detail }) => {
 *   if (detail.before === page) show(detail.after.data);
 * });
 * ```
 */
export interface Change {
  /** Path of the endpoint, for example "/app/produk". */
  endpoint: string;
  /** What was given: a {@link Page}, or a list in one piece ({@link Rows}). */
  before: Page<unknown> | Rows<unknown>;
  /** The same, as it is now. */
  after: Page<unknown> | Rows<unknown>;
}

declare global {
  interface WindowEventMap {
    "olshop:ubah": CustomEvent<Change>;
  }
}

/** A shop. */
export class BukaOlshop {
  /**
   * Starts loading the module; sends nothing. An option that is wrong rejects the first call, with an error of kind
   * "invalid_argument" that names the option and what it may be.
   *
   * @throws {@link BukaOlshopError} of kind "invalid_argument" where `options` is no object, or the token is missing,
   * empty or still a shortcode.
   */
  constructor(options: Options);

  /**
   * A client with the options of a tag: `data-token`, `data-token-user`, `data-id-user`, `data-base-url`, `data-daily-limit`,
   * `data-cache-fresh`, `data-cache-stale` and `data-timeout` (milliseconds, or a text such as "6 jam", "15 menit", "30 detik"), and
   * `data-retry` (the number of attempts in all, or "false").
   *
   * @param script default: the running script's tag, else the page's first with `data-token`.
   * @throws {@link BukaOlshopError} of kind "invalid_argument" when there is no `data-token`.
   */
  static fromScript(script?: HTMLScriptElement): BukaOlshop;
  /** The client of the classic script's own tag; null in an ES module, which has no tag of its own. */
  static readonly toko: BukaOlshop | null;
  /**
   * Classic script only. The HTML of the page, or of a part of it, as it should be pasted: each element of the shop's own data
   * (produk, kategori, slide, kostumpage) holds what it shows now, with the style that this needs and the rows behind it, so that it is
   * seen before any script runs. The element takes it over when the library comes. Descriptions that are not shown are left out of the
   * rows until the element has asked. Elements of a member's data stay empty, and the tag has its shortcodes again; texts that the page
   * itself made of other shortcodes stay as they are.
   *
   * @param root default: the page.
   * @throws {@link BukaOlshopError} of kind "invalid_argument" where `root` is no element.
   */
  static isiAwal?(root?: Element): string;

  /** True when both token_user and id_user hold real values: the page runs in the app for a member. */
  readonly inApp: boolean;

  /** Products, newest first (`/app/produk`). */
  readonly produk: List<Produk, ProdukQuery>;
  /** Categories, all in one answer (`/app/kategori`). */
  readonly kategori: {
    /** All categories, with their sub-categories inside unless `struktur` is "flat". */
    list(query?: KategoriQuery, options?: CallOptions): Promise<Rows<Kategori>>;
  };
  /** Slides, all in one answer (`/app/slide`). */
  readonly slide: {
    /** All slides, in the shop's order. */
    list(options?: CallOptions): Promise<Rows<Slide>>;
  };
  /** Custom pages, all in one answer (`/app/kostumpage`). */
  readonly kostumpage: {
    /** All custom pages. */
    list(options?: CallOptions): Promise<Rows<KostumPage>>;
  };
  /** The member who is logged in. With nobody logged in, each call is rejected with kind "not_logged_in". */
  readonly user: {
    /** Profile, balance and points (`/user/info`). */
    info(options?: CallOptions): Promise<UserInfo>;
    /** How the balance or the points changed, newest first (`/user/catatan`). */
    readonly catatan: {
      /** One page of changes of the balance. */
      list(query?: CatatanQuery & { tipe?: "saldo" }, options?: CallOptions): Promise<Page<CatatanSaldo>>;
      /** One page of changes of the points. */
      list(query: CatatanQuery & { tipe: "poin" }, options?: CallOptions): Promise<Page<CatatanPoin>>;
      /** The pages of changes of the points. */
      pages(query: CatatanQuery & { tipe: "poin" }, options?: CallOptions): AsyncIterable<Page<CatatanPoin>>;
      /** The pages of changes of the balance. */
      pages(query?: CatatanQuery & { tipe?: "saldo" }, options?: CallOptions): AsyncIterable<Page<CatatanSaldo>>;
      /** The pages of either kind. */
      pages(query?: CatatanQuery, options?: CallOptions): AsyncIterable<Page<CatatanSaldo | CatatanPoin>>;
      /** The changes of the points, one by one. */
      all(query: CatatanQuery & { tipe: "poin" }, options?: AllOptions): Items<CatatanPoin>;
      /** The changes of the balance, one by one. */
      all(query?: CatatanQuery & { tipe?: "saldo" }, options?: AllOptions): Items<CatatanSaldo>;
      /** The changes of either kind, one by one. */
      all(query?: CatatanQuery, options?: AllOptions): Items<CatatanSaldo | CatatanPoin>;
    };
    /** Orders, newest first (`/user/transaksi`). */
    readonly transaksi: List<Transaksi, PageQuery>;
  };

  /**
   * Fills the shortcodes of token_user and id_user in a text (any inner spaces, any number of times),
   * each value percent-encoded. Other shortcodes are left as they are.
   *
   * @throws {@link BukaOlshopError} of kind "not_logged_in" when the text needs a value that is missing.
   */
  template(text: string): string;

  /**
   * Requests sent today by this page's origin, against `dailyLimit`.
   *
   * @returns `resets` is the next midnight in Jakarta, when `used` is 0 again.
   */
  quota(): Promise<{ used: number; limit: number | null; resets: Date }>;
  /** Forgets everything that the cache holds, of all shops and pages of this origin. */
  clearCache(): void;
}

// ------------------------------------------------------------------------------------------ paging

/** Which page. */
export interface PageQuery {
  /** A whole number from 1. Default 1. */
  page?: number;
  /** Rows per page: a multiple of 10, 10 to 100. Default 10; 100 for `all`. */
  total_data?: number;
}

/** Which products. */
export interface ProdukQuery extends PageQuery {
  /** Only products of this category or sub-category. An empty text means any. */
  id_kategori?: number | string;
  /**
   * Search in the name. Anything a shopper types: what the API does not allow (all but letters, digits,
   * spaces) is turned into spaces. Nothing left to search for is no search.
   */
  cari_nama_produk?: string;
  /** deskripsi_panjang with its tags; without it the server takes them out, mostly. Sent only when given. */
  use_raw_html?: boolean;
}

/** Which changes. */
export interface CatatanQuery extends PageQuery {
  /** Of the balance or of the points. Default "saldo". */
  tipe?: "saldo" | "poin";
}

/** How categories are arranged. */
export interface KategoriQuery {
  /** "flat": no level between categories and sub-categories. */
  struktur?: "flat";
}

/** One page of a list, with whatever else the API sent beside its rows. */
export interface Page<T> {
  /** The rows that could be read. */
  data: T[];
  /** Which page this is, from 1. */
  page: number;
  /** Rows asked for per page. */
  total_data: number;
  /** False on a page shorter than asked for, and past the end. The API tells no total. */
  has_next: boolean;
  /** Where it came from: the server; the cache, and fresh; the cache, and older than that. */
  source: "network" | "cache" | "stale";
  /** Rows that could not be read. They are left out of `data` and never hide the others. */
  rejected: Rejected[];
  [field: string]: unknown;
}

/** A list that came in one piece. */
export type Rows<T> = T[] & {
  /** Where it came from, out of sight of loops and of JSON. */
  readonly source: Page<T>["source"];
  /** Rows that could not be read, out of sight of loops and of JSON. */
  readonly rejected: Rejected[];
};

/** A row that could not be read. */
export interface Rejected {
  /** Where it stood among the rows of the answer, from 0. */
  index: number;
  /** The field at fault, for example "data[3].harga_produk". */
  path: string;
  /** Why, in Indonesian. */
  reason: string;
}

/** What a walk over all rows may be told. */
export interface AllOptions extends CallOptions {
  /** Stop after this many rows. A whole number from 0. Default: all of them. */
  limit?: number;
  /** Called after each page, for a progress bar. */
  onPage?: (page: Page<unknown>, rowsSoFar: number) => void;
}

/**
 * Rows across all pages, fetched as they are consumed, each once. Ends at a short page, an empty page, a
 * 404 past page 1, or a page that repeats the one before. Breaking out of the loop sends nothing more.
 * Every loop over it begins anew.
 */
export interface Items<T> extends AsyncIterable<T> {
  /** All rows at once. */
  toArray(): Promise<T[]>;
}

/** A list that comes in pages. */
export interface List<T, Q> {
  /** One page. */
  list(query?: Q, options?: CallOptions): Promise<Page<T>>;
  /** The pages from the one asked for to the last, fetched as they are consumed. */
  pages(query?: Q, options?: CallOptions): AsyncIterable<Page<T>>;
  /** The rows one by one. Uses total_data 100 unless told otherwise: ten times fewer requests than the API's default. */
  all(query?: Q, options?: AllOptions): Items<T>;
}

// -------------------------------------------------------------------------------------------- rows

/** A product. */
export interface Produk {
  /** Digits. */
  id_produk: string;
  /** Digits. */
  id_kategori: string;
  /** Typed by the shop's owner: may hold anything, HTML included. Show it as text. */
  nama_produk: string;
  /** Rupiah. A row without a readable price is rejected, never shown as 0. */
  harga_produk: number;
  /** Rupiah before discount; 0 = no discount. */
  harga_produk_asli: number;
  /** Typed by the owner. Show it as text. */
  deskripsi_singkat: string;
  /** Typed by the owner: may hold anything, HTML included. Show it as text. */
  deskripsi_panjang: string;
  /** For example "Baru", "Ready Stock", "GANGGUAN". */
  kondisi_produk: string;
  /** "live", "gangguan" (shown, but not to be bought for now) or "closed"; null where the API did not send it. */
  status_produk: "live" | "gangguan" | "closed" | (string & {}) | null;
  /** Pieces; 0 or less = sold out. See {@link tersedia}. */
  stok: number;
  /** Gram. */
  berat: number;
  /** "YYYY-MM-DD hh:mm:ss", Jakarta time, as sent. See {@link tanggalWib}. */
  tanggal: string;
  /** Sizes to choose from. */
  ukuran: string[];
  /** Colours to choose from. */
  warna: string[];
  /** Address of the main picture. */
  gambar_utama: string | null;
  /** Addresses of all pictures. */
  list_gambar: string[];
  /** The product's page in the app. See {@link urlBeli}. */
  url_produk: string | null;
  [field: string]: unknown;
}

/** A category. */
export interface Kategori {
  /** Digits. */
  id_kategori: string;
  /** Typed by the shop's owner. */
  nama_kategori: string;
  /** Address of the picture. */
  gambar_kategori: string | null;
  /** The category's page in the app. */
  url_kategori: string | null;
  /** A category or a sub-category. */
  tipe_kategori: "utama" | "sub" | (string & {});
  /** [] for a sub-category and in the flat structure. */
  sub_kategori: Kategori[];
  [field: string]: unknown;
}

/** A picture of the slide show. */
export interface Slide {
  /** Address of the picture. */
  url_gambar_slide: string;
  /** Where a tap on it leads. */
  url_tujuan: string | null;
  [field: string]: unknown;
}

/** A custom page ("Kostum Halaman"). */
export interface KostumPage {
  /** Typed by the shop's owner. */
  nama_page: string;
  /** Address of the icon. */
  icon_page: string | null;
  /** The page in the app. */
  url_kostum_page: string;
  [field: string]: unknown;
}

/** A member. */
export interface UserInfo {
  /** Typed by the member. */
  nama_user: string;
  /** E-mail address. */
  email_user: string;
  /** "YYYY-MM-DD" */
  tanggal_lahir: string | null;
  /** With or without the country's 62. */
  nomor_telepon: string;
  /** Address of the picture. */
  foto_profil: string | null;
  /** "YYYY-MM-DD" */
  tanggal_daftar: string;
  /** For example "aktif". */
  status_akun: string;
  /** For example "belum_verifikasi". */
  status_email: string;
  /** Name of the membership, where the member has one. */
  nama_membership: string | null;
  /** Address of its icon. */
  icon_membership: string | null;
  /** For example "tidak_ada". */
  block_akses_membership: string;
  /** The code to invite others with. */
  kode_referral: string;
  /** For example "belum_verifikasi". */
  status_nomor_hp: string;
  /** Balance, in rupiah. An answer without a readable one is an "invalid_response", never shown as 0. */
  jumlah_saldo: number;
  /** Points. */
  jumlah_poin: number;
  [field: string]: unknown;
}

/** A change of the balance. */
export interface CatatanSaldo {
  /** What happened, in words. */
  informasi_catatan: string;
  /** Rupiah, without a sign: `tipe_jumlah` has it. */
  jumlah_dana: number;
  /** Added or taken. */
  tipe_jumlah: "tambah" | "kurang" | (string & {});
  /** For example "transaksi". */
  tipe_mutasi: string;
  /** "YYYY-MM-DD hh:mm:ss", Jakarta time, as sent. */
  tanggal: string;
  /** The balance afterwards, in rupiah. */
  saldo_terakhir: number;
  /** The transaction's page in the app. */
  link_transaksi: string | null;
  /** The transaction's number. */
  nomor_pembayaran: string | null;
  /** The shop's note on it. */
  catatan_saldo: string;
  [field: string]: unknown;
}

/** A change of the points. */
export interface CatatanPoin {
  /** What happened, in words. */
  kategori_poin: string;
  /** Added or taken. */
  tipe_jumlah: "tambah" | "kurang" | (string & {});
  /** Points, without a sign. */
  jumlah_poin: number;
  /** "YYYY-MM-DD hh:mm:ss", Jakarta time, as sent. */
  tanggal_poin: string;
  /** The points afterwards. */
  total_poin_terakhir: number;
  /** The transaction's page in the app. */
  link_transaksi: string | null;
  [field: string]: unknown;
}

/** An order. */
export interface Transaksi {
  /** Digits. */
  nomor_pembayaran: string;
  /** Whether it is paid. */
  status_bayar: "pending" | "lunas" | "di batalkan" | (string & {});
  /** How far it is on its way. */
  status_pengiriman: string;
  /** "YYYY-MM-DD hh:mm:ss", Jakarta time, as sent. */
  tanggal: string;
  /** What was bought. */
  nama_barang: string;
  /** Address of the picture. */
  url_gambar_produk: string | null;
  /** The transaction's page in the app. */
  link_transaksi: string | null;
  [field: string]: unknown;
}

// ------------------------------------------------------------------------------------------ errors

/** What went wrong. */
export type ErrorKind =
  /** The caller's options or query are not allowed. Nothing was sent. */
  | "invalid_argument"
  /** token_user or id_user is missing. Nothing was sent. */
  | "not_logged_in"
  /** `dailyLimit` is used up. Nothing was sent. */
  | "quota"
  /** No answer: offline, DNS, TLS, CORS, connection lost. */
  | "network"
  /** No answer in time. */
  | "timeout"
  /** 400, and other codes from 400 to 499 without a kind of their own. */
  | "bad_request"
  /** 401: the shop's token was refused. */
  | "unauthorized"
  /** 403: the member was refused. */
  | "forbidden"
  /** 404 */
  | "not_found"
  /** 405 */
  | "method_not_allowed"
  /** 429: too many requests, or the shop's day is used up. */
  | "rate_limited"
  /** 500 and other codes from 500 to 599. */
  | "server"
  /** 503: offline or under maintenance. */
  | "unavailable"
  /** An answer that is not what the documentation promises. */
  | "invalid_response"
  /** The module itself could not be loaded, or stopped in the middle of its work: the next call begins it anew. */
  | "load";

/**
 * Anything that can go wrong. Holds no token and no member data: not in message, not in any field, not
 * in the stack. The message is in Indonesian and says what to do.
 */
export class BukaOlshopError extends Error {
  /** Always "BukaOlshopError". */
  readonly name: "BukaOlshopError";
  /** What went wrong. */
  readonly kind: ErrorKind;
  /** Code of the answer: the body's `code` where there is one, else the HTTP status; null when nothing was answered. */
  readonly code: number | null;
  /** Path of the endpoint, for example "/app/produk". */
  readonly endpoint: string | null;
  /** The API's own `status` text, when it sent one other than "ok". */
  readonly status: string | null;
  /** For "invalid_response": where it went wrong, for example "data.jumlah_saldo". */
  readonly path: string | null;
  /** Whether trying again later can help. */
  readonly retryable: boolean;
  /** Attempts made. */
  readonly attempts: number;
  /** Milliseconds the server asked to wait (Retry-After), else null. */
  readonly retryAfter: number | null;
}

// ----------------------------------------------------------------------------------------- helpers

/**
 * 21000 -> "Rp21.000", -5000 -> "-Rp5.000". The same text on every engine.
 *
 * @throws {@link BukaOlshopError} of kind "invalid_argument" for anything but a finite number.
 */
export function rupiah(amount: number): string;
/**
 * Whether a product can be bought: a piece is left, and status_produk is "live" or was not sent. Templates of elements
 * know it as `tersedia`.
 *
 * @throws {@link BukaOlshopError} of kind "invalid_argument" for what is no object.
 */
export function tersedia(produk: { stok: number; status_produk?: string | null }): boolean;
/** "2023-07-22 00:01:38" (Jakarta) -> the instant; null where the text is no such date. */
export function tanggalWib(text: string): Date | null;
/**
 * A text that an owner typed, tags and entities included, as plain text: breaks, paragraphs and list items become lines, other tags
 * go, entities are read. `"5GB<br>Area 1 &amp; 2"` -> `"5GB\nArea 1 & 2"`. For `textContent`, with `white-space: pre-line` in CSS.
 * The same as `data-format="teks"`. Empty for what is no text.
 */
export function teks(html: string): string;
/**
 * `url_produk` with the order note that the product page reads (`?catatan=…`); null where there is no
 * link, or one that does not lead to a page. Without `order`, and with an `order` that has no `catatan`, the link comes without a
 * note. An `order` whose note would get lost (a bare text or number, another key such as `note`, an empty `catatan`, one that is
 * neither text nor number) throws a `BukaOlshopError` of kind `invalid_argument` that says how to give it.
 */
export function urlBeli(produk: { url_produk: string | null }, order?: { catatan?: string }): string | null;
/**
 * The same link, marked so that the app opens it in the phone's browser (`bukaolshop_open_browser=true`).
 *
 * @throws {@link BukaOlshopError} of kind "invalid_argument" for a link that does not lead to a page.
 */
export function urlBukaBrowser(url: string): string;
