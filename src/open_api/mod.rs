//! The Open API of bukaOlshop, one module for each endpoint. Each module has the endpoint's query, its row and its path.
//!
//! Base address `https://openapi.bukaolshop.net/v1`, GET only. Every request carries the shop's
//! `token`; those about the member carry `token_user` and `id_user` besides. FREE and LITE shops
//! have 100 requests a day, all pages and visitors together.

pub mod calls;
pub mod kategori;
pub mod kostumpage;

pub mod produk;
pub mod slide;
pub mod user;

/// The endpoints: the name of each in the npm package, and its path.
pub const PATHS: [(&str, &str); 7] = [
    ("produk", produk::PATH),
    ("kategori", kategori::PATH),
    ("slide", slide::PATH),
    ("kostumpage", kostumpage::PATH),
    ("info", user::info::PATH),
    ("catatan", user::catatan::PATH),
    ("transaksi", user::transaksi::PATH),
];

/// The fields that a query may have in the npm package, by the path of its endpoint. Endpoints without a query are left out.
pub const QUERY_FIELDS: [(&str, &[&str]); 4] = [
    (
        produk::PATH,
        &[
            "page",
            "total_data",
            "id_kategori",
            "cari_nama_produk",
            "use_raw_html",
        ],
    ),
    (kategori::PATH, &["struktur"]),
    (user::catatan::PATH, &["page", "total_data", "tipe"]),
    (user::transaksi::PATH, &["page", "total_data"]),
];
