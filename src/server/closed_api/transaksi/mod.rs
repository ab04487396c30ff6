//! The shop's orders.

pub mod get;
pub mod list;
pub mod resi;
pub mod status;

use crate::error::Error;

pub use get::{CatatanTambahan, DataPesanan, DataProduk, TransaksiDetail, TransaksiGet};
pub use list::{FilterStatus, TransaksiList, TransaksiRow};
pub use resi::{ResiChange, ResiChanged};
pub use status::{StatusChange, StatusChanged, StatusTransaksi};

/// The parameters of `PATCH /transaksi/id`, which changes a status or a tracking number.
const CHANGE_PARAMETERS: &[&str] = &[
    "nomor_pembayaran",
    "status_transaksi",
    "id_transaksi",
    "nomor_resi",
    "harga_modal",
];

/// Trims `nomor` and refuses an empty one.
fn nomor_pembayaran(nomor: &str) -> Result<&str, Error> {
    Some(nomor.trim())
        .filter(|nomor| !nomor.is_empty())
        .ok_or_else(|| Error::argument("nomor_pembayaran harus diisi"))
}
