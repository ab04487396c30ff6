//! `GET /transaksi/id`: one order, with all that was ordered and where it goes.
//!
//! Documentation: "Detail Transaksi". An order with a part that cannot be read is not read at all: nothing
//! of it may be lost in silence.
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `nomor_pembayaran` | yes | which order |

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::nomor_pembayaran;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::call::Call;
use crate::server::nested;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, number, rows, text, texts};

/// Which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransaksiGet {
    /// As in a list of orders, in a callback, or in the app.
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

/// An order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransaksiDetail {
    /// Digits.
    pub nomor_pembayaran: String,
    /// Digits; who ordered.
    pub id_user: String,
    /// For example "pending", "lunas".
    pub status_bayar: String,
    /// For example "belum diproses", "diproses", "dikirim", "selesai".
    pub status_pengiriman: String,
    /// The bank that the payment goes to, for example "BCA".
    pub bank_penerima: String,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub terakhir_update: String,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal_buat: String,
    /// Discount, rupiah.
    pub potongan: f64,
    /// The few rupiah that tell one bank transfer from another.
    pub kode_unik: f64,
    /// Rupiah.
    pub total_membership: f64,
    /// Rupiah, all included.
    pub total_transaksi: f64,
    /// What is sent, one for each place that it is sent from.
    pub data_pesanan: Vec<DataPesanan>,
    /// Fields that the documentation does not know, and the answer's `code` and `status`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// What is sent in one piece.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataPesanan {
    /// Courier and service, for example "JNE OKE".
    pub ekspedisi: String,
    /// Rupiah.
    pub ongkos_kirim: f64,
    /// Who sends it.
    pub nama_pengirim: String,
    /// Province.
    pub provinsi: String,
    /// City or regency.
    pub kota: String,
    /// District.
    pub kecamatan: String,
    /// Phone; it may start with a zero.
    pub no_hp: String,
    /// Five digits; may be empty.
    pub kode_pos: String,
    /// What is in it.
    pub data_produk: Vec<DataProduk>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A product that was ordered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataProduk {
    /// What [`ResiChange`](super::ResiChange) asks for.
    pub id_transaksi: String,
    /// Digits.
    pub id_barang: String,
    /// Typed by the shop's owner.
    pub nama_barang: String,
    /// Pieces.
    pub jumlah_barang: f64,
    /// Rupiah for all of them.
    pub total_harga: f64,
    /// What the member wrote, for example the phone number of a top-up.
    pub catatan: String,
    /// The courier's number for it; empty before there is one.
    pub nomor_resi: String,
    /// The variant that was chosen.
    #[serde(default, deserialize_with = "tambahan")]
    pub catatan_tambahan: Option<CatatanTambahan>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A variant that was chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CatatanTambahan {
    /// Its name.
    pub nama_varian: String,
    /// What was chosen of it.
    pub opsi: Vec<String>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

fn tambahan<'de, D: Deserializer<'de>>(from: D) -> Result<Option<CatatanTambahan>, D::Error> {
    nested::object(from, &TAMBAHAN)
}
