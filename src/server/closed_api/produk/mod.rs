//! The shop's products.

pub mod create;
pub mod delete;
pub mod edit;
pub mod get;
pub mod id_upload;
pub mod list;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::repair::{Shape, text};

pub use create::{JenisBarang, ProdukCreate, ProdukDigitalKhusus, ProdukQueued, TipeInput};
pub use delete::ProdukDelete;
pub use edit::{ProdukEdit, StatusProduk};
pub use get::{DataKategori, HargaGrosir, LokasiBarang, ProdukDetail, ProdukGet};
pub use id_upload::{IdUpload, IdUploadQuery, KategoriUpload, LokasiUpload};
pub use list::{ProdukList, ProdukRow};

/// The answer to a change or a deletion of a product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProdukChanged {
    /// The server's text, for example "ok - Data berhasil diubah".
    pub status: String,
    /// The product's number, digits only; empty where it was not sent.
    pub id_barang: String,
    /// Fields that the documentation does not list, and the answer's `code`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

const CHANGED: Shape = Shape {
    fields: &[text("status"), text("id_barang")],
};

/// The parameters of `PATCH /produk/id`, and those of `DELETE /produk/id` among them.
const PARAMETERS: &[&str] = &[
    "id_barang",
    "nama_barang",
    "deskripsi_panjang",
    "deskripsi_singkat",
    "berat",
    "jumlah_stok",
    "kondisi",
    "merek",
    "dalam_kotak",
    "garansi",
    "harga_barang",
    "harga_barang_asli",
    "sku",
    "status_produk",
];

/// Trims `id` and refuses an empty one.
fn id_barang(id: &str) -> Result<&str, Error> {
    Some(id.trim())
        .filter(|id| !id.is_empty())
        .ok_or_else(|| Error::argument("id_barang harus diisi"))
}
