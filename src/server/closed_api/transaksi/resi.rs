//! `PATCH /transaksi/id`: enters the courier's tracking number of an ordered product.
//!
//! Documentation: "Edit Resi Transaksi". The body is JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `id_transaksi` | yes | the number of a product in an order |
//! | `nomor_resi` | yes | the courier's tracking number |
//! | `harga_modal` | no | what the product cost the shop, in rupiah |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::CHANGE_PARAMETERS;
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::repair::{Shape, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::money::Look;
use crate::server::received::{Received, Unreadable};

/// The tracking number for one product of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResiChange {
    /// The number of the product in the order, from [`DataProduk`](super::DataProduk).
    pub id_transaksi: String,
    /// The courier's tracking number.
    pub nomor_resi: String,
    /// What the product cost the shop, in rupiah.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harga_modal: Option<u64>,
}

impl Call for ResiChange {
    type Answer = ResiChanged;

    fn method(&self) -> Method {
        Method::Patch
    }

    fn path(&self) -> &'static str {
        "/transaksi/id"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        if self.id_transaksi.trim().is_empty() {
            return Err(Error::argument("id_transaksi harus diisi"));
        }
        if self.nomor_resi.trim().is_empty() {
            return Err(Error::argument("nomor_resi harus diisi"));
        }
        Body::json(self).map(Some)
    }

    // The request sets the number, so sending it twice changes nothing more.
    fn repeatable(&self) -> bool {
        true
    }

    fn look(&self) -> Look {
        Look {
            call: Some("transaksi.get"),
            by: Some("id_transaksi"),
            values: vec![self.id_transaksi.clone()],
        }
    }

    fn read(&self, received: Received) -> Result<ResiChanged, Unreadable> {
        received.object(&SHAPE)
    }
}

impl TakesExtra for ResiChange {
    const PARAMETERS: &'static [&'static str] = CHANGE_PARAMETERS;
}

const SHAPE: Shape = Shape {
    fields: &[text("status")],
};

/// The answer to a tracking number that was entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResiChanged {
    /// The server's text, for example "ok - nomor resi berhasil diubah".
    pub status: String,
    /// Fields that the documentation does not list, and the answer's `code`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
