/**
 * The back office of a bukaOlshop shop: the Closed API, callbacks, and the systems that fulfil orders. This entry
 * is for servers only (Node.js 20 and newer, Deno, Bun, edge workers), because its API keys can move members'
 * money. In a browser every constructor throws a {@link BukaOlshopError} of kind `invalid_argument`.
 *
 * The first call loads the WebAssembly module. After `await init()` a constructor checks all of its options;
 * before, the first call checks some of them.
 *
 * @packageDocumentation
 */

/**
 * Loads the module now. `source` is the module's address, its bytes, or a compiled module, for servers where the
 * module is not beside the entry. A bundler may have left it behind; clients then throw a {@link BukaOlshopError} of
 * kind `load` when they are made, unless `await init(readFileSync("…/bukaolshop_server_bg.wasm"))` comes first.
 */
export default function init(
  source?: string | URL | Response | BufferSource | WebAssembly.Module | Promise<Response | BufferSource | WebAssembly.Module>,
): Promise<void>;
export { init };

/** The options that every client has. Times are in milliseconds. */
export interface ClientOptions {
  /** Replaces the base address. Plain `http` is allowed only to a loopback host. */
  baseUrl?: string | URL | undefined;
  /**
   * The deadline of one call, all of its attempts and the waits between them included. Default 30,000 (OneSolu
   * 90,000, OneTablet 200,000).
   */
  timeout?: number | undefined;
  /**
   * How a call is repeated that failed in a retryable way; `false` means never. A call that moves money is sent
   * once in any case.
   */
  retry?: RetryOptions | false | undefined;
  /**
   * Sends the requests instead of the engine's own `fetch`, for example through a proxy. It is called with a `Request`.
   * An error without a `cause.code` that says that nothing was sent counts as a lost answer.
   */
  fetch?: ((request: Request) => Promise<Response> | Response) | undefined;
  /** Is called when a request has ended, also one that is repeated. What it throws is ignored. */
  onRequest?: ((request: RequestEvent) => void) | undefined;
  /** The shop's own name in the `User-Agent`, behind that of the library: `toko-budi/2.3`. */
  userAgent?: string | undefined;
}

/** A request that has ended. It holds no secret and no member's data. */
export interface RequestEvent {
  /** The name of the system that was asked. */
  service: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path of the endpoint, with names in braces: `/api/orders/{id}`. */
  path: string;
  /** The code of the answer; `null` without an answer. */
  status: number | null;
  /** How long it took, in milliseconds. */
  time: number;
}

/** Options of every call, as its last argument. */
export interface CallOptions {
  /**
   * Ends the call. It then rejects with `signal.reason`; a call that changes something and was sent already rejects with
   * a {@link BukaOlshopError} of kind `unknown_outcome` whose `cause` is that reason.
   */
  signal?: AbortSignal | null | undefined;
  /** The deadline of this call in milliseconds, where it is shorter than that of the client. */
  timeout?: number | undefined;
}

/** Options of a walk through rows. */
export interface WalkOptions extends CallOptions {
  /**
   * Is called with each part of the list, before its rows: with the rows that could not be read and are left out
   * (`rejected`), and whether the list goes on where the API ends (`truncated`). `data` is empty. A promise is waited for.
   */
  onPage?: ((page: { page?: number; offset?: number; rejected: Rejected[]; truncated: boolean; [field: string]: unknown }) => unknown) | undefined;
}

/** The rows of a list, asked for as they are consumed. After an error the walk can be taken up at `error.page`. */
export interface Items<T> extends AsyncIterable<T> {
  /** The rows that were left out so far, with the page or the offset that they were on. */
  readonly rejected: (Rejected & { page?: number; offset?: number })[];
  /** Whether the list goes on where the API ends (page 600), as far as is known by now. */
  readonly truncated: boolean;
  /** All rows. */
  toArray(): Promise<T[]>;
}

/** How a call is repeated. */
export interface RetryOptions {
  /** The number of attempts. Default 3. */
  attempts?: number | undefined;
  /** The longest wait before the second attempt; it doubles before each further attempt. Default 400 ms. */
  baseDelay?: number | undefined;
  /** The longest wait before any attempt. Default 8,000 ms. */
  maxDelay?: number | undefined;
}

// ------------------------------------------------------------------------------------------------- errors

/** The kind of an error. */
export type ErrorKind =
  /** An argument is not allowed; nothing was sent. */
  | "invalid_argument"
  /**
   * A rate limit, or the day of the `plan`, is used up for now; nothing was sent. `retryAfter` is the time until the limit
   * is renewed.
   */
  | "quota"
  /** There was no answer. A call that changes something was certainly not sent, and can be sent again. */
  | "network"
  /** There was no answer before the deadline. */
  | "timeout"
  | "bad_request"
  /** The API key or the token is wrong. */
  | "unauthorized"
  /** The key has not the right, or the request is not allowed: the PIN is wrong, or the balance is too small. */
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  /** There were too many requests, or two changes of one balance within five seconds. */
  | "rate_limited"
  | "server"
  | "unavailable"
  /** The answer cannot be read; `path` is the field at fault. */
  | "invalid_response"
  /** The payment has failed (402). */
  | "payment_required"
  /** The request conflicts with existing data (409). */
  | "conflict"
  /**
   * A call that changes something was sent, and no answer says whether it was done. `sent` says which call shows it, and
   * `movement` which money may have moved. Do not send the call again without looking; `once` does that.
   */
  | "unknown_outcome"
  /** The WebAssembly module could not be loaded. */
  | "load"
  /** A store cannot be opened, read or written. */
  | "store"
  | (string & {});

/** An error of a call. Its message is Indonesian and says what happened and what to do. It holds no secrets. */
export class BukaOlshopError extends Error {
  readonly name: "BukaOlshopError";
  /** The kind of the error. */
  readonly kind: ErrorKind;
  /** The code of the answer; `null` without an answer. */
  readonly code: number | null;
  /** The path of the endpoint, with names in braces: `/api/orders/{id}`. */
  readonly endpoint: string | null;
  /** The server's message. */
  readonly status: string | null;
  /** The field of the argument or of the answer that the error is about. */
  readonly path: string | null;
  /** The server's name for the error, for example OneSolu's `UNAUTHORIZED`. */
  readonly serverCode: string | null;
  /** Whether a later attempt can succeed. */
  readonly retryable: boolean;
  /** The number of attempts that were made. */
  readonly attempts: number;
  /** The time in milliseconds that the server asks to wait. */
  readonly retryAfter: number | null;
  /** For an error in the middle of a walk through pages: the page, from which the walk can be taken up. */
  readonly page: number | null;
  /** For an error in the middle of a walk through slices: the offset, from which the walk can be taken up. */
  readonly offset: number | null;
  /** For `unknown_outcome`: what was sent, and which call shows whether it was done. */
  readonly sent: Sent | null;
  /**
   * For `unknown_outcome`: the money that may have moved. The property is not enumerable, because it names a
   * member.
   */
  readonly movement: Movement | null;
}

/** Something that was sent and has an unknown outcome. */
export interface Sent {
  /** The time of sending in milliseconds since 1970-01-01 UTC. */
  at: number;
  /** The method of the same client that shows whether it was done, for example `transaksi.get`; `null`: a person must look. */
  call: string | null;
  /** The parameter of that method, or the field of its answer, that has the values; for example `nomor_pembayaran`. */
  by: string | null;
  /** The values of that parameter or field. */
  values: string[];
  /** Whether the system recognizes the call when it is sent again with the same content. */
  repeatable: boolean;
}

/** A movement of money whose outcome is unknown. */
export interface Movement {
  /** The member whose balance changes; `null` where only `reference` identifies the movement. */
  member: Member | null;
  /** Whether the money is added or taken, seen from the member. */
  direction: Direction;
  /**
   * The amount in rupiah, or in hundredths of the currency's unit for payments of the commerce API. `null` where
   * the caller gave no amount.
   */
  amount: number | null;
  /** The time of sending in milliseconds since 1970-01-01 UTC. */
  at: number;
  /** The note that was sent with the change. */
  note: string | null;
  /** Another identifier of the movement: an order's number; `topup` for a top-up. */
  reference: string | null;
}

/** Whether money is added (`tambah`) or taken (`kurang`). */
export type Direction = "tambah" | "kurang";

/**
 * What became of a movement: the money has moved; it has not, and the call can be sent again; or a person has to
 * look.
 */
export type Outcome = "changed" | "not_changed" | "unclear";

// ------------------------------------------------------------------------------------------------ lists

/** What a row holds beside the fields that its system's documentation lists. */
export interface Extra {
  /**
   * Fields in another shape than documented, as they were sent, under their own names; beside them in the row they are
   * empty. Money, numbers of pieces and ids are never here: a row in which one of these cannot be read is refused.
   */
  mismatched?: Record<string, unknown> | undefined;
  /** Fields that the documentation does not list, as they were sent. Missing where there are none. */
  tambahan?: Record<string, unknown> | undefined;
}

/** A row that could not be read. */
export interface Rejected {
  /** The index of the row among the rows of the answer, from 0. */
  index: number;
  /** The path of the field at fault. */
  path: string;
  /** What is wrong with the field, in Indonesian. */
  reason: string;
}

/** A page of a list. */
export interface Page<T> {
  data: T[];
  /** The page's number, from 1. */
  page: number;
  /** The largest number of rows on a page. */
  total_data: number;
  has_next: boolean;
  /** Whether the list goes on behind this page though the API serves no further one. */
  truncated: boolean;
  /** The rows that could not be read; they are not in `data`. */
  rejected: Rejected[];
}

/** A part of a list that is asked for by offset and limit. */
export interface Slice<T> {
  data: T[];
  offset: number;
  limit: number;
  /** The number of rows in the whole list; `null` where the server did not send it. */
  total: number | null;
  /** The offset of the next slice; `null` where this is the last one. */
  next_offset: number | null;
  /** The rows that could not be read; they are not in `data`. */
  rejected: Rejected[];
}

/** A list without pages. */
export interface Rows<T> {
  data: T[];
  /** The number of rows, where the server sends it. */
  total: number | null;
  /** The rows that could not be read; they are not in `data`. */
  rejected: Rejected[];
}

// ------------------------------------------------------------------------------------------- Closed API

/** A member, by exactly one of two parameters. */
export type Member = { id_user: string; email_user?: undefined } | { email_user: string; id_user?: undefined };

/** A member that need not be given. */
export type MaybeMember = Member | { id_user?: undefined; email_user?: undefined };

/** Options of {@link ClosedApi}. */
export interface ClosedApiOptions extends ClientOptions {
  /** The shop's API key, which the owner creates in bukaOlshop's Android app. */
  apiKey: string;
  /**
   * Keeps the five seconds between two changes of one member's balance, and with `plan` or `dailyLimits` the count of the
   * day, for all programs that share the store. Without it each client keeps them by itself.
   */
  store?: Store | undefined;
  /**
   * The shop's subscription, whose limits of a day hold then: BISNIS 5000 `GET` requests and 700 others, PRO 1000 and 300,
   * LITE 200 and 60, FREE 50 and 15.
   *
   * A request that the day does not allow is not sent: its error is `quota`, whose `retryAfter` is the time until the day
   * ends in Jakarta. Orders and money come first: `transaksi.get`, `transaksi.status`, `transaksi.resi`, `member.get` and
   * all of `saldo` may use the whole limit; other calls leave the last fifth of it to these. The count follows the
   * platform's own, for which the client asks `aplikasi.infoLimit` before the first request of a day, and before it
   * refuses one, every ten minutes at most. Without `plan` and `dailyLimits`, requests are only counted.
   */
  plan?: "FREE" | "LITE" | "PRO" | "BISNIS" | undefined;
  /** The requests of a day, in place of those of a `plan`. */
  dailyLimits?: DailyLimits | undefined;
}

