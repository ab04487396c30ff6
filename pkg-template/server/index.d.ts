/**
 * The back office of a bukaOlshop shop: the Closed API, callbacks, and the systems that fulfil orders. For servers only
 * (Node.js 20 and newer, Deno, Bun, edge workers): the keys used here can move members' money. In a browser every
 * constructor throws a {@link BukaOlshopError} of kind `invalid_argument`.
 *
 * The WebAssembly module behind it is loaded by the first call. After `await init()` a constructor looks at all of its
 * options at once; before, some of them are looked at by the first call.
 *
 * @packageDocumentation
 */

/** Loads the module now. `source`: where it is, what is in it, or the module itself, where it is not beside the entry. */
export default function init(
  source?: string | URL | Response | BufferSource | WebAssembly.Module | Promise<Response | BufferSource | WebAssembly.Module>,
): Promise<void>;
export { init };

/** What each client may be told. Times in milliseconds. */
export interface ClientOptions {
  /** Another server. Plain `http` only to this machine. */
  baseUrl?: string | URL;
  /** Time for one call, all of its attempts and waits included. Default 30,000 (OneSolu 90,000, OneTablet 200,000). */
  timeout?: number;
  /** How a call that failed in a retryable way is repeated; `false`: never. What moves money is sent once anyway. */
  retry?: RetryOptions | false;
}

/** How a call is repeated. */
export interface RetryOptions {
  /** Attempts in all. Default 3. */
  attempts?: number;
  /** Longest wait before the second attempt; it doubles. Default 400 ms. */
  baseDelay?: number;
  /** Longest wait ever. Default 8,000 ms. */
  maxDelay?: number;
}

// ------------------------------------------------------------------------------------------------- errors

/** What went wrong. */
export type ErrorKind =
  /** An argument is not allowed; nothing was sent. */
  | "invalid_argument"
  /** A limit is used up for now; nothing was sent. `retryAfter` tells how long. */
  | "quota"
  /** No answer. For a call that moves money: it was certainly not sent, and can be sent again. */
  | "network"
  /** No answer in time. */
  | "timeout"
  | "bad_request"
  /** Wrong key or token. */
  | "unauthorized"
  /** The key may not do this, or the request is not allowed: a wrong PIN, more than there is. */
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  /** Too many requests; also two changes of one balance within five seconds. */
  | "rate_limited"
  | "server"
  | "unavailable"
  /** The answer cannot be read; `path` tells where. */
  | "invalid_response"
  /** 402: the payment failed. */
  | "payment_required"
  /** 409. */
  | "conflict"
  /** Nobody knows whether money moved: `movement` has what is needed to find out. Do not just repeat it. */
  | "unknown_outcome"
  /** The WebAssembly module could not be loaded. */
  | "load"
  | (string & {});

/** Anything that can go wrong in a call. Its message is Indonesian: what happened and what to do. No secrets in it. */
export class BukaOlshopError extends Error {
  readonly name: "BukaOlshopError";
  /** What went wrong. */
  readonly kind: ErrorKind;
  /** The answer's code; `null` without an answer. */
  readonly code: number | null;
  /** The endpoint's path, with the names of its values in braces: `/api/orders/{id}`. */
  readonly endpoint: string | null;
  /** The server's own words. */
  readonly status: string | null;
  /** Which field of the argument or of the answer it is about. */
  readonly path: string | null;
  /** The server's name for the error, for example OneSolu's `UNAUTHORIZED`. */
  readonly serverCode: string | null;
  /** Whether trying again later can help. */
  readonly retryable: boolean;
  /** Attempts made. */
  readonly attempts: number;
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter: number | null;
  /** For `unknown_outcome`: the money that may have moved. Not enumerable, for it names a member. */
  readonly movement: Movement | null;
}

/** Money that may have moved. */
export interface Movement {
  /** Whose balance; `null` where only `reference` tells. */
  member: Member | null;
  /** Up or down, from the member's side. */
  direction: Direction;
  /** Rupiah; hundredths of the currency's unit for payments of the commerce API. `null` where nobody said. */
  amount: number | null;
  /** When it was sent: milliseconds since 1970. */
  at: number;
  /** The note that goes with it. */
  note: string | null;
  /** What else names it: an order's number. */
  reference: string | null;
}

/** Up or down. */
export type Direction = "tambah" | "kurang";

/** What became of a movement: the money has moved; it has not, and may be sent again; or a person has to look. */
export type Outcome = "changed" | "not_changed" | "unclear";

// ------------------------------------------------------------------------------------------------ lists

/** Fields that a system's documentation does not know are kept as they came. */
export interface Extra {
  [field: string]: unknown;
}

/** A row that could not be read. */
export interface Rejected {
  /** Where it stood among the rows of the answer, from 0. */
  index: number;
  /** The field at fault. */
  path: string;
  /** Why, in Indonesian. */
  reason: string;
}

/** A page of a list that has pages. */
export interface Page<T> {
  data: T[];
  /** From 1. */
  page: number;
  /** The most rows that there could be. */
  total_data: number;
  has_next: boolean;
  /** Rows that could not be read; they are not in `data`. */
  rejected: Rejected[];
}

/** A part of a list that is asked for by offset and limit. */
export interface Slice<T> {
  data: T[];
  offset: number;
  limit: number;
  /** Rows in the whole list; `null` where the server did not say. */
  total: number | null;
  /** The offset of the rows behind these; `null` behind the last. */
  next_offset: number | null;
  /** Rows that could not be read; they are not in `data`. */
  rejected: Rejected[];
}

