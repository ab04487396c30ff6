//! `GET /produk/id_upload`: the categories and the places that a new product can have.
//!
//! The endpoint is newer than the documentation that this crate was written from. It has no parameters.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::repair::{Shape, rows, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::received::{Received, Unreadable};

/// Asks for what [`ProdukCreate`](super::ProdukCreate) needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IdUploadQuery;

impl Call for IdUploadQuery {
    type Answer = IdUpload;

    fn path(&self) -> &'static str {
        "/produk/id_upload"
    }

    fn read(&self, received: Received) -> Result<IdUpload, Unreadable> {
        received.inside("data").object(&SHAPE)
    }
}

impl TakesExtra for IdUploadQuery {
    const PARAMETERS: &'static [&'static str] = &[];
}

const SHAPE: Shape = Shape {
    fields: &[rows("kategori", &KATEGORI), rows("lokasi", &LOKASI)],
};

const KATEGORI: Shape = Shape {
    fields: &[text("id_kategori").essential(), text("nama_kategori")],
};

const LOKASI: Shape = Shape {
    fields: &[
        text("id_lokasi").essential(),
        text("nama_pengirim"),
        text("tipe_lokasi"),
    ],
};

/// The categories and the places that a new product can have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IdUpload {
    /// The shop's categories.
    pub kategori: Vec<KategoriUpload>,
    /// The places that the shop sends from.
    pub lokasi: Vec<LokasiUpload>,
    /// Fields that are not known yet, and the answer's `code` and `status`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// A category that a new product can have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KategoriUpload {
    /// The category's number, digits only.
    pub id_kategori: String,
    /// The category's name.
    pub nama_kategori: String,
    /// Fields that are not known yet.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// A place that a new product can be sent from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LokasiUpload {
    /// The place's number, digits only.
    pub id_lokasi: String,
    /// The name of the sender.
    pub nama_pengirim: String,
    /// The goods that the place is for: `digital` or `fisik`.
    pub tipe_lokasi: String,
    /// Fields that are not known yet.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