/** The requests that a shop may send in a day. */
export interface DailyLimits {
  /** `GET` requests. */
  reads: number;
  /** `POST`, `PATCH` and `DELETE` requests. */
  changes: number;
}

/** The requests of one kind on the present day in Jakarta. */
export interface QuotaUse {
  /** The number of requests that were sent today, as far as the client knows. */
  used: number;
  /** The number of requests that the day has; `null` where no plan was told. */
  limit: number | null;
  /** The number of requests that are left for orders and money; `null` where no plan was told. */
  left: number | null;
  /** The number of requests that are left for all other calls; `null` where no plan was told. */
  leftForOthers: number | null;
}

/**
 * Parameters that the platform has added since this release, by their names: `{ parameter_baru: "isi" }`. They go where
 * the call's own parameters go. A parameter that the endpoint is known to take, and a key, are refused with
 * `invalid_argument`. The values of `PATCH` and `DELETE` calls may be lists and objects, too.
 */
export interface ExtraParameters {
  [parameter: string]: string | number | boolean | readonly unknown[] | { readonly [field: string]: unknown };
}

/** What the object of a call's parameters takes beside them. */
export interface WithExtraParameters {
  /** Parameters that this release does not know. */
  extra?: ExtraParameters | undefined;
}

/** The options of a call that has no object of parameters. */
export interface WithExtra extends CallOptions, WithExtraParameters {}

/** bukaOlshop's Closed API: what a shop's owner can read and change. */
export class ClosedApi {
  constructor(options: ClosedApiOptions);

  /** The requests of the present day: `GET` and others, and when the next day begins in Jakarta. Sends nothing. */
  readonly quota: () => Promise<{ reads: QuotaUse; changes: QuotaUse; resets: Date }>;

  /** The shop's app. */
  readonly aplikasi: {
    /** `GET /aplikasi/info` */
    info(options?: WithExtra): Promise<AplikasiInfo>;
    /**
     * `GET /aplikasi/info_limit`: how many requests the shop has sent today. This one does not count. The limits of a
     * day, from bukaOlshop's own picture of 2022, which says that they may change:
     *
     * | plan | `GET` | `POST`, `PATCH`, `DELETE` |
     * |---|---|---|
     * | BISNIS | 5000 | 700 |
     * | PRO | 1000 | 300 |
     * | LITE | 200 | 60 |
     * | FREE | 50 | 15 |
     *
     * A shop that looks up the order of every callback spends one `GET` on each: on FREE, no callback can be confirmed
     * after the fiftieth of a day.
     */
    infoLimit(options?: WithExtra): Promise<InfoLimit>;
  };
  /** The shop's products. */
  readonly produk: {
    /** `GET /produk/list`: one page of products, newest first, ten on a page; pages from 1 to 600. */
    list(page?: number, options?: WithExtra): Promise<Page<ProdukRow>>;
    /** The pages from this one on. A page is requested when the iteration needs it. */
    pages(page?: number, options?: WithExtra): AsyncIterable<Page<ProdukRow>>;
    /** All products, each once. A page is requested when the iteration needs it. */
    all(options?: WithExtra & WalkOptions & { page?: number }): Items<ProdukRow>;
    /** `GET /produk/id` */
    get(id_barang: string, options?: WithExtra): Promise<ProdukDetail>;
    /** `PATCH /produk/id`: changes the given fields and leaves the others. */
    edit(edit: ProdukEdit & WithExtraParameters, options?: CallOptions): Promise<ProdukChanged>;
    /** `DELETE /produk/id` */
    delete(id_barang: string, options?: WithExtra): Promise<ProdukChanged>;
    /** `GET /produk/id_upload`: the categories and the places that a new product can have. */
    idUpload(options?: WithExtra): Promise<IdUpload>;
    /**
     * `POST /produk/create`: queues a new product, which appears 5 to 20 minutes later, and later than that when it
     * was sent between 17 and 21 o'clock. The request is sent once; after an error without an answer the product may be
     * queued all the same. For `bad_request`, `status` says what the server does not like.
     */
    create(produk: ProdukCreate & WithExtraParameters, options?: CallOptions): Promise<ProdukQueued>;
  };
  /** The shop's members. */
  readonly member: {
    /** `GET /member/list`: one page of members; pages from 1 to 600. */
    list(page?: number, options?: WithExtra): Promise<Page<MemberRow>>;
    pages(page?: number, options?: WithExtra): AsyncIterable<Page<MemberRow>>;
    all(options?: WithExtra & WalkOptions & { page?: number }): Items<MemberRow>;
    /** `GET /member/id` */
    get(member: Member & WithExtraParameters, options?: CallOptions): Promise<MemberDetail>;
    /**
     * `POST /member/notifikasi`: sends a notification to the member's app. The request is sent once; after an error
     * without an answer the notification may have been sent all the same.
     */
    notifikasi(notifikasi: Notifikasi & WithExtraParameters, options?: CallOptions): Promise<NotifikasiSent>;
  };
  /** The balances of members. */
  readonly saldo: {
    /** `GET /member/saldo` */
    get(member: Member & WithExtraParameters, options?: CallOptions): Promise<Saldo>;
    /**
     * `POST /member/saldo`: changes a balance. The request is sent once, five seconds or more after this client
     * last changed that balance. If no answer says whether the balance was changed, the error is of kind
     * `unknown_outcome`.
     */
    change(change: SaldoChange & WithExtraParameters, options?: CallOptions): Promise<SaldoChanged>;
    /**
     * `POST /member/topup`: confirms a top-up. The request is sent once. Where bukaOlshop knows another sum than
     * `validasi_jumlah_topup`, the error is of kind `bad_request`, its `path` is that field, and no balance has changed.
     */
    topup(topup: Topup & WithExtraParameters, options?: CallOptions): Promise<SaldoChanged>;
    /**
     * Finds out what became of a movement (`error.movement`). `before` is the balance from before the movement was
     * sent. An entry of the history with the same amount can be that of another change: only the movement's own note, or
     * without one a time within five seconds of the sending, tells them apart; else the outcome is `unclear`. If the history does not show the movement, this method waits until a minute has passed since it was
     * sent, and reads the balance once more.
     */
    outcomeOf(movement: Movement, before: Saldo, options?: CallOptions): Promise<Outcome>;
    /** Compares two balances without a request. `after` must be from at least a minute after the movement. */
    compare(movement: Movement, before: Saldo, after: Saldo): Promise<Outcome>;
  };
  /** Messages to members. */
  readonly chat: {
    /** `POST /chat/create` */
    create(chat: ChatCreate & WithExtraParameters, options?: CallOptions): Promise<ChatCreated>;
  };
  /** The shop's orders. */
  readonly transaksi: {
    /** `GET /transaksi/list`: one page of orders, newest first, ten on a page. */
    list(query?: TransaksiQuery & WithExtraParameters, options?: CallOptions): Promise<Page<TransaksiRow>>;
    pages(query?: TransaksiQuery & WithExtraParameters, options?: CallOptions): AsyncIterable<Page<TransaksiRow>>;
    all(query?: TransaksiQuery & WithExtraParameters, options?: WalkOptions): Items<TransaksiRow>;
    /** `GET /transaksi/id` */
    get(nomor_pembayaran: string, options?: WithExtra): Promise<TransaksiDetail>;
    /**
     * `PATCH /transaksi/id`: changes the status. `batal_dan_refund` moves money, so it may end in
     * `unknown_outcome`.
     */
    status(nomor_pembayaran: string, status_transaksi: StatusChange, options?: WithExtra): Promise<StatusChanged>;
    /** `PATCH /transaksi/id`: enters a courier's tracking number. */
    resi(resi: ResiChange & WithExtraParameters, options?: CallOptions): Promise<ResiChanged>;
  };
}

/** The shop's app, its subscription and its owner. */
export interface AplikasiInfo extends Extra {
  nama_toko: string;
  nama_aplikasi: string;
  /** The app's Android package name. */
  nama_package: string;
  icon_aplikasi: string | null;
  /** The last day that the subscription is paid for, `YYYY-MM-DD`. */
  masa_aktif_premium: string | null;
  /** The subscription, for example `lite`. */
  status_premium: string;
  /** `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent. */
  tanggal_daftar_aplikasi: string;
  telah_verifikasi_identitas: boolean | null;
  email_pemilik_olshop: string;
  nama_pemilik_olshop: string;
  hp_pemilik_olshop: string;
}

/** The requests of the shop's day, which ends at midnight in Jakarta. */
export interface InfoLimit extends Extra {
  /** The number of requests that the shop has sent today. */
  jumlah_request: number;
}

/** Whether a product can be bought. `gangguan`: it is shown, but cannot be bought for now. */
export type StatusProduk = "live" | "gangguan" | "closed";

/** A product, as a row of the list. */
export interface ProdukRow extends Extra {
  /** The product's number, digits only. */
  id_barang: string;
  id_kategori: string;
  nama_barang: string;
  /** The price in rupiah. */
  harga_barang: number;
  /** For example "Baru". */
  kondisi_barang: string;
  /** `null` where the server did not send it. */
  status_produk: StatusProduk | (string & {}) | null;
  stok_barang: number;
  /** The weight in grams. */
  berat: number;
  /** `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent. */
  tanggal: string;
  url_gambar_barang: string | null;
}

/** The details of a product. */
export interface ProdukDetail extends Extra {
  id_barang: string;
  nama_barang: string;
  /** The price in rupiah. */
  harga_barang: number;
  /** The price before discount in rupiah; 0 means no discount. */
  harga_barang_asli: number;
  kondisi_barang: string;
  /** `null` where the server did not send it. */
  status_produk: StatusProduk | (string & {}) | null;
  stok_barang: number;
  /** The weight in grams. */
  berat: number;
  tanggal: string;
  merek: string;
  sku: string;
  ukuran: string;
  warna: string;
  id_kategori: string;
  data_kategori: (Extra & { nama_kategori: string; gambar_kategori: string | null }) | null;
  /** The wholesale prices: `harga` is the price of one piece in rupiah, from `jumlah` pieces on. */
  harga_grosir: (Extra & { jumlah: number; harga: number })[];
  /** The place that the product is sent from. */
  lokasi_barang: LokasiBarang | null;
  url_gambar: string[];
}

/** The place that a product is sent from. */
export interface LokasiBarang extends Extra {
  id_origin: string;
  nama_pengirim: string;
  provinsi: string;
  kota: string;
  kecamatan: string;
  kode_pos: string;
  no_hp: string;
}

