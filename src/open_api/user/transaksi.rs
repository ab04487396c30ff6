//! `GET /user/transaksi`: the member's orders, newest first.
//!
//! Documentation: "Mendapatkan Daftar Transaksi User".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `page` | no | which page, from 1 |
//! | `total_data` | no | rows on a page, a multiple of 10, at most 100 |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Endpoint, PageQuery, Paged};
use crate::repair::{Shape, nullable, text};

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

    fn shape(&self) -> &'static Shape {
        &SHAPE
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

static SHAPE: Shape = Shape {
    fields: &[
        text("nomor_pembayaran").essential(),
        text("status_bayar"),
        text("status_pengiriman"),
        text("tanggal"),
        text("nama_barang"),
        nullable("url_gambar_produk"),
        nullable("link_transaksi"),
    ],
};

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaksi {
    /// Digits.
    pub nomor_pembayaran: String,
    /// "pending", "lunas", "di batalkan", or what the API adds to them.
    pub status_bayar: String,
    /// For example "di batalkan".
    pub status_pengiriman: String,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal: String,
    /// What was bought.
    pub nama_barang: String,
    /// The picture's address.
    pub url_gambar_produk: Option<String>,
    /// The transaction's page in the app.
    pub link_transaksi: Option<String>,
    /// Fields that the documentation does not know yet.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
