//! `GET /produk/id`: the details of one product.
//!
//! Documentation: "Detail Produk". A product that does not exist is answered with 400.
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_barang` | yes | the product's number |

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::id_barang;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::repair::{Shape, nullable, number, rows, text, texts};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::nested;
use crate::server::received::{Received, Unreadable};

/// Asks for the details of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProdukGet {
    /// The product's number, as in a list of products or in an order.
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

impl TakesExtra for ProdukGet {
    const PARAMETERS: &'static [&'static str] = &["id_barang"];
}

const SHAPE: Shape = Shape {
    fields: &[
        text("id_barang").essential(),
        text("nama_barang").essential(),
        number("harga_barang").essential(),
        number("harga_barang_asli"),
        text("kondisi_barang"),
        nullable("status_produk"),
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

/// The details of a product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProdukDetail {
    /// The product's number, digits only.
    pub id_barang: String,
    /// The name, as the shop's owner typed it.
    pub nama_barang: String,
    /// The price in rupiah.
    pub harga_barang: f64,
    /// The price before discount in rupiah; 0 means no discount.
    pub harga_barang_asli: f64,
    /// The condition, for example "Baru".
    pub kondisi_barang: String,
    /// Whether the product can be bought: "live", "gangguan" or "closed"; `None` where the server did not
    /// say.
    pub status_produk: Option<String>,
    /// The number of pieces in stock.
    pub stok_barang: f64,
    /// The weight in grams.
    pub berat: f64,
    /// The product's date, `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent. The documentation does not say
    /// of what.
    pub tanggal: String,
    /// The brand.
    pub merek: String,
    /// The owner's own number of the product.
    pub sku: String,
    /// The sizes, as the owner typed them.
    pub ukuran: String,
    /// The colours, as the owner typed them.
    pub warna: String,
    /// The category's number, digits only; empty where it was not sent.
    pub id_kategori: String,
    /// The category.
    #[serde(default, deserialize_with = "kategori")]
    pub data_kategori: Option<DataKategori>,
    /// The wholesale prices.
    pub harga_grosir: Vec<HargaGrosir>,
    /// The place that the product is sent from.
    #[serde(default, deserialize_with = "lokasi")]
    pub lokasi_barang: Option<LokasiBarang>,
    /// The addresses of the pictures.
    pub url_gambar: Vec<String>,
    /// Fields that the documentation does not list, and the answer's `code` and `status`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// A wholesale price.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HargaGrosir {
    /// The number of pieces from which this price holds.
    pub jumlah: f64,
    /// The price of one piece in rupiah.
    pub harga: f64,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// The category of a product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataKategori {
    /// The name.
    pub nama_kategori: String,
    /// The address of the picture.
    pub gambar_kategori: Option<String>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// The place that a product is sent from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LokasiBarang {
    /// The number of the place, digits only.
    pub id_origin: String,
    /// The name of the sender.
    pub nama_pengirim: String,
    /// The province.
    pub provinsi: String,
    /// The city or regency.
    pub kota: String,
    /// The district.
    pub kecamatan: String,
    /// The postal code, five digits; it may be empty.
    pub kode_pos: String,
    /// The phone number; it may start with a zero.
    pub no_hp: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

fn kategori<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DataKategori>, D::Error> {
    nested::object(from, &KATEGORI)
}

fn lokasi<'de, D: Deserializer<'de>>(from: D) -> Result<Option<LokasiBarang>, D::Error> {
    nested::object(from, &LOKASI)
}