/** A list in one piece. */
export interface Rows<T> {
  data: T[];
  /** Rows in all, where the server says so. */
  total: number | null;
  /** Rows that could not be read; they are not in `data`. */
  rejected: Rejected[];
}

// ------------------------------------------------------------------------------------------- Closed API

/** A member, by one of two names: never both, never none. */
export type Member = { id_user: string; email_user?: undefined } | { email_user: string; id_user?: undefined };

/** The same where the member need not be known. */
export type MaybeMember = Member | { id_user?: undefined; email_user?: undefined };

/** Options of {@link ClosedApi}. */
export interface ClosedApiOptions extends ClientOptions {
  /** The shop's API key, from bukaOlshop's app for Android. */
  apiKey: string;
}

/** bukaOlshop's Closed API: what a shop's owner can see and change. */
export class ClosedApi {
  constructor(options: ClosedApiOptions);

  /** The shop's app. */
  readonly aplikasi: {
    /** `GET /aplikasi/info` */
    info(): Promise<AplikasiInfo>;
  };
  /** The shop's products. */
  readonly produk: {
    /** `GET /produk/list`: one page, from 1 to 600, newest first, ten on each. */
    list(page?: number): Promise<Page<ProdukRow>>;
    /** The pages from this one on, fetched as they are consumed. */
    pages(page?: number): AsyncIterable<Page<ProdukRow>>;
    /** All products, each once, fetched as they are consumed. */
    all(): AsyncIterable<ProdukRow>;
    /** `GET /produk/id` */
    get(id_barang: string): Promise<ProdukDetail>;
    /** `PATCH /produk/id`: changes what is there, and leaves the rest. */
    edit(edit: ProdukEdit): Promise<ProdukChanged>;
    /** `DELETE /produk/id` */
    delete(id_barang: string): Promise<ProdukChanged>;
  };
  /** The shop's members. */
  readonly member: {
    /** `GET /member/list`: one page, from 1 to 600. */
    list(page?: number): Promise<Page<MemberRow>>;
    pages(page?: number): AsyncIterable<Page<MemberRow>>;
    all(): AsyncIterable<MemberRow>;
    /** `GET /member/id` */
    get(member: Member): Promise<MemberDetail>;
  };
  /** The balances of members. */
  readonly saldo: {
    /** `GET /member/saldo` */
    get(member: Member): Promise<Saldo>;
    /**
     * `POST /member/saldo`: changes a balance, once. It waits first until five seconds have gone by since this client
     * last changed that balance. Where no answer tells what became of it: `unknown_outcome`.
     */
    change(change: SaldoChange): Promise<SaldoChanged>;
    /** `POST /member/topup`: confirms a top-up, once. */
    topup(topup: Topup): Promise<SaldoChanged>;
    /**
     * What became of a movement (`error.movement`). `before` is the balance from before it was sent. Where it is not
     * seen, this waits until a minute has gone by since it was sent, and looks again.
     */
    outcomeOf(movement: Movement, before: Saldo): Promise<Outcome>;
    /** The same from two answers; asks nothing. `after` must be from a minute after the movement or later. */
    compare(movement: Movement, before: Saldo, after: Saldo): Promise<Outcome>;
  };
  /** Messages to members. */
  readonly chat: {
    /** `POST /chat/create` */
    create(chat: ChatCreate): Promise<ChatCreated>;
  };
  /** The shop's orders. */
  readonly transaksi: {
    /** `GET /transaksi/list`: one page, newest first, ten on each. */
    list(query?: TransaksiQuery): Promise<Page<TransaksiRow>>;
    pages(query?: TransaksiQuery): AsyncIterable<Page<TransaksiRow>>;
    all(query?: TransaksiQuery): AsyncIterable<TransaksiRow>;
    /** `GET /transaksi/id` */
    get(nomor_pembayaran: string): Promise<TransaksiDetail>;
    /** `PATCH /transaksi/id`. `batal_dan_refund` moves money, and so may end in `unknown_outcome`. */
    status(nomor_pembayaran: string, status_transaksi: StatusChange): Promise<StatusChanged>;
    /** `PATCH /transaksi/id`: enters a courier's number. */
    resi(resi: ResiChange): Promise<ResiChanged>;
  };
}

/** The shop's app, its plan and its owner. */
export interface AplikasiInfo extends Extra {
  nama_toko: string;
  nama_aplikasi: string;
  /** The app's Android package. */
  nama_package: string;
  icon_aplikasi: string | null;
  /** Until when the plan is paid, `YYYY-MM-DD`. */
  masa_aktif_premium: string | null;
  /** The plan, for example `lite`. */
  status_premium: string;
  /** `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent. */
  tanggal_daftar_aplikasi: string;
  telah_verifikasi_identitas: boolean | null;
  email_pemilik_olshop: string;
  nama_pemilik_olshop: string;
  hp_pemilik_olshop: string;
}

/** A product, in a list. */
export interface ProdukRow extends Extra {
  /** Digits. */
  id_barang: string;
  id_kategori: string;
  nama_barang: string;
  /** Rupiah. */
  harga_barang: number;
  /** For example "Baru". */
  kondisi_barang: string;
  stok_barang: number;
  /** Gram. */
  berat: number;
  /** `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent. */
  tanggal: string;
  url_gambar_barang: string | null;
}

