//! `GET /user/transaksi`: the member's orders, newest first.
//!
//! Documentation: "Mendapatkan Daftar Transaksi User".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `page` | no | which page, from 1 |
//! | `total_data` | no | rows on a page, a multiple of 10, at most 100 |

use crate::endpoint::{Endpoint, PageQuery, Paged};
use crate::row;
use crate::types::{NomorPembayaran, StatusBayar, StatusPengiriman, Tanggal};

/// The member's orders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TransaksiQuery {
    /// The page.
    pub paging: PageQuery,
}

/// The path of this endpoint.
pub const PATH: &str = "/user/transaksi";

impl Endpoint for TransaksiQuery {
    type Row = Transaksi;

    fn path(&self) -> &'static str {
        PATH
    }

    fn member(&self) -> bool {
        true
    }
}

impl Paged for TransaksiQuery {
    fn paging(&self) -> PageQuery {
        self.paging
    }

    fn key(&self) -> Option<&'static str> {
        Some("nomor_pembayaran")
    }
}

row! {
    /// An order.
    pub struct Transaksi {
        /// Digits.
        pub nomor_pembayaran: NomorPembayaran => essential text,
        /// "pending", "lunas", "di batalkan", or what the API adds to them.
        pub status_bayar: StatusBayar => text,
        /// For example "di batalkan".
        pub status_pengiriman: StatusPengiriman => text,
        /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
        pub tanggal: Tanggal => text,
        /// What was bought.
        pub nama_barang: String => text,
        /// The picture's address.
        pub url_gambar_produk: Option<String> => nullable,
        /// The transaction's page in the app.
        pub link_transaksi: Option<String> => nullable,
    }
}
