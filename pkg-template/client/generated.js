// Written from the crate's tables by `UPDATE=1 cargo test --test all generated`; that test fails where this is old.

/** The paths of the endpoints, by their names in the client. */
export const PATHS = { produk: "/app/produk", kategori: "/app/kategori", slide: "/app/slide", kostumpage: "/app/kostumpage", info: "/user/info", catatan: "/user/catatan", transaksi: "/user/transaksi", };

/** The rows on a page of each of the shop's own lists, by path; 0: it comes in one piece. @type {Record<string, number>} */
export const LISTS = { "/app/produk": 10, "/app/kategori": 0, "/app/slide": 0, "/app/kostumpage": 0, };

/** The fields that tell the rows of lists in pages apart, by the names of the lists in the client. @type {Record<string, string>} */
export const KEYS = { produk: "id_produk", transaksi: "nomor_pembayaran", };

/** The fields that a query may have, by path, with spaces between them. @type {Record<string, string>} */
export const FIELDS = { "/app/produk": "page total_data id_kategori cari_nama_produk use_raw_html", "/app/kategori": "struktur", "/user/catatan": "page total_data tipe", "/user/transaksi": "page total_data", };

/** The address of the Open API. */
export const OPEN_API = "https://openapi.bukaolshop.net/v1";
/** Where the day's requests are counted in the page's storage. */
export const QUOTA = "bukaolshop:kuota";
/** Milliseconds allowed for one call unless told otherwise. */
export const TIMEOUT = 30000;

/** Milliseconds for which an answer counts as fresh unless told otherwise. */
export const FRESH = 60000;

/** What errors say that come up before the module is there. */
export const SENTENCES = {
  invalid_argument: "Argumen tidak sah",
  not_logged_in: "Belum masuk: token_user atau id_user kosong. Minta pembeli masuk (login) di aplikasi, lalu isi keduanya dari shortcode aplikasi.",
  old_app: "Kalau sudah masuk, perbarui aplikasi (patch 62.5 atau lebih baru), atau buka halaman ini dari dalam aplikasi.",
  timeout: "Server terlalu lama menjawab. Coba lagi.",
  token: "token harus diisi dengan token Open API olshop (teks, tidak kosong)",
};