/** The fields of a product to change: at least one beside `id_barang`. */
export interface ProdukEdit {
  id_barang: string;
  nama_barang?: string | undefined;
  deskripsi_panjang?: string | undefined;
  deskripsi_singkat?: string | undefined;
  /** The weight in grams. */
  berat?: number | undefined;
  jumlah_stok?: number | undefined;
  kondisi?: string | undefined;
  merek?: string | undefined;
  dalam_kotak?: string | undefined;
  garansi?: string | undefined;
  /** The price in rupiah. */
  harga_barang?: number | undefined;
  /** The price before discount in rupiah; 0 for no discount. */
  harga_barang_asli?: number | undefined;
  sku?: string | undefined;
  status_produk?: StatusProduk | undefined;
}

/** The categories and the places that a new product can have. */
export interface IdUpload extends Extra {
  kategori: (Extra & { id_kategori: string; nama_kategori: string })[];
  /** The places that the shop sends from; `tipe_lokasi` is `digital` or `fisik`. */
  lokasi: (Extra & { id_lokasi: string; nama_pengirim: string; tipe_lokasi: string })[];
}

/** A new product. */
export interface ProdukCreate {
  /** From {@link IdUpload}. */
  id_kategori: string;
  /** From {@link IdUpload}. */
  id_lokasi: string;
  jenis_barang: "fisik" | "digital";
  nama_barang: string;
  deskripsi_singkat: string;
  deskripsi_panjang: string;
  /** The price in whole rupiah. */
  harga_barang: number;
  stok_barang: number;
  /** The address of the main picture. */
  url_gambar_barang_1: string;
  /** The address of a second picture. */
  url_gambar_barang_2?: string | undefined;
  /** The weight in grams. */
  berat?: number | undefined;
  /** The caption of the note that a buyer writes. */
  caption_catatan?: string | undefined;
  /** What that note may hold: digits, or digits and letters. */
  tipe_input?: "angka_only" | "angka_huruf" | undefined;
  /** What the product costs the shop, in rupiah. */
  harga_modal?: number | undefined;
  /** The price before discount in rupiah. */
  harga_barang_asli?: number | undefined;
  /** Whether a buyer must write a note. */
  catatan_wajib_isi?: boolean | undefined;
  /** Its meaning is not documented. */
  batasi_max?: boolean | undefined;
  produk_digital_khusus?: "none" | "pascabayar" | "pln_prabayar" | "bebas_nominal" | "bulk" | undefined;
}

/** The answer to a new product that was queued. */
export interface ProdukQueued extends Extra {
  /** Begins with "ok - ". */
  status: string;
  /** The number of the product in the queue. It is not the `id_barang` that the product will have. */
  id_antrian: string;
  nama_barang: string;
}

/** The answer to a change or a deletion of a product. */
export interface ProdukChanged extends Extra {
  status: string;
  id_barang: string;
}

/** A member, as a row of the list. */
export interface MemberRow extends Extra {
  id_user: string;
  email_user: string;
  nama_user: string;
  nomor_telepon: string;
  foto_profil: string | null;
  status_akun: string;
  tanggal_daftar: string;
}

/** The details of a member. */
export interface MemberDetail extends Extra {
  id_user: string;
  email_user: string;
  nama_user: string;
  tanggal_lahir: string | null;
  jenis_kelamin: string;
  nomor_telepon: string;
  foto_profil: string | null;
  status_akun: string;
  kode_referral: string;
  tanggal_daftar: string;
  data_alamat: DataAlamat[];
}

/** One stored address of a member. */
export interface DataAlamat extends Extra {
  nama_penerima: string;
  kecamatan: string;
  kota: string;
  provinsi: string;
  nomor_telepon: string;
  kode_pos: string;
  alamat_lengkap: string;
}

/** A notification to a member's app. */
export type Notifikasi = Member & {
  judul_notifikasi: string;
  pesan_notifikasi: string;
  /** The address of a picture on bukaOlshop's own image host; others are refused. */
  url_gambar?: string | undefined;
};

/** The answer to a notification that was sent. */
export interface NotifikasiSent extends Extra {
  status: string;
  id_user: string;
  /** For example "valid". */
  status_gambar: string | null;
  token_notifikasi: string | null;
}

/** Whether the app tells the member of a change of the balance, and in which words. */
export interface ChangeNotification {
  notifikasi?: boolean | undefined;
  judul_notifikasi?: string | undefined;
  pesan_notifikasi?: string | undefined;
}

/** A member's balance and its history. */
export interface Saldo extends Extra {
  id_user: string;
  email_user: string;
  nama_user: string;
  transaksi_terakhir: string | null;
  /** The balance in rupiah. */
  jumlah_saldo: number;
  riwayat_saldo: RiwayatSaldo[];
}

/** One change in the history of a balance. */
export interface RiwayatSaldo extends Extra {
  informasi_catatan: string;
  /** The amount in rupiah. */
  jumlah_dana: number;
  tanggal: string;
}

/** A change of a balance to make. */
export type SaldoChange = Member & ChangeNotification & {
  tipe: Direction;
  /** The amount in whole rupiah, at least 1. */
  jumlah: number;
  /** The member's PIN, six digits, where the member has typed it to allow the change. */
  pin?: string | undefined;
  /**
   * The note of the change, which the member sees. A note that no other change has lets `outcomeOf` recognize this
   * change.
   */
  catatan_saldo?: string | undefined;
};

/**
 * A top-up to confirm. The member and `jumlah` are not sent. With the member, the client waits five seconds between
 * changes of the balance; with both, a lost answer can be looked for in the history.
 */
export type Topup = MaybeMember & ChangeNotification & {
  token_topup: string;
  /** The sum that your server knows (`total_topup`), in rupiah. bukaOlshop refuses the top-up where it knows another. */
  validasi_jumlah_topup?: number | undefined;
  /** The amount in rupiah. */
  jumlah?: number | undefined;
};

/** The answer to a change of a balance. */
export interface SaldoChanged extends Extra {
  status: string;
  id_user: string;
  email_user: string;
  nama_user: string;
  /** The amount in rupiah. */
  jumlah: number;
  tipe: string;
  id_perubahan: string;
}

/** A message to a member. */
export type ChatCreate = Member & {
  pesan_teks: string;
  /** The product that the message is about. */
  id_barang?: string | undefined;
};

/** The answer to a message that was sent. */
export interface ChatCreated extends Extra {
  status: string;
  id_user: string;
  email_user: string;
  nama_user: string;
  id_barang: string | null;
  pesan_teks: string;
}

/** The query of a list of orders. */
export interface TransaksiQuery {
  /** The page's number, from 1 to 600. Default 1. */
  page?: number | undefined;
  /** Limits the list to orders of this member. */
  id_user?: string | undefined;
  filter_status?: "pending" | "diproses" | "lunas" | undefined;
}

/** An order, as a row of the list. */
export interface TransaksiRow extends Extra {
  nomor_pembayaran: string;
  id_user: string;
  status_bayar: string;
  status_pengiriman: string;
  tanggal: string;
}

/** The details of an order, with its products and its addresses. */
export interface TransaksiDetail extends Extra {
  nomor_pembayaran: string;
  id_user: string;
  status_bayar: string;
  status_pengiriman: string;
  bank_penerima: string;
  terakhir_update: string;
  tanggal_buat: string;
  /** The discount in rupiah. */
  potongan: number;
  kode_unik: number;
  /** An amount in rupiah that the documentation does not explain. */
  total_membership: number;
  /** The total in rupiah, everything included. */
  total_transaksi: number;
  data_pesanan: DataPesanan[];
}

/** One shipment of an order. */
export interface DataPesanan extends Extra {
  /** The courier and its service, for example "JNE OKE". */
  ekspedisi: string;
  /** The shipping cost in rupiah. */
  ongkos_kirim: number;
  /** The sender: the shop's place that the parcel comes from. So are the five fields below. */
  nama_pengirim: string;
  /**
   * The **sender's** province, not the customer's: the order has no address of the customer, which is in `data_alamat` of
   * `member.get`; {@link forward} takes it from there. "PRODUK DIGITAL" where there is nothing to be sent.
   */
  provinsi: string;
  /** The **sender's** city, not the customer's. */
  kota: string;
  /** The **sender's** district, not the customer's. */
  kecamatan: string;
  /** The **sender's** phone number, not the customer's. */
  no_hp: string;
  /** The **sender's** postal code, not the customer's. */
  kode_pos: string;
  data_produk: DataProduk[];
}

/** An ordered product. */
export interface DataProduk extends Extra {
  /** The number of this product in this order, which {@link ResiChange} takes. */
  id_transaksi: string;
  id_barang: string;
  nama_barang: string;
  jumlah_barang: number;
  /** The price of all pieces in rupiah. */
  total_harga: number;
  /** The member's note, for example the phone number of a top-up. */
  catatan: string;
  nomor_resi: string;
  /** The variant that the member has chosen. What came in another shape is in `mismatched.catatan_tambahan`. */
  catatan_tambahan: (Extra & { nama_varian: string; opsi: string[] }) | null;
}

/** The change of status that the server is asked for. */
export type StatusChange = "lanjut" | "kembali" | "selesai" | "diproses" | "batal" | "batal_dan_refund" | "lunas";

/** The status of an order before and after the change. */
export interface StatusChanged extends Extra {
  status: string;
  nomor_pembayaran: string;
  /**
   * The status of the payment before the change, under the name that the documentation's example has. Empty where
   * it was not sent.
   */
  statu_bayar_awal: string;
  /**
   * The status of the payment before the change, under the name that the documentation's example seems to mean.
   * Empty where it was not sent.
   */
  status_bayar_awal: string;
  status_pengiriman_awal: string;
  status_bayar_terbaru: string;
  status_pengiriman_terbaru: string;
}

/** The tracking number for one product of an order. */
export interface ResiChange {
  id_transaksi: string;
  nomor_resi: string;
  /** What the product cost the shop, in rupiah. */
  harga_modal?: number | undefined;
}

/** The answer to a tracking number that was entered. */
export interface ResiChanged extends Extra {
  status: string;
}

// -------------------------------------------------------------------------------------------- callbacks

/** Options of {@link callbackReceiver}. */
export interface CallbackOptions {
  /** The shop's `secret_key_callback`, from the menu "API & Callback" of bukaOlshop's app. */
  secret: string;
  /**
   * The shop's secret before the present one, while it is being replaced: callbacks with either are received, and the store's
   * claims stay those of this shop.
   */
  previousSecret?: string | undefined;
  /**
   * Identifies the shop in the store, which several shops may share. Any text that stays the same. Default "toko".
   */
  toko?: string | undefined;
  /** The store that keeps the claims. */
  store: Store;
  /**
   * Handles a new order. After it has succeeded it is never called again for that callback; if it throws, the
   * callback is answered with 503 and the handler may be called again. At least one of the three handlers is
   * required; callbacks without a handler are acknowledged.
   */
  onTransaksiBaru?: CallbackHandler | undefined;
  /**
   * Handles a changed status, under the same rules, and a callback whose `tipe_callback` nobody knows. The same status
   * is handled again where the order had another status in between.
   */
  onPerubahanStatusTransaksi?: CallbackHandler | undefined;
  /**
   * Handles an order that is paid, for example by delivering digital goods: once for each order, whichever callback
   * says so first (`lunas`, or `dibayar`), also after a restart. It runs before the other handler of that callback. If it
   * throws, the callback is answered with 503 and both may be called again.
   */
  onLunas?: CallbackHandler | undefined;
  /** The largest body that is read, in bytes. Default 65,536. */
  limit?: number | undefined;
  /**
   * `false` rejects callbacks with a `tipe_callback`, `status_transaksi` or `tipe_transaksi` that nobody knows. Default
   * true: they are handed on, and `unknown` of the callback names the field.
   */
  anyStatus?: boolean | undefined;
  /**
   * The deadline of a handler in milliseconds, from 1. Default 60,000. When it has passed, the callback is answered with 503
   * and the handler's `signal` is aborted. Nobody begins the work again before the handler has ended, or 30 seconds have
   * passed; a handler that succeeds later counts.
   */
  deadline?: number | undefined;
  /** How long the body of a callback may take to arrive, in milliseconds. Default 30,000. */
  bodyTimeout?: number | undefined;
  /**
   * When failed work is begun again, and after how many attempts it is given up. Default 16 attempts in about a day: 5
   * seconds after the first, twice as long after each further one, up to 4 hours.
   */
  retry?: RetryOptions | undefined;
  /**
   * How long another system may still be at work on a request of which no answer came, in milliseconds. Before that, `once`
   * sends nothing again. Default 60,000.
   */
  settledAfter?: number | undefined;
  /** Is called with each reply and a line for the log, which holds neither secrets nor members' data. */
  log?: ((line: string, reply: Reply) => void) | undefined;
  /** Is called with each error that a handler throws. The error may hold secrets, so it is not in the log. */
  onError?: ((error: unknown, callback: Callback | null) => void) | undefined;
}

