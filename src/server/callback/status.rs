//! `status_transaksi`, and comparing it with the transaction's status in the API.

use std::fmt;

/// The status of a transaction, which is a status of its payment or of its delivery.
///
/// ```
/// use bukaolshop::server::callback::{Standing, StatusTransaksi};
///
/// let status = StatusTransaksi::from_text("Lunas");
/// assert!(status.is_paid());
/// assert_eq!(status.standing("lunas", "diproses"), Standing::Current);
/// assert_eq!(StatusTransaksi::Dikirim.standing("lunas", "selesai"), Standing::Late);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusTransaksi {
    /// `pending`: the order is not paid.
    Pending,
    /// `lunas`: the order is paid.
    Lunas,
    /// `dibayar`: the order is paid. The documentation does not list this word for `lunas`; programs
    /// meet it.
    Dibayar,
    /// `belum diproses`: the order is not being prepared yet.
    BelumDiproses,
    /// `diproses`: the order is being prepared.
    Diproses,
    /// `dikirim`: the order was sent.
    Dikirim,
    /// `diterima`: the member has received the order. The documentation does not list this status;
    /// programs meet it between `dikirim` and `selesai`.
    Diterima,
    /// `selesai`: the order was delivered.
    Selesai,
    /// `di batalkan`: the order is cancelled, which is a status of the payment and of the delivery.
    DiBatalkan,
    /// `gagal`: the order has failed, which ends it like a cancellation. The documentation does not list
    /// this status; programs meet it.
    Gagal,
    /// A status that this crate does not know, as it was sent, without the white space around it.
    Lain(String),
}

/// How the status that a callback claims relates to the transaction's status in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The transaction has this status.
    Current,
    /// The transaction had this status before: the callback is late.
    Late,
    /// The two statuses cannot be compared: one of them is a word that this crate does not know, or the API has
    /// no status. The program decides by the transaction itself.
    Unknown,
    /// The API's status contradicts this one, so the callback may be forged.
    Forged,
}

impl StatusTransaksi {
    /// The text of this status in the API.
    pub fn as_str(&self) -> &str {
        match self {
            StatusTransaksi::Pending => "pending",
            StatusTransaksi::Lunas => "lunas",
            StatusTransaksi::Dibayar => "dibayar",
            StatusTransaksi::BelumDiproses => "belum diproses",
            StatusTransaksi::Diproses => "diproses",
            StatusTransaksi::Dikirim => "dikirim",
            StatusTransaksi::Diterima => "diterima",
            StatusTransaksi::Selesai => "selesai",
            StatusTransaksi::DiBatalkan => "di batalkan",
            StatusTransaksi::Gagal => "gagal",
            StatusTransaksi::Lain(text) => text,
        }
    }

    /// Parses a status in upper or lower case, with or without spaces ("di batalkan", "Dibatalkan"). Any
    /// other text becomes [`StatusTransaksi::Lain`].
    pub fn from_text(text: &str) -> Self {
        match letters(text).as_str() {
            "pending" => StatusTransaksi::Pending,
            "lunas" => StatusTransaksi::Lunas,
            "dibayar" => StatusTransaksi::Dibayar,
            "belumdiproses" => StatusTransaksi::BelumDiproses,
            "diproses" => StatusTransaksi::Diproses,
            "dikirim" => StatusTransaksi::Dikirim,
            "diterima" => StatusTransaksi::Diterima,
            "selesai" => StatusTransaksi::Selesai,
            "dibatalkan" | "batal" => StatusTransaksi::DiBatalkan,
            "gagal" => StatusTransaksi::Gagal,
            _ => StatusTransaksi::Lain(text.trim().to_owned()),
        }
    }

    /// Whether this is a status that the documentation or this crate knows.
    pub fn is_known(&self) -> bool {
        !matches!(self, StatusTransaksi::Lain(_))
    }

    /// Whether this status says that the order is paid: `lunas`, or `dibayar`.
    pub fn is_paid(&self) -> bool {
        matches!(self, StatusTransaksi::Lunas | StatusTransaksi::Dibayar)
    }

    /// Compares this status, as a callback claims it, with `status_bayar` and `status_pengiriman` of the
    /// transaction. A status of payment is compared with `status_bayar`, a status of delivery with
    /// `status_pengiriman`.
    pub fn standing(&self, status_bayar: &str, status_pengiriman: &str) -> Standing {
        let paid = Self::from_text(status_bayar);
        let sent = Self::from_text(status_pengiriman);
        if self.is_same_as(&paid) || self.is_same_as(&sent) {
            return Standing::Current;
        }
        // An order that has ended may have had any of the other statuses before.
        if paid.place() == Place::End || sent.place() == Place::End {
            return Standing::Late;
        }
        let (of_payment, of_delivery) = (paid.place(), sent.place());
        match self.place() {
            Place::Unknown => Standing::Unknown,
            Place::Payment(claimed) => match of_payment {
                Place::Payment(now) if claimed < now => Standing::Late,
                Place::Payment(_) => Standing::Forged,
                _ => Standing::Unknown,
            },
            Place::Delivery(claimed) => match of_delivery {
                Place::Delivery(now) if claimed < now => Standing::Late,
                // A word of the payment that nobody knows may say that the order has ended.
                Place::Delivery(_) if matches!(&paid, StatusTransaksi::Lain(word) if !word.is_empty()) => {
                    Standing::Unknown
                }
                Place::Delivery(_) => Standing::Forged,
                _ => Standing::Unknown,
            },
            Place::End if of_payment == Place::Unknown || of_delivery == Place::Unknown => {
                Standing::Unknown
            }
            Place::End => Standing::Forged,
        }
    }

    /// Whether both statuses mean the same: `dibayar` means `lunas`, and texts that nobody knows are
    /// compared without regard to case and spaces.
    fn is_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (StatusTransaksi::Lain(one), StatusTransaksi::Lain(other)) => {
                letters(one) == letters(other)
            }
            _ => self == other || self.is_paid() && other.is_paid(),
        }
    }

    /// Where in the course of an order this status stands.
    fn place(&self) -> Place {
        match self {
            StatusTransaksi::Pending => Place::Payment(0),
            StatusTransaksi::Lunas | StatusTransaksi::Dibayar => Place::Payment(1),
            StatusTransaksi::BelumDiproses => Place::Delivery(0),
            StatusTransaksi::Diproses => Place::Delivery(1),
            StatusTransaksi::Dikirim => Place::Delivery(2),
            StatusTransaksi::Diterima => Place::Delivery(3),
            StatusTransaksi::Selesai => Place::Delivery(4),
            StatusTransaksi::DiBatalkan | StatusTransaksi::Gagal => Place::End,
            StatusTransaksi::Lain(_) => Place::Unknown,
        }
    }
}

/// A status's place in the course of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The number of this step of the payment.
    Payment(u8),
    /// The number of this step of the delivery.
    Delivery(u8),
    /// The order has ended without being delivered.
    End,
    /// The status is not known.
    Unknown,
}

/// A status in lower case, without spaces and dashes.
fn letters(text: &str) -> String {
    text.trim().to_lowercase().split([' ', '_', '-']).collect()
}

impl fmt::Display for StatusTransaksi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
