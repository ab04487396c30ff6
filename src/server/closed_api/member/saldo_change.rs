//! `POST /member/saldo`: changes a member's balance.
//!
//! Documentation: "Ubah Saldo Member". A form.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `id_user`, `email_user` | one of them | which member |
//! | `tipe` | yes | `tambah` or `kurang` |
//! | `jumlah` | yes | rupiah |
//! | `pin` | no | the member's PIN, six digits: it is checked before the balance is changed |
//! | `catatan_saldo` | no | what the change is for |
//!
//! Taking more than there is is answered with 403.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::closed_api::key::body_code;
use crate::server::member::Member;
use crate::server::money::{Direction, Movement};
use crate::server::received::{Received, Unreadable};
use crate::server::secret::Secret;
use crate::wire::{Shape, number, text};

/// A change of a member's balance.
///
/// ```
/// # use bukaolshop::server::{Member, closed_api::member::SaldoChange};
/// let change = SaldoChange::kurang(Member::id("289820"), 5_000)
///     .pin("471100")
///     .catatan("Pulsa 0812");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SaldoChange {
    /// Whose balance.
    pub member: Member,
    /// Up or down.
    pub tipe: Direction,
    /// Rupiah, at least 1.
    pub jumlah: u64,
    /// The member's PIN, where the member has typed it to allow the change: six digits.
    pub pin: Option<Secret>,
    /// What the change is for; the member sees it. One that no other change has lets
    /// [`compare`](crate::server::closed_api::compare) find this one again.
    pub catatan_saldo: Option<String>,
}

/// Tells up or down and how much, not whose: members and PINs stay out of logs.
impl fmt::Debug for SaldoChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaldoChange")
            .field("tipe", &self.tipe)
            .field("jumlah", &self.jumlah)
            .finish_non_exhaustive()
    }
}

impl SaldoChange {
    fn new(member: Member, tipe: Direction, jumlah: u64) -> Self {
        Self {
            member,
            tipe,
            jumlah,
            pin: None,
            catatan_saldo: None,
        }
    }

    /// Adds to a balance.
    pub fn tambah(member: Member, jumlah: u64) -> Self {
        Self::new(member, Direction::Tambah, jumlah)
    }

    /// Takes from a balance.
    pub fn kurang(member: Member, jumlah: u64) -> Self {
        Self::new(member, Direction::Kurang, jumlah)
    }

    /// Only with the member's PIN.
    #[must_use]
    pub fn pin(self, pin: &str) -> Self {
        Self {
            pin: Some(Secret::new(pin)),
            ..self
        }
    }

    /// What it is for.
    #[must_use]
    pub fn catatan(self, catatan_saldo: impl Into<String>) -> Self {
        Self {
            catatan_saldo: Some(catatan_saldo.into()),
            ..self
        }
    }
}

impl Call for SaldoChange {
    type Answer = SaldoChanged;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/member/saldo"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        let mut fields = Parameters::default();
        self.member.push(&mut fields)?;
        fields.text("tipe", self.tipe.name());
        if self.jumlah == 0 {
            return Err(Error::argument(
                "jumlah harus bilangan bulat mulai dari 1 rupiah",
            ));
        }
        fields.number("jumlah", self.jumlah);
        if let Some(pin) = self.pin.as_ref().map(Secret::reveal) {
            if pin.len() != 6 || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(Error::argument("pin harus 6 angka"));
            }
            fields.text("pin", pin);
        }
        if let Some(catatan) = &self.catatan_saldo {
            fields.text("catatan_saldo", catatan);
        }
        Ok(Some(Body::form(&fields)))
    }

    fn moves_money(&self) -> Option<Movement> {
        Some(Movement {
            member: Some(self.member.clone()),
            amount: Some(self.jumlah),
            note: self.catatan_saldo.clone(),
            ..Movement::new(self.tipe)
        })
    }

    fn secrets(&self) -> Vec<&str> {
        self.pin.iter().map(Secret::reveal).collect()
    }

    fn read(&self, received: Received) -> Result<SaldoChanged, Unreadable> {
        SaldoChanged::read(received)
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        text("status"),
        text("id_user"),
        text("email_user"),
        text("nama_user"),
        number("jumlah"),
        text("tipe"),
        text("id_perubahan"),
    ],
};

/// A balance that was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SaldoChanged {
    /// The server's words, for example "ok - Saldo berhasil ditambah".
    pub status: String,
    /// Digits.
    pub id_user: String,
    /// The address that the member logs in with.
    pub email_user: String,
    /// Typed by the member.
    pub nama_user: String,
    /// Rupiah.
    pub jumlah: f64,
    /// `tambah` or `kurang`, as sent.
    pub tipe: String,
    /// The change's own number.
    pub id_perubahan: String,
    /// Fields that the documentation does not know, and the answer's `code`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl SaldoChanged {
    /// An answer that does not say that it is a good one may be anybody's: it tells nothing of money.
    pub(super) fn read(received: Received) -> Result<Self, Unreadable> {
        match body_code(&received.data) {
            Some(200) => received.object(&SHAPE),
            _ => Err(Unreadable::new("code", "bukan 200")),
        }
    }
}