/** Handles a callback. */
export type CallbackHandler = (callback: Callback, delivery: Delivery) => unknown;

/** The circumstances of a delivery. */
export interface Delivery {
  /**
   * The number of this attempt, from 1. Above 1, an earlier attempt may have done its part before it failed, so
   * check that first.
   */
  attempt: number;
  /** Is aborted when the deadline has passed. */
  signal: AbortSignal;
  /**
   * Looks the order up (`transaksi.get`) and compares its status with that of the callback. Where the API is behind its
   * own callback, it is asked again after one second and after another three; then a rejection `not_yet` is thrown, and the
   * callback is worked on again later. Each question is a request of the day; callbacks of one order that come within
   * seconds share one, where its answer is not older than the callback or shows the status that the callback tells.
   */
  lookUp(closed: ClosedApi): Promise<{ transaksi: TransaksiDetail; standing: "current" | "late" | "unknown" }>;
  /** {@link CallbackReceiver.once}, about the order of this callback. */
  once<T>(key: string, errand: Errand<T>): Promise<Sending<T>>;
  /**
   * Sends the orders of a mapping of {@link forward} to their system, each once. One order that fails keeps no other from
   * being sent; the first failure is thrown.
   */
  forward<M extends Mapped<any>>(mapped: M, client: M extends Mapped<infer O> ? Forwardable<O> : never): Promise<M>;
  /**
   * Compares the status of the callback with the transaction in the API (`transaksi.get`). Throws a rejection
   * `not_yet` where the API does not have that status, or not yet: the callback is answered with 503, and worked on again
   * later. `late` means that the transaction had that status
   * before, `unknown` that nobody can tell, because one of the statuses is a word that nobody knows.
   */
  confirm(transaksi: { status_bayar: string; status_pengiriman: string }): "current" | "late" | "unknown";
}

/** A callback whose secret was right. The secret is not part of it. */
export interface Callback extends Extra {
  tipe_callback: "transaksi_baru" | "perubahan_status_transaksi" | (string & {});
  nomor_pembayaran: string;
  status_transaksi: StatusTransaksi;
  /** `null` where the callback does not say. */
  tipe_transaksi: TipeTransaksi | null;
  /** The names of the fields above whose values nobody knows; they are as they were sent. Empty for most callbacks. */
  unknown: ("tipe_callback" | "status_transaksi" | "tipe_transaksi")[];
  /** A `tipe_transaksi` that is not a text, as it was sent. */
  mismatched?: Record<string, unknown> | undefined;
}

/** The status of a transaction. The document of the API does not list `dibayar`, `diterima` and `gagal`. */
export type StatusTransaksi =
  | "pending"
  | "lunas"
  | "dibayar"
  | "belum diproses"
  | "diproses"
  | "dikirim"
  | "diterima"
  | "selesai"
  | "di batalkan"
  | "gagal"
  | (string & {});

/** How an order is delivered. */
export type TipeTransaksi =
  | "COD MANUAL"
  | "COD JNT"
  | "DELIVERY COD"
  | "DELIVERY"
  | "PRODUK DIGITAL"
  | "EKSPEDISI"
  | "MULTI_PENGIRIMAN"
  | (string & {});

/** Receives the callbacks of a shop. */
export interface CallbackReceiver {
  /**
   * A handler for Node's http, and for frameworks on it: `http.createServer(receiver.node)`, `app.post(path,
   * receiver.node)`. Where the framework has read the body and keeps it elsewhere than in `request.body`, give it as
   * `given.body`; a body that was read and is nowhere is answered with 500.
   */
  node(request: NodeRequest, response: NodeResponse, given?: Given): Promise<void>;
  /** A handler for servers with `Request` and `Response`: Deno, Bun, edge workers, Hono, Next.js. */
  fetch(request: Request, given?: Given): Promise<Response>;
  /** For any other server: takes the method and the body, and returns the reply to send. */
  receive(method: string, body: Uint8Array | string): Promise<Reply>;
  /**
   * Begins to work in the background: what a crash or a failure has left undone is resumed, now and then every ten seconds;
   * and with `sweep`, what no callback has told is handed on, now and then every hour. Call it once, when the program
   * starts; the server need not wait for it.
   */
  start(options?: StartOptions): { stop(): void };
  /**
   * Runs work again that was claimed and not finished, several pieces at once, where it is time for another attempt:
   * {@link start} does this all the time.
   */
  resume(): Promise<Reply[]>;
  /**
   * Walks through `transaksi.list` since the last sweep, and runs the handlers for orders that no callback has told of, for
   * example because the server was down. Orders that are paid and already on their way are left alone. The first sweep only
   * notes the time, unless `from` is given.
   */
  sweep(closed: ClosedApi, options?: SweepOptions): Promise<Swept>;
  /**
   * Sends something to another system once, under a key that must be a different one for each thing that is sent, through
   * crashes, repeats and lost answers. It can be used inside handlers and inside itself.
   *
   * What may have been sent is looked for before it is sent again. Where `look` is missing, it is left to a person
   * ({@link deadLetters}, {@link decide}). Rejects with a {@link CallbackRejection} as long as it is not known to be done:
   * thrown out of a handler, it makes the callback be worked on again.
   */
  once<T>(key: string, errand: Errand<T>): Promise<Sending<T>>;
  /** The work that was given up: it has failed too often, or needs a person. */
  deadLetters(): Promise<DeadLetter[]>;
  /** Begins the work on a callback again that was given up; `null` where there is none under this key. */
  retry(key: string): Promise<Reply | null>;
  /**
   * Notes what a person has found out about something that may have been sent ({@link DeadLetter.about}): `true` if it was
   * done, `false` if it is to be sent again. Then {@link retry} the callback.
   */
  decide(key: string, done: boolean): Promise<boolean>;
  /**
   * Checks the POST of an override top-up and parses it. The answer to that request is the page that the member
   * sees.
   */
  topup(request: Request | NodeRequest, given?: Given): Promise<TopUpRequest>;
}

/** What `look` of an {@link Errand} says: whether it has been done. `null`: the other system cannot be asked. */
export type Looked = Outcome | boolean | null;

/** Something that is sent to another system once. */
export interface Errand<T = unknown> {
  /**
   * Sends it. An error of this package tells whether it may have been sent (`unknown_outcome`) or certainly was not; so
   * does a {@link CallbackRejection} (it was not). Any other error counts as: nobody knows.
   */
  send(): Promise<T> | T;
  /**
   * Asks the other system whether it has been done: `changed` or `true`, `not_changed` or `false`, `unclear`. Leave it out
   * where that system cannot be asked.
   */
  look?: (() => Promise<Looked>) | null | undefined;
  /** Whether the other system recognizes it when it comes again, so that it is sent again instead of looked for. */
  repeatable?: boolean | undefined;
  /** What it is about, such as an order's number. A key that was used about something else is refused (`key_taken`). */
  about?: string | undefined;
}

/** What became of an errand. */
export interface Sending<T = unknown> {
  /** Whether it was sent now, or had been done before. */
  ran: "now" | "before";
  /** What `send` has given, where it was sent now. */
  value: T | undefined;
}

/** Options of {@link CallbackReceiver.start}. */
export interface StartOptions extends SweepOptions {
  /** The client to sweep with; without it nothing is swept. */
  sweep?: ClosedApi | undefined;
  /** The time between two sweeps in milliseconds. Default one hour. */
  sweepEvery?: number | undefined;
  /** The time between two looks for unfinished work in milliseconds. Default 10,000. */
  every?: number | undefined;
}

/** Options of {@link CallbackReceiver.sweep}. */
export interface SweepOptions {
  /** The most pages, which are requests, in a day of Jakarta. Default 20. */
  pagesADay?: number | undefined;
  /** How much older than the last sweep an order may be to be looked at, in milliseconds. Default 3 days. */
  overlap?: number | undefined;
  /** Orders from before this time are never handed on. Default: the time of the first sweep. */
  from?: number | Date | undefined;
}

/** What a sweep has done. */
export interface Swept {
  /** The replies to the orders that were handed on. */
  replies: Reply[];
  pages: number;
  /** The number of rows that could not be read, and so were not looked at. */
  rejected: number;
  /** Whether it has reached what the last sweep has seen. If not, the next one goes on from there. */
  complete: boolean;
}

/** Work that was given up. */
export interface DeadLetter {
  key: string;
  reason: Reason;
  /** What the log says about it. */
  note: string | null;
  attempts: number;
  /** The time at which it was given up, in milliseconds since 1970-01-01 UTC. */
  at: number;
  /** The callback, for {@link CallbackReceiver.retry}. */
  callback: Callback | null;
  /** What something that was to be sent once is about, for {@link CallbackReceiver.decide}. */
  about: string | null;
}

/** Sends things once on a store, without a receiver of callbacks. */
export function exactlyOnce(options: {
  store: Store;
  deadline?: number | undefined;
  settledAfter?: number | undefined;
  retry?: RetryOptions | undefined;
}): {
  /** {@link CallbackReceiver.once}. The keys are not those of a shop: two programs that use the same key mean the same. */
  once<T>(key: string, errand: Errand<T>): Promise<Sending<T>>;
  decide(key: string, done: boolean): Promise<boolean>;
};

// ---------------------------------------------------------------------------------------------- top-ups

/** Options of {@link topupHandler}. */
export interface TopupOptions {
  /** The shop's `secret_key_callback`. */
  secret: string;
  /**
   * The shop's secret before the present one, while it is being replaced: callbacks with either are received, and the store's
   * claims stay those of this shop.
   */
  previousSecret?: string | undefined;
  /** Identifies the shop in the store. Default "toko". */
  toko?: string | undefined;
  /** The store that keeps the top-ups and their tokens. It may be that of the callbacks. */
  store: Store;
  /** The client that confirms top-ups. */
  closed: ClosedApi;
  /**
   * What the member sees: the HTML of a page, or `{ url }`, which the app opens. Put nothing into HTML without escaping it.
   * It is called whenever the member opens the page, in every state of the top-up.
   */
  page: (topup: KeptTopup) => string | { url: string | URL } | Promise<string | { url: string | URL }>;
  /** Is called with a line for the log, which holds neither secrets nor members' data. */
  log?: ((line: string) => void) | undefined;
  deadline?: number | undefined;
  settledAfter?: number | undefined;
  retry?: RetryOptions | undefined;
}