/** A product, with all there is to know of it. */
export interface ProdukDetail extends Extra {
  id_barang: string;
  nama_barang: string;
  /** Rupiah. */
  harga_barang: number;
  /** Rupiah before discount; 0 means no discount. */
  harga_barang_asli: number;
  kondisi_barang: string;
  stok_barang: number;
  /** Gram. */
  berat: number;
  tanggal: string;
  merek: string;
  sku: string;
  ukuran: string;
  warna: string;
  id_kategori: string;
  data_kategori: (Extra & { nama_kategori: string; gambar_kategori: string | null }) | null;
  /** Prices for many: from `jumlah` pieces on, `harga` rupiah. */
  harga_grosir: (Extra & { jumlah: number; harga: number })[];
  /** Where it is sent from. */
  lokasi_barang: LokasiBarang | null;
  url_gambar: string[];
}

/** Where a product is sent from. */
export interface LokasiBarang extends Extra {
  id_origin: string;
  nama_pengirim: string;
  provinsi: string;
  kota: string;
  kecamatan: string;
  kode_pos: string;
  no_hp: string;
}

/** What to change of a product: at least one field beside its id. */
export interface ProdukEdit {
  id_barang: string;
  nama_barang?: string;
  deskripsi_panjang?: string;
  deskripsi_singkat?: string;
  /** Gram. */
  berat?: number;
  jumlah_stok?: number;
  kondisi?: string;
  merek?: string;
  dalam_kotak?: string;
  garansi?: string;
  /** Rupiah. */
  harga_barang?: number;
  /** Rupiah before discount; 0 for none. */
  harga_barang_asli?: number;
  sku?: string;
}

/** A product that was changed or deleted. */
export interface ProdukChanged extends Extra {
  status: string;
  id_barang: string;
}

/** A member, in a list. */
export interface MemberRow extends Extra {
  id_user: string;
  email_user: string;
  nama_user: string;
  nomor_telepon: string;
  foto_profil: string | null;
  status_akun: string;
  tanggal_daftar: string;
}

/** A member. */
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

/** Where a member has things sent to. */
export interface DataAlamat extends Extra {
  nama_penerima: string;
  kecamatan: string;
  kota: string;
  provinsi: string;
  nomor_telepon: string;
  kode_pos: string;
  alamat_lengkap: string;
}

/** A member's balance, and how it came about. */
export interface Saldo extends Extra {
  id_user: string;
  email_user: string;
  nama_user: string;
  transaksi_terakhir: string | null;
  /** Rupiah. */
  jumlah_saldo: number;
  riwayat_saldo: RiwayatSaldo[];
}

/** A change of a balance. */
export interface RiwayatSaldo extends Extra {
  informasi_catatan: string;
  /** Rupiah. */
  jumlah_dana: number;
  tanggal: string;
}

/** A change of a balance, to be made. */
export type SaldoChange = Member & {
  tipe: Direction;
  /** Whole rupiah, at least 1. */
  jumlah: number;
  /** The member's PIN, six digits, where the member has typed it to allow the change. */
  pin?: string;
  /** What it is for; the member sees it. One that no other change has lets `outcomeOf` find this one again. */
  catatan_saldo?: string;
};

/** A top-up to confirm. The token alone is sent; the rest lets five seconds be kept and a lost answer be looked for. */
export type Topup = MaybeMember & {
  token_topup: string;
  /** Rupiah. */
  jumlah?: number;
};

/** A balance that was changed. */
export interface SaldoChanged extends Extra {
  status: string;
  id_user: string;
  email_user: string;
  nama_user: string;
  /** Rupiah. */
  jumlah: number;
  tipe: string;
  id_perubahan: string;
}

/** A message to a member. */
export type ChatCreate = Member & {
  pesan_teks: string;
  /** A product that it is about. */
  id_barang?: string;
};

/** A message that was sent. */
export interface ChatCreated extends Extra {
  status: string;
  id_user: string;
  email_user: string;
  nama_user: string;
  id_barang: string | null;
  pesan_teks: string;
}

/** Which orders. */
export interface TransaksiQuery {
  /** From 1 to 600. Default 1. */
  page?: number;
  /** Only orders of this member. */
  id_user?: string;
  filter_status?: "pending" | "diproses" | "lunas";
}

/** An order, in a list. */
export interface TransaksiRow extends Extra {
  nomor_pembayaran: string;
  id_user: string;
  status_bayar: string;
  status_pengiriman: string;
  tanggal: string;
}

/** An order, with all that was ordered and where it goes. */
export interface TransaksiDetail extends Extra {
  nomor_pembayaran: string;
  id_user: string;
  status_bayar: string;
  status_pengiriman: string;
  bank_penerima: string;
  terakhir_update: string;
  tanggal_buat: string;
  /** Discount, rupiah. */
  potongan: number;
  kode_unik: number;
  /** Rupiah. */
  total_membership: number;
  /** Rupiah, all included. */
  total_transaksi: number;
  data_pesanan: DataPesanan[];
}

/** What is sent in one piece. */
export interface DataPesanan extends Extra {
  /** Courier and service, for example "JNE OKE". */
  ekspedisi: string;
  /** Rupiah. */
  ongkos_kirim: number;
  nama_pengirim: string;
  provinsi: string;
  kota: string;
  kecamatan: string;
  no_hp: string;
  kode_pos: string;
  data_produk: DataProduk[];
}

/** A product that was ordered. */
export interface DataProduk extends Extra {
  /** What {@link ResiChange} asks for. */
  id_transaksi: string;
  id_barang: string;
  nama_barang: string;
  jumlah_barang: number;
  /** Rupiah for all of them. */
  total_harga: number;
  /** What the member wrote, for example the phone number of a top-up. */
  catatan: string;
  nomor_resi: string;
  /** The variant that was chosen. */
  catatan_tambahan: (Extra & { nama_varian: string; opsi: string[] }) | null;
}

