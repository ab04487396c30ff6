//! `GET /transaksi/list`: the shop's orders, newest first, ten on a page.
//!
//! Documentation: "Daftar List Transaksi". The documentation's table marks `id_user` as required and as
//! part of the body, which a `GET` does not have; its text and its example leave `id_user` out. So this
//! module sends `id_user` as an optional filter in the query.
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `page` | yes | the page's number, from 1 to 600 |
//! | `id_user` | no | only orders of this member |
//! | `filter_status` | no | only orders with this status: `pending`, `diproses` or `lunas` |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::page::Page;
use crate::repair::{Shape, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::paging;
use crate::server::received::{Received, Unreadable};
use crate::server::service::DataLocation;
use crate::server::walk::Listing;

/// Asks for one page of orders.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TransaksiList {
    /// The page's number, from 1 to 600.
    pub page: u32,
    /// Limits the list to orders of the member with this number.
    pub id_user: Option<String>,
    /// Limits the list to orders with this status.
    pub filter_status: Option<FilterStatus>,
}

/// A status that the list of orders can be limited to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilterStatus {
    /// `pending`: the orders that are not paid.
    Pending,
    /// `diproses`: the orders that are paid and being prepared.
    Diproses,
    /// `lunas`: the orders that are paid.
    Lunas,
}

impl FilterStatus {
    /// The name of this status in the API.
    pub fn name(self) -> &'static str {
        match self {
            FilterStatus::Pending => "pending",
            FilterStatus::Diproses => "diproses",
            FilterStatus::Lunas => "lunas",
        }
    }
}

impl Default for TransaksiList {
    fn default() -> Self {
        Self {
            page: 1,
            id_user: None,
            filter_status: None,
        }
    }
}

impl Call for TransaksiList {
    type Answer = Page<TransaksiRow>;

    fn path(&self) -> &'static str {
        "/transaksi/list"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        paging::push(self.page, parameters)?;
        match self.id_user.as_deref().map(str::trim) {
            // The server treats an empty `id_user` like none, and would list the orders of all members.
            Some("") => return Err(Error::argument("id_user tidak boleh kosong")),
            Some(id) => parameters.text("id_user", id),
            None => {}
        }
        if let Some(status) = self.filter_status {
            parameters.text("filter_status", status.name());
        }
        Ok(())
    }

    fn data_location(&self) -> Option<DataLocation> {
        Some(DataLocation::Field("data"))
    }

    fn read(&self, received: Received) -> Result<Page<TransaksiRow>, Unreadable> {
        paging::read(self.page, received, &SHAPE)
    }
}

impl Listing for TransaksiList {
    type Row = TransaksiRow;

    fn page(&self) -> u32 {
        self.page
    }

    fn next(&self) -> Option<Self> {
        paging::next(self.page).map(|page| Self {
            page,
            ..self.clone()
        })
    }

    fn key(row: &TransaksiRow) -> &str {
        &row.nomor_pembayaran
    }
}

impl TakesExtra for TransaksiList {
    const PARAMETERS: &'static [&'static str] = &["page", "id_user", "filter_status"];
}

const SHAPE: Shape = Shape {
    fields: &[
        text("nomor_pembayaran").essential(),
        text("id_user"),
        text("status_bayar").essential(),
        text("status_pengiriman"),
        text("tanggal"),
    ],
};

/// An order, as a row of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransaksiRow {
    /// The order's number, digits only.
    pub nomor_pembayaran: String,
    /// The number of the member who ordered, digits only.
    pub id_user: String,
    /// The status of the payment, for example "pending", "lunas".
    pub status_bayar: String,
    /// The status of the delivery, for example "belum diproses", "diproses", "dikirim", "selesai".
    pub status_pengiriman: String,
    /// The order's date: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
