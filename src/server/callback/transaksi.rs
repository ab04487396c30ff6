//! The callbacks `transaksi_baru` and `perubahan_status_transaksi`.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::fields;
use super::rejection::{Reason, Rejection};
use super::status::{Standing, StatusTransaksi};
use crate::url::push_encoded;

/// `tipe_callback`: the event that a callback reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TipeCallback {
    /// `transaksi_baru`: a member has made an order.
    TransaksiBaru,
    /// `perubahan_status_transaksi`: the status of an order has changed.
    PerubahanStatusTransaksi,
}

impl TipeCallback {
    /// The text of this value in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            TipeCallback::TransaksiBaru => "transaksi_baru",
            TipeCallback::PerubahanStatusTransaksi => "perubahan_status_transaksi",
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        let all = [
            TipeCallback::TransaksiBaru,
            TipeCallback::PerubahanStatusTransaksi,
        ];
        all.into_iter()
            .find(|tipe| tipe.as_str().eq_ignore_ascii_case(text))
    }
}

/// `tipe_transaksi`: how an order is delivered; seven values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TipeTransaksi {
    /// `COD MANUAL`.
    CodManual,
    /// `COD JNT`.
    CodJnt,
    /// `DELIVERY COD`.
    DeliveryCod,
    /// `DELIVERY`.
    Delivery,
    /// `PRODUK DIGITAL`.
    ProdukDigital,
    /// `EKSPEDISI`.
    Ekspedisi,
    /// `MULTI_PENGIRIMAN`.
    MultiPengiriman,
}

impl TipeTransaksi {
    /// All values, in the order of the documentation.
    pub const ALL: [TipeTransaksi; 7] = [
        TipeTransaksi::CodManual,
        TipeTransaksi::CodJnt,
        TipeTransaksi::DeliveryCod,
        TipeTransaksi::Delivery,
        TipeTransaksi::ProdukDigital,
        TipeTransaksi::Ekspedisi,
        TipeTransaksi::MultiPengiriman,
    ];

    /// The text of this value in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            TipeTransaksi::CodManual => "COD MANUAL",
            TipeTransaksi::CodJnt => "COD JNT",
            TipeTransaksi::DeliveryCod => "DELIVERY COD",
            TipeTransaksi::Delivery => "DELIVERY",
            TipeTransaksi::ProdukDigital => "PRODUK DIGITAL",
            TipeTransaksi::Ekspedisi => "EKSPEDISI",
            TipeTransaksi::MultiPengiriman => "MULTI_PENGIRIMAN",
        }
    }

    /// Parses a text. Six of the seven values contain a space where the last one contains an underscore,
    /// so a space and an underscore are treated alike.
    fn from_text(text: &str) -> Option<Self> {
        let spaced = |text: &str| text.replace('_', " ");
        Self::ALL
            .into_iter()
            .find(|tipe| spaced(tipe.as_str()).eq_ignore_ascii_case(&spaced(text)))
    }
}

/// A callback whose secret was right. The secret is not part of it.
///
/// A serialized callback has the fields of the body again, without the secret.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Callback {
    /// The event that the callback reports.
    pub tipe_callback: TipeCallback,
    /// The number of the transaction, by which `transaksi/id` of the Closed API finds it.
    pub nomor_pembayaran: String,
    /// The status that the callback claims. The API decides, see [`Callback::confirm`].
    pub status_transaksi: StatusTransaksi,
    /// How the order is delivered; it may be missing in a change of status.
    pub tipe_transaksi: Option<TipeTransaksi>,
    /// The other fields of the body, as they were sent. They are not documented and may hold a member's
    /// data.
    pub extra: Map<String, Value>,
}

/// Leaves out the other fields: they may hold a member's data.
impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callback")
            .field("tipe_callback", &self.tipe_callback)
            .field("nomor_pembayaran", &self.nomor_pembayaran)
            .field("status_transaksi", &self.status_transaksi)
            .field("tipe_transaksi", &self.tipe_transaksi)
            .finish_non_exhaustive()
    }
}

