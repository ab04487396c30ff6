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

/// Asks for the changes of the balance (`tipe=saldo`).
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::open_api::user::catatan::CatatanSaldoQuery;
/// use bukaolshop::types::TipeJumlah;
///
/// let catatan = toko.user().catatan_saldo().list(&CatatanSaldoQuery::default()).await?;
/// for catatan in &catatan.data {
///     let sign = if catatan.tipe_jumlah == TipeJumlah::Kurang { "-" } else { "+" };
///     println!("{} {sign}{}", catatan.tanggal, catatan.jumlah_dana);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CatatanSaldoQuery {
    /// The page, and the number of rows on it; [`PageQuery`] names the defaults.
    pub paging: PageQuery,
}

/// Asks for the changes of the points (`tipe=poin`).
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::open_api::user::catatan::CatatanPoinQuery;
///
/// let catatan = toko.user().catatan_poin().list(&CatatanPoinQuery::default()).await?;
/// for catatan in &catatan.data {
///     println!("{}: {} points", catatan.tanggal_poin, catatan.total_poin_terakhir);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CatatanPoinQuery {
    /// The page, and the number of rows on it; [`PageQuery`] names the defaults.
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
        /// The amount of the change in rupiah, without a sign: `tipe_jumlah` says whether it was added or taken away.
        pub jumlah_dana: Rupiah => essential number,
        /// Whether the amount was added ("tambah") or taken away ("kurang").
        pub tipe_jumlah: TipeJumlah => essential text,
        /// For example "transaksi".
        pub tipe_mutasi: String => text,
        /// The time of the change: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
        pub tanggal: Tanggal => text,
        /// The balance after the change, in rupiah.
        pub saldo_terakhir: Rupiah => essential number,
        /// The address of the order's page in the app.
        pub link_transaksi: Option<String> => nullable,
        /// The number of the order that has changed the balance.
        pub nomor_pembayaran: Option<NomorPembayaran> => nullable,
        /// The shop's note on the change.
        pub catatan_saldo: String => text,
    }
}

row! {
    /// A change of the points.
    pub struct CatatanPoin {
        /// What happened, in words.
        pub kategori_poin: String => text,
        /// Whether the amount was added ("tambah") or taken away ("kurang").
        pub tipe_jumlah: TipeJumlah => essential text,
        /// The number of points of the change, without a sign: `tipe_jumlah` says whether they were added or taken away.
        pub jumlah_poin: f64 => essential number,
        /// The time of the change: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
        pub tanggal_poin: Tanggal => text,
        /// The number of points after the change.
        pub total_poin_terakhir: f64 => essential number,
        /// The address of the order's page in the app.
        pub link_transaksi: Option<String> => nullable,
    }
}
