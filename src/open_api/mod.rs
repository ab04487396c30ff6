//! The Open API of bukaOlshop, one file for each endpoint.
//!
//! Base address `https://openapi.bukaolshop.net/v1`, GET only. Every request carries the shop's
//! `token`; those about the member carry `token_user` and `id_user` besides. FREE and LITE shops
//! have 100 requests a day, all pages and visitors together.

pub mod kategori;
pub mod kostumpage;
pub mod menu;
pub mod produk;
pub mod slide;
pub mod user;

/// The paths of all endpoints, each with the name that it has in the npm package.
pub const PATHS: [(&str, &str); 7] = [
    ("produk", produk::PATH),
    ("kategori", kategori::PATH),
    ("slide", slide::PATH),
    ("kostumpage", kostumpage::PATH),
    ("info", user::info::PATH),
    ("catatan", user::catatan::PATH),
    ("transaksi", user::transaksi::PATH),
];
