//! `GET /user/catatan`: how the member's balance or points changed, newest first.
//!
//! Documentation: "Mendapatkan Data Catatan Saldo atau Poin".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `page` | no | which page, from 1 |
//! | `tipe` | no | `saldo` (the default) or `poin` |
//! | `total_data` | no | rows on a page, a multiple of 10, at most 100 |
//!
//! The two kinds answer with different rows, so here they are two endpoints.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Endpoint, PageQuery, Paged, Parameters};
use crate::error::Error;
use crate::repair::{Shape, nullable, number, text};

/// Changes of the balance (`tipe=saldo`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CatatanSaldoQuery {
    /// The page.
    pub paging: PageQuery,
}

/// Changes of the points (`tipe=poin`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CatatanPoinQuery {
    /// The page.
    pub paging: PageQuery,
}

/// The path of both endpoints.
pub const PATH: &str = "/user/catatan";

impl Endpoint for CatatanSaldoQuery {
    type Row = CatatanSaldo;

    fn path(&self) -> &'static str {
        PATH
    }

    fn member(&self) -> bool {
        true
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        parameters.text("tipe", "saldo");
        Ok(())
    }

    fn shape(&self) -> &'static Shape {
        &SALDO
    }
}

impl Paged for CatatanSaldoQuery {
    fn paging(&self) -> PageQuery {
        self.paging
    }
}

impl Endpoint for CatatanPoinQuery {
    type Row = CatatanPoin;

    fn path(&self) -> &'static str {
        PATH
    }

    fn member(&self) -> bool {
        true
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        parameters.text("tipe", "poin");
        Ok(())
    }

    fn shape(&self) -> &'static Shape {
        &POIN
    }
}

impl Paged for CatatanPoinQuery {
    fn paging(&self) -> PageQuery {
        self.paging
    }
}

static SALDO: Shape = Shape {
    fields: &[
        text("informasi_catatan"),
        number("jumlah_dana").essential(),
        text("tipe_jumlah").essential(),
        text("tipe_mutasi"),
        text("tanggal"),
        number("saldo_terakhir").essential(),
        nullable("link_transaksi"),
        nullable("nomor_pembayaran"),
        text("catatan_saldo"),
    ],
};

static POIN: Shape = Shape {
    fields: &[
        text("kategori_poin"),
        text("tipe_jumlah").essential(),
        number("jumlah_poin").essential(),
        text("tanggal_poin"),
        number("total_poin_terakhir").essential(),
        nullable("link_transaksi"),
    ],
};

/// A change of the balance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CatatanSaldo {
    /// What happened, in words.
    pub informasi_catatan: String,
    /// Rupiah, without a sign: `tipe_jumlah` has it.
    pub jumlah_dana: f64,
    /// "tambah" or "kurang".
    pub tipe_jumlah: String,
    /// For example "transaksi".
    pub tipe_mutasi: String,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal: String,
    /// The balance afterwards, in rupiah.
    pub saldo_terakhir: f64,
    /// The transaction's page in the app.
    pub link_transaksi: Option<String>,
    /// The transaction's number.
    pub nomor_pembayaran: Option<String>,
    /// The shop's note on it.
    pub catatan_saldo: String,
    /// Fields that the documentation does not know yet.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A change of the points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CatatanPoin {
    /// What happened, in words.
    pub kategori_poin: String,
    /// "tambah" or "kurang".
    pub tipe_jumlah: String,
    /// Points, without a sign.
    pub jumlah_poin: f64,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal_poin: String,
    /// The points afterwards.
    pub total_poin_terakhir: f64,
    /// The transaction's page in the app.
    pub link_transaksi: Option<String>,
    /// Fields that the documentation does not know yet.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
