//! The shop's products.

pub mod delete;
pub mod edit;
pub mod get;
pub mod list;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::wire::{Shape, text};

pub use delete::ProdukDelete;
pub use edit::ProdukEdit;
pub use get::{DataKategori, HargaGrosir, LokasiBarang, ProdukDetail, ProdukGet};
pub use list::{ProdukList, ProdukRow};

/// What a product that was changed or deleted answers with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProdukChanged {
    /// The server's words, for example "ok - Data berhasil diubah".
    pub status: String,
    /// Digits; empty when not sent.
    pub id_barang: String,
    /// Fields that the documentation does not know, and the answer's `code`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

const CHANGED: Shape = Shape {
    fields: &[text("status"), text("id_barang")],
};

/// The id, where there is one.
fn id_barang(id: &str) -> Result<&str, Error> {
    Some(id.trim())
        .filter(|id| !id.is_empty())
        .ok_or_else(|| Error::argument("id_barang harus diisi"))
}
