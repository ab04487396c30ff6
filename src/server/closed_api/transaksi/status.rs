//! `PATCH /transaksi/id`: changes the status of an order.
//!
//! Documentation: "Edit Status Transaksi". The body is JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `nomor_pembayaran` | yes | the order's number |
//! | `status_transaksi` | yes | one of seven values: [`StatusTransaksi`] |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{CHANGE_PARAMETERS, nomor_pembayaran};
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::repair::{Shape, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::service::body_code;
use crate::server::money::{Direction, Look, Movement};
use crate::server::received::{Received, Unreadable};

/// The change of status that the server is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusTransaksi {
    /// `lanjut`: the next step of pending, lunas, diproses, dikirim, selesai.
    Lanjut,
    /// `kembali`: the step before.
    Kembali,
    /// `selesai`: the order is paid and delivered, whatever its status was.
    Selesai,
    /// `diproses`: the order is being prepared, whatever its status was.
    Diproses,
    /// `batal`: the order is cancelled.
    Batal,
    /// `batal_dan_refund`: the order is cancelled, and the money is added to the member's balance. Like
    /// every movement of money, the request is sent once. The order must not be cancelled yet.
    BatalDanRefund,
    /// `lunas`: the order is paid, whatever its status was.
    Lunas,
}

impl StatusTransaksi {
    /// All values, in the order of the documentation.
    pub const ALL: [Self; 7] = [
        Self::Lanjut,
        Self::Kembali,
        Self::Selesai,
        Self::Diproses,
        Self::Batal,
        Self::BatalDanRefund,
        Self::Lunas,
    ];

    /// The name of this value in the API.
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

/// A change of an order's status. The client sends the request once: `lanjut` sent twice would be two
/// steps, and the server reports each change to the shop's callbacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusChange {
    /// The order's number.
    pub nomor_pembayaran: String,
    /// The change of its status.
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

    fn look(&self) -> Look {
        Look::with("transaksi.get", "nomor_pembayaran", &self.nomor_pembayaran)
    }

    fn moves_money(&self) -> Option<Movement> {
        (self.status_transaksi == StatusTransaksi::BatalDanRefund).then(|| Movement {
            reference: Some(self.nomor_pembayaran.clone()),
            ..Movement::new(Direction::Tambah)
        })
    }

    fn read(&self, received: Received) -> Result<StatusChanged, Unreadable> {
        // A refund moves money, so its answer must say `code` 200, as in `SaldoChanged::read`.
        if self.moves_money().is_some() && body_code(&received.data) != Some(200) {
            return Err(Unreadable::new("code", "bukan 200"));
        }
        received.object(&SHAPE)
    }
}

impl TakesExtra for StatusChange {
    const PARAMETERS: &'static [&'static str] = CHANGE_PARAMETERS;
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

/// The status of an order before and after the change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusChanged {
    /// The server's text.
    pub status: String,
    /// The order's number, digits only.
    pub nomor_pembayaran: String,
    /// The status of the payment before the change, under the name that the documentation's example has.
    /// Empty where it was not sent.
    pub statu_bayar_awal: String,
    /// The status of the payment before the change, under the name that the documentation's example
    /// seems to mean. Empty where it was not sent.
    pub status_bayar_awal: String,
    /// The status of the delivery before the change.
    pub status_pengiriman_awal: String,
    /// The status of the payment after the change.
    pub status_bayar_terbaru: String,
    /// The status of the delivery after the change.
    pub status_pengiriman_terbaru: String,
    /// Fields that the documentation does not list, and the answer's `code`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

impl StatusChanged {
    /// The status of the payment before the change, under whichever of the two names the server sent it.
    pub fn bayar_awal(&self) -> &str {
        match self.status_bayar_awal.as_str() {
            "" => &self.statu_bayar_awal,
            text => text,
        }
    }
}
