//! The shop's products.

pub mod delete;
pub mod edit;
pub mod get;
pub mod list;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::repair::{Shape, text};

pub use delete::ProdukDelete;
pub use edit::ProdukEdit;
pub use get::{DataKategori, HargaGrosir, LokasiBarang, ProdukDetail, ProdukGet};
pub use list::{ProdukList, ProdukRow};

/// The answer to a change or a deletion of a product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProdukChanged {
    /// The server's text, for example "ok - Data berhasil diubah".
    pub status: String,
    /// The product's number, digits only; empty where it was not sent.
    pub id_barang: String,
    /// Fields that the documentation does not list, and the answer's `code`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

const CHANGED: Shape = Shape {
    fields: &[text("status"), text("id_barang")],
};

/// Trims `id` and refuses an empty one.
fn id_barang(id: &str) -> Result<&str, Error> {
    Some(id.trim())
        .filter(|id| !id.is_empty())
        .ok_or_else(|| Error::argument("id_barang harus diisi"))
}
