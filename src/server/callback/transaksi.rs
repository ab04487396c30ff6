//! The callbacks `transaksi_baru` and `perubahan_status_transaksi`.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::fields;
use super::rejection::{Reason, Rejection};
use super::status::{Standing, StatusTransaksi};
use crate::server::closed_api::transaksi::TransaksiRow;
use crate::url::push_encoded;

/// `tipe_callback`: the event that a callback reports.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TipeCallback {
    /// `transaksi_baru`: a member has made an order.
    TransaksiBaru,
    /// `perubahan_status_transaksi`: the status of an order has changed.
    PerubahanStatusTransaksi,
    /// An event that the documentation does not list, as it was sent, without the white space around it.
    Lain(String),
}

impl TipeCallback {
    /// The text of this value in the API.
    pub fn as_str(&self) -> &str {
        match self {
            TipeCallback::TransaksiBaru => "transaksi_baru",
            TipeCallback::PerubahanStatusTransaksi => "perubahan_status_transaksi",
            TipeCallback::Lain(text) => text,
        }
    }

    fn from_text(text: &str) -> Self {
        let all = [
            TipeCallback::TransaksiBaru,
            TipeCallback::PerubahanStatusTransaksi,
        ];
        let known = all
            .into_iter()
            .find(|tipe| tipe.as_str().eq_ignore_ascii_case(text));
        known.unwrap_or_else(|| TipeCallback::Lain(text.to_owned()))
    }
}

/// `tipe_transaksi`: how an order is delivered; seven values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
    /// A way that the documentation does not list, as it was sent, without the white space around it.
    Lain(String),
}

impl TipeTransaksi {
    /// The values of the documentation, in its order.
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
    pub fn as_str(&self) -> &str {
        match self {
            TipeTransaksi::CodManual => "COD MANUAL",
            TipeTransaksi::CodJnt => "COD JNT",
            TipeTransaksi::DeliveryCod => "DELIVERY COD",
            TipeTransaksi::Delivery => "DELIVERY",
            TipeTransaksi::ProdukDigital => "PRODUK DIGITAL",
            TipeTransaksi::Ekspedisi => "EKSPEDISI",
            TipeTransaksi::MultiPengiriman => "MULTI_PENGIRIMAN",
            TipeTransaksi::Lain(text) => text,
        }
    }

    /// Parses a text. Six of the seven values contain a space where the last one contains an underscore,
    /// so a space and an underscore are treated alike.
    fn from_text(text: &str) -> Self {
        let spaced = |text: &str| text.replace('_', " ");
        let known = Self::ALL
            .into_iter()
            .find(|tipe| spaced(tipe.as_str()).eq_ignore_ascii_case(&spaced(text)));
        known.unwrap_or_else(|| TipeTransaksi::Lain(text.to_owned()))
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
    /// How the order is delivered. `None` where the callback does not say, or says it in another form
    /// than a text; what was sent is in `extra` then.
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
        only_known: bool,
    ) -> Result<Self, Rejection> {
        let tipe = fields::essential(&mut fields, "tipe_callback")?;
        let nomor_pembayaran = fields::digits(&mut fields, "nomor_pembayaran")?;
        let status = fields::essential(&mut fields, "status_transaksi")?;
        let callback = Self {
            tipe_callback: TipeCallback::from_text(&tipe),
            nomor_pembayaran,
            status_transaksi: StatusTransaksi::from_text(&status),
            tipe_transaksi: fields::side(&mut fields, "tipe_transaksi")
                .map(|text| TipeTransaksi::from_text(&text)),
            extra: fields,
        };
        match callback.unknown_fields().first() {
            Some(field) if only_known => Err(Rejection::of(Reason::of_unknown(field), field)),
            _ => Ok(callback),
        }
    }

