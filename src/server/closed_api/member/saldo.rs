//! `GET /member/saldo`: a member's balance, and how it came about.
//!
//! Documentation: "Informasi Saldo Member".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user`, `email_user` | one of them | which member |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::call::Call;
use crate::server::member::Member;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, nullable, number, rows, text};

/// Whose balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaldoGet {
    /// By `id_user` or by `email_user`.
    pub member: Member,
}

impl Call for SaldoGet {
    type Answer = Saldo;

    fn path(&self) -> &'static str {
        "/member/saldo"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        self.member.push(parameters)
    }

    fn read(&self, received: Received) -> Result<Saldo, Unreadable> {
        received.object(&SHAPE)
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        text("id_user").essential(),
        text("email_user"),
        text("nama_user"),
        nullable("transaksi_terakhir"),
        number("jumlah_saldo").essential(),
        rows("riwayat_saldo", &RIWAYAT),
    ],
};

const RIWAYAT: Shape = Shape {
    fields: &[
        text("informasi_catatan"),
        number("jumlah_dana").essential(),
        text("tanggal"),
    ],
};

/// A member's balance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Saldo {
    /// Digits.
    pub id_user: String,
    /// The address that the member logs in with.
    pub email_user: String,
    /// Typed by the member.
    pub nama_user: String,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub transaksi_terakhir: Option<String>,
    /// Rupiah.
    pub jumlah_saldo: f64,
    /// Its changes. A history with a change that cannot be read is not read at all.
    pub riwayat_saldo: Vec<RiwayatSaldo>,
    /// Fields that the documentation does not know, and the answer's `code` and `status`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A change of a balance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RiwayatSaldo {
    /// What it was for.
    pub informasi_catatan: String,
    /// Rupiah.
    pub jumlah_dana: f64,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal: String,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