/** A top-up that the shop keeps. */
export interface KeptTopup {
  /** The shop's own name of it, which is no secret, and the same whenever the member opens the page. */
  id: string;
  id_user: string;
  /** The amount in rupiah that the member pays: with the unique code. */
  total_topup: number | null;
  jumlah_topup: number | null;
  kode_unik: number | null;
  /**
   * `waiting`: not confirmed. `confirming`: being confirmed, or not known yet. `confirmed`: the balance has grown.
   * `refused`: bukaOlshop has refused it, and no balance has changed. `held`: a person has to look ({@link TopupHandler.decide}).
   */
  state: "waiting" | "confirming" | "confirmed" | "refused" | "held";
  /** Why it was refused, in the words of bukaOlshop's server. */
  reason: string | null;
  /** The time at which the member has asked for it, in milliseconds since 1970-01-01 UTC. */
  at: number;
}

/** Top-ups whose page is the shop's own. */
export interface TopupHandler {
  /** The page, for Node's http and frameworks on it. */
  node(request: NodeRequest, response: NodeResponse, given?: Given): Promise<void>;
  /** The page, for servers with `Request` and `Response`. */
  fetch(request: Request, given?: Given): Promise<Response>;
  /** A top-up by its id; `null` where there is none. */
  get(id: string): Promise<KeptTopup | null>;
  /**
   * Confirms a top-up whose money has arrived: call it as often as you like, in as many programs. bukaOlshop is told once,
   * with `validasi_jumlah_topup`. Rejects as long as it is not known what became of it.
   */
  confirm(id: string): Promise<KeptTopup>;
  /** Goes on with confirmations of which it is not known what became of them. Call it at the start and from time to time. */
  resume(): Promise<KeptTopup[]>;
  /** Notes what a person has found out about a top-up that is `held`; `null` where none is. */
  decide(id: string, confirmed: boolean): Promise<KeptTopup | null>;
}

/** Makes the handler of a shop's own top-up page. */
export function topupHandler(options: TopupOptions): TopupHandler;

// ---------------------------------------------------------------------------------- front of the Open API

/** Options of {@link openApiCache}. */
export interface OpenApiCacheOptions {
  /** The shop's Open API token. It stays here: no reply, no error and no log holds it. */
  token: string;
  /**
   * How many requests bukaOlshop may be sent a day, which begins at midnight in Jakarta: 100 unless told otherwise, as the plans
   * FREE and LITE have. `null` or `Infinity` for PRO and BISNIS, which have no limit. Where pages ask bukaOlshop directly as well,
   * this is to be a part of the plan's.
   */
  dailyLimit?: number | null | undefined;
  /** The address of the Open API, where it is another one: https, or http to this machine. */
  baseUrl?: string | URL | undefined;
  /**
   * Where the front is on this server, for example "/openapi": pages then have
   * `data-base-url="https://toko.example/openapi"`. Default "": at the top. Frameworks that take the place of a handler off the
   * address, as Express does, need none.
   */
  basePath?: string | undefined;
  /**
   * Where answers and the day's count outlive the program: `SqliteAnswers` of `bukaolshop/server/sqlite`,
   * {@link CacheAnswers}, or a store of one's own. Default: the cache of the platform on edge workers that have one
   * (`caches.default`), else none. `null`: none, so that a program that is started again has forgotten them.
   */
  store?: AnswerStore | null | undefined;
  /**
   * How long an answer is fresh, in milliseconds: it is given without a request. Default a minute, and where there is a
   * `dailyLimit` at least as long as it takes to earn one request of it: 14.4 minutes with 100 a day.
   */
  fresh?: number | undefined;
  /**
   * How long after that an answer is given at once though it is old, and renewed in the background where the budget allows it, in
   * milliseconds. Default an hour. After that a visitor waits for a new answer, up to 3 seconds, where the budget allows it.
   */
  stale?: number | undefined;
  /** How long bukaOlshop may take for an answer, in milliseconds. Default 15,000. */
  timeout?: number | undefined;
  /** How many bytes of answers are kept in memory. Default 16 MiB; one answer takes a quarter of it at most. */
  memory?: number | undefined;
  /** How many questions that nobody has asked before are asked in a minute. Default 60. */
  firstPerMinute?: number | undefined;
  /** How many questions about members are asked in a minute. Default 120. */
  membersPerMinute?: number | undefined;
  /** Sends the requests, in place of the global `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Is told, in a sentence, that the store has failed or that bukaOlshop does not answer. */
  log?: ((line: string) => void) | undefined;
}

/** What a front has done and keeps. */
export interface OpenApiCacheStatus {
  /** Requests to bukaOlshop that were sent today, as far as this program knows. */
  usedToday: number;
  /** Requests that may be sent in a day; `null` where there is no limit. */
  dailyLimit: number | null;
  /** Answers in memory. */
  kept: number;
  /** The bytes that they take. */
  memory: number;
}

/** A front of the Open API: it answers all visitors of a shop from one cache and one budget. */
export interface OpenApiCache {
  /**
   * A handler for servers with `Request` and `Response`: Deno, Bun, edge workers, Hono, Next.js. On edge workers give the context
   * of the request as well, `front.fetch(request, context)`: its `waitUntil` keeps the worker running until an old answer is
   * renewed. A handler of the form `export default { fetch: front.fetch }` does so by itself.
   */
  fetch(request: Request, ...context: any[]): Promise<Response>;
  /** A handler for Node's http, and for frameworks on it: `http.createServer(front.node)`, `app.use("/openapi", front.node)`. */
  node(
    request: { method?: string | undefined; url?: string | undefined; headers: Record<string, string | string[] | undefined> },
    response: NodeResponse,
    ...more: any[]
  ): Promise<void>;
  /** What the front has done and keeps. */
  status(): Promise<OpenApiCacheStatus>;
}

/**
 * Makes a small front of the Open API, for shops whose plan has few requests a day: pages point to it with `data-base-url` (or
 * the option `baseUrl` of `BukaOlshop`), and it answers all visitors from one cache.
 *
 * It holds the shop's token. Pages need none of their own: the `token` that they send may be any text, is dropped, and never reaches
 * bukaOlshop. bukaOlshop is asked only when an answer has grown old, once for all who ask the same at once, and never for more than
 * the day's budget, which is spread over the day. Old answers are given meanwhile, with their `Age` and with `Cache-Status`.
 * Questions about members are passed through and never kept; each counts.
 *
 * All but the seven endpoints with their documented parameters is refused, in the shape of the API's own errors. Whoever invents
 * questions spends a share of the budget and no more; all that is kept is answered as before.
 *
 * ```js
 * import { createServer } from "node:http";
 * import { openApiCache } from "bukaolshop/server";
 * import { SqliteAnswers } from "bukaolshop/server/sqlite";
 *
 * const front = openApiCache({ token: process.env.TOKEN, dailyLimit: 100, store: await SqliteAnswers.open("openapi.db") });
 * createServer(front.node).listen(8080);
 * ```
 */
export function openApiCache(options: OpenApiCacheOptions): OpenApiCache;

/** Keeps texts under keys: the answers of bukaOlshop's, and what was spent of the day's budget. Nothing about members is among them. */
export interface AnswerStore {
  /** The text under a key; `null` where there is none. */
  load(key: string): Promise<string | null> | string | null;
  /** Puts a text under a key, in place of the one before. Old texts may be forgotten, so that their number is bounded. */
  save(key: string, text: string): Promise<void> | void;
  /**
   * Puts a text under a key where the text there is still `before` (`null`: none), and does not forget it for a day. False where it
   * is another one by now. Programs that share a store count the requests of a day together in this way.
   */
  swap(key: string, before: string | null, text: string): Promise<boolean> | boolean;
}

/** The parts of a cache of the Cache API that are used. */
export interface AnswerCache {
  match(request: string): Promise<Response | undefined>;
  put(request: string, response: Response): Promise<void>;
}

/**
 * Keeps answers in the Cache API of edge workers. Each data centre has a cache of its own, and so a count of the day's requests of
 * its own: a plan with few requests a day needs a `dailyLimit` that is a part of the plan's, or a store that all data centres share.
 * The cache forgets when it pleases, and does nothing at addresses on workers.dev.
 */
export class CacheAnswers implements AnswerStore {
  /** Default: `caches.default`, which only edge workers have. */
  constructor(cache?: AnswerCache);
  load(key: string): Promise<string | null>;
  save(key: string, text: string): Promise<void>;
  swap(key: string, before: string | null, text: string): Promise<boolean>;
}

// -------------------------------------------------------------------------------------------- forwarding

/** An order of bukaOlshop, as the input of a mapping. */
export interface ForwardSource {
  /** The answer of `transaksi.get`. */
  transaksi: TransaksiDetail;
  /** The answer of `member.get` for the `id_user` of the order: its addresses are where parcels go. */
  member?: MemberDetail | null | undefined;
  /** The index of the member's address, from 0; needed where the member has several. */
  alamat?: number | null | undefined;
}

/** The orders that an order of bukaOlshop becomes in another system. */
export interface Mapped<O> {
  /** One for each parcel (Mitra Bunso), or one (the other systems); none where all products are digital. */
  orders: O[];
  /** The paths of all fields of the source that are in no order: `data_pesanan[0].kota`. */
  leftOut: string[];
  /** The paths of all fields of the orders that came from the profile. */
  given: string[];
  /** The digital products, which are in no order. */
  digital: DigitalItem[];
}

/** A digital product of an order. */
export interface DigitalItem {
  /** Its path in the order: `data_pesanan[0].data_produk[1]`. */
  path: string;
  id_transaksi: string;
  id_barang: string;
  /** The name with the variant. */
  nama_barang: string;
  jumlah_barang: number;
  /** The price of all pieces in rupiah. */
  total_harga: number;
  /** The member's note, for example the phone number of a top-up. */
  catatan: string;
}

/** The client that takes orders of a kind. */
export type Forwardable<O> = O extends MitraNewOrder
  ? MitraBunso
  : O extends OneTabletOrder
    ? OneTablet
    : O extends OneSoluNewOrder
      ? OneSolu
      : CommerceApi;

/** An address for orders whose member has none. */
export type ForwardAddress = Omit<DataAlamat, "tambahan" | "mismatched">;

/** What an order of Mitra Bunso has that an order of bukaOlshop has not. */
export interface MitraProfile {
  shopId: string;
  shopName: string;
  printType?: string | null | undefined;
  /** The courier's id for each `ekspedisi`, and for `"*"`: all others. */
  couriers: Record<string, string>;
  /** The product's id for each `id_barang`, and for `"*"`: all others. */
  products: Record<string, string>;
  alamat?: ForwardAddress | null | undefined;
}

/** What an order of OneSolu has that an order of bukaOlshop has not. */
export interface OneSoluProfile {
  /** The `menu_id` of each `id_barang`, and of `"*"`: all others. */
  menu: Record<string, string>;
  /** The `customer_id` of each `id_user`, and of `"*"`: all others. */
  customers?: Record<string, string> | undefined;
  /** The `customer_id` of members for whom `customers` has no row. */
  customer?: string | null | undefined;
}

