// What the contract promises of answers, written down once more: the package is not judged by its own tables.

const text = (value) => typeof value === "string";
const textOrNull = (value) => value === null || (text(value) && /\S/.test(value));
const number = (value) => typeof value === "number" && Number.isFinite(value);
const texts = (value) => Array.isArray(value) && value.every(text);
const rows = (value) => Array.isArray(value) && value.every((row) => problemOfRow("sub_kategori", row) === null);

const fields = (check, names) => names.split(" ").map((name) => [name, check]);

const KATEGORI = [...fields(text, "id_kategori nama_kategori tipe_kategori"), ...fields(textOrNull, "gambar_kategori url_kategori")];

const ROWS = {
  produk: [
    ...fields(text, "id_produk id_kategori nama_produk deskripsi_singkat deskripsi_panjang kondisi_produk tanggal"),
    ...fields(number, "harga_produk harga_produk_asli stok berat"),
    ...fields(texts, "ukuran warna list_gambar"),
    ...fields(textOrNull, "status_produk gambar_utama url_produk"),
  ],
  kategori: [...KATEGORI, ...fields(rows, "sub_kategori")],
  // A third level is not documented and may be anything in a list.
  sub_kategori: [...KATEGORI, ...fields(Array.isArray, "sub_kategori")],
  slide: [...fields(text, "url_gambar_slide"), ...fields(textOrNull, "url_tujuan")],
  kostumpage: [...fields(text, "nama_page url_kostum_page"), ...fields(textOrNull, "icon_page")],
  user_info: [
    ...fields(text, "nama_user email_user nomor_telepon tanggal_daftar status_akun status_email block_akses_membership kode_referral status_nomor_hp"),
    ...fields(textOrNull, "tanggal_lahir foto_profil nama_membership icon_membership"),
    ...fields(number, "jumlah_saldo jumlah_poin"),
  ],
  catatan_saldo: [
    ...fields(text, "informasi_catatan tipe_jumlah tipe_mutasi tanggal catatan_saldo"),
    ...fields(number, "jumlah_dana saldo_terakhir"),
    ...fields(textOrNull, "link_transaksi nomor_pembayaran"),
  ],
  catatan_poin: [
    ...fields(text, "kategori_poin tipe_jumlah tanggal_poin"),
    ...fields(number, "jumlah_poin total_poin_terakhir"),
    ...fields(textOrNull, "link_transaksi"),
  ],
  transaksi: [
    ...fields(text, "nomor_pembayaran status_bayar status_pengiriman tanggal nama_barang"),
    ...fields(textOrNull, "url_gambar_produk link_transaksi"),
  ],
};

/** What is wrong with a row; null where nothing is. */
export function problemOfRow(name, row) {
  if (row === null || typeof row !== "object" || Array.isArray(row)) return `a row is ${typeof row}`;
  for (const [field, check] of ROWS[name]) {
    if (!check(row[field])) return `${field} is ${shown(row[field])}`;
  }
  return null;
}

/** What is wrong with what a call resolved to. */
export function problemOfAnswer(name, kind, answer) {
  if (kind === "object") return problemOfRow(name, answer);
  const list = kind === "page" ? answer.data : answer;
  if (!Array.isArray(list)) return `the rows are ${shown(list)}`;
  for (const row of list) {
    const problem = problemOfRow(name, row);
    if (problem !== null) return problem;
  }
  const isRejection = (row) => Number.isInteger(row.index) && text(row.path) && row.path.startsWith("data[") && text(row.reason);
  if (!Array.isArray(answer.rejected) || !answer.rejected.every(isRejection)) return `rejected is ${shown(answer.rejected)}`;
  if (kind === "page") {
    const { page, total_data, has_next, source } = answer;
    if (page !== 1 || total_data !== 10 || typeof has_next !== "boolean" || source !== "network") {
      return `the page is ${shown({ page, total_data, has_next, source })}`;
    }
  }
  return null;
}

/** Kinds of errors that an answer can lead to. */
const KINDS = [
  "bad_request",
  "unauthorized",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "rate_limited",
  "server",
  "unavailable",
  "invalid_response",
];

/** What is wrong with what a call was rejected with. */
export function problemOfError(path, error, BukaOlshopError, secrets) {
  if (!(error instanceof BukaOlshopError)) return `thrown: ${String(error && error.stack)}`;
  if (!KINDS.includes(error.kind)) return `its kind is ${error.kind}`;
  const own = {
    code: Number.isInteger(error.code),
    endpoint: error.endpoint === path,
    status: error.status === null || (text(error.status) && error.status.length <= 500),
    path: error.path === null || text(error.path),
    retryable: error.retryable === ["rate_limited", "server", "unavailable"].includes(error.kind),
    attempts: error.attempts === 1,
    retryAfter: error.retryAfter === null,
  };
  const wrong = Object.keys(own).find((field) => !own[field]);
  if (wrong !== undefined) return `its ${wrong} is ${shown(error[wrong])}`;
  const said = `${error.message} ${error.stack} ${JSON.stringify(error)}`;
  return secrets.some((secret) => said.includes(secret)) ? "it holds a secret" : null;
}

function shown(value) {
  if (typeof value === "number") return String(value);
  try {
    return String(JSON.stringify(value)).slice(0, 200);
  } catch (error) {
    return `a ${typeof value} that cannot be shown`;
  }
}