    /// The names of the fields whose values this crate does not know, in the order `tipe_callback`,
    /// `status_transaksi`, `tipe_transaksi`. A field of this kind has the variant `Lain`, or, where
    /// `tipe_transaksi` was not a text, is in `extra`.
    pub fn unknown_fields(&self) -> Vec<&'static str> {
        let is_odd = self.extra.contains_key("tipe_transaksi");
        let unknown = [
            (
                "tipe_callback",
                matches!(self.tipe_callback, TipeCallback::Lain(_)),
            ),
            ("status_transaksi", !self.status_transaksi.is_known()),
            (
                "tipe_transaksi",
                is_odd || matches!(self.tipe_transaksi, Some(TipeTransaksi::Lain(_))),
            ),
        ];
        let names = unknown.into_iter().filter(|(_, is_unknown)| *is_unknown);
        names.map(|(name, _)| name).collect()
    }

    /// Compares the status of this callback with the transaction as `transaksi/id` of the Closed API
    /// returns it. The work calls this before it passes an order on.
    ///
    /// # Errors
    /// [`Reason::NotYet`] where the transaction does not have the status that the callback claims, nor had
    /// it: the API can be behind its own callbacks. The callback is then answered with 503, and worked on
    /// again later; [`Receiver::confirmed`](super::Receiver::confirmed) also asks the API again for a while.
    /// A status that nobody knows is no contradiction: that is [`Standing::Unknown`].
    pub fn confirm(
        &self,
        status_bayar: &str,
        status_pengiriman: &str,
    ) -> Result<Standing, Rejection> {
        let claim = &self.status_transaksi;
        match claim.standing(status_bayar, status_pengiriman) {
            Standing::Forged => Err(Rejection::of(Reason::NotYet, "status_transaksi")),
            standing => Ok(standing),
        }
    }

    /// The key that a callback and its repetitions share: shop, `tipe_callback`, `nomor_pembayaran` and
    /// `status_transaksi`, percent-encoded. The key consists of letters, digits and `-_.~%:`.
    pub fn key(&self, toko: &str) -> String {
        let tipe = self.tipe_callback.as_str().to_lowercase();
        let status = self.status_transaksi.as_str().to_lowercase();
        joined([toko, &tipe, &self.nomor_pembayaran, &status])
    }

    /// A callback that says of a transaction in a list what its status is, for transactions that no callback
    /// has told of.
    pub(super) fn of_row(row: &TransaksiRow) -> Self {
        let status = StatusTransaksi::from_text(&row.status_bayar);
        Self {
            tipe_callback: match status {
                StatusTransaksi::Pending => TipeCallback::TransaksiBaru,
                _ => TipeCallback::PerubahanStatusTransaksi,
            },
            nomor_pembayaran: row.nomor_pembayaran.clone(),
            status_transaksi: status,
            tipe_transaksi: None,
            extra: Map::new(),
        }
    }

    /// The same callback, told by another event.
    pub(super) fn told_by(&self, tipe_callback: TipeCallback) -> Self {
        Self {
            tipe_callback,
            ..self.clone()
        }
    }

    /// The key of the order in a shop that the callback is about.
    pub(super) fn order_key(&self, toko: &str) -> String {
        joined([toko, &self.nomor_pembayaran])
    }

    /// The key of the work that is done once for an order that is paid.
    pub(super) fn paid_key(&self, toko: &str) -> String {
        joined([toko, "lunas", &self.nomor_pembayaran])
    }

    /// The key that notes that a callback has told that the order is paid, and was worked on. Unlike the
    /// callback's own key it is not forgotten when another status of the order arrives.
    pub(super) fn told_key(&self, toko: &str) -> String {
        joined([toko, "dikabari", &self.nomor_pembayaran])
    }

    /// The key of the turn that callbacks of one order take.
    pub(super) fn turn_key(&self, toko: &str) -> String {
        joined([toko, TURN, &self.nomor_pembayaran])
    }
}

/// The part of a key that tells the turn of an order from its callbacks.
pub(super) const TURN: &str = "giliran";

/// Percent-encoded texts with colons between them.
pub(in crate::server) fn joined<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut key = String::new();
    for part in parts {
        if !key.is_empty() {
            key.push(':');
        }
        push_encoded(&mut key, part);
    }
    key
}

impl Serialize for Callback {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = self.extra.clone();
        let tipe_transaksi = self.tipe_transaksi.as_ref().map(TipeTransaksi::as_str);
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