/** What an order of OneTablet has that an order of bukaOlshop has not. */
export interface OneTabletProfile {
  store: OneTabletOrder["store"];
  /** The id of the category of each `id_barang`, and of `"*"`: all others. */
  categories: Record<string, string>;
  /** The name of each category by its id. */
  names?: Record<string, string> | undefined;
  /** The tax in cents. */
  tax?: number | undefined;
  fulfillmentType?: string | null | undefined;
  experience?: string | null | undefined;
  commissionType?: string | null | undefined;
  alamat?: ForwardAddress | null | undefined;
}

/** What an order of the commerce API has that an order of bukaOlshop has not. */
export interface CommerceProfile {
  /** The `productId` of each `id_barang`, and of `"*"`: all others. */
  products: Record<string, string>;
  /** The `userId` of each `id_user`, and of `"*"`: all others. */
  users?: Record<string, string> | undefined;
  /** The `userId` of members for whom `users` has no row. */
  user?: string | null | undefined;
  country: string;
  alamat?: ForwardAddress | null | undefined;
}

/**
 * Maps an order of bukaOlshop to orders of the system that fulfils it. Nothing is sent; `delivery.forward` of a callback's
 * handler sends each of them once. An order that cannot be mapped, for example because the profile lacks a product, rejects
 * with a {@link CallbackRejection} `held` that names what is missing: thrown out of a handler, it makes the callback a dead
 * letter, for another attempt would not help.
 */
export const forward: {
  mitraBunso(source: ForwardSource, profile: MitraProfile): Promise<Mapped<MitraNewOrder>>;
  oneSolu(source: ForwardSource, profile: OneSoluProfile): Promise<Mapped<OneSoluNewOrder>>;
  oneTablet(source: ForwardSource, profile: OneTabletProfile): Promise<Mapped<OneTabletOrder>>;
  commerce(source: ForwardSource, profile: CommerceProfile): Promise<Mapped<CommerceNewOrder>>;
  /** The digital products of an order (`provinsi: "PRODUK DIGITAL"`). */
  digital(transaksi: TransaksiDetail): Promise<DigitalItem[]>;
};

// ---------------------------------------------------------------------------------- requests and replies

/** What a program has read of a request before. Other values, such as the `next` of Express, count as nothing. */
export type Given = { body?: unknown } | ((...values: any[]) => unknown);

/** The parts of a Node request that are used. */
export interface NodeRequest extends AsyncIterable<any> {
  method?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  readableEnded: boolean;
  /** Whether somebody has read from the stream. */
  readableDidRead?: boolean | undefined;
  /** The body, where a framework has read it already. */
  body?: any | undefined;
  /** The bytes of the body, where a framework keeps them. */
  rawBody?: any | undefined;
}

/** The parts of a Node response that are used. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: string): unknown;
}

/** The reply to a callback. */
export interface Reply {
  /** The HTTP status. */
  status: number;
  headers: Record<string, string>;
  body: string;
  /** A line for the log. */
  log: string;
  /** Why the work was not started or not done; `null` where it was done. */
  reason: Reason | null;
  /** The name of the field that the rejection is about. */
  field: string | null;
  /** What the log says about the rejection. */
  note: string | null;
  /** How long the sender should wait, in milliseconds. */
  retryAfter: number | null;
  message: string | null;
  /** The callback; `null` where the request was rejected before its secret was checked. */
  callback: Callback | null;
}

/** Why a callback was rejected. */
export type Reason =
  | "wrong_method"
  | "body_too_large"
  /** The body did not arrive in time (408). */
  | "body_too_slow"
  /** Another part of the program has read the body before (500). */
  | "body_already_read"
  | "unreadable"
  | "wrong_secret"
  | "missing_field"
  | "invalid_field"
  | "unknown_tipe_callback"
  | "unknown_tipe_transaksi"
  | "unknown_status"
  | "forged_status"
  /** The API does not have the status of the callback, or not yet (503). */
  | "not_yet"
  | "topup_not_ok"
  | "replayed"
  | "in_progress"
  | "work_failed"
  | "work_timed_out"
  | "store_failed"
  /** The work is left to a person, and is a dead letter (200). */
  | "held"
  /** The key of `once` is that of something else (200). */
  | "key_taken"
  /** The module could not be loaded, or the body not be read (503). */
  | "unavailable"
  /** The header of a OneSolu webhook's signature is missing. */
  | "no_signature"
  /** The signature of a OneSolu webhook is wrong. */
  | "wrong_signature"
  | (string & {});

/** Makes the receiver of a shop's callbacks. */
export function callbackReceiver(options: CallbackOptions): CallbackReceiver;

/** The error for a request that was rejected. A handler may throw it, with a reason and a note for the log. */
export class CallbackRejection extends Error {
  constructor(reason: Reason, more?: { message?: string; note?: string | null; field?: string | null; retryAfter?: number | null; cause?: unknown });
  readonly name: "CallbackRejection";
  readonly reason: Reason;
  readonly field: string | null;
  readonly note: string | null;
  /** How long to wait, in milliseconds. */
  readonly retryAfter: number | null;
  /** The reply to send, where `topup` or {@link OneSoluWebhooks} has thrown this error. */
  readonly reply: { status: number; headers: Record<string, string>; body: string } | null;
  /** The reply as a Response. */
  toResponse(): Response;
}

/** A member's request to top up: the POST to a top-up page of the shop's own. */
export interface TopUpRequest extends Extra {
  id_user: string;
  /** The token with which `saldo.topup` confirms the top-up when the money has arrived. It must not be logged. */
  token_topup: string;
  /** The amount in rupiah that the member has asked for. */
  jumlah_topup: number | null;
  kode_unik: number | null;
  /** The amount in rupiah that the member pays: `jumlah_topup` plus `kode_unik`. */
  total_topup: number | null;
}

/**
 * Keeps the claims of work: which work is running, and which is done. Each method must take effect as a whole or
 * not at all, even when several calls run at the same time. The stores of this package are `SqliteStore`
 * (`bukaolshop/server/sqlite`), `PostgresStore` (`/postgres`), `RedisStore` (`/redis`) and {@link MemoryStore}; a store of
 * one's own needs the conditions of their statements, which are in the package's file `server/generated-stores.js`.
 *
 * Times are in milliseconds. If a method throws, no callback is handled; the log gets the message of a
 * {@link BukaOlshopError}, and of any other error, which may hold a password, only the `code` or `name`.
 */
export interface Store {
  /** Grants a claim if the work is neither done nor running. */
  claim(bid: Bid): Promise<Claim> | Claim;
  /** Settles a claim. `done` counts from every attempt, the other ends only from the latest one. */
  settle(ended: Settled): Promise<void> | void;
  /** The claims that are neither done nor running nor given up, and whose time to begin again (`next`) has come. */
  unfinished(now: number): Promise<Unfinished[]> | Unfinished[];
  /** The claims of work that was given up. They can be claimed like those of work that has failed. */
  givenUp(): Promise<Unfinished[]> | Unfinished[];
  /** What there is under a key; `null` where there is nothing. */
  find(key: string): Promise<Found | null> | Found | null;
  /**
   * Reserves a key for a time: `null` where the reservation is granted, else the milliseconds that the one of another
   * owner lasts. Its owner changes its length by reserving the key again. A store without this method grants all
   * reservations: then each program keeps the pauses between the changes of a balance by itself.
   */
  reserve?(reservation: Reservation): Promise<number | null> | number | null;
  /**
   * Remembers whose claims these are: the fingerprint of the shop's secret. `false` where they are those of a shop with
   * another secret, unless that one is `previous`, which `secret` replaces. A store without this method is that of one shop.
   */
  checkSecret?(secret: string, previous?: string): Promise<boolean> | boolean;
}

/** A request to reserve a key. */
export interface Reservation {
  /** Letters, digits and `-_.~%:`. */
  key: string;
  /** A text that nobody else has. */
  owner: string;
  now: number;
  /** How long from `now` on nobody else may reserve the key. */
  length: number;
}

/** What a store has under a key. */
export interface Found {
  /** The number of the latest attempt. */
  attempt: number;
  done: boolean;
  note: string;
}

/** A request to claim work. */
export interface Bid {
  /** The key of the work: letters, digits and `-_.~%:`. */
  key: string;
  /** The data that `unfinished` must return for this key. It may hold a member's data. */
  note: string;
  now: number;
  /** The length of the lease: how long from `now` no other claim of this key may be granted. */
  lease: number;
  /**
   * For a callback that has just arrived, a key of its order, and its status. When the claim is granted, the store
   * forgets the finished work of the same order with another status: an order can go back and forward again.
   */
  order?: string | undefined;
  status?: string | undefined;
  /**
   * Whoever claims the work: a text that no other bid has, or an empty one. A claim that was granted to an owner is granted to
   * it again, under the same number of attempt.
   */
  owner: string;
}

/** The answer to a request to claim work. */
export type Claim = { state: "claimed"; attempt: number } | { state: "in_progress"; left: number } | { state: "done" };

/** The end of an attempt. */
export interface Settled {
  key: string;
  attempt: number;
  end: "done" | "failed" | "given_up" | "refused";
  now: number;
  /** For `failed`: the time from which the work is listed as unfinished. */
  next?: number | undefined;
  /** The note in place of that of the claim. Without it the note of work that is done is deleted, and others stay. */
  note?: string | undefined;
  /** The owner of the claim. Ends other than `done` count only where the claim is still this owner's; an empty text stands for any. */
  owner: string;
}

/** Work that was claimed and neither finished nor is running. */
export interface Unfinished {
  key: string;
  note: string;
  /** The number of attempts so far. */
  attempt: number;
}

/** Options of the stores. */
export interface StoreOptions {
  /** How long finished work is remembered, in milliseconds. Default 90 days. */
  kept?: number | undefined;
}

/** Keeps claims in memory: for tests, and for work that does no harm when it is done again after a restart. */
export class MemoryStore implements Store {
  constructor(options?: StoreOptions);
  claim(bid: Bid): Promise<Claim>;
  settle(ended: Settled): Promise<void>;
  unfinished(now: number): Promise<Unfinished[]>;
  givenUp(): Promise<Unfinished[]>;
  find(key: string): Promise<Found | null>;
  reserve(reservation: Reservation): Promise<number | null>;
  checkSecret(secret: string, previous?: string): Promise<boolean>;
}

/** Options of the stores in databases: `bukaolshop/server/sqlite`, `/postgres` and `/redis`. */
export interface DatabaseOptions extends StoreOptions {
  /**
   * The name of the shop in the store, which must stay the same. Default "toko". Shops with different names never see each
   * other's claims.
   */
  shop?: string | undefined;
  /** Is told what the program's log should say, for example of a clock that is off. Default: `console.warn`. */
  onWarning?: ((sentence: string) => void) | undefined;
}

/**
 * A store in a database. Its clock is that of the server, or of this machine where the database is a file.
 *
 * Every error is a BukaOlshopError of kind `store`, or of kind `invalid_argument` for an address or an option that is not
 * allowed. No error holds a password.
 */
