//! `GET /member/saldo`: a member's balance and its history.
//!
//! Documentation: "Informasi Saldo Member".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user`, `email_user` | one of the two | the member |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::repair::{Shape, nullable, number, rows, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::member_parameter;
use crate::server::member::Member;
use crate::server::received::{Received, Unreadable};

/// Asks for a member's balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaldoGet {
    /// The member, by `id_user` or by `email_user`.
    pub member: Member,
}

impl Call for SaldoGet {
    type Answer = Saldo;

    fn path(&self) -> &'static str {
        "/member/saldo"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        member_parameter::push(&self.member, parameters)
    }

    fn read(&self, received: Received) -> Result<Saldo, Unreadable> {
        received.object(&SHAPE)
    }
}

impl TakesExtra for SaldoGet {
    const PARAMETERS: &'static [&'static str] = &["id_user", "email_user"];
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

/// A member's balance and its history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Saldo {
    /// The member's number, digits only.
    pub id_user: String,
    /// The e-mail address that the member logs in with.
    pub email_user: String,
    /// The member's name, as the member typed it.
    pub nama_user: String,
    /// The time of the last change: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub transaksi_terakhir: Option<String>,
    /// The balance in rupiah.
    pub jumlah_saldo: f64,
    /// The changes of the balance. If one of them cannot be read, the whole answer is refused.
    pub riwayat_saldo: Vec<RiwayatSaldo>,
    /// Fields that the documentation does not list, and the answer's `code` and `status`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// One change in the history of a balance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RiwayatSaldo {
    /// The note of the change.
    pub informasi_catatan: String,
    /// The amount in rupiah.
    pub jumlah_dana: f64,
    /// The time of the change: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