impl Callback {
    /// Reads the fields of a verified body, from which the secret was taken out.
    pub(super) fn read(
        mut fields: Map<String, Value>,
        any_status: bool,
    ) -> Result<Self, Rejection> {
        let name = "tipe_callback";
        let tipe = fields::essential(&mut fields, name)?;
        let tipe_callback = TipeCallback::from_text(&tipe)
            .ok_or_else(|| Rejection::of(Reason::UnknownTipeCallback, name))?;

        let nomor_pembayaran = fields::id(&mut fields, "nomor_pembayaran")?;

        let name = "status_transaksi";
        let status = fields::essential(&mut fields, name)?;
        let status_transaksi = StatusTransaksi::from_text(&status);
        let is_known = !matches!(status_transaksi, StatusTransaksi::Lain(_));
        let text = status_transaksi.as_str();
        // The status is put into keys and log lines.
        let is_short = text.len() <= 100 && !text.contains(char::is_control);
        if !is_short || !(is_known || any_status) {
            return Err(Rejection::of(Reason::UnknownStatus, name));
        }

        let name = "tipe_transaksi";
        let tipe_transaksi = match fields::text(&mut fields, name)? {
            Some(text) => Some(
                TipeTransaksi::from_text(&text)
                    .ok_or_else(|| Rejection::of(Reason::UnknownTipeTransaksi, name))?,
            ),
            None if tipe_callback == TipeCallback::TransaksiBaru => {
                return Err(Rejection::of(Reason::MissingField, name));
            }
            None => None,
        };

        Ok(Self {
            tipe_callback,
            nomor_pembayaran,
            status_transaksi,
            tipe_transaksi,
            extra: fields,
        })
    }

    /// Compares the status of this callback with the transaction as `transaksi/id` of the Closed API
    /// returns it. The work calls this before it passes an order on.
    ///
    /// # Errors
    /// [`Reason::ForgedStatus`] where the transaction never had the status that the callback claims. The
    /// callback is then answered with 409 and its key is deleted, so that a genuine callback with the
    /// same status is handled when it comes. If the API may be slightly behind its own callbacks, look
    /// the transaction up once more before returning this error.
    pub fn confirm(
        &self,
        status_bayar: &str,
        status_pengiriman: &str,
    ) -> Result<Standing, Rejection> {
        let claim = &self.status_transaksi;
        match claim.standing(status_bayar, status_pengiriman) {
            Standing::Forged => Err(Rejection::of(Reason::ForgedStatus, "status_transaksi")),
            standing => Ok(standing),
        }
    }

    /// The key that a callback and its repetitions share: shop, `tipe_callback`, `nomor_pembayaran` and
    /// `status_transaksi`, percent-encoded. The key consists of letters, digits and `-_.~%:`.
    pub fn key(&self, toko: &str) -> String {
        let mut key = String::new();
        let status = self.status_transaksi.as_str();
        let tipe = self.tipe_callback.as_str();
        for part in [toko, tipe, &self.nomor_pembayaran, status] {
            if !key.is_empty() {
                key.push(':');
            }
            push_encoded(&mut key, part);
        }
        key
    }
}

impl Serialize for Callback {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = self.extra.clone();
        let tipe_transaksi = self.tipe_transaksi.map(TipeTransaksi::as_str);
        let known = [
            ("tipe_callback", Some(self.tipe_callback.as_str())),
            ("nomor_pembayaran", Some(self.nomor_pembayaran.as_str())),
            ("status_transaksi", Some(self.status_transaksi.as_str())),
            ("tipe_transaksi", tipe_transaksi),
        ];
        for (name, value) in known {
            if let Some(value) = value {
                fields.insert(name.to_owned(), Value::from(value));
            }
        }
        fields.serialize(serializer)
    }
}