export interface DatabaseStore extends Store {
  claim(bid: Bid): Promise<Claim>;
  settle(ended: Settled): Promise<void>;
  /** By the clock of the database; the argument is not needed. */
  unfinished(now?: number): Promise<Unfinished[]>;
  givenUp(): Promise<Unfinished[]>;
  find(key: string): Promise<Found | null>;
  reserve(reservation: Reservation): Promise<number | null>;
  checkSecret(secret: string, previous?: string): Promise<boolean>;
  /** Closes the file or the connections when all that was asked before is answered. */
  close(): Promise<void>;
}

// ------------------------------------------------------------------------------------------ Mitra Bunso

/** Options of {@link MitraBunso}. The only base address in its documentation is plain `http`: see `baseUrl`. */
export interface MitraBunsoOptions extends ClientOptions {
  /** The token of a login. */
  token: string;
  /** The id of the user who has logged in, 36 characters. */
  idUser: string;
}

/** Mitra Bunso's order module. Amounts are rupiah. */
export class MitraBunso {
  constructor(options: MitraBunsoOptions);
  /** `GET /order/orders/list/{id_user}/{offsite}/{limit}` */
  readonly list: (query?: MitraQuery, options?: CallOptions) => Promise<Slice<MitraOrderRow>>;
  /** The slices from the offset on. A slice is requested when the iteration needs it. */
  readonly slices: (query?: MitraQuery, options?: CallOptions) => AsyncIterable<Slice<MitraOrderRow>>;
  /** The orders from the offset on, each once. A slice is requested when the iteration needs it. */
  readonly all: (query?: MitraQuery, options?: WalkOptions) => Items<MitraOrderRow>;
  /** Searches the list for an order with this invoice: `changed` if there is one, `unclear` if a row cannot be read. */
  readonly find: (invoice: string, options?: CallOptions) => Promise<Outcome>;
  /** `GET /order/orders/total_summary/{id_user}`: the number of orders of each status. */
  readonly totalSummary: (options?: CallOptions) => Promise<Extra & { NEW: number; PROCESSED: number; SENT: number; DRAFT: number }>;
  /**
   * `POST /order/orders/create/{id_user}`. The request is sent once; after a lost answer, `find(invoice)` shows whether
   * the order was created.
   */
  readonly create: (order: MitraNewOrder, options?: CallOptions) => Promise<MitraRecords>;
  /** `POST /order/orders/batch_create/{id_user}`. The request is sent once. */
  readonly batchCreate: (orders: MitraNewOrder[], options?: CallOptions) => Promise<Extra & { invoices: string[]; total: number | null }>;
  /** `GET /order/orders/details/{id_user}/{id_order}` */
  readonly details: (id_order: string, options?: CallOptions) => Promise<MitraRecords>;
  /**
   * `POST /smartorder/fetch/{id_user}`: turns the export of a marketplace into templates of orders. It creates no
   * order.
   */
  readonly smartOrder: (rows: MitraSmartOrder, options?: CallOptions) => Promise<Rows<MitraTemplate>>;
  /** `GET /order/orders/processed_list/{id_user}` */
  readonly processedList: (query?: { q?: string }, options?: CallOptions) => Promise<Rows<MitraProcessedRow>>;
  /**
   * `POST /order/orders/print_order/{id_user}/{timestamp}/{print_status}`. The system counts this request as a
   * print.
   */
  readonly printOrder: (print: { timestamp: string; print_status: number }, options?: CallOptions) => Promise<Rows<MitraOrder>>;
}

/** The query of a list of orders. */
export interface MitraQuery {
  /** The number of orders to skip. Default 0. */
  offset?: number | undefined;
  /** The largest number of orders to return. Default 100. */
  limit?: number | undefined;
  /** The words to search for. */
  q?: string | undefined;
  status?: MitraStatus | undefined;
}

/** The status of an order. */
export type MitraStatus = "NEW" | "PROCESSED" | "SENT" | "DRAFT" | (string & {});

/** A customer: the receiver of an order. */
export interface MitraCustomer extends Extra {
  name: string;
  /** The phone number with the country code: "6281777777". */
  phone: string;
  address: string;
  provinceCode: string | null;
  provinceName: string;
  cityCode: string | null;
  cityName: string;
  districtCode: string | null;
  districtName: string;
  postCode: string | null;
}

/** The sender of an order. */
export interface MitraSender extends Extra {
  name: string;
  phone: string;
}

/** An order to create. */
export interface MitraNewOrder {
  customer: { name: string; phone: string; address: string } & Partial<MitraCustomer>;
  sender: { name: string; phone?: string };
  order: {
    /** The shop's own invoice number. */
    invoice: string;
    courierId: string;
    courierName?: string | undefined;
    shopId: string;
    shopName?: string | undefined;
    /** The shipping cost in rupiah. Default 0. */
    shippingCost?: number | undefined;
    awb?: string | null | undefined;
    adminNote?: string | null | undefined;
    customerNote?: string | null | undefined;
    /** The total cost in rupiah. Default 0. */
    totalCost?: number | undefined;
    labelImage?: string | null | undefined;
    /** Default "2", as in every example of the documentation. */
    printType?: string | undefined;
    assign?: string | null | undefined;
  };
  /** The products, at least one. Prices are in rupiah. */
  details: { productId: string; qty: number; productPrice: number; totalPrice: number; productName: string }[];
}

/** An order. */
export interface MitraOrder extends Extra {
  customer: MitraCustomer;
  sender: MitraSender;
  order: Extra & {
    invoice: string;
    courierId: string;
    courierName: string;
    shippingCost: number | null;
    shopId: string;
    shopName: string;
    awb: string | null;
    adminNote: string | null;
    customerNote: string | null;
    totalCost: number | null;
    labelImage: string | null;
    printType: string;
    assign: unknown;
    order_id: string | null;
  };
  details: (Extra & {
    productId: string;
    qty: number | null;
    productPrice: number | null;
    totalPrice: number | null;
    productName: string;
  })[];
}

/** An order, as a row of the list. */
export interface MitraOrderRow extends MitraOrder {
  updatedAWB: string | null;
  createdAt: string;
  processedAt: string | null;
  sentAt: string | null;
  status: MitraStatus;
  updatedInvoice: string | null;
}

/** A time in the form that PHP gives its `DateTime` objects. */
export interface MitraWaktu extends Extra {
  /** `YYYY-MM-DD hh:mm:ss` in the time zone `timezone`. */
  date: string;
  /**
   * The time zone, for example "Asia/Bangkok", which has the same time as Jakarta; empty where it was not sent.
   */
  timezone: string;
}

/** The records of an order and of its products. */
export interface MitraRecords extends Extra {
  order: MitraRecord[];
  products: (Extra & { detailsId: string; productId: string; productName: string; productPrice: number | null; qty: number | null })[];
}

/** The record of an order. */
export interface MitraRecord extends Extra {
  /** The order as it was when it was created; the text as it was sent where it cannot be decoded. */
  order_first_state: MitraOrder | string | null;
  deleted_at: string | null;
  id: string;
  customerId: string;
  customerName: string;
  customerAddress: string;
  senderAddress: string | null;
  senderId: string;
  senderName: string;
  courierId: string;
  courierName: string;
  shippingCost: number | null;
  status: MitraStatus;
  printStatus: number | null;
  labelImage: string | null;
  shopId: string;
  shopName: string;
  invoice: string;
  awb: string | null;
  totalPrice: number | null;
  totalProduct: number | null;
  customerNote: string | null;
  adminNote: string | null;
  created: MitraWaktu | null;
  updated: MitraWaktu | null;
  processed: MitraWaktu | null;
  sent: MitraWaktu | null;
  createdBy: string | null;
  updatedBy: string | null;
  createdByName: string | null;
  updatedByName: string | null;
}

/** The export of a marketplace. */
export interface MitraSmartOrder {
  /** The rows of cells. */
  text: unknown[][];
  marketplace: string;
  shop: string;
  /** Whether the rows are from a spreadsheet. Default false. */
  excel?: boolean | undefined;
  /** Whether the first row is a header. Default false. */
  header?: boolean | undefined;
}

/** The text of a cell, and the number in it; `null` where the text is not a number. */
export interface MitraWritten {
  text: string;
  number: number | null;
}

/** The template of an order. */
export interface MitraTemplate extends Extra {
  invoice: string;
  awb: string | null;
  shippingCost: MitraWritten;
  note: string;
  customer_name: string;
  customer_number: string;
  customer_address: string;
  cityName: string;
  provinceName: string;
  rawText: string;
  productDetected: (Extra & { product: string; qty: MitraWritten; price: MitraWritten; text: string; notes: string })[];
  courierDetected: (Extra & { courier: string; status: string; text: string }) | null;
}

/** The orders that were prepared at the same time. */
export interface MitraProcessedRow extends Extra {
  totalLabels: number;
  printStatus: number;
  /** The time at which the orders were prepared, which `printOrder` takes as `timestamp`. */
  processed: string;
}

// ---------------------------------------------------------------------------------------------- OneSolu

/** Options of {@link OneSolu}. */
export interface OneSoluOptions extends ClientOptions {
  apiKey: string;
}

/**
 * OneSolu. The client follows the rate-limit headers of the answers, so it slows down before requests are refused.
 */
export class OneSolu {
  constructor(options: OneSoluOptions);
  /** `POST /api/orders`. The request is sent once. */
  readonly createOrder: (order: OneSoluNewOrder, options?: CallOptions) => Promise<OneSoluOrder>;
  /** `GET /api/orders/{id}`. The answer has no `items`. */
  readonly order: (id: string, options?: CallOptions) => Promise<OneSoluOrder>;
  /** `PUT /api/orders/{id}/status` */
  readonly changeStatus: (id: string, status: OneSoluStatus, options?: CallOptions) => Promise<OneSoluStatusChanged>;
  /** `POST /api/webhooks`. The request is sent once. */
  readonly registerWebhook: (webhook: OneSoluNewWebhook, options?: CallOptions) => Promise<OneSoluWebhook>;
  /** `GET /api/analytics/daily`: the last `days` days. Default 7. */
  readonly dailyAnalytics: (days?: number, options?: CallOptions) => Promise<OneSoluAnalytics>;
  /**
   * The rate limit that the last answer has told; `null` before the first. `reset` is in seconds since 1970-01-01
   * UTC.
   */
  readonly rateLimit: () => Promise<{ limit: number | null; remaining: number; reset: number } | null>;
}

/** The status of an order: one of five. */
export type OneSoluStatus = "pending" | "preparing" | "ready" | "completed" | "cancelled";

/** An order to create. */
export interface OneSoluNewOrder {
  customer_id: string;
  /** The items, at least one; `quantity` is from 1. */
  items: { menu_id: string; quantity: number }[];
}

/** An order. */
export interface OneSoluOrder extends Extra {
  id: string;
  customer_id: string;
  items?: (Extra & { menu_id: string; quantity: number; subtotal?: number })[] | undefined;
  /** The total price in `currency`: whole rupiah for `IDR`. */
  total: number;
  currency: string;
  status: OneSoluStatus | (string & {});
  estimated_ready?: string | undefined;
  created_at: string;
}

/** The status of an order after the change. */
export interface OneSoluStatusChanged extends Extra {
  id: string;
  status: OneSoluStatus | (string & {});
  updated_at: string;
  message?: string | undefined;
}

/** The type of an event. */
export type OneSoluEventType = "order.created" | "order.updated" | "park.session.ended" | (string & {});

