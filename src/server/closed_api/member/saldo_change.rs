//! `POST /member/saldo`: changes a member's balance.
//!
//! Documentation: "Ubah Saldo Member". The body is a form.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `id_user`, `email_user` | one of the two | the member |
//! | `tipe` | yes | `tambah` or `kurang` |
//! | `jumlah` | yes | the amount in rupiah |
//! | `pin` | no | the member's PIN, six digits; the server checks it before it changes the balance |
//! | `catatan_saldo` | no | the note of the change |
//! | `notifikasi` | no | whether the member is told of the change; newer than the documentation, like the next two |
//! | `judul_notifikasi`, `pesan_notifikasi` | no | the words of that notification |
//!
//! A change that takes more than the balance holds is answered with 403.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::repair::{Shape, number, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::member_parameter;
use crate::server::closed_api::notification::ChangeNotification;
use crate::server::closed_api::service::body_code;
use crate::server::member::Member;
use crate::server::money::{Direction, Look, Movement};
use crate::server::received::{Received, Unreadable};
use crate::server::secret::Secret;

/// A change of a member's balance. The client sends it once.
///
/// ```
/// # use bukaolshop::server::{Member, closed_api::member::SaldoChange};
/// let change = SaldoChange::kurang(Member::id("289820"), 5_000)
///     .pin("471100")
///     .catatan("Pulsa 0812");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SaldoChange {
    /// The member whose balance changes.
    pub member: Member,
    /// Whether the amount is added or taken.
    pub tipe: Direction,
    /// The amount in rupiah, at least 1.
    pub jumlah: u64,
    /// The member's PIN, six digits, where the member has typed it to allow the change.
    pub pin: Option<Secret>,
    /// The note of the change, which the member sees. A note that no other change has lets
    /// [`compare`](crate::server::closed_api::compare) recognize this change in the history.
    pub catatan_saldo: Option<String>,
    /// Whether the member is told of the change, and in which words.
    pub notification: ChangeNotification,
}

/// Shows the direction and the amount, but neither the member nor the PIN: both stay out of logs.
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
            notification: ChangeNotification::default(),
        }
    }

    /// A change that adds to a balance.
    pub fn tambah(member: Member, jumlah: u64) -> Self {
        Self::new(member, Direction::Tambah, jumlah)
    }

    /// A change that takes from a balance.
    pub fn kurang(member: Member, jumlah: u64) -> Self {
        Self::new(member, Direction::Kurang, jumlah)
    }

    /// Sends the member's PIN with the change; the server refuses the change if the PIN is wrong.
    #[must_use]
    pub fn pin(self, pin: &str) -> Self {
        Self {
            pin: Some(Secret::new(pin)),
            ..self
        }
    }

    /// Sets the note of the change.
    #[must_use]
    pub fn catatan(self, catatan_saldo: impl Into<String>) -> Self {
        Self {
            catatan_saldo: Some(catatan_saldo.into()),
            ..self
        }
    }

    /// Tells the member of the change.
    #[must_use]
    pub fn notify(self, notification: ChangeNotification) -> Self {
        Self {
            notification,
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
        member_parameter::push(&self.member, &mut fields)?;
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
        self.notification.push(&mut fields)?;
        Ok(Some(Body::form(&fields)))
    }

    fn look(&self) -> Look {
        Look {
            call: Some("saldo.outcomeOf"),
            ..Look::default()
        }
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

impl TakesExtra for SaldoChange {
    const PARAMETERS: &'static [&'static str] = &[
        "id_user",
        "email_user",
        "tipe",
        "jumlah",
        "pin",
        "catatan_saldo",
        "notifikasi",
        "judul_notifikasi",
        "pesan_notifikasi",
    ];
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

/// The answer to a change of a balance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SaldoChanged {
    /// The server's text, for example "ok - Saldo berhasil ditambah".
    pub status: String,
    /// The member's number, digits only.
    pub id_user: String,
    /// The e-mail address that the member logs in with.
    pub email_user: String,
    /// The member's name, as the member typed it.
    pub nama_user: String,
    /// The amount in rupiah.
    pub jumlah: f64,
    /// `tambah` or `kurang`, as sent.
    pub tipe: String,
    /// The number of this change.
    pub id_perubahan: String,
    /// Fields that the documentation does not list, and the answer's `code`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

impl SaldoChanged {
    /// Requires `code` 200 in the body: an answer without it may come from anything between the client
    /// and the API, and does not prove that the balance was changed.
    pub(super) fn read(received: Received) -> Result<Self, Unreadable> {
        match body_code(&received.data) {
            Some(200) => received.object(&SHAPE),
            _ => Err(Unreadable::new("code", "bukan 200")),
        }
    }
}
