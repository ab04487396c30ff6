//! `status_transaksi`, and comparing it with the transaction's status in the API.

use std::fmt;

/// The status of a transaction, which is a status of its payment or of its delivery.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusTransaksi {
    /// `pending`: the order is not paid.
    Pending,
    /// `lunas`: the order is paid.
    Lunas,
    /// `belum diproses`: the order is not being prepared yet.
    BelumDiproses,
    /// `diproses`: the order is being prepared.
    Diproses,
    /// `dikirim`: the order was sent.
    Dikirim,
    /// `selesai`: the order was delivered.
    Selesai,
    /// `di batalkan`: the order is cancelled, which is a status of the payment and of the delivery.
    DiBatalkan,
    /// A status that the documentation does not list, in lower case. Only
    /// [`super::Receiver::any_status`] lets it through.
    Lain(String),
}

/// How the status that a callback claims relates to the transaction's status in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The transaction has this status.
    Current,
    /// The transaction had this status before: the callback is late.
    Late,
    /// The transaction never had this status: the callback may be forged.
    Forged,
}

impl StatusTransaksi {
    /// The text of this status in the API.
    pub fn as_str(&self) -> &str {
        match self {
            StatusTransaksi::Pending => "pending",
            StatusTransaksi::Lunas => "lunas",
            StatusTransaksi::BelumDiproses => "belum diproses",
            StatusTransaksi::Diproses => "diproses",
            StatusTransaksi::Dikirim => "dikirim",
            StatusTransaksi::Selesai => "selesai",
            StatusTransaksi::DiBatalkan => "di batalkan",
            StatusTransaksi::Lain(text) => text,
        }
    }

    /// Parses a status in upper or lower case, with or without spaces ("di batalkan", "Dibatalkan"). Any
    /// other text becomes [`StatusTransaksi::Lain`].
    pub fn from_text(text: &str) -> Self {
        let small = text.trim().to_lowercase();
        let letters: String = small.split([' ', '_', '-']).collect();
        match letters.as_str() {
            "pending" => StatusTransaksi::Pending,
            "lunas" => StatusTransaksi::Lunas,
            "belumdiproses" => StatusTransaksi::BelumDiproses,
            "diproses" => StatusTransaksi::Diproses,
            "dikirim" => StatusTransaksi::Dikirim,
            "selesai" => StatusTransaksi::Selesai,
            "dibatalkan" | "batal" => StatusTransaksi::DiBatalkan,
            _ => StatusTransaksi::Lain(small),
        }
    }

    /// Compares this status, as a callback claims it, with `status_bayar` and `status_pengiriman` of the
    /// transaction. A status of payment is compared with `status_bayar`, a status of delivery with
    /// `status_pengiriman`.
    pub fn standing(&self, status_bayar: &str, status_pengiriman: &str) -> Standing {
        let paid = Self::from_text(status_bayar);
        let sent = Self::from_text(status_pengiriman);
        if *self == paid || *self == sent {
            return Standing::Current;
        }
        let now = match self {
            StatusTransaksi::Pending | StatusTransaksi::Lunas => paid,
            _ => sent,
        };
        let moved_on = match (self.rank(), now.rank()) {
            (Some(claimed), Some(now)) => claimed < now,
            // A cancelled transaction may have had any of the other statuses before.
            (Some(_), None) => now == StatusTransaksi::DiBatalkan,
            (None, _) => false,
        };
        if moved_on {
            Standing::Late
        } else {
            Standing::Forged
        }
    }

    /// The position of this status in the course of a payment or a delivery; `None` where it has none.
    fn rank(&self) -> Option<u8> {
        match self {
            StatusTransaksi::Pending | StatusTransaksi::BelumDiproses => Some(0),
            StatusTransaksi::Lunas | StatusTransaksi::Diproses => Some(1),
            StatusTransaksi::Dikirim => Some(2),
            StatusTransaksi::Selesai => Some(3),
            StatusTransaksi::DiBatalkan | StatusTransaksi::Lain(_) => None,
        }
    }
}

impl fmt::Display for StatusTransaksi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