/** What to do with an order's status. */
export type StatusChange = "lanjut" | "kembali" | "selesai" | "diproses" | "batal" | "batal_dan_refund" | "lunas";

/** An order's status before and after. */
export interface StatusChanged extends Extra {
  status: string;
  nomor_pembayaran: string;
  /** Before; spelled like this in the documentation's example. Empty when not sent. */
  statu_bayar_awal: string;
  /** Before; should the server spell it in full. Empty when not sent. */
  status_bayar_awal: string;
  status_pengiriman_awal: string;
  status_bayar_terbaru: string;
  status_pengiriman_terbaru: string;
}

/** A courier's number for one product of an order. */
export interface ResiChange {
  id_transaksi: string;
  nomor_resi: string;
  /** What the product cost the shop, rupiah. */
  harga_modal?: number;
}

/** A courier's number that was entered. */
export interface ResiChanged extends Extra {
  status: string;
}

// -------------------------------------------------------------------------------------------- callbacks

/** Options of {@link callbackReceiver}. */
export interface CallbackOptions {
  /** The shop's `secret_key_callback`, from the menu "API & Callback" of bukaOlshop's app. */
  secret: string;
  /** Names the shop in the store, where several share one: any text, always the same. Default "toko". */
  toko?: string;
  /** Where it is noted what was done. */
  store: Store;
  /**
   * Works on a new order. Once it has ended well, that callback is never worked on again; when it throws, the callback
   * is answered with 503 and may be worked on another time. At least one of the two handlers is needed; callbacks
   * of the other kind are acknowledged.
   */
  onTransaksiBaru?: CallbackHandler;
  /** Works on a changed status, in the same way. */
  onPerubahanStatusTransaksi?: CallbackHandler;
  /** The largest body that is read, in bytes. Default 65,536. */
  limit?: number;
  /** Hands on callbacks of a `status_transaksi` that the documentation does not name. Default false: refused. */
  anyStatus?: boolean;
  /** How long work may take, in milliseconds. Default 60,000. */
  deadline?: number;
  /** Is told each answer by a line without secrets and members' data. */
  log?: (line: string, reply: Reply) => void;
  /** Is told what a handler threw. What it says may hold secrets, so it is not in the log. */
  onError?: (error: unknown, callback: Callback | null) => void;
}

/** Works on a callback. */
export type CallbackHandler = (callback: Callback, delivery: Delivery) => unknown;

/** How a callback was delivered. */
export interface Delivery {
  /** How often the work has been begun, from 1. Above 1, an earlier attempt may have done its part: look first. */
  attempt: number;
  /**
   * Compares what the callback claims with the order as the API has it (`transaksi.get`). Throws a rejection, answered
   * with 409, for a status that the API does not know of; `late`: the order has moved on since.
   */
  confirm(transaksi: { status_bayar: string; status_pengiriman: string }): "current" | "late";
}

/** A callback whose secret was right. The secret is not in it. */
export interface Callback extends Extra {
  tipe_callback: "transaksi_baru" | "perubahan_status_transaksi";
  nomor_pembayaran: string;
  status_transaksi: "pending" | "lunas" | "belum diproses" | "diproses" | "dikirim" | "selesai" | "di batalkan" | (string & {});
  /** A change of status may lack it. */
  tipe_transaksi: TipeTransaksi | null;
}

/** How an order reaches its member. */
export type TipeTransaksi =
  | "COD MANUAL"
  | "COD JNT"
  | "DELIVERY COD"
  | "DELIVERY"
  | "PRODUK DIGITAL"
  | "EKSPEDISI"
  | "MULTI_PENGIRIMAN";

/** Receives the callbacks of a shop. */
export interface CallbackReceiver {
  /** For Node's http, and frameworks on it: `http.createServer(receiver.node)`, `app.post(path, receiver.node)`. */
  node(request: NodeRequest, response: NodeResponse): Promise<void>;
  /** For servers that know `Request` and `Response`: Deno, Bun, edge workers, Hono, Next.js. */
  fetch(request: Request): Promise<Response>;
  /** For any other: method and body in, the answer out. */
  receive(method: string, body: Uint8Array | string): Promise<Reply>;
  /** Begins again what was begun and not finished: at the program's start, and from time to time. */
  resume(): Promise<Reply[]>;
  /** Checks the POST of an override top-up and reads it. The answer is the page that the member is to see. */
  topup(request: Request | NodeRequest): Promise<TopUpRequest>;
}

/** What is needed of a request of Node's http. */
export interface NodeRequest extends AsyncIterable<any> {
  method?: string;
  headers: Record<string, string | string[] | undefined>;
  readableEnded: boolean;
  /** What a framework has read already. */
  body?: any;
}

/** What is needed of a response of Node's http. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: string): unknown;
}

/** An answer to a callback. */
export interface Reply {
  /** The HTTP status. */
  status: number;
  headers: Record<string, string>;
  body: string;
  /** A line for the log. */
  log: string;
  /** Why the work was not begun or not done; `null` where it was. */
  reason: Reason | null;
  /** The field that it is about. */
  field: string | null;
  message: string | null;
  /** What was received; `null` where it was refused before its secret proved right. */
  callback: Callback | null;
}

