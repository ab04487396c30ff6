//! `PATCH /transaksi/id`: changes the status of an order.
//!
//! Documentation: "Edit Status Transaksi". JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `nomor_pembayaran` | yes | which order |
//! | `status_transaksi` | yes | one of seven |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::nomor_pembayaran;
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::closed_api::key::body_code;
use crate::server::money::{Direction, Movement};
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, text};

/// What to do with an order's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusTransaksi {
    /// To the next step: pending, lunas, diproses, dikirim, selesai.
    Lanjut,
    /// Back to the step before.
    Kembali,
    /// Straight to the end: paid, and done.
    Selesai,
    /// Straight to being made ready.
    Diproses,
    /// Cancelled.
    Batal,
    /// Cancelled, and the money goes back to the member's balance: it moves once, like any other. Only of
    /// an order that is not cancelled yet.
    BatalDanRefund,
    /// Straight to being paid.
    Lunas,
}

impl StatusTransaksi {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 7] = [
        Self::Lanjut,
        Self::Kembali,
        Self::Selesai,
        Self::Diproses,
        Self::Batal,
        Self::BatalDanRefund,
        Self::Lunas,
    ];

    /// The API's word for it.
    pub fn name(self) -> &'static str {
        match self {
            StatusTransaksi::Lanjut => "lanjut",
            StatusTransaksi::Kembali => "kembali",
            StatusTransaksi::Selesai => "selesai",
            StatusTransaksi::Diproses => "diproses",
            StatusTransaksi::Batal => "batal",
            StatusTransaksi::BatalDanRefund => "batal_dan_refund",
            StatusTransaksi::Lunas => "lunas",
        }
    }
}

/// A change of an order's status. It is not repeated by itself: "lanjut" twice is two steps, and each
/// change is told to the shop's callbacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusChange {
    /// Which order.
    pub nomor_pembayaran: String,
    /// What to do with it.
    pub status_transaksi: StatusTransaksi,
}

impl Call for StatusChange {
    type Answer = StatusChanged;

    fn method(&self) -> Method {
        Method::Patch
    }

    fn path(&self) -> &'static str {
        "/transaksi/id"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        nomor_pembayaran(&self.nomor_pembayaran)?;
        Body::json(self).map(Some)
    }

    fn moves_money(&self) -> Option<Movement> {
        (self.status_transaksi == StatusTransaksi::BatalDanRefund).then(|| Movement {
            reference: Some(self.nomor_pembayaran.clone()),
            ..Movement::new(Direction::Tambah)
        })
    }

    fn read(&self, received: Received) -> Result<StatusChanged, Unreadable> {
        // As with all that moves money.
        if self.moves_money().is_some() && body_code(&received.data) != Some(200) {
            return Err(Unreadable::new("code", "bukan 200"));
        }
        received.object(&SHAPE)
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        text("status"),
        text("nomor_pembayaran"),
        text("statu_bayar_awal"),
        text("status_bayar_awal"),
        text("status_pengiriman_awal"),
        text("status_bayar_terbaru"),
        text("status_pengiriman_terbaru"),
    ],
};

/// An order's status before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusChanged {
    /// The server's words.
    pub status: String,
    /// Digits.
    pub nomor_pembayaran: String,
    /// Before; spelled like this in the documentation's example. Empty when not sent.
    pub statu_bayar_awal: String,
    /// Before; the same, should the server spell it in full. Empty when not sent.
    pub status_bayar_awal: String,
    /// Before.
    pub status_pengiriman_awal: String,
    /// After.
    pub status_bayar_terbaru: String,
    /// After.
    pub status_pengiriman_terbaru: String,
    /// Fields that the documentation does not know, and the answer's `code`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl StatusChanged {
    /// How it was paid before, however that is spelled.
    pub fn bayar_awal(&self) -> &str {
        match self.status_bayar_awal.as_str() {
            "" => &self.statu_bayar_awal,
            text => text,
        }
    }
}
