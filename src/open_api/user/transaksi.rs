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

/// Asks for the member's orders.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::PageQuery;
/// use bukaolshop::open_api::user::transaksi::TransaksiQuery;
///
/// let query = TransaksiQuery {
///     paging: PageQuery {
///         per_page: Some(50),
///         ..PageQuery::default()
///     },
/// };
/// for transaksi in toko.user().transaksi().list(&query).await?.data {
///     println!("{} {}", transaksi.nomor_pembayaran, transaksi.status_bayar);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TransaksiQuery {
    /// The page, and the number of rows on it; [`PageQuery`] names the defaults.
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
        /// The order's number, digits.
        pub nomor_pembayaran: NomorPembayaran => essential text,
        /// Whether the order is paid: "pending", "lunas", "di batalkan", or a word that the API adds to them.
        pub status_bayar: StatusBayar => text,
        /// How far the delivery is, for example "di batalkan".
        pub status_pengiriman: StatusPengiriman => text,
        /// The order's date: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
        pub tanggal: Tanggal => text,
        /// The name of the product that was bought.
        pub nama_barang: String => text,
        /// The address of the product's picture.
        pub url_gambar_produk: Option<String> => nullable,
        /// The address of the order's page in the app.
        pub link_transaksi: Option<String> => nullable,
    }
}