/** Why a callback is not handed on, or was not done. */
export type Reason =
  | "wrong_method"
  | "body_too_large"
  | "unreadable"
  | "wrong_secret"
  | "missing_field"
  | "invalid_field"
  | "unknown_tipe_callback"
  | "unknown_tipe_transaksi"
  | "unknown_status"
  | "forged_status"
  | "topup_not_ok"
  | "replayed"
  | "in_progress"
  | "work_failed"
  | "work_timed_out"
  | "store_failed"
  /** Of a webhook of OneSolu's. */
  | "no_signature"
  /** Of a webhook of OneSolu's. */
  | "wrong_signature"
  | (string & {});

/** Makes a receiver. */
export function callbackReceiver(options: CallbackOptions): CallbackReceiver;

/** Why something that was sent is refused. A handler may throw it, with a reason and a note for the log. */
export class CallbackRejection extends Error {
  constructor(reason: Reason, more?: { message?: string; note?: string; field?: string | null });
  readonly name: "CallbackRejection";
  readonly reason: Reason;
  readonly field: string | null;
  readonly note: string | null;
  /** What to answer, where this was thrown by `topup` or by {@link OneSoluWebhooks}. */
  readonly reply: { status: number; headers: Record<string, string>; body: string } | null;
  /** The answer, as a Response. */
  toResponse(): Response;
}

/** A member wants to top up: the POST to a top-up page of the shop's own. */
export interface TopUpRequest extends Extra {
  id_user: string;
  /** What `saldo.topup` confirms once the money has come. Not for logs. */
  token_topup: string;
  /** Rupiah. */
  jumlah_topup: number | null;
  kode_unik: number | null;
  /** Rupiah: the sum of the two. */
  total_topup: number | null;
}

/**
 * Where it is noted what was begun and done. Each call happens as a whole or not at all, whoever else calls; in SQL
 * each is one statement. With a table `callback(key PRIMARY KEY, attempt, until, note, done)`:
 *
 * ```sql
 * -- claim: a row comes back where it is claimed
 * INSERT INTO callback VALUES (:key, 1, :now + :lease, :note, false)
 *   ON CONFLICT (key) DO UPDATE SET attempt = callback.attempt + 1, until = :now + :lease, note = :note
 *     WHERE NOT callback.done AND callback.until <= :now
 *   RETURNING attempt;
 * -- settle: done, failed, refused
 * UPDATE callback SET done = true, until = 0, note = '' WHERE key = :key;
 * UPDATE callback SET until = 0 WHERE key = :key AND attempt = :attempt AND NOT done;
 * DELETE FROM callback WHERE key = :key AND attempt = :attempt AND NOT done;
 * -- unfinished
 * SELECT key, note FROM callback WHERE NOT done AND until <= :now;
 * ```
 *
 * Times are milliseconds. What a store throws keeps callbacks from being worked on; the log gets its `code` or `name`.
 */
export interface Store {
  /** Notes that work begins, where it was neither done nor is being done. */
  claim(bid: Bid): Promise<Claim> | Claim;
  /** Notes how an attempt has ended. `done` holds whoever says it; the others count from the last attempt only. */
  settle(ended: Settled): Promise<void> | void;
  /** What was begun, was not done, and is not being done now. */
  unfinished(now: number): Promise<Unfinished[]> | Unfinished[];
}

/** Who wants to begin what. */
export interface Bid {
  /** Names the work: letters, digits and `-_.~%:`. */
  key: string;
  /** Is handed out again by `unfinished`. May hold a member's data. */
  note: string;
  now: number;
  /** How long others have to leave it alone from now on. */
  lease: number;
}

/** The answer to a bid. */
export type Claim = { state: "claimed"; attempt: number } | { state: "in_progress"; left: number } | { state: "done" };

/** The end of an attempt. */
export interface Settled {
  key: string;
  attempt: number;
  end: "done" | "failed" | "refused";
  now: number;
}

/** Work that was begun and not done. */
export interface Unfinished {
  key: string;
  note: string;
}

/** Options of the stores. */
export interface StoreOptions {
  /** How long what was done is remembered, in milliseconds. Default 90 days. */
  kept?: number;
}

/** Remembers while the program runs: for tests, and for work that does no harm when it is done again. */
export class MemoryStore implements Store {
  constructor(options?: StoreOptions);
  claim(bid: Bid): Promise<Claim>;
  settle(ended: Settled): Promise<void>;
  unfinished(now: number): Promise<Unfinished[]>;
}

/**
 * Remembers in a file, and so after a restart, a crash or a loss of power: the journal that Rust's `FileStore` writes.
 * One program at a time; another on this machine is told so. Where there are no files (edge workers), `open` throws.
 */
export class FileStore implements Store {
  private constructor();
  /** Opens a journal, or begins one; its folder must be there, and the program alone should be able to read it. */
  static open(path: string | URL, options?: StoreOptions): Promise<FileStore>;
  claim(bid: Bid): Promise<Claim>;
  settle(ended: Settled): Promise<void>;
  unfinished(now: number): Promise<Unfinished[]>;
  /** Lets another program have the file. */
  close(): Promise<void>;
}

// ------------------------------------------------------------------------------------------ Mitra Bunso

/** Options of {@link MitraBunso}. Its only documented address is plain `http`: see `baseUrl`. */
export interface MitraBunsoOptions extends ClientOptions {
  /** The token of a login. */
  token: string;
  /** The id of its user, 36 characters. */
  idUser: string;
}

