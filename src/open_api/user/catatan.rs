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

use crate::endpoint::{Endpoint, PageQuery, Paged, Parameters};
use crate::error::Error;
use crate::row;
use crate::types::{NomorPembayaran, Rupiah, Tanggal, TipeJumlah};

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
}

impl Paged for CatatanPoinQuery {
    fn paging(&self) -> PageQuery {
        self.paging
    }
}

row! {
    /// A change of the balance.
    pub struct CatatanSaldo {
        /// What happened, in words.
        pub informasi_catatan: String => text,
        /// Rupiah, without a sign: `tipe_jumlah` has it.
        pub jumlah_dana: Rupiah => essential number,
        /// "tambah" or "kurang".
        pub tipe_jumlah: TipeJumlah => essential text,
        /// For example "transaksi".
        pub tipe_mutasi: String => text,
        /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
        pub tanggal: Tanggal => text,
        /// The balance afterwards, in rupiah.
        pub saldo_terakhir: Rupiah => essential number,
        /// The transaction's page in the app.
        pub link_transaksi: Option<String> => nullable,
        /// The transaction's number.
        pub nomor_pembayaran: Option<NomorPembayaran> => nullable,
        /// The shop's note on it.
        pub catatan_saldo: String => text,
    }
}

row! {
    /// A change of the points.
    pub struct CatatanPoin {
        /// What happened, in words.
        pub kategori_poin: String => text,
        /// "tambah" or "kurang".
        pub tipe_jumlah: TipeJumlah => essential text,
        /// Points, without a sign.
        pub jumlah_poin: f64 => essential number,
        /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
        pub tanggal_poin: Tanggal => text,
        /// The points afterwards.
        pub total_poin_terakhir: f64 => essential number,
        /// The transaction's page in the app.
        pub link_transaksi: Option<String> => nullable,
    }
}
