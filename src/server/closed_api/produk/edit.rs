//! `PATCH /produk/id`: changes a product.
//!
//! Documentation: "Edit Produk". JSON; only what is to be changed, at least one field of it.

use serde::{Deserialize, Serialize};

use super::{CHANGED, ProdukChanged, id_barang};
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// What to change of a product: what is `None` stays as it is.
///
/// ```
/// # use bukaolshop::server::closed_api::produk::ProdukEdit;
/// let edit = ProdukEdit {
///     harga_barang: Some(15_000),
///     ..ProdukEdit::of("563226")
/// };
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProdukEdit {
    /// Which product.
    pub id_barang: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nama_barang: Option<String>,
    /// Its long description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deskripsi_panjang: Option<String>,
    /// Its short description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deskripsi_singkat: Option<String>,
    /// Gram.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub berat: Option<u64>,
    /// Pieces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jumlah_stok: Option<u64>,
    /// For example "Baru".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kondisi: Option<String>,
    /// Brand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merek: Option<String>,
    /// What is in the box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dalam_kotak: Option<String>,
    /// Warranty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub garansi: Option<String>,
    /// Rupiah.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harga_barang: Option<u64>,
    /// Rupiah before discount; 0 for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harga_barang_asli: Option<u64>,
    /// The owner's own number for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
}

impl ProdukEdit {
    /// Nothing to change yet of this product.
    pub fn of(id_barang: impl Into<String>) -> Self {
        Self {
            id_barang: id_barang.into(),
            ..Self::default()
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::of(self.id_barang.as_str())
    }
}

impl Call for ProdukEdit {
    type Answer = ProdukChanged;

    fn method(&self) -> Method {
        Method::Patch
    }

    fn path(&self) -> &'static str {
        "/produk/id"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        id_barang(&self.id_barang)?;
        if self.is_empty() {
            return Err(Error::argument(
                "isi minimal satu bagian produk yang ingin diubah",
            ));
        }
        if self
            .nama_barang
            .as_ref()
            .is_some_and(|nama| nama.trim().is_empty())
        {
            return Err(Error::argument("nama_barang tidak boleh kosong"));
        }
        Body::json(self).map(Some)
    }

    // It says what the product is to be, not by how much to change it.
    fn repeatable(&self) -> bool {
        true
    }

    fn read(&self, received: Received) -> Result<ProdukChanged, Unreadable> {
        received.object(&CHANGED)
    }
}