/** Mitra Bunso's order module. Amounts are rupiah. */
export class MitraBunso {
  constructor(options: MitraBunsoOptions);
  /** `GET /order/orders/list/{id_user}/{offsite}/{limit}` */
  readonly list: (query?: MitraQuery) => Promise<Slice<MitraOrderRow>>;
  /** The parts of the list from the offset on, fetched as they are consumed. */
  readonly slices: (query?: MitraQuery) => AsyncIterable<Slice<MitraOrderRow>>;
  /** The orders from the offset on, each once, fetched as they are consumed. */
  readonly all: (query?: MitraQuery) => AsyncIterable<MitraOrderRow>;
  /** `GET /order/orders/total_summary/{id_user}`: how many orders there are of each status. */
  readonly totalSummary: () => Promise<Extra & { NEW: number; PROCESSED: number; SENT: number; DRAFT: number }>;
  /** `POST /order/orders/create/{id_user}`. Sent once; `list({ q: invoice })` tells whether a lost one was made. */
  readonly create: (order: MitraNewOrder) => Promise<MitraRecords>;
  /** `POST /order/orders/batch_create/{id_user}`. Sent once. */
  readonly batchCreate: (orders: MitraNewOrder[]) => Promise<Extra & { invoices: string[]; total: number | null }>;
  /** `GET /order/orders/details/{id_user}/{id_order}` */
  readonly details: (id_order: string) => Promise<MitraRecords>;
  /** `POST /smartorder/fetch/{id_user}`: turns a marketplace's export into forms to fill in. Makes no order. */
  readonly smartOrder: (rows: MitraSmartOrder) => Promise<Rows<MitraTemplate>>;
  /** `GET /order/orders/processed_list/{id_user}` */
  readonly processedList: (query?: { q?: string }) => Promise<Rows<MitraProcessedRow>>;
  /** `POST /order/orders/print_order/{id_user}/{timestamp}/{print_status}`. The system counts how often it is asked. */
  readonly printOrder: (print: { timestamp: string; print_status: number }) => Promise<Rows<MitraOrder>>;
}

/** Which orders. */
export interface MitraQuery {
  /** How many to pass over. Default 0. */
  offset?: number;
  /** How many at most. Default 100. */
  limit?: number;
  /** Search. */
  q?: string;
  status?: MitraStatus;
}

/** How far an order is. */
export type MitraStatus = "NEW" | "PROCESSED" | "SENT" | "DRAFT" | (string & {});

