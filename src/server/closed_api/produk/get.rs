//! `GET /produk/id`: one product, with all there is to know of it.
//!
//! Documentation: "Detail Produk". A product that does not exist is answered with 400.
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_barang` | yes | which product |

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::id_barang;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::call::Call;
use crate::server::nested;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, nullable, number, rows, text, texts};

/// Which product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProdukGet {
    /// As in a list of products, or in an order.
    pub id_barang: String,
}

impl Call for ProdukGet {
    type Answer = ProdukDetail;

    fn path(&self) -> &'static str {
        "/produk/id"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        parameters.text("id_barang", id_barang(&self.id_barang)?);
        Ok(())
    }

    fn read(&self, received: Received) -> Result<ProdukDetail, Unreadable> {
        received.object(&SHAPE)
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        text("id_barang").essential(),
        text("nama_barang").essential(),
        number("harga_barang").essential(),
        number("harga_barang_asli"),
        text("kondisi_barang"),
        number("stok_barang"),
        number("berat"),
        text("tanggal"),
        text("merek"),
        text("sku"),
        text("ukuran"),
        text("warna"),
        text("id_kategori"),
        rows("harga_grosir", &GROSIR),
        texts("url_gambar"),
    ],
};

const GROSIR: Shape = Shape {
    fields: &[number("jumlah").essential(), number("harga").essential()],
};

const KATEGORI: Shape = Shape {
    fields: &[text("nama_kategori"), nullable("gambar_kategori")],
};

const LOKASI: Shape = Shape {
    fields: &[
        text("id_origin"),
        text("nama_pengirim"),
        text("provinsi"),
        text("kota"),
        text("kecamatan"),
        text("kode_pos"),
        text("no_hp"),
    ],
};

/// A product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProdukDetail {
    /// Digits.
    pub id_barang: String,
    /// Typed by the shop's owner.
    pub nama_barang: String,
    /// Rupiah.
    pub harga_barang: f64,
    /// Rupiah before discount; 0 means no discount.
    pub harga_barang_asli: f64,
    /// For example "Baru".
    pub kondisi_barang: String,
    /// Pieces.
    pub stok_barang: f64,
    /// Gram.
    pub berat: f64,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal: String,
    /// Brand.
    pub merek: String,
    /// The owner's own number for it.
    pub sku: String,
    /// Sizes, as the owner typed them.
    pub ukuran: String,
    /// Colours, as the owner typed them.
    pub warna: String,
    /// Digits; empty when not sent.
    pub id_kategori: String,
    /// Its category.
    #[serde(default, deserialize_with = "kategori")]
    pub data_kategori: Option<DataKategori>,
    /// Prices for many.
    pub harga_grosir: Vec<HargaGrosir>,
    /// Where it is sent from.
    #[serde(default, deserialize_with = "lokasi")]
    pub lokasi_barang: Option<LokasiBarang>,
    /// The addresses of its pictures.
    pub url_gambar: Vec<String>,
    /// Fields that the documentation does not know, and the answer's `code` and `status`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A price for many.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HargaGrosir {
    /// From this many pieces on.
    pub jumlah: f64,
    /// Rupiah.
    pub harga: f64,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A product's category.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataKategori {
    /// Its name.
    pub nama_kategori: String,
    /// Its picture's address.
    pub gambar_kategori: Option<String>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Where a product is sent from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LokasiBarang {
    /// Digits.
    pub id_origin: String,
    /// Who sends it.
    pub nama_pengirim: String,
    /// Province.
    pub provinsi: String,
    /// City or regency.
    pub kota: String,
    /// District.
    pub kecamatan: String,
    /// Five digits; may be empty.
    pub kode_pos: String,
    /// Phone; it may start with a zero.
    pub no_hp: String,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

fn kategori<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DataKategori>, D::Error> {
    nested::object(from, &KATEGORI)
}

fn lokasi<'de, D: Deserializer<'de>>(from: D) -> Result<Option<LokasiBarang>, D::Error> {
    nested::object(from, &LOKASI)
}
