//! `PATCH /transaksi/id`: enters the courier's number of what was ordered.
//!
//! Documentation: "Edit Resi Transaksi". JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `id_transaksi` | yes | which product of which order |
//! | `nomor_resi` | yes | the courier's number |
//! | `harga_modal` | no | what the product cost the shop |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, text};

/// A courier's number for one product of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResiChange {
    /// As in the products of [`TransaksiDetail`](super::TransaksiDetail).
    pub id_transaksi: String,
    /// The courier's number.
    pub nomor_resi: String,
    /// What the product cost the shop, rupiah.
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

    // The same number twice is the same number.
    fn repeatable(&self) -> bool {
        true
    }

    fn read(&self, received: Received) -> Result<ResiChanged, Unreadable> {
        received.object(&SHAPE)
    }
}

const SHAPE: Shape = Shape {
    fields: &[text("status")],
};

/// A courier's number that was entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResiChanged {
    /// The server's words, for example "ok - nomor resi berhasil diubah".
    pub status: String,
    /// Fields that the documentation does not know, and the answer's `code`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