/** Who gets what was ordered. */
export interface MitraCustomer extends Extra {
  name: string;
  /** With the country's number before it: "6281777777". */
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

/** Who sends it. */
export interface MitraSender extends Extra {
  name: string;
  phone: string;
}

/** An order to be made. */
export interface MitraNewOrder {
  customer: { name: string; phone: string; address: string } & Partial<MitraCustomer>;
  sender: { name: string; phone?: string };
  order: {
    /** The shop's own number for it. */
    invoice: string;
    courierId: string;
    courierName?: string;
    shopId: string;
    shopName?: string;
    /** Rupiah. Default 0. */
    shippingCost?: number;
    awb?: string | null;
    adminNote?: string | null;
    customerNote?: string | null;
    /** Rupiah. Default 0. */
    totalCost?: number;
    labelImage?: string | null;
    /** Default "2", as in every example. */
    printType?: string;
    assign?: string | null;
  };
  /** One product at least. Prices are rupiah. */
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

/** An order, in a list. */
export interface MitraOrderRow extends MitraOrder {
  updatedAWB: string | null;
  createdAt: string;
  processedAt: string | null;
  sentAt: string | null;
  status: MitraStatus;
  updatedInvoice: string | null;
}

/** A moment as PHP writes it. */
export interface MitraWaktu extends Extra {
  /** `YYYY-MM-DD hh:mm:ss`, at the clock of `timezone`. */
  date: string;
  /** For example "Asia/Bangkok", which has Jakarta's time; empty where it was not sent. */
  timezone: string;
}

/** What the system has written down of an order. */
export interface MitraRecords extends Extra {
  order: MitraRecord[];
  products: (Extra & { detailsId: string; productId: string; productName: string; productPrice: number | null; qty: number | null })[];
}

/** An order, written down. */
export interface MitraRecord extends Extra {
  /** The order as it was when it was made: decoded, or the text as it came where it cannot be. */
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

/** A marketplace's export. */
export interface MitraSmartOrder {
  /** Rows of cells. */
  text: unknown[][];
  marketplace: string;
  shop: string;
  /** Whether the rows come from a spreadsheet. Default false. */
  excel?: boolean;
  /** Whether the first row is a header. Default false. */
  header?: boolean;
}

/** What a person wrote, and the number that it is, where it is one. */
export interface MitraWritten {
  text: string;
  number: number | null;
}

/** A form to fill in. */
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

/** Labels that wait to be printed. */
export interface MitraProcessedRow extends Extra {
  totalLabels: number;
  printStatus: number;
  /** The `timestamp` that `printOrder` asks for. */
  processed: string;
}

// ---------------------------------------------------------------------------------------------- OneSolu

/** Options of {@link OneSolu}. */
export interface OneSoluOptions extends ClientOptions {
  apiKey: string;
}

/** OneSolu. Its rate-limit headers slow the client down before it is refused. */
export class OneSolu {
  constructor(options: OneSoluOptions);
  /** `POST /api/orders`. Sent once. */
  readonly createOrder: (order: OneSoluNewOrder) => Promise<OneSoluOrder>;
  /** `GET /api/orders/{id}`: the answer has no `items`. */
  readonly order: (id: string) => Promise<OneSoluOrder>;
  /** `PUT /api/orders/{id}/status` */
  readonly changeStatus: (id: string, status: OneSoluStatus) => Promise<OneSoluStatusChanged>;
  /** `POST /api/webhooks`. Sent once. */
  readonly registerWebhook: (webhook: OneSoluNewWebhook) => Promise<OneSoluWebhook>;
  /** `GET /api/analytics/daily`: of the last 7 days unless told. */
  readonly dailyAnalytics: (days?: number) => Promise<OneSoluAnalytics>;
  /** What the last answer said of the limits; `null` before the first. `reset`: seconds since 1970. */
  readonly rateLimit: () => Promise<{ limit: number | null; remaining: number; reset: number } | null>;
}

/** The five statuses of an order. */
export type OneSoluStatus = "pending" | "preparing" | "ready" | "completed" | "cancelled";

/** An order to be made. */
export interface OneSoluNewOrder {
  customer_id: string;
  /** At least one; `quantity` from 1. */
  items: { menu_id: string; quantity: number }[];
}

/** An order. */
export interface OneSoluOrder extends Extra {
  id: string;
  customer_id: string;
  items?: (Extra & { menu_id: string; quantity: number; subtotal?: number })[];
  /** In `currency`: whole rupiah for `IDR`. */
  total: number;
  currency: string;
  status: OneSoluStatus | (string & {});
  estimated_ready?: string;
  created_at: string;
}

/** An order's new status. */
export interface OneSoluStatusChanged extends Extra {
  id: string;
  status: OneSoluStatus | (string & {});
  updated_at: string;
  message?: string;
}

/** What OneSolu tells of. */
export type OneSoluEventType = "order.created" | "order.updated" | "park.session.ended" | (string & {});

/** A webhook to be registered. */
export interface OneSoluNewWebhook {
  /** `https`. */
  url: string;
  events: OneSoluEventType[];
  /** Of your own making; the same goes into {@link OneSoluWebhooks}. */
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

/** How the API was used. */
export interface OneSoluAnalytics extends Extra {
  period: string;
  total_requests: number;
  avg_response_time_ms: number;
  /** From 0 to 1. */
  error_rate: number;
  daily: (Extra & { date: string; requests: number; errors: number })[];
  top_endpoints: (Extra & { endpoint: string; count: number })[];
}

/**
 * Receives what OneSolu sends to a webhook. Its document does not tell how events are signed: this takes HMAC-SHA256 of
 * the body with the secret, in hexadecimal digits, in the header `x-onesolu-signature` unless told.
 */
export class OneSoluWebhooks {
  constructor(options: { secret: string; header?: string });
  /** The event of a request. Throws a {@link CallbackRejection} for one that is not signed or cannot be read. */
  receive(request: Request | NodeRequest): Promise<OneSoluEvent>;
  /** The same of a body and what the header says. */
  verify(body: Uint8Array | string, signature?: string | null): Promise<OneSoluEvent>;
  /** The signature of a body: for tests, and for whoever passes events on. */
  sign(body: Uint8Array | string): Promise<string>;
}

/** Something that happened. `id` is the same when it is sent again. */
export type OneSoluEvent = Extra & { id: string; created_at: string } & (
    | { type: "order.updated"; data: Extra & { order_id: string; status: OneSoluStatus | (string & {}); updated_at: string } }
    | { type: "order.created" | "park.session.ended" | (string & {}); data: any }
  );

// -------------------------------------------------------------------------------------------- OneTablet

/** Options of {@link OneTablet}. */
export interface OneTabletOptions extends ClientOptions {
  /** What OneTablet gave you. */
  baseUrl: string | URL;
  apiKey: string;
  /** For integrations of the older kind: all goes to `POST /webhooks`, under these names or the usual ones. */
  envelope?: boolean | { submit?: string; cancel?: string; deliveryStatus?: string };
}

/** OneTablet. Money is whole cents. What failed is tried again after 1, 5 and 30 seconds, as its document says. */
export class OneTablet {
  constructor(options: OneTabletOptions);
  /** `POST /orders`. Submitting the same again does no harm. */
  readonly submit: (order: OneTabletOrder) => Promise<OneTabletReceipt>;
  /** `POST /orders/{id}/cancel` */
  readonly cancel: (
    order_id: string,
    why?: {
      cancel_reason?: "ITEM_OUT_OF_STOCK" | "STORE_CLOSED" | "KITCHEN_BUSY" | "OTHER";
      cancel_details?: string;
      reason?: string;
    },
  ) => Promise<OneTabletReceipt>;
  /**
   * `POST /orders/{id}/delivery-status`. Once OneTablet has taken it, `delivery.status` is the new one. A status that
   * lies behind, or that leaves a step out, is refused before anything is sent.
   */
  readonly deliveryStatus: (
    delivery: OneTabletDelivery,
    status: OneTabletDeliveryStatus,
    courier?: OneTabletCourier,
  ) => Promise<OneTabletReceipt>;
  /** What is to be sent, one after the other, for the delivery to be at `status`. */
  readonly missing: (delivery: OneTabletDelivery, status: OneTabletDeliveryStatus) => Promise<OneTabletDeliveryStatus[]>;
}

/** The five statuses of a delivery, in their order. */
export type OneTabletDeliveryStatus =
  | "dasher_confirmed"
  | "arriving_at_store"
  | "arrived_at_store"
  | "dasher_out_for_delivery"
  | "dropoff";

/** Which order, and how far its delivery is; `null` before the first status. Keep it in your own store. */
export interface OneTabletDelivery {
  order_id: string;
  status: OneTabletDeliveryStatus | null;
}

/** Who brings the order. */
export interface OneTabletCourier {
  full_name?: string;
  phone?: string;
  vehicle?: { color?: string; make?: string; model?: string };
}

/** OneTablet has taken it; `body` is for the log. */
export interface OneTabletReceipt {
  body: unknown;
}

/** An order. Amounts are whole cents. */
export interface OneTabletOrder extends Extra {
  /** Your own id: by it OneTablet knows an order that comes twice. */
  id: string;
  store_order_cart_id: string;
  delivery_short_code?: string;
  store: Extra & {
    merchant_supplied_id: string;
    provider_type: string;
    timezone?: string;
    store_business?: Extra & { auto_release_enabled: boolean };
  };
  consumer: Extra & { id: number; email?: string; first_name: string; last_name?: string; phone?: string };
  categories: (Extra & { merchant_supplied_id: string; name: string; items: OneTabletItem[] })[];
  order_special_instructions?: string;
  subtotal: number;
  tax: number;
  merchant_tip_amount?: number;
  is_pickup: boolean;
  estimated_pickup_time?: string;
  fulfillment_type?: string;
  delivery_address?: Extra & {
    street: string;
    city: string;
    state?: string;
    zip_code?: string;
    /** Degrees, as texts. */
    lat?: string;
    lng?: string;
    address_instructions?: string;
  };
  delivery_fee?: number;
  experience?: string;
  commission_type?: string;
  is_tax_remitted_by_platform?: boolean;
  tax_amount_remitted_by_platform?: number;
  tax_transaction_id?: string;
  applied_discounts?: unknown[];
}

/** Something that was ordered. */
export interface OneTabletItem extends Extra {
  merchant_supplied_id: string;
  name: string;
  quantity: number;
  /** Cents for one. */
  price: number;
  consumer_name?: string;
  special_instructions?: string;
  extras?: unknown[];
}

// ----------------------------------------------------------------------------------------- commerce API

/** Options of {@link CommerceApi}: an API key, or a source of OAuth tokens. */
export type CommerceOptions = ClientOptions & {
  /** The document names no server. */
  baseUrl: string | URL;
} & (
    | { apiKey: string; token?: undefined }
    /** Is asked before the first request, and once more when one is refused with 401. */
    | { token: () => Promise<string> | string; apiKey?: undefined }
  );

/** The commerce REST API. */
export class CommerceApi {
  constructor(options: CommerceOptions);
  /** `GET /users` */
  readonly users: (query?: CommerceUserQuery) => Promise<Slice<CommerceUser>>;
  /** The parts of the list, a hundred at a time, fetched as they are consumed. */
  readonly userSlices: (query?: CommerceUserQuery) => AsyncIterable<Slice<CommerceUser>>;
  readonly allUsers: (query?: CommerceUserQuery) => AsyncIterable<CommerceUser>;
  /** `GET /products` */
  readonly products: (query?: CommerceQuery) => Promise<Slice<CommerceProduct>>;
  readonly productSlices: (query?: CommerceQuery) => AsyncIterable<Slice<CommerceProduct>>;
  readonly allProducts: (query?: CommerceQuery) => AsyncIterable<CommerceProduct>;
  /** `GET /products/{productId}` */
  readonly product: (productId: string) => Promise<CommerceProduct>;
  /** `POST /orders`. Sent once. */
  readonly createOrder: (order: CommerceNewOrder) => Promise<CommerceOrder>;
  /** `POST /payments`. Sent once; may end in `payment_required` (402) or `unknown_outcome`. */
  readonly pay: (payment: CommercePay) => Promise<CommercePayment>;
  /** `POST /notifications/send`. Sent once. A mail needs a subject. */
  readonly sendNotification: (
    notification: { userId: string; message: string } & ({ type: "email"; subject: string } | { type: "sms"; subject?: string }),
  ) => Promise<Extra>;
  /** `GET /logs` */
  readonly logs: (query?: CommerceLogQuery) => Promise<Slice<CommerceLogEntry>>;
  readonly logSlices: (query?: CommerceLogQuery) => AsyncIterable<Slice<CommerceLogEntry>>;
  readonly allLogs: (query?: CommerceLogQuery) => AsyncIterable<CommerceLogEntry>;
}

/** Which rows. */
export interface CommerceQuery {
  /** From 1 to 100. Default 20; 100 where a whole list is walked through. */
  limit?: number;
  /** How many to pass over. Default 0. */
  offset?: number;
}

/** Which users. */
export interface CommerceUserQuery extends CommerceQuery {
  status?: string;
}

/** Which log entries; dates are ISO 8601. */
export interface CommerceLogQuery extends CommerceQuery {
  startDate?: string;
  endDate?: string;
  level?: string;
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

/** Where an order goes. */
export interface CommerceAddress {
  street: string;
  city: string;
  zipCode?: string;
  country: string;
  [field: string]: unknown;
}

/** An order to be made. */
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

/** A payment to be made. */
export interface CommercePay {
  orderId: string;
  paymentMethodId: string;
  /** In units of `currency`, with two digits behind the dot at most; never rounded. */
  amount: number;
  /** Three capital letters. */
  currency: string;
}

/** A payment that was made. */
export interface CommercePayment extends Extra {
  id: string | null;
  orderId: string | null;
  status: string | null;
}

/** Something that happened. */
export interface CommerceLogEntry extends Extra {
  timestamp: string;
  level: string;
  message: string;
  userId: string | null;
  ipAddress: string | null;
}
