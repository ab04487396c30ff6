//! `status_transaksi`, and what it is worth beside the API's own word.

use std::fmt;

/// A transaction's status, of payment or of delivery: those that the API's documentation names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusTransaksi {
    /// `pending`: not paid yet.
    Pending,
    /// `lunas`: paid.
    Lunas,
    /// `belum diproses`.
    BelumDiproses,
    /// `diproses`.
    Diproses,
    /// `dikirim`.
    Dikirim,
    /// `selesai`.
    Selesai,
    /// `di batalkan`: payment and delivery alike.
    DiBatalkan,
    /// Another one, in small letters; only where [`super::Receiver::any_status`] allows it.
    Lain(String),
}

/// What the API says of a status that a callback claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is so.
    Current,
    /// It was so: the transaction has moved on, and the callback came late.
    Late,
    /// It is not so yet, or never will be: what a forged callback claims.
    Forged,
}

impl StatusTransaksi {
    /// As the API spells it.
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

    /// Reads one, in capitals or small letters, with or without spaces ("di batalkan", "Dibatalkan").
    /// One that nobody knows is [`StatusTransaksi::Lain`].
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

    /// Compares this claim with `status_bayar` and `status_pengiriman` of the transaction as the API has
    /// it. A status of payment is compared with the payment's, one of delivery with the delivery's.
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
            // Whatever was claimed, it was so before.
            (Some(_), None) => now == StatusTransaksi::DiBatalkan,
            (None, _) => false,
        };
        if moved_on {
            Standing::Late
        } else {
            Standing::Forged
        }
    }

    /// Its place on the way that a payment or a delivery takes.
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