/** A webhook to register. */
export interface OneSoluNewWebhook {
  /** An `https` address. */
  url: string;
  events: OneSoluEventType[];
  /** The secret that signs the events, which you invent. {@link OneSoluWebhooks} takes the same text. */
  secret: string;
}

/** A webhook that is registered. */
export interface OneSoluWebhook extends Extra {
  id: string;
  url: string;
  events: OneSoluEventType[];
  active: boolean;
  created_at: string;
}

/** The use of the API. */
export interface OneSoluAnalytics extends Extra {
  period: string;
  total_requests: number;
  avg_response_time_ms: number;
  /** The share of requests that failed, from 0 to 1. */
  error_rate: number;
  daily: (Extra & { date: string; requests: number; errors: number })[];
  top_endpoints: (Extra & { endpoint: string; count: number })[];
}

/**
 * Verifies and parses what OneSolu sends to a webhook. The documentation does not say how events are signed; this
 * class assumes HMAC-SHA256 of the body with the secret, in hexadecimal digits, in the header
 * `x-onesolu-signature` or the one in `header`.
 */
export class OneSoluWebhooks {
  constructor(options: { secret: string; header?: string });
  /**
   * The event of a request. Throws a {@link CallbackRejection} for a request whose signature is wrong or whose
   * body is not an event.
   */
  receive(request: Request | NodeRequest, given?: { body?: string | Uint8Array | ArrayBuffer }): Promise<OneSoluEvent>;
  /** The event of a body with the value of the signature's header. */
  verify(body: Uint8Array | string, signature?: string | null): Promise<OneSoluEvent>;
  /** The signature of a body: for tests, and for programs that pass events on. */
  sign(body: Uint8Array | string): Promise<string>;
}

/** An event that OneSolu has sent. An event that is sent again has the same `id`. */
export type OneSoluEvent = Extra & { id: string; created_at: string } & (
    | { type: "order.updated"; data: Extra & { order_id: string; status: OneSoluStatus | (string & {}); updated_at: string } }
    | { type: "order.created" | "park.session.ended" | (string & {}); data: any }
  );

// -------------------------------------------------------------------------------------------- OneTablet

/** Options of {@link OneTablet}. */
export interface OneTabletOptions extends ClientOptions {
  /** The base address that OneTablet has assigned. */
  baseUrl: string | URL;
  apiKey: string;
  /**
   * Sends every operation as `POST /webhooks`, for integrations of the older form, under these names or the usual
   * ones.
   */
  envelope?: boolean | { submit?: string; cancel?: string; deliveryStatus?: string } | undefined;
}

/**
 * OneTablet. Amounts are whole cents. A failed attempt is followed by others after 1, 5 and 30 seconds, as the
 * documentation asks.
 */
export class OneTablet {
  constructor(options: OneTabletOptions);
  /** `POST /orders`. OneTablet recognizes an order that is submitted again. */
  readonly submit: (order: OneTabletOrder, options?: CallOptions) => Promise<OneTabletReceipt>;
  /** `POST /orders/{id}/cancel` */
  readonly cancel: (
    order_id: string,
    why?: {
      cancel_reason?: "ITEM_OUT_OF_STOCK" | "STORE_CLOSED" | "KITCHEN_BUSY" | "OTHER" | undefined;
      cancel_details?: string | undefined;
      reason?: string | undefined;
    },
    options?: CallOptions,
  ) => Promise<OneTabletReceipt>;
  /**
   * `POST /orders/{id}/delivery-status`. When OneTablet has accepted the status, `delivery.status` is the new one.
   * A status before the last one, or one that leaves a status out, is refused before anything is sent.
   */
  readonly deliveryStatus: (
    delivery: OneTabletDelivery,
    status: OneTabletDeliveryStatus,
    courier?: OneTabletCourier,
    options?: CallOptions,
  ) => Promise<OneTabletReceipt>;
  /** The statuses to send, one after the other, until the delivery has the status `status`. */
  readonly missing: (delivery: OneTabletDelivery, status: OneTabletDeliveryStatus) => Promise<OneTabletDeliveryStatus[]>;
}

/** The status of a delivery: one of five, in their order. */
export type OneTabletDeliveryStatus =
  | "dasher_confirmed"
  | "arriving_at_store"
  | "arrived_at_store"
  | "dasher_out_for_delivery"
  | "dropoff";

/** The order's id and the last status of its delivery, `null` before the first. Keep it in your own store. */
export interface OneTabletDelivery {
  order_id: string;
  status: OneTabletDeliveryStatus | null;
}

/** The courier who delivers the order. */
export interface OneTabletCourier {
  full_name?: string | undefined;
  phone?: string | undefined;
  vehicle?: { color?: string; make?: string; model?: string } | undefined;
}

/** The answer to an operation that OneTablet has accepted; `body` is there to be logged. */
export interface OneTabletReceipt {
  body: unknown;
}

/** An order. Amounts are whole cents. */
export interface OneTabletOrder extends Extra {
  /** The platform's own id of the order, by which OneTablet recognizes an order that is submitted again. */
  id: string;
  store_order_cart_id: string;
  delivery_short_code?: string | undefined;
  store: Extra & {
    merchant_supplied_id: string;
    provider_type: string;
    timezone?: string | undefined;
    store_business?: Extra & { auto_release_enabled: boolean } | undefined;
  };
  consumer: Extra & { id: number; email?: string; first_name: string; last_name?: string; phone?: string };
  categories: (Extra & { merchant_supplied_id: string; name: string; items: OneTabletItem[] })[];
  order_special_instructions?: string | undefined;
  subtotal: number;
  tax: number;
  merchant_tip_amount?: number | undefined;
  is_pickup: boolean;
  estimated_pickup_time?: string | undefined;
  fulfillment_type?: string | undefined;
  delivery_address?: Extra & {
    street: string;
    city: string;
    state?: string | undefined;
    zip_code?: string | undefined;
    /** The coordinates in degrees, as texts. */
    lat?: string | undefined;
    lng?: string | undefined;
    address_instructions?: string | undefined;
  };
  delivery_fee?: number | undefined;
  experience?: string | undefined;
  commission_type?: string | undefined;
  is_tax_remitted_by_platform?: boolean | undefined;
  tax_amount_remitted_by_platform?: number | undefined;
  tax_transaction_id?: string | undefined;
  applied_discounts?: unknown[] | undefined;
}

/** An ordered item. */
export interface OneTabletItem extends Extra {
  merchant_supplied_id: string;
  name: string;
  quantity: number;
  /** The price of one piece in cents. */
  price: number;
  consumer_name?: string | undefined;
  special_instructions?: string | undefined;
  extras?: unknown[] | undefined;
}

// ----------------------------------------------------------------------------------------- commerce API

/** Options of {@link CommerceApi}: an API key, or a function that returns OAuth tokens. */
export type CommerceOptions = ClientOptions & {
  /** The base address; the documentation names no server. */
  baseUrl: string | URL;
} & (
    | { apiKey: string; token?: undefined }
    /** Is called before the first request, and once more when a request is refused with 401. */
    | { token: () => Promise<string> | string; apiKey?: undefined }
  );

/** The commerce REST API. */
export class CommerceApi {
  constructor(options: CommerceOptions);
  /** `GET /users` */
  readonly users: (query?: CommerceUserQuery, options?: CallOptions) => Promise<Slice<CommerceUser>>;
  /** The slices of the list, a hundred rows in each. A slice is requested when the iteration needs it. */
  readonly userSlices: (query?: CommerceUserQuery, options?: CallOptions) => AsyncIterable<Slice<CommerceUser>>;
  readonly allUsers: (query?: CommerceUserQuery, options?: WalkOptions) => Items<CommerceUser>;
  /** `GET /products` */
  readonly products: (query?: CommerceQuery, options?: CallOptions) => Promise<Slice<CommerceProduct>>;
  readonly productSlices: (query?: CommerceQuery, options?: CallOptions) => AsyncIterable<Slice<CommerceProduct>>;
  readonly allProducts: (query?: CommerceQuery, options?: WalkOptions) => Items<CommerceProduct>;
  /** `GET /products/{productId}` */
  readonly product: (productId: string, options?: CallOptions) => Promise<CommerceProduct>;
  /** `POST /orders`. The request is sent once. */
  readonly createOrder: (order: CommerceNewOrder, options?: CallOptions) => Promise<CommerceOrder>;
  /** `POST /payments`. The request is sent once; it may end in `payment_required` (402) or `unknown_outcome`. */
  readonly pay: (payment: CommercePay, options?: CallOptions) => Promise<CommercePayment>;
  /** `POST /notifications/send`. The request is sent once. An e-mail needs a subject. */
  readonly sendNotification: (
    notification: { userId: string; message: string } & ({ type: "email"; subject: string } | { type: "sms"; subject?: string }),
    options?: CallOptions,
  ) => Promise<Extra>;
  /** `GET /logs` */
  readonly logs: (query?: CommerceLogQuery, options?: CallOptions) => Promise<Slice<CommerceLogEntry>>;
  readonly logSlices: (query?: CommerceLogQuery, options?: CallOptions) => AsyncIterable<Slice<CommerceLogEntry>>;
  readonly allLogs: (query?: CommerceLogQuery, options?: WalkOptions) => Items<CommerceLogEntry>;
}

/** The rows of a list to ask for. */
export interface CommerceQuery {
  /** The number of rows in a slice, from 1 to 100. Default 20, and 100 for walking through a whole list. */
  limit?: number | undefined;
  /** The number of rows to skip. Default 0. */
  offset?: number | undefined;
}

/** The query of a list of users. */
export interface CommerceUserQuery extends CommerceQuery {
  status?: string | undefined;
}

/** The query of a list of log entries; dates are ISO 8601. */
export interface CommerceLogQuery extends CommerceQuery {
  startDate?: string | undefined;
  endDate?: string | undefined;
  level?: string | undefined;
}

/** A user. */
export interface CommerceUser extends Extra {
  id: string;
  username: string;
  email: string;
  status: string;
  createdAt: string;
}

/** A product. */
export interface CommerceProduct extends Extra {
  id: string;
  name: string;
  description: string;
  /** In units of `currency`. */
  price: number;
  currency: string;
  stock: number | null;
}

/** The address of a delivery. */
export interface CommerceAddress {
  street: string;
  city: string;
  zipCode?: string | undefined;
  country: string;
  [field: string]: unknown;
}

/** An order to create. */
export interface CommerceNewOrder {
  userId: string;
  items: { productId: string; quantity: number }[];
  shippingAddress: CommerceAddress;
}

/** An order. */
export interface CommerceOrder extends Extra {
  id: string;
  userId: string | null;
  items: (Extra & { productId: string; quantity: number })[] | null;
  shippingAddress: CommerceAddress | null;
}

/** A payment to make. */
export interface CommercePay {
  orderId: string;
  paymentMethodId: string;
  /** The amount in units of `currency`, with at most two decimals; it is never rounded. */
  amount: number;
  /** The currency: three capital letters. */
  currency: string;
}

/** A payment that was made. */
export interface CommercePayment extends Extra {
  id: string | null;
  orderId: string | null;
  status: string | null;
}

/** A log entry. */
export interface CommerceLogEntry extends Extra {
  timestamp: string;
  level: string;
  message: string;
  userId: string | null;
  ipAddress: string | null;
}
