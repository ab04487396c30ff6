//! `PATCH /produk/id`: changes a product.
//!
//! Documentation: "Edit Produk". The body is JSON with the fields to change, at least one of them. The
//! field `status_produk` is newer than the documentation.

use serde::{Deserialize, Serialize};

use super::{CHANGED, PARAMETERS, ProdukChanged, id_barang};
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::money::Look;
use crate::server::received::{Received, Unreadable};

/// The fields of a product to change. A field that is `None` keeps its value.
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
    /// The product's number.
    pub id_barang: String,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nama_barang: Option<String>,
    /// The long description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deskripsi_panjang: Option<String>,
    /// The short description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deskripsi_singkat: Option<String>,
    /// The weight in grams.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub berat: Option<u64>,
    /// The number of pieces in stock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jumlah_stok: Option<u64>,
    /// The condition, for example "Baru".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kondisi: Option<String>,
    /// The brand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merek: Option<String>,
    /// What the box contains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dalam_kotak: Option<String>,
    /// The warranty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub garansi: Option<String>,
    /// The price in rupiah.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harga_barang: Option<u64>,
    /// The price before discount in rupiah; 0 for no discount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harga_barang_asli: Option<u64>,
    /// The owner's own number of the product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// Whether the product can be bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_produk: Option<StatusProduk>,
}

/// Whether a product can be bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusProduk {
    /// `live`: the product can be bought.
    Live,
    /// `gangguan`: the product is shown, but cannot be bought for now.
    Gangguan,
    /// `closed`: the product is closed.
    Closed,
}

impl StatusProduk {
    /// All values.
    pub const ALL: [Self; 3] = [Self::Live, Self::Gangguan, Self::Closed];

    /// The name of this value in the API.
    pub fn name(self) -> &'static str {
        match self {
            StatusProduk::Live => "live",
            StatusProduk::Gangguan => "gangguan",
            StatusProduk::Closed => "closed",
        }
    }
}

impl ProdukEdit {
    /// An edit of this product that changes nothing yet.
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

    // The request sets values and does not count them up, so sending it twice changes nothing more.
    fn repeatable(&self) -> bool {
        true
    }

    fn look(&self) -> Look {
        Look::with("produk.get", "id_barang", &self.id_barang)
    }

    fn read(&self, received: Received) -> Result<ProdukChanged, Unreadable> {
        received.object(&CHANGED)
    }
}

impl TakesExtra for ProdukEdit {
    const PARAMETERS: &'static [&'static str] = PARAMETERS;
}
