//! `GET /transaksi/list`: the shop's orders, newest first, ten on a page.
//!
//! Documentation: "Daftar List Transaksi". Its table calls `id_user` required and puts it into the body,
//! which a GET has none of; its text and its example ask without it. So here it is a filter of the query.
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `page` | yes | which page, from 1 to 600 |
//! | `id_user` | no | only orders of this member |
//! | `filter_status` | no | `pending`, `diproses` or `lunas` |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::page::Page;
use crate::server::call::Call;
use crate::server::closed_api::paging;
use crate::server::received::{Received, Unreadable};
use crate::server::service::Place;
use crate::server::walk::Listing;
use crate::wire::{Shape, text};

/// A page of orders.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TransaksiList {
    /// From 1 to 600.
    pub page: u32,
    /// Only orders of this member.
    pub id_user: Option<String>,
    /// Only orders of this status.
    pub filter_status: Option<FilterStatus>,
}

/// A status that orders can be listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilterStatus {
    /// Not paid yet.
    Pending,
    /// Paid, and being made ready.
    Diproses,
    /// Paid.
    Lunas,
}

impl FilterStatus {
    /// The API's word for it.
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
            // The server takes an empty one for none, and would list everybody's.
            Some("") => return Err(Error::argument("id_user tidak boleh kosong")),
            Some(id) => parameters.text("id_user", id),
            None => {}
        }
        if let Some(status) = self.filter_status {
            parameters.text("filter_status", status.name());
        }
        Ok(())
    }

    fn place(&self) -> Option<Place> {
        Some(Place::Field("data"))
    }

    fn read(&self, received: Received) -> Result<Page<TransaksiRow>, Unreadable> {
        paging::read(self.page, received, &SHAPE)
    }
}

impl Listing for TransaksiList {
    type Row = TransaksiRow;

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

const SHAPE: Shape = Shape {
    fields: &[
        text("nomor_pembayaran").essential(),
        text("id_user"),
        text("status_bayar").essential(),
        text("status_pengiriman"),
        text("tanggal"),
    ],
};

/// An order, in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransaksiRow {
    /// Digits.
    pub nomor_pembayaran: String,
    /// Digits; who ordered.
    pub id_user: String,
    /// For example "pending", "lunas".
    pub status_bayar: String,
    /// For example "belum diproses", "diproses", "dikirim", "selesai".
    pub status_pengiriman: String,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal: String,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
