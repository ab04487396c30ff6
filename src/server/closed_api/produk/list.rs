//! `GET /produk/list`: the shop's products, newest first, ten on a page.
//!
//! Documentation: "Daftar List Produk".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `page` | yes | the page's number, from 1 to 600 |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::page::Page;
use crate::repair::{Shape, nullable, number, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::paging;
use crate::server::received::{Received, Unreadable};
use crate::server::service::DataLocation;
use crate::server::walk::Listing;

/// Asks for one page of products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProdukList {
    /// The page's number, from 1 to 600.
    pub page: u32,
}

impl Default for ProdukList {
    fn default() -> Self {
        Self { page: 1 }
    }
}

impl Call for ProdukList {
    type Answer = Page<ProdukRow>;

    fn path(&self) -> &'static str {
        "/produk/list"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        paging::push(self.page, parameters)
    }

    fn data_location(&self) -> Option<DataLocation> {
        Some(DataLocation::Field("data"))
    }

    fn read(&self, received: Received) -> Result<Page<ProdukRow>, Unreadable> {
        paging::read(self.page, received, &SHAPE)
    }
}

impl Listing for ProdukList {
    type Row = ProdukRow;

    fn page(&self) -> u32 {
        self.page
    }

    fn next(&self) -> Option<Self> {
        paging::next(self.page).map(|page| Self { page })
    }

    fn key(row: &ProdukRow) -> &str {
        &row.id_barang
    }
}

impl TakesExtra for ProdukList {
    const PARAMETERS: &'static [&'static str] = &["page"];
}

const SHAPE: Shape = Shape {
    fields: &[
        text("id_barang").essential(),
        text("id_kategori"),
        text("nama_barang").essential(),
        number("harga_barang").essential(),
        text("kondisi_barang"),
        nullable("status_produk"),
        number("stok_barang"),
        number("berat"),
        text("tanggal"),
        nullable("url_gambar_barang"),
    ],
};

/// A product, as a row of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProdukRow {
    /// The product's number, digits only.
    pub id_barang: String,
    /// The category's number, digits only; empty where it was not sent.
    pub id_kategori: String,
    /// The name, as the shop's owner typed it.
    pub nama_barang: String,
    /// The price in rupiah. A row without a readable price is rejected, never shown with the price 0.
    pub harga_barang: f64,
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
    /// The address of the main picture.
    pub url_gambar_barang: Option<String>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
