//! `GET /transaksi/id`: the details of one order, with its products and its addresses.
//!
//! Documentation: "Detail Transaksi". If a part of the order cannot be read, the whole answer is
//! refused, so that no part is lost silently.
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `nomor_pembayaran` | yes | the order's number |

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::nomor_pembayaran;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::repair::{Shape, number, rows, text, texts};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::nested;
use crate::server::received::{Received, Unreadable};

/// Asks for the details of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransaksiGet {
    /// The order's number, as in a list of orders, in a callback, or in the app.
    pub nomor_pembayaran: String,
}

impl Call for TransaksiGet {
    type Answer = TransaksiDetail;

    fn path(&self) -> &'static str {
        "/transaksi/id"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        let nomor = nomor_pembayaran(&self.nomor_pembayaran)?;
        parameters.text("nomor_pembayaran", nomor);
        Ok(())
    }

    fn read(&self, received: Received) -> Result<TransaksiDetail, Unreadable> {
        received.object(&SHAPE)
    }
}

impl TakesExtra for TransaksiGet {
    const PARAMETERS: &'static [&'static str] = &["nomor_pembayaran"];
}

const SHAPE: Shape = Shape {
    fields: &[
        text("nomor_pembayaran").essential(),
        text("id_user"),
        text("status_bayar").essential(),
        text("status_pengiriman"),
        text("bank_penerima"),
        text("terakhir_update"),
        text("tanggal_buat"),
        number("potongan"),
        number("kode_unik"),
        number("total_membership"),
        number("total_transaksi").essential(),
        rows("data_pesanan", &PESANAN),
    ],
};

const PESANAN: Shape = Shape {
    fields: &[
        text("ekspedisi"),
        number("ongkos_kirim"),
        text("nama_pengirim"),
        text("provinsi"),
        text("kota"),
        text("kecamatan"),
        text("no_hp"),
        text("kode_pos"),
        rows("data_produk", &PRODUK),
    ],
};

const PRODUK: Shape = Shape {
    fields: &[
        text("id_transaksi"),
        text("id_barang").essential(),
        text("nama_barang"),
        number("jumlah_barang").essential(),
        number("total_harga").essential(),
        text("catatan"),
        text("nomor_resi"),
    ],
};

const TAMBAHAN: Shape = Shape {
    fields: &[text("nama_varian"), texts("opsi")],
};

/// The details of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransaksiDetail {
    /// The order's number, digits only.
    pub nomor_pembayaran: String,
    /// The number of the member who ordered, digits only.
    pub id_user: String,
    /// The status of the payment, for example "pending", "lunas".
    pub status_bayar: String,
    /// The status of the delivery, for example "belum diproses", "diproses", "dikirim", "selesai".
    pub status_pengiriman: String,
    /// The bank that receives the payment, for example "BCA".
    pub bank_penerima: String,
    /// The time of the last change: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub terakhir_update: String,
    /// The time of the order: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal_buat: String,
    /// The discount in rupiah.
    pub potongan: f64,
    /// The few rupiah that are added to a bank transfer, so that no two transfers have the same amount.
    pub kode_unik: f64,
    /// An amount in rupiah that the documentation does not explain.
    pub total_membership: f64,
    /// The total in rupiah, everything included.
    pub total_transaksi: f64,
    /// The shipments, one for each place that products are sent from.
    pub data_pesanan: Vec<DataPesanan>,
    /// Fields that the documentation does not list, and the answer's `code` and `status`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// One shipment of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataPesanan {
    /// The courier and its service, for example "JNE OKE".
    pub ekspedisi: String,
    /// The shipping cost in rupiah.
    pub ongkos_kirim: f64,
    /// The name of the sender.
    pub nama_pengirim: String,
    /// The province.
    pub provinsi: String,
    /// The city or regency.
    pub kota: String,
    /// The district.
    pub kecamatan: String,
    /// The phone number; it may start with a zero.
    pub no_hp: String,
    /// The postal code, five digits; it may be empty.
    pub kode_pos: String,
    /// The products of the shipment.
    pub data_produk: Vec<DataProduk>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// An ordered product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataProduk {
    /// The number of this product in this order, which [`ResiChange`](super::ResiChange) takes.
    pub id_transaksi: String,
    /// The product's number, digits only.
    pub id_barang: String,
    /// The name, as the shop's owner typed it.
    pub nama_barang: String,
    /// The number of pieces.
    pub jumlah_barang: f64,
    /// The price of all pieces in rupiah.
    pub total_harga: f64,
    /// The member's note, for example the phone number of a top-up.
    pub catatan: String,
    /// The courier's tracking number; empty where there is none yet.
    pub nomor_resi: String,
    /// The variant that the member has chosen.
    #[serde(default, deserialize_with = "tambahan")]
    pub catatan_tambahan: Option<CatatanTambahan>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// A variant that the member has chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CatatanTambahan {
    /// The name of the variant.
    pub nama_varian: String,
    /// The chosen options.
    pub opsi: Vec<String>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

fn tambahan<'de, D: Deserializer<'de>>(from: D) -> Result<Option<CatatanTambahan>, D::Error> {
    nested::object(from, &TAMBAHAN)
}
