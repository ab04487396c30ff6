//! The callbacks `transaksi_baru` and `perubahan_status_transaksi`.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::fields;
use super::rejection::{Reason, Rejection};
use super::status::{Standing, StatusTransaksi};
use crate::url::push_encoded;

/// What a callback is about: `tipe_callback`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TipeCallback {
    /// `transaksi_baru`: a member has made an order.
    TransaksiBaru,
    /// `perubahan_status_transaksi`: an order's status has changed.
    PerubahanStatusTransaksi,
}

impl TipeCallback {
    /// As the API spells it.
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

/// How an order reaches its member: `tipe_transaksi`, seven values.
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
    /// All of them, in the documentation's order.
    pub const ALL: [TipeTransaksi; 7] = [
        TipeTransaksi::CodManual,
        TipeTransaksi::CodJnt,
        TipeTransaksi::DeliveryCod,
        TipeTransaksi::Delivery,
        TipeTransaksi::ProdukDigital,
        TipeTransaksi::Ekspedisi,
        TipeTransaksi::MultiPengiriman,
    ];

    /// As the API spells it.
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

    /// Six of the seven have a space where the last has an underscore: either will do.
    fn from_text(text: &str) -> Option<Self> {
        let spaced = |text: &str| text.replace('_', " ");
        Self::ALL
            .into_iter()
            .find(|tipe| spaced(tipe.as_str()).eq_ignore_ascii_case(&spaced(text)))
    }
}

/// A callback whose secret was right. The secret is not in it.
///
/// Serialized, it is the body's fields again, without the secret.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Callback {
    /// What it is about.
    pub tipe_callback: TipeCallback,
    /// The transaction's number, by which `transaksi/id` of the Closed API finds it.
    pub nomor_pembayaran: String,
    /// What its status is said to be; the API's word counts, see [`Callback::confirm`].
    pub status_transaksi: StatusTransaksi,
    /// Whether and how it can be handled; a change of status may lack it.
    pub tipe_transaksi: Option<TipeTransaksi>,
    /// What else was sent, as it came: undocumented, and may be a member's data.
    pub extra: Map<String, Value>,
}

/// Tells nothing of what else was sent: it may be a member's data.
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
    /// Reads the fields of a body that has been verified, and whose secret was taken out.
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
        // It goes into keys and log lines.
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

    /// Compares what is claimed with the transaction as the API has it (`transaksi/id`): the work
    /// calls it before it hands anything on.
    ///
    /// # Errors
    /// [`Reason::ForgedStatus`] where the API does not know of the status claimed. The callback is then
    /// answered with 409 and forgotten: a true one that comes later is handed on. Where the API may be a
    /// moment behind its own callbacks, look the transaction up once more before returning this.
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

    /// What a repeat of it has in common with it, as one text: shop, `tipe_callback`,
    /// `nomor_pembayaran`, `status_transaksi`. Letters, digits and `-_.~%:` only.
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
