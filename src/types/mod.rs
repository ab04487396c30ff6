//! The types of fields: amounts of money, dates, ids, and words of which the API has a few.
//!
//! Each of them reads what the API sends and keeps what it does not know: a date in another form stays readable as the
//! text that was sent, and a status that the API adds later is `Other` with its word.

mod id;
mod rupiah;
mod tanggal;
mod word;

pub use id::{IdKategori, IdProduk, NomorPembayaran};
pub use rupiah::Rupiah;
pub use tanggal::Tanggal;
pub use word::{
    StatusAkun, StatusBayar, StatusPengiriman, StatusProduk, StatusVerifikasi, TipeJumlah,
    TipeKategori,
};
